import type { Database } from 'better-sqlite3';

import { type Column, nullCode, notKnownCode, type Population } from '../model/index.ts';
import { additionalColumns, writeAdditional } from './additional-properties.ts';
import type { KnownSets } from './known-sets.ts';
import { leadingColumns, objectTables, quoteName, type StoredKind } from './schema/table-layout.ts';
import { type StoredText, toStoredText } from './stored-text.ts';

type StoredValue = StoredText | number | null;

/**
 * Prepares writing objects of a population: the returned function inserts or replaces the row of one object.
 * A value that is not known and one that is null are both NULL; the set of known names tells them apart.
 */
export function objectWriter(database: Database, sets: KnownSets, population: Population): (row: number) => void {
  const table = objectTables[population.type];
  const statement = database.prepare<StoredValue[]>(upsertStatement(population));
  const columns = table.columns.map(({ definition, kind }) => ({
    kind,
    column: population.factColumn(definition.name),
  }));
  const additional = additionalColumns(population);
  const mask = new Uint8Array(columns.length);
  const values: StoredValue[] = Array.from({ length: leadingColumns.length + columns.length }, () => null);
  return (row) => {
    for (const [index, { kind, column }] of columns.entries()) {
      const code = column?.codeAt(row) ?? notKnownCode;
      mask[index] = code === notKnownCode ? 0 : 1;
      values[leadingColumns.length + index] =
        column === undefined || code === notKnownCode || code === nullCode ? null : storedValue(kind, column, code);
    }
    values[0] = row;
    values[1] = toStoredText(population.idAt(row));
    values[2] = sets.intern(table, mask);
    values[3] = writeAdditional(additional, row);
    statement.run(...values);
  };
}

function storedValue(kind: StoredKind, column: Column, code: number): StoredValue {
  const text = column.dictionary.textAt(code);
  switch (kind) {
    case 'boolean':
      return text === 'true' ? 1 : 0;
    case 'integer':
      return Number(text);
    case 'json':
      return text;
    case 'text':
      return toStoredText(text);
  }
}

function upsertStatement(population: Population): string {
  const table = objectTables[population.type];
  const names = [...leadingColumns, ...table.columns.map(({ definition }) => definition.name)].map(quoteName);
  const changes = names.slice(1).map((name) => `${name} = excluded.${name}`);
  return (
    `INSERT INTO ${table.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ` +
    `ON CONFLICT ("row") DO UPDATE SET ${changes.join(', ')}`
  );
}
