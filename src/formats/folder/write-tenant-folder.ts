import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ToolError } from '../../base/index.ts';
import { isCellType, type ObjectType, objectTypes, type Tenant } from '../../model/index.ts';
import { isWritten } from './cells.ts';
import { headerFileName, mostYamlObjects, type ObjectFormat, objectFileName } from './folder-layout.ts';
import { openFolder, type OpenedFolder, readFolderObjects } from './read-tenant-folder.ts';
import { createReferenceNames, type ReferenceNames } from './reference-names.ts';
import { chooseAbsentMeans, orderRows, renderObject } from './render-object.ts';
import { renderJsonItem, renderYamlItem } from './render-yaml.ts';
import { removeStaleTemporaries, temporaryPath } from './stale-temporaries.ts';
import { renderTenantHeader, type TenantHeader } from './tenant-header.ts';
import { attemptWriting, isEmptyOrMissing, writeFile, writeNewFolder } from './write-files.ts';

/** One file to be written, as pieces of text. */
interface PlannedFile {
  readonly name: string;
  /** `onObject` is called for each object. */
  readonly pieces: (onObject?: () => void) => Iterable<string>;
}

/**
 * Writes a tenant as a folder of text, in canonical order, so that equal tenants give equal bytes. A new folder appears as a
 * whole. In a tenant folder that is there already, each file keeps its format and `absentMeans`, files whose objects are
 * unchanged are left alone with their comments, and the others are replaced by renaming once all are written; files of other
 * kinds are never touched. Throws a ToolError (`tenant/foreign-folder`, `tenant/unwritable-folder`) and then leaves everything
 * as it was.
 */
export function writeTenantFolder(tenant: Tenant, path: string, options: WriteFolderOptions = {}): void {
  const target = resolve(path);
  const count = objectCounter(tenant, options);
  if (requireTenantFolder(path) === 'new') {
    const files = planFiles(tenant, undefined);
    writeNewFolder(
      target,
      files.map(({ name, pieces }) => ({ name, pieces: () => pieces(count) })),
    );
  } else writeOver(tenant, target, count);
}

/**
 * Whether a tenant would be written as a new folder or over one that is there. Removes what was left of it by processes that were
 * stopped. Throws a ToolError `tenant/foreign-folder` for anything else that is there.
 */
export function requireTenantFolder(path: string): 'new' | 'present' {
  const target = resolve(path);
  return attemptWriting(path, () => {
    removeStaleTemporaries(dirname(target), [basename(target)]);
    if (isEmptyOrMissing(target)) return 'new';
    if (existsSync(join(target, headerFileName))) return 'present';
    throw new ToolError({
      code: 'tenant/foreign-folder',
      message: `"${path}" is not empty and holds no ${headerFileName}; nothing was written.`,
      hint: 'Name a new folder.',
    });
  });
}

/** How far writing is: `done` of `total` objects. */
export interface FolderWritingProgress {
  readonly phase: 'writing';
  readonly done: number;
  readonly total: number;
  readonly unit: 'objects';
}

/** Settings of writing a folder. */
export interface WriteFolderOptions {
  readonly onProgress?: ((progress: FolderWritingProgress) => void) | undefined;
}

/** Objects between two reports. */
const reportEvery = 500;

/** A function to be called for each object that is rendered; some are rendered twice, to see whether they changed. */
function objectCounter(tenant: Tenant, { onProgress }: WriteFolderOptions): () => void {
  const total = objectTypes.reduce((sum, type) => sum + tenant.populations[type].size, 0);
  let done = 0;
  return () => {
    if (done === total) return;
    done++;
    if (done % reportEvery === 0 || done === total) onProgress?.({ phase: 'writing', done, total, unit: 'objects' });
  };
}

function writeOver(tenant: Tenant, target: string, count: () => void): void {
  const folder = openFolder(target);
  // As it is written there: license state that stands with the users still has to move.
  const before = readFolderObjects(target);
  const unchanged = new Map<string, string>();
  for (const file of planFiles(before, folder, mostYamlObjects)) unchanged.set(file.name, [...file.pieces()].join(''));
  const written: { readonly temporary: string; readonly final: string }[] = [];
  attemptWriting(target, () => {
    try {
      const files = planFiles(tenant, folder);
      removeStaleTemporaries(
        target,
        files.map(({ name }) => name),
      );
      for (const file of files) {
        const final = join(target, file.name);
        const known = unchanged.get(file.name);
        if (known !== undefined && existsSync(final) && isSameText(known, file.pieces(count))) continue;
        const temporary = temporaryPath(final);
        written.push({ temporary, final });
        writeFile(temporary, file.pieces(count));
      }
      for (const { temporary, final } of written) renameSync(temporary, final);
    } finally {
      for (const { temporary } of written) rmSync(temporary, { force: true });
    }
  });
}

/** The files of a tenant; with `most`, without those of types that have more objects than that. */
function planFiles(tenant: Tenant, folder: OpenedFolder | undefined, most = Infinity): readonly PlannedFile[] {
  const names = createReferenceNames((type) => tenant.populations[type]);
  const absentMeans = folder?.header.absentMeans ?? chooseForAll(tenant);
  const header: TenantHeader = { clock: tenant.clock, absentMeans };
  const files: PlannedFile[] = [];
  for (const type of objectTypes) {
    const size = countWritten(tenant, type);
    const format = folder?.files.get(type)?.format;
    if ((size === 0 && format === undefined) || size > most) continue;
    const chosen = format ?? (size > mostYamlObjects ? 'ndjson' : 'yaml');
    files.push({
      name: objectFileName(type, chosen),
      pieces: (onObject) => renderFile(tenant, names, type, absentMeans, chosen, onObject),
    });
  }
  return [...files, { name: headerFileName, pieces: () => [renderTenantHeader(header)] }];
}

function countWritten(tenant: Tenant, type: ObjectType): number {
  const { size } = tenant.populations[type];
  if (!isCellType(type)) return size;
  return Array.from({ length: size }, (_, row) => row).filter((row) => isWritten(tenant, type, row)).length;
}

function chooseForAll(tenant: Tenant): TenantHeader['absentMeans'] {
  const chosen = objectTypes.map((type) => [type, chooseAbsentMeans(tenant, type)]);
  return Object.fromEntries(chosen) as TenantHeader['absentMeans'];
}

function* renderFile(
  tenant: Tenant,
  names: ReferenceNames,
  type: ObjectType,
  absentMeans: TenantHeader['absentMeans'],
  format: ObjectFormat,
  onObject: () => void = () => undefined,
): Generator<string, void, undefined> {
  const context = { tenant, names, type, absentMeans: absentMeans[type] };
  const rows = orderRows(tenant, type);
  if (format === 'json') yield '[';
  if (rows.length === 0 && format !== 'ndjson') yield format === 'json' ? '' : '[]\n';
  let index = 0;
  for (const row of rows) {
    const object = renderObject(context, row);
    if (format === 'json') yield `${index === 0 ? '\n' : ',\n'}${renderJsonItem(object)}`;
    else yield format === 'ndjson' ? `${renderJsonItem(object)}\n` : renderYamlItem(object);
    index++;
    onObject();
  }
  if (format === 'json') yield rows.length === 0 ? ']\n' : '\n]\n';
}

function isSameText(text: string, pieces: Iterable<string>): boolean {
  let offset = 0;
  for (const piece of pieces) {
    if (!text.startsWith(piece, offset)) return false;
    offset += piece.length;
  }
  return offset === text.length;
}
