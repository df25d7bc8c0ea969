import { loadConfig } from '../../app/index.ts';
import { formatInstant, ToolError } from '../../base/index.ts';
import { reportOnCatalogue, suggestNames } from '../../licensing/index.ts';
import { renderCatalogue } from '../../report/index.ts';
import type { LicenseCatalogOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { loadLicenseCatalogue } from './license-catalogue.ts';
import { styleFor } from './session.ts';

/** `tenantlab license catalog SEARCH`: 0 when something is found, 4 when nothing is. */
export async function licenseCatalogAction(
  environment: CliEnvironment,
  words: readonly string[],
  options: LicenseCatalogOptions,
): Promise<number> {
  const config = await loadConfig(environment.cwd, options.config);
  const catalogue = await loadLicenseCatalogue(environment, options, config);
  const search = words.join(' ');
  const clock = options.clock ?? config.clock ?? environment.now();
  const report = reportOnCatalogue(catalogue, search, formatInstant(clock).slice(0, 'YYYY-MM-DD'.length));
  if (report.skus.length + report.servicePlans.length === 0) {
    const near = suggestNames(catalogue, search).map((name) => `"${name}"`);
    throw new ToolError({
      code: 'usage/nothing-found',
      message: `The license catalogue of ${catalogue.data.date} knows no SKU and no service plan like "${search}".`,
      hint:
        near.length > 0
          ? `Did you mean ${near.join(' or ')}?`
          : 'Search for a part of a product name, a part number, a plan name or an id; add what is new with --catalogue.',
      exitCode: 4,
    });
  }
  if (options.json === true) environment.out(`${JSON.stringify(report, undefined, 2)}\n`);
  else environment.out(renderCatalogue(report, styleFor(environment, options)));
  return 0;
}
