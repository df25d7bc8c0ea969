import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ToolError } from '../../base/index.ts';
import { type Diagnostic, DiagnosticsError } from '../../diagnostics/index.ts';
import { type LicenseDifference, seedLicenses, standardCatalogue } from '../../licensing/index.ts';
import { createTenant, type ObjectType, objectTypes, type Tenant, TenantDraft } from '../../model/index.ts';
import type { StopSignal } from '../input/index.ts';
import { headerFileName, type ObjectFormat, objectFileName, objectFormats } from './folder-layout.ts';
import { readTextFile } from './read-file-lines.ts';
import type { FolderReading } from './folder-reading.ts';
import { readObject } from './read-object.ts';
import { readObjectFile } from './read-object-file.ts';
import { createReferenceNames, type ReferenceNames } from './reference-names.ts';
import { mostFaults, resolveReferences } from './resolve-references.ts';
import { readTenantHeader, type TenantHeader } from './tenant-header.ts';

/** Settings of reading a folder. */
export interface ReadFolderOptions {
  readonly onProgress?: ((progress: FolderProgress) => void) | undefined;
  readonly signal?: StopSignal | undefined;
  /** Told what users' license properties state that does not fit together. */
  readonly onLicenseDifferences?: ((differences: readonly LicenseDifference[]) => void) | undefined;
}

/** How far reading is: `done` of `total` files. */
export interface FolderProgress {
  readonly phase: 'read';
  readonly done: number;
  readonly total: number;
  readonly unit: 'files';
}

/** A folder as it stands on disk: what its header says and which file holds which type. */
export interface OpenedFolder {
  readonly header: TenantHeader;
  readonly files: ReadonlyMap<
    ObjectType,
    { readonly path: string; readonly name: string; readonly format: ObjectFormat }
  >;
}

/**
 * Reads a tenant that is kept as text: `tenant.yaml` and one YAML, JSON or NDJSON file per type of object. An absent key means
 * not known, or null if `absentMeans` in tenant.yaml says so; members, owners and managers are named by userPrincipalName,
 * displayName or id; an object without an id gets one that follows from its name. Throws a DiagnosticsError with every fault
 * and its place, or a ToolError when a file cannot be read (codes `tenant/…`). License state that stands with the users, as in
 * an export, is taken over as {@link seedLicenses} does it.
 */
export function readTenantFolder(path: string, options: ReadFolderOptions = {}): Tenant {
  const seeded = seedLicenses(readFolderObjects(path, options), {
    get catalogue() {
      return standardCatalogue();
    },
  });
  if (seeded.differences.length > 0) options.onLicenseDifferences?.(seeded.differences);
  return seeded.tenant;
}

/** The objects as they stand in the files. */
export function readFolderObjects(path: string, options: ReadFolderOptions = {}): Tenant {
  const folder = openFolder(path);
  const draft = new TenantDraft(createTenant(folder.header.clock));
  let names: ReferenceNames | undefined;
  const reading: FolderReading = {
    draft,
    absentMeans: folder.header.absentMeans,
    faults: [],
    references: [],
    // License state, which comes last and has no names, already refers to groups.
    names: () => (names ??= createReferenceNames((type) => draft.population(type))),
  };
  let done = 0;
  for (const [type, file] of folder.files) {
    if (options.signal?.aborted === true) {
      throw new ToolError({ code: 'import/stopped', message: `Reading "${path}" was stopped.` });
    }
    for (const record of readObjectFile(file.path, file.name, file.format)) {
      readObject(reading, type, record);
      if (reading.faults.length >= mostFaults) break;
    }
    options.onProgress?.({ phase: 'read', done: ++done, total: folder.files.size, unit: 'files' });
  }
  if (reading.faults.length < mostFaults) resolveReferences(reading);
  throwIfAny(reading.faults);
  return draft.finish();
}

/** Reads `tenant.yaml` and finds the files of the objects. Throws a ToolError. */
export function openFolder(path: string): OpenedFolder {
  const headerPath = join(path, headerFileName);
  if (!isFolder(path)) {
    throw new ToolError({ code: 'tenant/unreadable-folder', message: `"${path}" is no folder.` });
  }
  if (!existsSync(headerPath)) {
    throw new ToolError({
      code: 'tenant/not-a-tenant-folder',
      message: `"${path}" holds no ${headerFileName}.`,
      hint: 'A tenant folder has a tenant.yaml with formatVersion and clock; `import` reads exports of other tools.',
    });
  }
  const header = readTenantHeader({ name: headerPath, text: readTextFile(headerPath, headerPath) });
  if (!header.ok) throwIfAny(header.error);
  const files = new Map<ObjectType, { path: string; name: string; format: ObjectFormat }>();
  for (const type of objectTypes) {
    const found = objectFormats.filter((format) => existsSync(join(path, objectFileName(type, format))));
    const [format, other] = found;
    if (format === undefined) continue;
    const file = join(path, objectFileName(type, format));
    if (other !== undefined) {
      const message = `"${path}" holds both ${objectFileName(type, format)} and ${objectFileName(type, other)}.`;
      throw new ToolError({ code: 'tenant/two-files', message, hint: 'Remove all but one.' });
    }
    files.set(type, { path: file, name: file, format });
  }
  if (header.ok) return { header: header.value, files };
  throw new ToolError({ code: 'tenant/syntax', message: `"${headerPath}" cannot be read.` });
}

function throwIfAny(faults: readonly Diagnostic[]): void {
  const [first, ...more] = faults;
  if (first !== undefined) throw new DiagnosticsError(first, more);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
