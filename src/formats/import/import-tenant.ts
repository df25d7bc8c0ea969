import type { EpochMilliseconds } from '../../base/index.ts';
import { seedLicenses, standardCatalogue } from '../../licensing/index.ts';
import { createTenant, type ObjectType, objectTypes, type Tenant } from '../../model/index.ts';
import { type DecodeOptions, importError, type StopSignal } from '../input/index.ts';
import { isDynamic } from '../is-dynamic.ts';
import { checkImported } from './check-imported.ts';
import { collectSource, type Source, type SourceFile } from './collect-sources.ts';
import { EmptyCells } from './empty-cells.ts';
import { importCsvFile } from './import-csv-file.ts';
import { ImportDraft } from './import-draft.ts';
import type { ObjectScope } from './import-graph-object.ts';
import { importJsonFile } from './import-json-file.ts';
import { createImportReport, type ImportedSource, type ImportReport } from './import-report.ts';
import { resolveLinks } from './resolve-links.ts';
import { RowBits } from './row-bits.ts';
import { finishSubscribedSkus } from './subscribed-skus.ts';

/** How far an import is: `done` of `total` bytes. */
export interface ImportProgress {
  readonly phase: 'import';
  readonly file: string;
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes';
}

/** Settings of an import. */
export interface ImportOptions {
  /** The time that the tenant starts at: the real time, which the caller knows. */
  readonly clock: EpochMilliseconds;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** An AbortSignal, or anything that says when to stop. */
  readonly signal?: StopSignal | undefined;
}

/** A tenant as the export states it, and what is to be said about it. */
export interface ImportResult {
  readonly tenant: Tenant;
  readonly report: ImportReport;
}

/**
 * Imports exports of a real tenant: Graph JSON and NDJSON, CSV files of PowerShell and the admin centre, folders of
 * EntraExporter (spec import-formats). Files are read piece by piece; memory grows with the tenant, not with the files. What
 * the export does not state stays not known. Whole or nothing: anything unreadable throws a ToolError with file, line and
 * record (codes `import/…`), everything else worth knowing is a finding of the report.
 */
export async function importTenant(sources: readonly string[], options: ImportOptions): Promise<ImportResult> {
  if (sources.length === 0) throw importError('import/nothing-to-import', { file: 'import' }, 'no source was named.');
  const collected: Source[] = [];
  for (const path of sources) collected.push(await collectSource(path));
  const draft = new ImportDraft(createTenant(options.clock));
  const total = collected.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const readOptions = (file: string): DecodeOptions => ({
    signal: options.signal,
    onBytes: (count) => {
      done += count;
      options.onProgress?.({ phase: 'import', file, done, total, unit: 'bytes' });
    },
  });
  const imported: ImportedSource[] = [];
  for (const source of collected) imported.push(await importSource(draft, source, readOptions));
  const count = objectTypes.reduce((sum, type) => sum + draft.tenant.population(type).size, 0);
  if (count === 0 && draft.skus.size === 0) {
    throw importError('import/nothing-to-import', { file: sources.join(', ') }, 'there is no object to import.');
  }
  finishSubscribedSkus(draft);
  resolveLinks(draft);
  checkImported(draft);
  releaseIndexes(draft);
  const seeded = seedLicenses(draft.tenant.finish(), {
    // Decoded only for a tenant with licenses.
    get catalogue() {
      return standardCatalogue();
    },
    consumedUnits: consumedUnitsOf(draft),
  });
  for (const difference of seeded.differences) draft.findings.addAll(difference.code, difference);
  return { tenant: seeded.tenant, report: createImportReport(draft, imported) };
}

function consumedUnitsOf(draft: ImportDraft): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { skuId, consumedUnits } of draft.skus.values())
    if (consumedUnits !== undefined) units.set(skuId, consumedUnits);
  return units;
}

/** The reverse index of a column of near-unique values is as large as its values, and is rebuilt should anybody need it. */
function releaseIndexes(draft: ImportDraft): void {
  for (const type of objectTypes) {
    const population = draft.tenant.population(type);
    for (const name of draft.seen[type]) {
      const { dictionary } = population.columnDraft(name);
      if (dictionary.size * 2 > population.size) dictionary.releaseIndex();
    }
  }
}

async function importSource(
  draft: ImportDraft,
  source: Source,
  optionsFor: (file: string) => DecodeOptions,
): Promise<ImportedSource> {
  let records = 0;
  const exported: { type: ObjectType; row: number }[] = [];
  // The many small files of an exporter folder count as one.
  const folderScope = createScope(draft);
  for (const file of source.files) {
    const isPart = file.folderType !== undefined || (source.format === 'folder' && file.linksOf !== undefined);
    const scope = isPart ? folderScope : createScope(draft);
    const onRow =
      file.folderType === undefined ? undefined : (type: ObjectType, row: number) => exported.push({ type, row });
    records += await importFile(scope, file, { ...optionsFor(file.path), ...(onRow === undefined ? {} : { onRow }) });
    if (scope !== folderScope) scope.emptyCells.settle(draft, file.path);
  }
  folderScope.emptyCells.settle(draft, source.path);
  addEmptyLinks(draft, source, exported);
  if (source.ignored.length > 0) {
    for (const name of source.ignored) {
      draft.findings.add('import/ignored-file', {
        message: 'Files that hold no directory objects are not read.',
        file: source.path,
        sample: name,
      });
    }
  }
  const bytes = source.files.reduce((sum, file) => sum + file.bytes, 0);
  return { path: source.path, format: source.format, files: source.files.length, bytes, records };
}

async function importFile(
  scope: ObjectScope,
  file: SourceFile,
  options: DecodeOptions & { readonly onRow?: (type: ObjectType, row: number) => void },
): Promise<number> {
  const { path, linksOf, folderType } = file;
  const links = linksOf === undefined ? {} : { linksOf };
  if (file.format === 'csv') return importCsvFile(scope, { path, file: path, ...links }, options);
  const typed = folderType === undefined ? {} : { folderType };
  return importJsonFile(scope, { path, file: path, ...links, ...typed }, options);
}

function createScope(draft: ImportDraft): ObjectScope {
  const statedRows = Object.fromEntries(objectTypes.map((type) => [type, new RowBits()])) as Record<
    ObjectType,
    RowBits
  >;
  return { draft, emptyCells: new EmptyCells(), statedRows };
}

/**
 * EntraExporter writes no Members folder for an assigned group without members. If it wrote one for any group of this
 * export, members were exported, and a group without the folder has none; otherwise they are not known. Likewise owners.
 */
function addEmptyLinks(
  draft: ImportDraft,
  source: Source,
  exported: readonly { type: ObjectType; row: number }[],
): void {
  for (const kind of ['members', 'owners'] as const) {
    for (const type of ['group', 'administrativeUnit'] as const) {
      const population = draft.tenant.population(type);
      const hasEvidence = source.files.some(({ linksOf }) => {
        if (linksOf?.kind !== kind || !('name' in linksOf.holder)) return false;
        return population.rowOf(linksOf.holder.name) !== undefined;
      });
      if (!hasEvidence) continue;
      for (const { type: rowType, row } of exported) {
        if (rowType !== type || (kind === 'members' && isDynamic(population, row))) continue;
        draft.links.open(kind, { type, row });
      }
    }
  }
}
