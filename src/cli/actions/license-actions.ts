import { engineFor, findObject } from '../../app/index.ts';
import type { EpochMilliseconds } from '../../base/index.ts';
import {
  isLicensingActive,
  licenseDeps,
  type LicenseDeps,
  subscribedSkusOf,
  tenantCatalogue,
} from '../../licensing/index.ts';
import type { Tenant } from '../../model/index.ts';
import { describeGroupLicenses, describeUserLicenses, forecastLicenses, listSkuOverviews } from '../../plan/index.ts';
import {
  renderForecast,
  renderGroupLicenses,
  renderLicenseStatements,
  renderSkuOverviews,
  renderUserLicenses,
} from '../../report/index.ts';
import { settle } from '../../simulation/index.ts';
import type { LicenseCommandOptions, LicenseForecastOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { loadLicenseCatalogue } from './license-catalogue.ts';
import { type Session, withTenant } from './session.ts';

const day = 24 * 60 * 60 * 1000;
const defaultDays = 90;

/** What the commands about licenses look at. */
interface LicenseSession extends Session {
  /** At rest, at the clock of the session. */
  readonly settled: Tenant;
  readonly start: Tenant;
  readonly deps: LicenseDeps;
}

/** `tenantlab license list`. */
export async function licenseListAction(environment: CliEnvironment, options: LicenseCommandOptions): Promise<number> {
  return withLicenses(environment, options, ({ opened, settled, deps, style }) => {
    const skus = listSkuOverviews(settled, deps);
    const differences = opened.licenseDifferences;
    if (options.json === true)
      print(environment, { skus, differences, subscribedSkus: subscribedSkusOf(settled, deps) });
    else environment.out(`${renderSkuOverviews(skus, style)}${renderLicenseStatements(differences, style)}`);
  });
}

/** `tenantlab license show USER`. */
export async function licenseShowAction(
  environment: CliEnvironment,
  user: string,
  options: LicenseCommandOptions,
): Promise<number> {
  return withLicenses(environment, options, ({ settled, deps, style }) => {
    const { row } = findObject(settled, ['user'], user, true);
    const { graph, ...licenses } = describeUserLicenses(settled, row, deps);
    if (options.json === true) print(environment, { ...licenses, ...graph });
    else environment.out(renderUserLicenses({ ...licenses, graph }, style));
  });
}

/** `tenantlab license group GROUP`. */
export async function licenseGroupAction(
  environment: CliEnvironment,
  group: string,
  options: LicenseCommandOptions,
): Promise<number> {
  return withLicenses(environment, options, ({ settled, deps, style }) => {
    const { row } = findObject(settled, ['group'], group);
    const overview = describeGroupLicenses(settled, row, deps);
    if (options.json === true) print(environment, overview);
    else environment.out(renderGroupLicenses(overview, style));
  });
}

/** `tenantlab license forecast`. */
export async function licenseForecastAction(
  environment: CliEnvironment,
  options: LicenseForecastOptions,
): Promise<number> {
  return withLicenses(environment, options, ({ start, semantics, deps, style, work }) => {
    const until: EpochMilliseconds = options.until ?? start.clock + (options.days ?? defaultDays) * day;
    const forecast = forecastLicenses(start, {
      ...work,
      semantics,
      catalogue: deps.catalogue,
      engine: engineFor(start),
      until,
    });
    if (options.json === true) print(environment, forecast);
    else environment.out(renderForecast(forecast, style));
  });
}

async function withLicenses(
  environment: CliEnvironment,
  options: LicenseCommandOptions,
  use: (session: LicenseSession) => void,
): Promise<number> {
  return withTenant(environment, options, async (session) => {
    const { opened, semantics, work, config } = session;
    const base = await loadLicenseCatalogue(environment, options, config);
    const start = session.clock === undefined ? opened.tenant : { ...opened.tenant, clock: session.clock };
    const catalogue = isLicensingActive(start) ? tenantCatalogue(start, base) : base;
    const settled = settle(start, { ...work, semantics, catalogue, engine: engineFor(start) }).tenant;
    use({ ...session, start, settled, deps: licenseDeps(semantics, catalogue) });
    return 0;
  });
}

function print(environment: CliEnvironment, value: unknown): void {
  environment.out(`${JSON.stringify(value, undefined, 2)}\n`);
}
