import { relative } from 'node:path';
import { isJsonObject, lineColumnAt } from '../../base/index.ts';
import type { Place } from '../../harness/index.ts';
import type { FilePlace } from './read-object-file.ts';
import { readObjectFile } from './read-object-file.ts';
import { idOf } from './read-object.ts';
import { openFolder } from './read-tenant-folder.ts';

/**
 * Where the rules of groups and administrative units stand in the files of a tenant folder, by id; files as seen from `cwd`,
 * with `/`. A rule that its file spells as it is has an end, others (escaped, folded) only a beginning.
 * @throws ToolError, DiagnosticsError when the folder cannot be read.
 */
export function findRulePlaces(path: string, cwd: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [type, { path: file, name, format }] of openFolder(path).files) {
    if (type !== 'group' && type !== 'administrativeUnit') continue;
    const shown = relative(cwd, file).replaceAll('\\', '/');
    for (const record of readObjectFile(file, name, format)) {
      const { value } = record;
      if (!isJsonObject(value) || typeof value['membershipRule'] !== 'string') continue;
      const id = idOf(type, value);
      if (id === undefined) continue;
      places.set(id, placeOfRule(shown, value['membershipRule'], record.locate(['membershipRule'], 'value')));
    }
  }
  return places;
}

function placeOfRule(file: string, rule: string, { source: { text }, span }: FilePlace): Place {
  // Plain, or in quotation marks without anything escaped.
  const start = [span.start, span.start + 1].find((offset) => text.startsWith(rule, offset));
  const isWhole = start !== undefined && !rule.includes('\n') && span.end - span.start <= rule.length + 2;
  if (!isWhole) return { file, ...lineColumnAt(text, span.start) };
  const { line, column } = lineColumnAt(text, start);
  return { file, line, column, endLine: line, endColumn: column + rule.length };
}
