import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { PeerColumn } from './peer-data.ts';
import type { PeerTree } from './peer-tree.ts';
import { type Peer, secondsSince } from './peer.ts';
import { name, notKnownDate, notKnownText, type PeerDialect, quote, toSql } from './to-sql.ts';

/** Columns with more distinct values than this stay texts; below, DuckDB's enumerations are its best form. */
const mostEnumValues = 100_000;

const dialect: PeerDialect = {
  text: (column) => `${column}::VARCHAR`,
  startsWith: (text, _column, value) => `starts_with(${text}, ${quote(value)})`,
  endsWith: (text, value) => `suffix(${text}, ${quote(value)})`,
  contains: (text, value) => `contains(${text}, ${quote(value)})`,
  matches: (text, pattern) => `regexp_matches(${text}, ${quote(pattern)}, 'i')`,
  distinctFrom: (column, value) => `${column} IS DISTINCT FROM ${value}`,
};

/** DuckDB in memory with two threads: enumerations, one INSERT … SELECT for each rule. */
export async function createDuckdbPeer(
  columns: readonly PeerColumn[],
  users: number,
  trees: readonly PeerTree[],
): Promise<Peer> {
  const started = performance.now();
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const run = async (sql: string): Promise<number> => (await connection.run(sql)).rowsChanged;
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-duckdb-'));
  try {
    await loadUsers(run, columns, users, join(folder, 'users.tsv'));
    for (const column of columns)
      if (column.kind === 'collection') await loadSets(run, column, join(folder, 'sets.tsv'));
  } finally {
    rmSync(folder, { recursive: true });
  }
  await run('CREATE TABLE members ("rule" INTEGER, "user" INTEGER)');
  const guarded = new Set(columns.filter(({ hasNotKnown }) => hasNotKnown).map((column) => column.name));
  const queries = trees.map((tree) => toSql(tree, dialect, (column) => guarded.has(column)));
  return {
    name: 'DuckDB, enumerations, 2 threads',
    rules: trees.length,
    users,
    prepareSeconds: secondsSince(started),
    run: async () => {
      await run('DELETE FROM members');
      await run('BEGIN');
      const counts: number[] = [];
      for (const [index, where] of queries.entries()) {
        counts.push(await run(`INSERT INTO members SELECT ${index}, "row" FROM users WHERE ${where}`));
      }
      await run('COMMIT');
      return counts;
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

type Run = (sql: string) => Promise<number>;

async function loadUsers(run: Run, columns: readonly PeerColumn[], users: number, file: string): Promise<void> {
  writeLines(
    file,
    (function* () {
      for (let row = 0; row < users; row++) {
        const cells = columns.map((column) => {
          const value = column.valueAt(row);
          return cell(value === undefined ? (column.kind === 'date' ? notKnownDate : notKnownText) : value);
        });
        yield [String(row), ...cells];
      }
    })(),
  );
  const typeOf = (column: PeerColumn): string =>
    column.kind === 'text' ? 'VARCHAR' : column.kind === 'date' ? 'BIGINT' : 'INTEGER';
  const types = { row: 'INTEGER', ...Object.fromEntries(columns.map((column) => [column.name, typeOf(column)])) };
  await run(`CREATE TABLE plain AS SELECT * FROM ${readFile(file, types)}`);
  const enumerated: string[] = [];
  for (const column of columns) {
    if (column.kind !== 'text' || column.distinct > mostEnumValues || column.distinct * 2 > users) continue;
    const column_ = name(column.name);
    await run(
      `CREATE TYPE ${name(`values_${column.name}`)} AS ENUM (SELECT DISTINCT ${column_} FROM plain WHERE ${column_} IS NOT NULL ORDER BY 1)`,
    );
    enumerated.push(`${column_}::${name(`values_${column.name}`)} AS ${column_}`);
  }
  await run(
    `CREATE TABLE users AS SELECT * ${enumerated.length === 0 ? '' : `REPLACE (${enumerated.join(', ')})`} FROM plain`,
  );
  await run('DROP TABLE plain');
}

async function loadSets(run: Run, column: PeerColumn, file: string): Promise<void> {
  const fields = [
    ...new Set([...column.sets.values()].flatMap((elements) => elements.flatMap((each) => Object.keys(each)))),
  ];
  writeLines(
    file,
    (function* () {
      for (const [set, elements] of column.sets) {
        for (const each of elements) yield [String(set), ...fields.map((field) => cell(each[field] ?? null))];
      }
    })(),
  );
  const types = { set: 'INTEGER', ...Object.fromEntries(fields.map((field) => [field, 'VARCHAR'])) };
  await run(`CREATE TABLE ${name(`elements_${column.name}`)} AS SELECT * FROM ${readFile(file, types)}`);
}

function readFile(file: string, types: Readonly<Record<string, string>>): string {
  const columns = Object.entries(types).map(([column, type]) => `${quote(column)}: ${quote(type)}`);
  return `read_csv(${quote(file)}, delim = '\t', quote = '', escape = '', nullstr = '\\N', header = false, auto_detect = false, columns = {${columns.join(', ')}})`;
}

function cell(value: string | number | null): string {
  return value === null ? '\\N' : String(value);
}

function writeLines(file: string, rows: Iterable<readonly string[]>): void {
  const descriptor = openSync(file, 'w');
  let text = '';
  for (const row of rows) {
    text += `${row.join('\t')}\n`;
    if (text.length < 1 << 20) continue;
    writeSync(descriptor, text);
    text = '';
  }
  writeSync(descriptor, text);
  closeSync(descriptor);
}
