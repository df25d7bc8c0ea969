import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { compareOrdinal, escapePattern, ToolError } from '../../base/index.ts';

/** A suite file. */
export interface FoundSuite {
  readonly path: string;
  /** As the user would type it: relative to where the command runs, with `/`. */
  readonly file: string;
}

const suiteName = /\.tenantlab\.(yaml|yml|json)$/;
const hasWildcard = /[*?{}[\]]/;

/**
 * Finds suite files: those named, those below folders that are named, those that a pattern fits (`*`, `**`, `?`, `{a,b}`), by
 * default all below `cwd`. Folders named `node_modules`, and those whose name begins with a dot, are not entered, nor are
 * symbolic links. In the order of their names.
 * @throws ToolError `test/no-such-file` (exit code 4) for a name that leads nowhere.
 */
export function findSuites(cwd: string, patterns: readonly string[]): readonly FoundSuite[] {
  const found = new Set<string>();
  for (const pattern of patterns.length === 0 ? ['.'] : patterns) {
    for (const file of filesMeant(cwd, pattern)) found.add(file);
  }
  return [...found]
    .map((path) => ({ path, file: shownPath(cwd, path) }))
    .toSorted((a, b) => compareOrdinal(a.file, b.file));
}

function filesMeant(cwd: string, pattern: string): Iterable<string> {
  const path = resolve(cwd, pattern);
  const status = statSync(path, { throwIfNoEntry: false });
  if (status?.isFile() === true) return [path];
  if (status?.isDirectory() === true) return [...filesBelow(path)].filter((file) => suiteName.test(file));
  if (hasWildcard.test(pattern)) return filesMatching(cwd, pattern);
  throw new ToolError({
    code: 'test/no-such-file',
    message: `"${pattern}" is neither a file nor a folder.`,
    hint: 'Suites are named like sales.tenantlab.yaml; without names all below this folder are run.',
    exitCode: 4,
  });
}

/** A path as the user would type it. */
export function shownPath(cwd: string, path: string): string {
  const shown = relative(cwd, path).split(sep).join('/');
  return shown === '' ? '.' : shown;
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => compareOrdinal(a.name, b.name))) {
    const path = join(folder, entry.name);
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      yield* filesBelow(path);
  }
}

function* filesMatching(cwd: string, pattern: string): Generator<string> {
  const parts = pattern.split('/');
  const wild = parts.findIndex((part) => hasWildcard.test(part));
  const base = resolve(cwd, parts.slice(0, wild).join('/') || '.');
  if (statSync(base, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  const fits = compileGlob(parts.slice(wild).join('/'));
  for (const file of filesBelow(base)) if (fits(shownPath(base, file))) yield file;
}

/** A pattern over paths with `/`. Whatever else signs mean to regular expressions, here they mean themselves. */
function compileGlob(pattern: string): (path: string) => boolean {
  let source = '';
  let depth = 0;
  for (let index = 0; index < pattern.length; index++) {
    const sign = pattern.charAt(index);
    if (pattern.startsWith('**/', index)) {
      source += '(?:[^/]+/)*';
      index += 2;
    } else if (pattern.startsWith('**', index)) {
      source += '.*';
      index++;
    } else if (sign === '*') source += '[^/]*';
    else if (sign === '?') source += '[^/]';
    else if (sign === '{') {
      source += '(?:';
      depth++;
    } else if (sign === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (sign === ',' && depth > 0) source += '|';
    else source += escapePattern(sign);
  }
  const compiled = new RegExp(`^${source}${')'.repeat(depth)}$`);
  return (path) => compiled.test(path);
}
