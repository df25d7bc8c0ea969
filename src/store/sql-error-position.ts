import Database from 'better-sqlite3';

import { isMeaningful, type SqlToken, sqlTokens } from './split-statements.ts';

/** What SQLite names in messages about names, e.g. `no such column: u.city`. */
const namePattern =
  /^(?:no such (?:column|table|function|module|view|collation sequence)|ambiguous column name|wrong number of arguments to function): ?(.+)$/;

/**
 * Where in a statement SQLite's message is about, as an offset in code units; undefined when it cannot be said. The driver hands
 * over the message only, so a syntax error is looked for among the tokens of the text it names: it is the one up to which the
 * statement is merely incomplete. O(tokens of that text) preparations.
 */
export function locateSqlError(database: Database.Database, sql: string, message: string): number | undefined {
  const tokens = sqlTokens(sql).filter(isMeaningful);
  if (message === 'incomplete input') return sql.trimEnd().length;
  const near = /^near "([^]*)": syntax error$/.exec(message)?.[1];
  if (near !== undefined) {
    const candidates = tokens.filter(({ text }) => text === near);
    return (candidates.find((token) => isFine(database, sql.slice(0, token.start))) ?? candidates[0])?.start;
  }
  const unrecognized = /^unrecognized token: "([^]*)"$/.exec(message)?.[1];
  if (unrecognized !== undefined) return indexOrUndefined(sql.indexOf(unrecognized));
  const name = namePattern.exec(message)?.[1]?.replace(/\(\)$/, '');
  return name === undefined ? undefined : positionOfName(tokens, name);
}

/** Whether SQLite has nothing against a beginning of a statement except that it ends. */
function isFine(database: Database.Database, beginning: string): boolean {
  try {
    database.prepare(beginning);
    return true;
  } catch (error) {
    return !(error instanceof Database.SqliteError) || !/syntax error/.test(error.message);
  }
}

/** `u.city` are three tokens; the message names them without quotes. */
function positionOfName(tokens: readonly SqlToken[], name: string): number | undefined {
  const parts = name.split('.');
  const plain = tokens.map(({ text }) => text.replace(/^["`[]([^]*)["`\]]$/, '$1').toLowerCase());
  const wanted = parts.flatMap((part, index) => (index === 0 ? [part] : ['.', part])).map((part) => part.toLowerCase());
  const found = plain.findIndex((_, index) => wanted.every((part, offset) => plain[index + offset] === part));
  const last = plain.indexOf(wanted[wanted.length - 1] ?? '');
  return tokens[found < 0 ? last : found]?.start;
}

function indexOrUndefined(index: number): number | undefined {
  return index < 0 ? undefined : index;
}
