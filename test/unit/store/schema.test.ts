import { readFileSync } from 'node:fs';

import Database from 'better-sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';

import { objectTypes, propertyCatalogue } from '../../../src/model/index.ts';
import { applicationId, formatVersion } from '../../../src/store/file-format.ts';
import { migrateDatabase } from '../../../src/store/migrate-database.ts';
import * as schema from '../../../src/store/schema/schema.ts';
import { leadingColumns, objectTables } from '../../../src/store/schema/table-layout.ts';

function migrated(): Database.Database {
  const database = new Database(':memory:');
  migrateDatabase(database);
  return database;
}

function columnsOf(database: Database.Database, table: string): readonly unknown[] {
  return database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

/** What users have alike is shown with a row for each user. */
const sharedTypes: ReadonlySet<string> = new Set(['licenseAssignment', 'servicePlanAssignment']);

describe('the migrations', () => {
  it.each(objectTypes)('give every property of the catalogue a column: %s', (type) => {
    const names = propertyCatalogue[type].map(({ name }) => name);
    const { name } = objectTables[type];
    expect(new Set(columnsOf(migrated(), name))).toEqual(new Set([...leadingColumns, ...names]));
  });

  it.each(objectTypes.filter((type) => !sharedTypes.has(type)))('show every property in a view: %s', (type) => {
    const names = propertyCatalogue[type].map(({ name }) => name);
    expect(columnsOf(migrated(), objectTables[type].viewName)).toEqual(expect.arrayContaining(names));
  });

  it('make the tables of the schema, with the same columns', () => {
    const database = migrated();
    const tables = Object.values(schema).map((table) => getTableConfig(table));
    expect(tables).toHaveLength(21);
    for (const { name, columns } of tables) {
      expect(new Set(columnsOf(database, name))).toEqual(new Set(columns.map((column) => column.name)));
    }
  });

  it('end with the one that sets the current format version', () => {
    const folder = new URL('../../../src/store/migrations/', import.meta.url);
    const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as {
      entries: { tag: string }[];
    };
    expect(journal.entries.map(({ tag }) => tag.slice(0, 4))).toEqual(['0000', '0001', '0002', '0003', '0004']);
    const last = readFileSync(new URL(`${journal.entries.at(-1)?.tag}.sql`, folder), 'utf8');
    expect(last.trimEnd().endsWith(`PRAGMA user_version = ${formatVersion};`)).toBe(true);
  });

  it('mark the file as ours', () => {
    const database = migrated();
    expect(database.pragma('application_id', { simple: true })).toBe(applicationId);
    expect(database.pragma('user_version', { simple: true })).toBe(formatVersion);
  });

  it('do nothing when they are applied again', () => {
    const database = migrated();
    const before = database.prepare('SELECT * FROM sqlite_master').all();
    migrateDatabase(database);
    expect(database.prepare('SELECT * FROM sqlite_master').all()).toEqual(before);
  });
});
