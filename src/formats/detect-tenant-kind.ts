import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { headerFileName } from './folder/index.ts';
import { placeInLayout } from './import/index.ts';

/** How a tenant rests at a path. */
export type TenantKind = 'database' | 'folder' | 'export';

/** A kind with the sign it was told by; no kind with what is wrong. */
export interface TenantKindFinding {
  readonly kind: TenantKind | undefined;
  /** One sentence. */
  readonly reason: string;
}

/** Tells what a path is, without reading it: see {@link explainTenantKind}. Undefined when it is no tenant. */
export function detectTenantKind(path: string): TenantKind | undefined {
  return explainTenantKind(path).kind;
}

/**
 * Tells what a path is and why: a database by its first bytes or the ending `.db`, a tenant folder by its `tenant.yaml`, an
 * export by the ending of the file or the names in the folder. Never throws.
 */
export function explainTenantKind(path: string): TenantKindFinding {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return { kind: undefined, reason: 'There is no such file or folder.' };
    return found.isDirectory() ? explainFolder(path) : explainFile(path, found.size);
  } catch (error) {
    return { kind: undefined, reason: `It cannot be read: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

function explainFolder(path: string): TenantKindFinding {
  const names = readdirSync(path, { withFileTypes: true });
  if (names.some(({ name }) => name === headerFileName))
    return { kind: 'folder', reason: `It holds ${headerFileName}.` };
  for (const entry of names) {
    const inside = entry.isDirectory() ? readdirSync(join(path, entry.name)).slice(0, 10) : [];
    const candidates = entry.isDirectory()
      ? inside.flatMap((name) => [`${entry.name}/${name}`, `${entry.name}/${name}/${name}.json`])
      : [entry.name];
    const known = candidates.find((name) => placeInLayout(name) !== undefined);
    if (known !== undefined) return { kind: 'export', reason: `It holds ${entry.name}, which can be imported.` };
  }
  return { kind: undefined, reason: `It holds neither ${headerFileName} nor a file that can be imported.` };
}

function explainFile(path: string, size: number): TenantKindFinding {
  if (firstBytes(path).startsWith('SQLite format 3')) return { kind: 'database', reason: 'It is a SQLite database.' };
  if (size === 0 && /\.(?:db|sqlite)$/i.test(path)) return { kind: 'database', reason: 'It is an empty database.' };
  if (placeInLayout(path.replace(/^.*[\\/]/, '')) !== undefined) {
    return { kind: 'export', reason: 'Its name ends like that of an export.' };
  }
  return { kind: undefined, reason: 'It is neither a database nor a JSON or CSV file.' };
}

function firstBytes(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(16);
    return bytes.toString('latin1', 0, readSync(file, bytes, 0, 16, 0));
  } finally {
    closeSync(file);
  }
}
