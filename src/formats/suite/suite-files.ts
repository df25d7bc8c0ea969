import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { SourceText } from '../../base/index.ts';

/** Where a suite may read, and what it has read. */
export interface SuiteFiles {
  /** The folder outside of which nothing is read, as it was given. */
  readonly root: string;
  /** Finds what a path means that stands in a file; both may lead anywhere. */
  resolve(path: string, from: string): FoundPath;
  /** Reads a text that {@link resolve} has found. */
  read(
    absolute: string,
  ): { readonly ok: true; readonly source: SourceText } | { readonly ok: false; readonly reason: string };
}

/** A path that is there and may be read, or why not. */
export type FoundPath =
  | { readonly kind: 'found'; readonly absolute: string }
  | { readonly kind: 'outside'; readonly folder: string }
  | { readonly kind: 'missing'; readonly reason: string };

/** Largest suite, change set or shared file, in bytes. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Reads files below a folder and nowhere else: symbolic links are followed before it is decided whether a path is below. `name`
 * turns an absolute path into what diagnostics call the file.
 */
export function createSuiteFiles(options: {
  readonly root: string;
  readonly allowExternal: boolean;
  readonly name: (absolute: string) => string;
}): SuiteFiles {
  const root = realPath(options.root) ?? options.root;
  return {
    root: options.root,
    resolve: (path, from) => {
      const wanted = isAbsolute(path) ? path : resolve(dirname(from), path);
      const real = realPath(wanted);
      // What does not exist is judged by where it would be, so that nobody learns what is there outside.
      if (!options.allowExternal && !isBelow(root, real ?? nearestReal(wanted)))
        return { kind: 'outside', folder: options.root };
      return real === undefined
        ? { kind: 'missing', reason: 'there is no such file or folder' }
        : { kind: 'found', absolute: wanted };
    },
    read: (absolute) => {
      const status = statSync(absolute, { throwIfNoEntry: false });
      if (status === undefined) return { ok: false, reason: 'there is no such file' };
      if (!status.isFile()) return { ok: false, reason: 'it is no file' };
      if (status.size > mostBytes) return { ok: false, reason: `it is larger than ${mostBytes / 1024 / 1024} MB` };
      try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(absolute));
        return { ok: true, source: { name: options.name(absolute), text } };
      } catch (error) {
        return { ok: false, reason: error instanceof TypeError ? 'it is no text in UTF-8' : 'it cannot be read' };
      }
    },
  };
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** The real path of the nearest folder above that exists, with the rest of the path behind it. */
function nearestReal(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const real = realPath(folder);
    if (real !== undefined) return resolve(real, relative(folder, path));
    if (dirname(folder) === folder) return path;
  }
}

function isBelow(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}
