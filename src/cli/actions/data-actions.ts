import { resolve } from 'node:path';
import { catalogueFor, createTenantAt, requireNewPlace } from '../../app/index.ts';
import { parseInstant, ToolError } from '../../base/index.ts';
import type { ImportReport } from '../../formats/index.ts';
import { licenseDeps } from '../../licensing/index.ts';
import type { Tenant } from '../../model/index.ts';
import { formatCount, renderImportReport } from '../../report/index.ts';
import type { ExportCommandOptions, GenerateCommandOptions, ImportCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { givenLicenseCatalogue } from './license-catalogue.ts';
import { noHistory } from './no-history.ts';
import { currentUser, styleFor, withProgress, withTenant } from './session.ts';

/** The clock of generated tenants: fixed, so that a seed means one tenant for ever. */
const generatedClock = parseInstant('2026-11-23T00:00:00Z') ?? 0;

/** `tenantlab import SOURCES --into T`: 0, or 3 when anything could not be read; then nothing is written. */
export async function importAction(
  environment: CliEnvironment,
  sources: readonly string[],
  options: ImportCommandOptions,
): Promise<number> {
  environment.catchInterrupt();
  const paths = sources.map((source) => resolve(environment.cwd, source));
  const report = await withProgress(environment, options, async (work): Promise<ImportReport> => {
    const target = targetPath(environment, options.into);
    await requireNewPlace(target);
    const { importTenant } = await import('../../formats/index.ts');
    const imported = await importTenant(paths, { ...work, clock: options.clock ?? environment.now() });
    const entry = { who: currentUser(environment), at: environment.now(), what: `import ${sources.join(' ')}` };
    await createTenantAt(target, imported.tenant, entry, work);
    return imported.report;
  });
  environment.out(
    options.json === true
      ? `${JSON.stringify(report, undefined, 2)}\n`
      : renderImportReport(report, styleFor(environment, options)),
  );
  if (options.json !== true) environment.out(`Wrote ${options.into}.\n`);
  return 0;
}

/** `tenantlab export --out T`: the same tenant in another form, or an earlier state of a database. */
export async function exportAction(environment: CliEnvironment, options: ExportCommandOptions): Promise<number> {
  environment.catchInterrupt();
  const target = targetPath(environment, options.out);
  if (options.format === 'graph') requireFolderName(options.out);
  else await requireNewPlace(target);
  return withTenant(environment, options, async ({ opened, clock, work, semantics, config }) => {
    const tenant = options.at === undefined ? opened.tenant : await stateAt(opened.path, opened.kind, options.at);
    if (options.format === 'graph') {
      const { writeGraphExport } = await import('../../formats/index.ts');
      const catalogue = await givenLicenseCatalogue(environment, options, config);
      const licenses = licenseDeps(semantics, catalogueFor(tenant, catalogue));
      const files = writeGraphExport(tenant, target, { licenses, onProgress: work.onProgress });
      environment.out(
        options.json === true
          ? `${JSON.stringify({ wrote: options.out, files })}\n`
          : `Wrote ${options.out}: ${files.join(', ')}.\n`,
      );
      return 0;
    }
    const entry = { who: currentUser(environment), at: environment.now(), what: `export of ${opened.path}` };
    await createTenantAt(target, clock === undefined ? tenant : { ...tenant, clock }, entry, work);
    environment.out(options.json === true ? `${JSON.stringify({ wrote: options.out })}\n` : `Wrote ${options.out}.\n`);
    return 0;
  });
}

/** `tenantlab generate --users N --seed S --out T`. */
export async function generateAction(environment: CliEnvironment, options: GenerateCommandOptions): Promise<number> {
  environment.catchInterrupt();
  const target = targetPath(environment, options.out);
  await requireNewPlace(target);
  return withProgress(environment, options, async (work) => {
    const { generateTenant } = await import('../../synth/index.ts');
    const { users, seed, dirt, groups } = options;
    const tenant = generateTenant({
      users,
      seed,
      dirt,
      ...(groups === undefined ? {} : { groups }),
      clock: options.clock ?? generatedClock,
      ...work,
    });
    const what = `generate --users ${users} --seed ${seed}`;
    await createTenantAt(target, tenant, { who: currentUser(environment), at: environment.now(), what }, work);
    environment.out(
      options.json === true
        ? `${JSON.stringify({ wrote: options.out, ...countsOf(tenant) })}\n`
        : describeGenerated(tenant, options.out),
    );
    return 0;
  });
}

/** @throws ToolError `usage/export` (exit code 4) */
function requireFolderName(out: string): void {
  if (!/\.(?:db|sqlite3?)$/i.test(out) && out !== ':memory:') return;
  throw new ToolError({
    code: 'usage/export',
    message: `--format graph writes a folder of JSON files, and "${out}" names a database.`,
    hint: 'Example: tenantlab export --format graph --out graph/',
    exitCode: 4,
  });
}

async function stateAt(path: string, kind: string, sequence: number): Promise<Tenant> {
  if (kind !== 'database') throw noHistory();
  const { openStore } = await import('../../store/index.ts');
  const store = openStore(path, { isReadOnly: true });
  try {
    return store.rebuild(sequence);
  } finally {
    store.close();
  }
}

function targetPath(environment: CliEnvironment, target: string): string {
  return target === ':memory:' ? target : resolve(environment.cwd, target);
}

function countsOf(tenant: Tenant): { readonly users: number; readonly devices: number; readonly groups: number } {
  const { user, device, group } = tenant.populations;
  return { users: user.size, devices: device.size, groups: group.size };
}

function describeGenerated(tenant: Tenant, out: string): string {
  const { users, devices, groups } = countsOf(tenant);
  return `Wrote ${out}: ${formatCount(users)} users, ${formatCount(devices)} devices, ${formatCount(groups)} groups.\n`;
}
