import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareOrdinal } from '../../base/index.ts';
import { importError, unreadable } from '../input/index.ts';
import { type ImportedKind, kindByFileName } from './object-kind.ts';
import type { LinkHolder, LinkKind } from './pending-links.ts';

/** One file to import. */
export interface SourceFile {
  readonly path: string;
  readonly format: 'json' | 'csv';
  readonly bytes: number;
  /** The type that its folder stands for. */
  readonly folderType?: ImportedKind;
  /** Set when the file holds members or owners of an object. */
  readonly linksOf?: { readonly kind: LinkKind; readonly holder: LinkHolder };
}

/** A file or folder that was named, with the files it stands for. */
export interface Source {
  readonly path: string;
  readonly format: 'json' | 'csv' | 'folder';
  readonly files: readonly SourceFile[];
  /** Files of a folder that are not read. */
  readonly ignored: readonly string[];
}

/**
 * Finds the files of a source. In a folder these are the JSON and CSV files on its top level, and the layout of EntraExporter
 * (spec import-formats 3.4): `Users/<id>/<id>.json`, `Groups/<id>/Members/<id>/<id>.json` and so on, with either separator
 * in the names. Throws a ToolError when a path cannot be read or holds nothing to import.
 */
export async function collectSource(path: string): Promise<Source> {
  const found = await statOf(path);
  if (!found.isDirectory()) {
    const format = formatOf(path);
    if (format === undefined) {
      throw importError('import/unsupported-format', { file: path }, 'files of this kind cannot be imported.', {
        hint: 'Expected .json, .ndjson, .jsonl or .csv, or a folder.',
      });
    }
    return { path, format, files: [{ path, format, bytes: found.size, ...linksByName(path) }], ignored: [] };
  }
  const [files, ignored]: [SourceFile[], string[]] = [[], []];
  for (const name of await listFiles(path, '')) {
    const placed = placeInLayout(name);
    if (placed === undefined) ignored.push(name);
    else files.push({ path: join(path, name), bytes: (await statOf(join(path, name))).size, ...placed });
  }
  if (files.length === 0) {
    throw importError('import/nothing-to-import', { file: path }, 'the folder holds no file that can be imported.', {
      hint: 'Expected JSON or CSV files, or Users/, Groups/ … as EntraExporter writes them.',
    });
  }
  return { path, format: 'folder', files, ignored };
}

/** What a file below a folder is, by its path relative to that folder; undefined for files that are not read. */
export function placeInLayout(name: string): Omit<SourceFile, 'path' | 'bytes'> | undefined {
  const parts = name.split(/[\\/]/);
  const format = formatOf(name);
  if (format === undefined) return undefined;
  if (parts.length === 1) return { format, ...linksByName(name) };
  const [collection = '', holder = '', relation = '', member = ''] = parts;
  const folderType = /^[A-Za-z]+$/.test(collection) ? kindByFileName(collection) : undefined;
  if (folderType === undefined) return undefined;
  const last = parts.at(-1) ?? '';
  if (parts.length === 2) return { format, folderType, ...linksByName(last) };
  if (parts.length === 3 && last.toLowerCase() === `${holder.toLowerCase()}.json`) return { format, folderType };
  const kind = relation.toLowerCase();
  const isLink = parts.length === 5 && last.toLowerCase() === `${member.toLowerCase()}.json`;
  if (!isLink || (kind !== 'members' && kind !== 'owners')) return undefined;
  return { format, linksOf: { kind, holder: { name: holder, file: name } } };
}

/** `Sales_members.csv` holds the members of the group named Sales. */
function linksByName(path: string): Pick<SourceFile, 'linksOf'> {
  const match = /^(.+?)[ ._-](members|owners)\.[a-z]+$/i.exec(path.replace(/^.*[\\/]/, ''));
  const [name, kind] = [match?.[1], match?.[2]?.toLowerCase()];
  if (name === undefined || (kind !== 'members' && kind !== 'owners')) return {};
  return { linksOf: { kind, holder: { name, file: basename(path) } } };
}

function formatOf(path: string): 'json' | 'csv' | undefined {
  if (/\.(json|ndjson|jsonl)$/i.test(path)) return 'json';
  return /\.csv$/i.test(path) ? 'csv' : undefined;
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Paths relative to the folder, in ordinal order. Links to folders are not followed. */
async function listFiles(root: string, prefix: string): Promise<readonly string[]> {
  const names: string[] = [];
  let entries;
  try {
    entries = await readdir(join(root, prefix), { withFileTypes: true });
  } catch (cause) {
    throw unreadable(join(root, prefix), cause);
  }
  for (const entry of entries.toSorted((left, right) => compareOrdinal(left.name, right.name))) {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) names.push(...(await listFiles(root, name)));
    else if (!entry.isSymbolicLink() || (await statOf(join(root, name))).isFile()) names.push(name);
  }
  return names;
}
