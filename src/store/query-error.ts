import Database from 'better-sqlite3';

import type { SourceText } from '../base/index.ts';
import { createDiagnostic, DiagnosticsError } from '../diagnostics/index.ts';
import { packedRowsName } from './schema/link-view-sql.ts';
import { isMeaningful, type SqlStatement, sqlTokens } from './split-statements.ts';
import { locateSqlError } from './sql-error-position.ts';
import { corruptError, isContentError, toStoreError } from './store-error.ts';

/** A statement of a text, and the file that it asks. */
export interface AskedStatement {
  readonly database: Database.Database;
  readonly path: string;
  readonly source: SourceText;
  readonly statement: SqlStatement;
}

/** Faults that SQLite finds in the file, not in the statement. */
const fileFault = /^SQLITE_(?:CORRUPT|NOTADB|IOERR|CANTOPEN|BUSY|LOCKED|PROTOCOL)/;

/**
 * What went wrong with a statement as an error for the user: the statement's own fault at its place in the text, a fault of the
 * file as `store/…`. Errors of the program pass as they are.
 */
export function toQueryError(asked: AskedStatement, error: unknown): unknown {
  const { database, path, statement } = asked;
  if (error instanceof Database.SqliteError) {
    if (fileFault.test(error.code)) return toStoreError(path, error);
    return refused(asked, `SQLite: ${error.message}.`, locateSqlError(database, statement.text, error.message));
  }
  if (isContentError(error)) {
    const own = placeOfWord(statement, packedRowsName);
    if (own !== undefined) return refused(asked, `${packedRowsName}: ${error.message}.`, own);
    return corruptError(path, error.message, error);
  }
  // The driver has no code for a value that is missing.
  const placeholder = error instanceof TypeError || error instanceof RangeError ? placeholderOf(statement) : undefined;
  return placeholder === undefined ? error : withoutValue(asked, placeholder.start, placeholder.text);
}

/** A statement that changes something or returns nothing. */
export function notAQuestion({ source, statement: { text, start } }: AskedStatement): DiagnosticsError {
  const word = /[a-z]+/i.exec(text);
  const first = start + (word?.index ?? 0);
  const span = { start: first, end: first + (word?.[0].length ?? 1) };
  const message = `${word?.[0].toUpperCase() ?? 'This'} changes something or returns nothing; only questions are answered.`;
  const hint = 'Use SELECT, WITH, VALUES, EXPLAIN or a PRAGMA that reads. `tenantlab apply` changes a tenant.';
  return new DiagnosticsError(createDiagnostic('sql/read-only', { message, source, span, hint }));
}

/** SQLite reads a text up to its first U+0000: what follows would be left out in silence. Throws for a text that holds one. */
export function requireNoZero(source: SourceText): void {
  const start = source.text.indexOf('\0');
  if (start < 0) return;
  const message = 'SQL ends at a character U+0000; what follows would not be read.';
  const hint = 'Remove it; in a text, write char(0) instead.';
  throw new DiagnosticsError(
    createDiagnostic('sql/refused', { message, source, span: { start, end: start + 1 }, hint }),
  );
}

/** The fault at an offset in the statement, else at its start. */
function refused(
  { source, statement: { text, start } }: AskedStatement,
  message: string,
  offset: number | undefined,
): DiagnosticsError {
  const first = start + (offset ?? text.length - text.trimStart().length);
  const word = /^(?:[\p{L}_$][\p{L}\p{N}_$.]*|[^])/u.exec(source.text.slice(first))?.[0] ?? '';
  const span = { start: first, end: first + Math.max(1, word.length) };
  return new DiagnosticsError(createDiagnostic('sql/refused', { message, source, span }));
}

function withoutValue({ source, statement }: AskedStatement, offset: number, name: string): DiagnosticsError {
  const start = statement.start + offset;
  const message = `The placeholder ${name} has no value, and there is no way to give it one.`;
  const hint = 'Write the value in its place. `tenantlab rule export` does so with --literals.';
  return new DiagnosticsError(
    createDiagnostic('sql/placeholder', { message, source, span: { start, end: start + name.length }, hint }),
  );
}

/** The first of `?`, `?1`, `:name`, `@name` and `$name` in a statement. */
function placeholderOf({ text }: SqlStatement): { readonly text: string; readonly start: number } | undefined {
  const found = sqlTokens(text).find((token) => isMeaningful(token) && /^(?:[?:@]|\$.)/.test(token.text));
  if (found === undefined) return undefined;
  const name = /^[?:@$][\p{L}\p{N}_$]*/u.exec(text.slice(found.start))?.[0] ?? found.text;
  return { text: name, start: found.start };
}

function placeOfWord({ text }: SqlStatement, word: string): number | undefined {
  return sqlTokens(text).find((token) => token.text.toLowerCase() === word)?.start;
}
