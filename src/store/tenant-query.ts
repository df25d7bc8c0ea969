import type Database from 'better-sqlite3';

import type { SourceText, Span } from '../base/index.ts';
import { addMemberFunctions } from './member-functions.ts';
import { openForReading, openForWriting } from './open-database.ts';
import { defaultBusyTimeoutMs } from './open-store.ts';
import { type AskedStatement, notAQuestion, requireNoZero, toQueryError } from './query-error.ts';
import { spanOf, splitStatements } from './split-statements.ts';
import { withReadErrors, withStoreErrors } from './store-error.ts';
import { writeMemberRows } from './write-member-rows.ts';
import type { StoreWork } from './work.ts';

/** A value that SQLite can hold. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** The answer to one statement. Rows are read while they are iterated. */
export interface SqlAnswer {
  /** Where the statement stands in the text. */
  readonly span: Span;
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
   * @throws DiagnosticsError `sql/refused` for what SQLite refuses, `sql/placeholder` for a value that is not there, `sql/read-only`
   * for a statement that is no question
   * @throws ToolError `store/corrupt` and the like for what is wrong with the file
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
      run: (sql) => answers(database, path, sql),
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
  return withReadErrors(path, () => {
    const database = openForWriting(path, defaultBusyTimeoutMs);
    try {
      return writeMemberRows(database, work);
    } finally {
      database.close();
    }
  });
}

function* answers(database: Database.Database, path: string, source: SourceText): Generator<SqlAnswer> {
  requireNoZero(source);
  for (const statement of splitStatements(source.text)) yield answer({ database, path, source, statement });
}

function answer(asked: AskedStatement): SqlAnswer {
  try {
    const prepared = asked.database.prepare<[], SqlValue[]>(asked.statement.text);
    if (!prepared.reader || !prepared.readonly) throw notAQuestion(asked);
    prepared.raw().safeIntegers();
    const columns = prepared.columns().map(({ name }) => name);
    return { span: spanOf(asked.statement), columns, rows: readRowsOf(prepared, asked) };
  } catch (error) {
    throw toQueryError(asked, error);
  }
}

/** Begins when the first row is wanted: a statement that has begun and does not end would keep the file from being closed. */
function* readRowsOf(
  prepared: Database.Statement<[], SqlValue[]>,
  asked: AskedStatement,
): Generator<readonly SqlValue[]> {
  try {
    yield* prepared.iterate();
  } catch (error) {
    throw toQueryError(asked, error);
  }
}
