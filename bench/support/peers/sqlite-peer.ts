import Database from 'better-sqlite3';
import type { PeerColumn } from './peer-data.ts';
import type { PeerTree } from './peer-tree.ts';
import { type Peer, secondsSince } from './peer.ts';
import { name, notKnownDate, notKnownText, type PeerDialect, quote, toSql } from './to-sql.ts';

const dialect: PeerDialect = {
  text: (column) => column,
  // A range, which an index answers.
  startsWith: (_text, column, value) => `(${column} >= ${quote(value)} AND ${column} < ${quote(successor(value))})`,
  endsWith: (text, value) => `substr(${text}, -${Array.from(value).length}) = ${quote(value)}`,
  contains: (text, value) => `instr(${text}, ${quote(value)}) > 0`,
  matches: (text, pattern) => `matches(${quote(pattern)}, ${text})`,
  distinctFrom: (column, value) => `${column} IS NOT ${value}`,
};

/** SQLite in memory: one table of folded values, one INSERT … SELECT for each rule; with an index on every column or none. */
export function createSqlitePeer(
  columns: readonly PeerColumn[],
  users: number,
  trees: readonly PeerTree[],
  isIndexed: boolean,
): Peer {
  const started = performance.now();
  const db = new Database(':memory:');
  db.pragma('cache_size = -1000000');
  registerMatches(db);
  load(db, columns, users);
  if (isIndexed) {
    for (const column of columns) db.exec(`CREATE INDEX ${name(`by_${column.name}`)} ON users (${name(column.name)})`);
    db.exec('ANALYZE');
  }
  db.exec('CREATE TABLE members (rule INTEGER, user INTEGER)');
  const guarded = new Set(columns.filter(({ hasNotKnown }) => hasNotKnown).map((column) => column.name));
  const queries = trees.map((tree) => toSql(tree, dialect, (column) => guarded.has(column)));
  const prepareSeconds = secondsSince(started);
  return {
    name: isIndexed ? 'SQLite, every column indexed' : 'SQLite, no index',
    rules: trees.length,
    users,
    prepareSeconds,
    run: () => {
      db.exec('DELETE FROM members; BEGIN');
      const counts = queries.map(
        (where, index) =>
          db.prepare(`INSERT INTO members SELECT ${index}, rowid FROM users WHERE ${where}`).run().changes,
      );
      db.exec('COMMIT');
      return Promise.resolve(counts);
    },
    close: () => {
      db.close();
    },
  };
}

function registerMatches(db: Database.Database): void {
  const patterns = new Map<string, RegExp>();
  db.function('matches', { deterministic: true }, (pattern, value) => {
    if (typeof pattern !== 'string' || typeof value !== 'string') return 0;
    let compiled = patterns.get(pattern);
    if (compiled === undefined) {
      compiled = new RegExp(pattern, 'iu');
      patterns.set(pattern, compiled);
    }
    return compiled.test(value) ? 1 : 0;
  });
}

function load(db: Database.Database, columns: readonly PeerColumn[], users: number): void {
  db.exec(
    `CREATE TABLE users (${columns.map((column) => `${name(column.name)} ${column.kind === 'text' ? 'TEXT' : 'INTEGER'}`).join(', ')})`,
  );
  const insert = db.prepare(`INSERT INTO users VALUES (${columns.map(() => '?').join(', ')})`);
  db.exec('BEGIN');
  for (let row = 0; row < users; row++) {
    insert.run(
      columns.map((column) => {
        const value = column.valueAt(row);
        return value === undefined ? (column.kind === 'date' ? notKnownDate : notKnownText) : value;
      }),
    );
  }
  db.exec('COMMIT');
  for (const column of columns) if (column.kind === 'collection') loadSets(db, column);
}

function loadSets(db: Database.Database, column: PeerColumn): void {
  const fields = [
    ...new Set([...column.sets.values()].flatMap((elements) => elements.flatMap((each) => Object.keys(each)))),
  ];
  const table = name(`elements_${column.name}`);
  db.exec(`CREATE TABLE ${table} ("set" INTEGER, ${fields.map((field) => `${name(field)} TEXT`).join(', ')})`);
  const insert = db.prepare(`INSERT INTO ${table} VALUES (?, ${fields.map(() => '?').join(', ')})`);
  db.exec('BEGIN');
  for (const [set, elements] of column.sets)
    for (const each of elements) insert.run(set, ...fields.map((field) => each[field] ?? null));
  db.exec('COMMIT');
  for (const field of fields)
    db.exec(`CREATE INDEX ${name(`by_${column.name}_${field}`)} ON ${table} (${name(field)})`);
}

/** The least text above all texts that start with `value`. */
function successor(value: string): string {
  return value.slice(0, -1) + String.fromCharCode(value.charCodeAt(value.length - 1) + 1);
}
