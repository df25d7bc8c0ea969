import { err, ok, type Result } from '../base/index.ts';
import { type ChangeableType, encodeValue, nullCode, type WantedProperties } from '../model/index.ts';
import type { Fault } from './fault.ts';
import { rowsWithCodes, rowsWithText } from './find-rows.ts';
import { badRequest, resourceNotFound } from './graph-errors.ts';
import { findByWrittenName, flatten, unknownName } from './read-properties.ts';
import { listCandidates } from './resolve-name.ts';
import type { ObjectReader, TenantReader } from './tenant-reader.ts';

/**
 * The one active object whose properties have the given values: texts without regard to case, null for a property that is
 * known to be empty. A property that is not known matches nothing. None: 404; several: 400 with the candidates. O(rows).
 */
export function matchObject(
  tenant: TenantReader,
  type: ChangeableType,
  match: WantedProperties,
): Result<number, Fault> {
  const objects = tenant.population(type);
  let rows: readonly number[] | undefined;
  for (const [name, value] of flatten(type, match)) {
    const found = rowsWith(objects, type, name, value);
    if (found === undefined) return err(unknownName(type, name));
    const wanted = new Set(found);
    rows = rows === undefined ? found : rows.filter((row) => wanted.has(row));
  }
  const [row, second] = rows ?? [];
  if (row !== undefined && second === undefined) return ok(row);
  return err(row === undefined ? none(type, match) : several(tenant, type, match, rows ?? []));
}

function rowsWith(
  objects: ObjectReader,
  type: ChangeableType,
  name: string,
  value: WantedProperties[string],
): readonly number[] | undefined {
  if (name.toLowerCase() === 'id') {
    const row = typeof value === 'string' ? objects.rowOf(value) : undefined;
    return row !== undefined && objects.isActive(row) ? [row] : [];
  }
  const definition = findByWrittenName(type, name);
  if (definition === undefined) return undefined;
  const isText = definition.type === 'string' || definition.type === 'reference';
  if (isText && typeof value === 'string' && value !== '') return rowsWithText(objects, definition.name, value);
  const column = objects.column(definition.name);
  if (column === undefined) return [];
  const text = encodeValue(definition, value);
  const code = text === null ? nullCode : text === undefined ? undefined : column.dictionary.find(text);
  return code === undefined ? [] : rowsWithCodes(objects, column, [code]);
}

function none(type: ChangeableType, match: WantedProperties): Fault {
  return {
    code: 'changes/match-none',
    place: 'match',
    error: resourceNotFound(idOf(match)),
    detail: `Expected one ${type} with ${describe(match)}, found none.`,
    hint: 'Values are compared as a whole and without regard to case; deleted objects do not count.',
  };
}

function several(tenant: TenantReader, type: ChangeableType, match: WantedProperties, rows: readonly number[]): Fault {
  const found = rows.map((row) => ({ type, row }));
  return {
    code: 'changes/match-several',
    place: 'match',
    error: badRequest(`Invalid object identifier '${idOf(match)}'.`),
    detail: `Expected one ${type} with ${describe(match)}, found ${rows.length}.`,
    hint: `Name one by its id, or use "where" to change them all. Candidates: ${listCandidates(tenant, found)}.`,
  };
}

function describe(match: WantedProperties): string {
  return Object.entries(match)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(' and ');
}

function idOf(match: WantedProperties): string {
  const value = Object.values(match)[0];
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
