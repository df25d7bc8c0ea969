import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import Database from 'better-sqlite3';

import type { Tenant } from '../../src/model/index.ts';
import { appendEntry } from '../../src/store/change-log.ts';
import { migrateDatabase } from '../../src/store/migrate-database.ts';
import { unpackRows } from '../../src/store/packed-rows.ts';
import { objectTableList } from '../../src/store/schema/table-layout.ts';
import { writeNumber, writeState } from '../../src/store/stored-state.ts';
import { runToEnd } from '../../src/store/work.ts';
import { snapshotParts } from './old-snapshot.ts';

const migrations = fileURLToPath(new URL('../../src/store/migrations', import.meta.url));

/** Makes `path` as the first format had it: only the migrations of format 1 are applied. Needs a folder for its copies. */
export function createOldStore(path: string, tenant: Tenant, folder: string): void {
  const database = createOldDatabase(path, 2, folder);
  database.transaction(() => {
    appendEntry(database, { who: 'old', at: 1, what: 'made by the first format' }, []);
    copyRows(tenant, database);
    const insert = database.prepare('INSERT INTO checkpoint VALUES (1, ?, ?)');
    for (const { name, bytes } of snapshotParts(tenant)) insert.run(name, bytes);
  })();
  database.close();
}

/**
 * Makes `path` as format 3 had it, with the content of a closed store of today, which must say nothing of licenses. Needs a folder
 * for its copies.
 */
export function createFormat3Store(path: string, today: string, folder: string): void {
  const database = createOldDatabase(path, 4, folder);
  database.pragma('foreign_keys = OFF');
  database.prepare('ATTACH ? AS today').run(today);
  const tables = database
    .prepare<[], string>(
      `SELECT "name" FROM main.sqlite_master WHERE "type" = 'table' AND "name" NOT LIKE '\\_\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all();
  const newTypes = objectTableList.filter(({ name }) => !tables.includes(name)).map(({ type }) => type);
  const triggers = database
    .prepare<[], [string, string]>(`SELECT "name", "sql" FROM main.sqlite_master WHERE "type" = 'trigger'`)
    .raw()
    .all();
  database.transaction(() => {
    // They would take the log for one that is changed, and the columns for stale.
    for (const [name] of triggers) database.exec(`DROP TRIGGER main.${name}`);
    for (const table of tables) database.exec(`INSERT INTO main.${table} SELECT * FROM today.${table}`);
    for (const type of newTypes) {
      database.prepare('DELETE FROM main.column_state WHERE "type" = ?').run(type);
      database.prepare('DELETE FROM main.part WHERE "key" = ? OR "key" LIKE ?').run(type, `${type}/%`);
    }
    for (const [, sql] of triggers) database.exec(sql);
  })();
  database.close();
}

/** An empty database in write-ahead mode, of which the first so many migrations are applied. */
function createOldDatabase(path: string, count: number, folder: string): Database.Database {
  const copy = join(folder, 'old-migrations');
  cpSync(migrations, copy, { recursive: true });
  const journalPath = join(copy, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(journalPath, 'utf8')) as { entries: unknown[] };
  writeFileSync(journalPath, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  migrateDatabase(database, copy);
  return database;
}

/** Rows as they were then: like those of today, but members as JSON. */
function copyRows(tenant: Tenant, old: Database.Database): void {
  const today = new Database(':memory:');
  migrateDatabase(today);
  appendEntry(today, { who: 'old', at: 1, what: 'made by the first format' }, []);
  runToEnd(writeState(today, tenant, 1, {}));
  writeNumber(today, 'created', 1);
  const rowsOf = (sql: string): unknown[][] => today.prepare<[], unknown[]>(sql).raw().all();
  const copy = (table: string, rows: readonly unknown[][]): void => {
    for (const row of rows) old.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`).run(...row);
  };
  for (const table of ['meta', 'known_set', ...objectTableList.map(({ name }) => name)]) {
    copy(table, rowsOf(`SELECT * FROM ${table}`));
  }
  copy('link_holder', rowsOf('SELECT relation, holder, unresolved FROM link_holder'));
  const links = rowsOf('SELECT relation, holder, member_type, count, rows FROM link_rows').map((row) => [
    ...row.slice(0, 4),
    JSON.stringify([...unpackRows(row[4] as Uint8Array, Number.MAX_SAFE_INTEGER).toArray()]),
  ]);
  copy('link_rows', links);
  today.close();
}
