import Database from 'better-sqlite3';

import type { SourceText } from '../base/index.ts';
import { createDiagnostic, DiagnosticsError } from '../diagnostics/index.ts';
import { addMemberFunctions } from './member-functions.ts';
import { openForReading, openForWriting } from './open-database.ts';
import { defaultBusyTimeoutMs } from './open-store.ts';
import { splitStatements, type SqlStatement } from './split-statements.ts';
import { locateSqlError } from './sql-error-position.ts';
import { withStoreErrors } from './store-error.ts';
import { writeMemberRows } from './write-member-rows.ts';
import type { StoreWork } from './work.ts';

/** A value that SQLite can hold. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** The answer to one statement. Rows are read while they are iterated. */
export interface SqlAnswer {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly SqlValue[]>;
}

/** A function that questions may call; `arity` arguments. */
export interface QueryFunction {
  readonly name: string;
  readonly arity: number;
  readonly call: (...values: readonly unknown[]) => number | string | null;
}

/** A tenant file opened for questions in SQL. Nothing can be written through it. Close it when done. */
export interface TenantQuery {
  /**
   * Runs the statements of a text one after the other, each when the rows of the one before were read.
   * @throws DiagnosticsError `sql/refused` for what SQLite refuses, `sql/read-only` for a statement that is no question
   */
  run(sql: SourceText): Iterable<SqlAnswer>;
  close(): void;
}

/**
 * Opens a tenant file for questions: all tables and views of docs/reference/database.md, with members, and `functions`
 * besides. Works on read-only files.
 * @throws ToolError as openStore does
 */
export function openQuery(path: string, functions: readonly QueryFunction[] = []): TenantQuery {
  return withStoreErrors(path, () => {
    const database = openForReading(path, defaultBusyTimeoutMs);
    // A table-valued function cannot ask the connection that is running it.
    let side: Database.Database | undefined;
    const aside = (): Database.Database => (side ??= openForReading(path, defaultBusyTimeoutMs));
    database.pragma('query_only = OFF');
    addMemberFunctions(database, aside);
    for (const { name, arity, call } of functions) {
      const fixed = arity === 1 ? (a: unknown) => call(a) : (a: unknown, b: unknown) => call(a, b);
      database.function(name, { deterministic: true }, fixed);
    }
    database.pragma('query_only = ON');
    return {
      run: (sql) => answers(database, sql),
      close: () => {
        side?.close();
        database.close();
      },
    };
  });
}

/**
 * Writes all members as plain rows into the table `link_row`, for programs that read the file without our functions, and notes
 * the entry of the change log that they are of; the views over relations answer such programs until the next change. Returns
 * the number of rows. O(members).
 * @throws ToolError as openStore does, `store/cancelled`
 */
export function writeMembersAsRows(path: string, work: StoreWork = {}): number {
  return withStoreErrors(path, () => {
    const database = openForWriting(path, defaultBusyTimeoutMs);
    try {
      return writeMemberRows(database, work);
    } finally {
      database.close();
    }
  });
}

function* answers(database: Database.Database, sql: SourceText): Generator<SqlAnswer> {
  for (const statement of splitStatements(sql.text)) yield answer(database, sql, statement);
}

function answer(database: Database.Database, source: SourceText, statement: SqlStatement): SqlAnswer {
  try {
    const prepared = database.prepare<[], SqlValue[]>(statement.text);
    if (!prepared.reader || !prepared.readonly) throw notAQuestion(source, statement);
    prepared.raw().safeIntegers();
    const columns = prepared.columns().map(({ name }) => name);
    return { columns, rows: readRowsOf(prepared.iterate(), source, statement) };
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const offset = locateSqlError(database, statement.text, error.message);
    throw refused(error, source, statement, offset);
  }
}

function* readRowsOf(
  rows: Iterable<SqlValue[]>,
  source: SourceText,
  statement: SqlStatement,
): Generator<readonly SqlValue[]> {
  try {
    yield* rows;
  } catch (error) {
    if (error instanceof Database.SqliteError) throw refused(error, source, statement, undefined);
    throw error;
  }
}

/** What SQLite says, at the place that it is about, else at the start of the statement. */
function refused(
  error: Error,
  source: SourceText,
  { text, start }: SqlStatement,
  offset: number | undefined,
): DiagnosticsError {
  const first = start + (offset ?? text.length - text.trimStart().length);
  const word = /^(?:[\p{L}_$][\p{L}\p{N}_$.]*|[^])/u.exec(source.text.slice(first))?.[0] ?? '';
  const span = { start: first, end: first + Math.max(1, word.length) };
  return new DiagnosticsError(createDiagnostic('sql/refused', { message: `SQLite: ${error.message}.`, source, span }));
}

function notAQuestion(source: SourceText, { text, start }: SqlStatement): DiagnosticsError {
  const word = /[a-z]+/i.exec(text);
  const first = start + (word?.index ?? 0);
  const span = { start: first, end: first + (word?.[0].length ?? 1) };
  const message = `${word?.[0].toUpperCase() ?? 'This'} changes something or returns nothing; only questions are answered.`;
  const hint = 'Use SELECT, WITH, VALUES, EXPLAIN or a PRAGMA that reads. `tenantlab apply` changes a tenant.';
  return new DiagnosticsError(createDiagnostic('sql/read-only', { message, source, span, hint }));
}
