import type { Span } from '../base/index.ts';

/** One statement of a text, without the semicolon. */
export interface SqlStatement {
  readonly text: string;
  /** Where it starts in the text, in code units. */
  readonly start: number;
}

/** Words, quoted names and texts, comments, and single signs of SQL. What is not closed reaches to the end. */
const tokenPattern =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$)|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|\s+|[^]/gu;

/** A piece of SQL and where it stands. */
export interface SqlToken {
  readonly text: string;
  readonly start: number;
}

/** Cuts SQL into tokens, all of it. O(length). */
export function sqlTokens(sql: string): readonly SqlToken[] {
  return Array.from(sql.matchAll(tokenPattern), (match) => ({ text: match[0], start: match.index }));
}

/** Whether a token is neither blank nor comment. */
export function isMeaningful({ text }: SqlToken): boolean {
  return !/^(?:\s|--|\/\*)/.test(text);
}

/** Where a statement stands, without the blanks around it. */
export function spanOf({ text, start }: SqlStatement): Span {
  return { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
}

/** The statements of a text: semicolons in quotes and comments part nothing. Empty ones are left out. O(length). */
export function splitStatements(sql: string): readonly SqlStatement[] {
  const statements: SqlStatement[] = [];
  let start = 0;
  let hasContent = false;
  const end = (stop: number): void => {
    if (hasContent) statements.push({ text: sql.slice(start, stop), start });
  };
  for (const token of sqlTokens(sql)) {
    if (token.text === ';') {
      end(token.start);
      start = token.start + 1;
      hasContent = false;
    } else if (isMeaningful(token)) hasContent = true;
  }
  end(sql.length);
  return statements;
}
