import { canonicalJson, invariant, isJsonObject, type JsonValue } from '../base/index.ts';
import {
  additionalDataName,
  type Column,
  encodeValue,
  findProperty,
  nullCode,
  notKnownCode,
  type ObjectType,
  type Population,
} from '../model/index.ts';
import { objectTables } from './schema/table-layout.ts';

/** Columns without a place in the catalogue, in ordinal order: directory extensions and additional data. */
export function additionalColumns(population: Population): readonly Column[] {
  const stored = new Set(objectTables[population.type].columns.map(({ definition }) => definition.name));
  return population
    .columnNames()
    .filter((name) => !stored.has(name))
    .toSorted()
    .map((name) => population.factColumn(name))
    .filter((column) => column !== undefined);
}

/** The known values of a row in such columns as one JSON object; null when there are none. A name that is absent is not known. */
export function writeAdditional(columns: readonly Column[], row: number): string | null {
  const members: string[] = [];
  for (const column of columns) {
    const code = column.codeAt(row);
    if (code === notKnownCode) continue;
    members.push(`${JSON.stringify(column.definition.name)}:${valueJson(column, code)}`);
  }
  return members.length === 0 ? null : `{${members.join(',')}}`;
}

/** The names and encoded values (null for null) of a stored JSON object. Throws an InvariantError for anything else. */
export function readAdditional(type: ObjectType, json: string): readonly (readonly [string, string | null])[] {
  const value = JSON.parse(json) as JsonValue;
  invariant(isJsonObject(value), 'additional properties are no JSON object');
  return Object.entries(value).map(([name, member]) => {
    if (name === additionalDataName) return [name, member === null ? null : canonicalJson(member)];
    const definition = findProperty(type, name);
    invariant(definition !== undefined, `${type} has no property ${name}`);
    const text = encodeValue(definition, member);
    invariant(text !== undefined, `${name} has a value of another type`);
    return [name, text];
  });
}

function valueJson({ definition, dictionary }: Column, code: number): string {
  if (code === nullCode) return 'null';
  const text = dictionary.textAt(code);
  return definition.type === 'object' ? text : JSON.stringify(text);
}
