import type { Database } from 'better-sqlite3';

import { invariant, InvariantError, type JsonValue } from '../base/index.ts';
import {
  type ColumnDraft,
  encodeValue,
  nullCode,
  type ObjectType,
  Population,
  type PopulationDraft,
  type PropertyDefinition,
} from '../model/index.ts';
import { readAdditional } from './additional-properties.ts';
import { CodeCache } from './code-cache.ts';
import type { KnownSets } from './known-sets.ts';
import { leadingColumns, objectTables, quoteName, type StoredKind } from './schema/table-layout.ts';
import { fromStoredText } from './stored-text.ts';

/** Fills one column while rows go by. */
interface ColumnReader {
  readonly definition: PropertyDefinition;
  readonly kind: StoredKind;
  readonly cache: CodeCache;
  draft: ColumnDraft | undefined;
  intern: (text: string) => number;
}

/** A dictionary with more distinct values than this share of the rows gives its index back after loading. */
const nearUnique = 0.25;

/**
 * Reads all objects of a type in row order, `onRow` being called after each. Throws an InvariantError where rows are
 * missing or values do not fit. O(rows × columns); the driver's raw rows are the fastest way out of SQLite (measured twice as
 * fast as row objects).
 */
export function readPopulation(
  database: Database,
  sets: KnownSets,
  type: ObjectType,
  onRow: (row: number) => void,
): Population {
  const table = objectTables[type];
  const names = [...leadingColumns, ...table.columns.map(({ definition }) => definition.name)].map(quoteName);
  const statement = database.prepare<[], unknown[]>(`SELECT ${names.join(', ')} FROM ${table.name} ORDER BY "row"`);
  const population = new Population(type).edit();
  const readers: readonly ColumnReader[] = table.columns.map(({ definition, kind }) => ({
    definition,
    kind,
    draft: undefined,
    cache: new CodeCache(),
    intern: () => nullCode,
  }));
  for (const values of statement.raw().iterate()) {
    const id = fromStoredText(values[1]);
    invariant(id !== undefined && values[0] === population.size, `row ${population.size} of ${table.name} is missing`);
    invariant(id !== '' && id === id.toLowerCase(), `the id "${id}" in ${table.name} is not in lower case`);
    const row = population.addRow(id);
    const mask = sets.maskOf(table, values[2]);
    for (let index = 0; index < readers.length; index++) {
      const value = values[leadingColumns.length + index];
      const reader = readers[index];
      if (reader === undefined || (value === null && mask[index] === 0)) continue;
      setValue(reader, reader.draft ?? startColumn(reader, population), row, value);
    }
    if (values[3] !== null) addAdditional(population, row, values[3]);
    onRow(row);
  }
  releaseIndexes(population);
  return population.finish();
}

function startColumn(reader: ColumnReader, population: PopulationDraft): ColumnDraft {
  const draft = population.columnDraft(reader.definition.name);
  reader.draft = draft;
  reader.intern = (text) => draft.intern(canonicalText(reader, text));
  return draft;
}

/** A text as we would write it. Rows that were changed by hand may hold anything; each value is looked at once or a few times. */
function canonicalText({ definition, kind }: ColumnReader, text: string): string {
  if (kind === 'json') return fittingText(definition, parseJson(definition, text));
  return definition.type === 'dateTime' || definition.type === 'reference' ? fittingText(definition, text) : text;
}

function fittingText(definition: PropertyDefinition, value: JsonValue): string {
  const text = encodeValue(definition, value);
  invariant(typeof text === 'string', `${definition.name} has a value that is no ${typeNames[definition.type]}`);
  return text;
}

const typeNames: Readonly<Record<PropertyDefinition['type'], string>> = {
  string: 'text',
  boolean: 'boolean',
  integer: 'whole number',
  dateTime: 'instant',
  reference: 'id',
  stringCollection: 'JSON list of texts',
  objectCollection: 'JSON list',
  object: 'JSON object',
};

function parseJson({ name }: PropertyDefinition, text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new InvariantError(`${name} has a value that is no JSON`);
  }
}

function setValue(reader: ColumnReader, draft: ColumnDraft, row: number, value: unknown): void {
  draft.setCode(row, value === null ? nullCode : reader.cache.codeOf(encodedText(reader, value), reader.intern));
}

function encodedText({ definition, kind }: ColumnReader, value: unknown): string {
  if (kind === 'boolean') {
    invariant(value === 0 || value === 1, `${definition.name} is neither 0 nor 1`);
    return value === 1 ? 'true' : 'false';
  }
  if (kind === 'integer') {
    invariant(Number.isInteger(value), `${definition.name} is no whole number`);
    return String(value);
  }
  const text = fromStoredText(value);
  invariant(text !== undefined && text !== '', `${definition.name} is no text`);
  return text;
}

function addAdditional(population: PopulationDraft, row: number, stored: unknown): void {
  invariant(typeof stored === 'string', 'additional properties are no text');
  for (const [name, text] of readAdditional(population.type, stored)) {
    const draft = population.columnDraft(name);
    if (text === null) draft.setCode(row, nullCode);
    else draft.setText(row, text);
  }
}

function releaseIndexes(population: PopulationDraft): void {
  for (const name of population.columnNames()) {
    const { dictionary } = population.columnDraft(name);
    if (dictionary.size > population.size * nearUnique) dictionary.releaseIndex();
  }
}
