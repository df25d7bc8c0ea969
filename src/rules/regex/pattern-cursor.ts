import type { PatternError, PatternNode } from './dotnet-pattern.ts';

/** The inline options `(?imnsx)`. */
export interface PatternOptions {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly explicitCapture: boolean;
  readonly singleline: boolean;
  readonly extended: boolean;
}

/** The groups a pattern declares, gathered in a first reading because a reference may stand before its group. */
export interface KnownGroups {
  readonly numbers: ReadonlySet<number>;
  readonly names: ReadonlySet<string>;
}

/**
 * The state of one reading of a pattern. The first error is latched by {@link fail}, which also moves to the end of the
 * text, so every loop of the parser ends by itself and no exception is needed.
 */
export interface PatternCursor {
  readonly text: string;
  position: number;
  options: PatternOptions;
  depth: number;
  error: PatternError | undefined;
  /** Undefined during the first reading. */
  readonly known: KnownGroups | undefined;
  readonly numbers: Set<number>;
  readonly names: Set<string>;
  unnamedGroups: number;
}

/** Parses the inside of a group; handed down so that the files of the parser do not import each other in a circle. */
export type ParseBody = (cursor: PatternCursor) => PatternNode;

/** How deep groups and classes may nest before the parser gives up; far above any pattern in use. */
const maxDepth = 200;

const largestNumber = 2147483647;

/** Starts a reading. The service ignores case, so IgnoreCase is on at first. */
export function startCursor(text: string, known: KnownGroups | undefined): PatternCursor {
  return {
    text,
    position: 0,
    options: { ignoreCase: true, multiline: false, explicitCapture: false, singleline: false, extended: false },
    depth: 0,
    error: undefined,
    known,
    numbers: new Set([0]),
    names: new Set(),
    unnamedGroups: 0,
  };
}

/** Latches an error unless there is one. The place is cut to the text and covers at least one code unit of it. */
export function fail(cursor: PatternCursor, message: string, start: number, end: number): void {
  latch(cursor, 'syntax', message, start, end);
}

function latch(cursor: PatternCursor, kind: PatternError['kind'], message: string, start: number, end: number): void {
  if (cursor.error === undefined) {
    const offset = Math.max(0, Math.min(start, cursor.text.length - 1));
    const length = Math.max(1, Math.min(end, cursor.text.length) - offset);
    cursor.error = { kind, message, offset, length };
  }
  cursor.position = cursor.text.length;
}

/** The character at the position plus `ahead`, or '' behind the end. */
export function peek(cursor: PatternCursor, ahead = 0): string {
  return cursor.text.charAt(cursor.position + ahead);
}

/** Takes `text` if it comes next. */
export function accept(cursor: PatternCursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.position)) return false;
  cursor.position += text.length;
  return true;
}

/** True at the end of the pattern, and after an error. */
export function atEnd(cursor: PatternCursor): boolean {
  return cursor.position >= cursor.text.length;
}

/** Names what stands at the position, for messages. */
export function found(cursor: PatternCursor): string {
  return atEnd(cursor) ? 'the end of the pattern' : `'${peek(cursor)}'`;
}

/** Runs `parse` one level deeper, or latches a limit error when that is too deep. */
export function nested<T>(cursor: PatternCursor, fallback: T, parse: () => T): T {
  if (cursor.depth >= maxDepth) {
    const message = `Expected groups and classes nested at most ${maxDepth} deep, found one more level.`;
    latch(cursor, 'limit', message, cursor.position - 1, cursor.position);
    return fallback;
  }
  cursor.depth++;
  const result = parse();
  cursor.depth--;
  return result;
}

/** True for the digits 0 to 9 only. */
export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

/** Reads a decimal number; at least one digit must stand at the position. */
export function parseDecimal(cursor: PatternCursor): number {
  const start = cursor.position;
  while (isDigit(peek(cursor))) cursor.position++;
  const value = Number(cursor.text.slice(start, cursor.position));
  if (value > largestNumber) {
    fail(cursor, `Expected a number up to ${largestNumber}, found a larger one.`, start, cursor.position);
    return 0;
  }
  return value;
}

/**
 * Skips what has no meaning: comments `(?#…)` always, white space and `#` comments in the x mode.
 * .NET does this before every construct and between a construct and its quantifier.
 */
export function skipBlank(cursor: PatternCursor): void {
  while (!atEnd(cursor)) {
    const character = peek(cursor);
    if (cursor.options.extended && '\t\n\f\r '.includes(character)) cursor.position++;
    else if (cursor.options.extended && character === '#') skipBehind(cursor, '\n');
    else if (cursor.text.startsWith('(?#', cursor.position)) skipComment(cursor);
    else return;
  }
}

function skipComment(cursor: PatternCursor): void {
  const start = cursor.position;
  if (!skipBehind(cursor, ')')) {
    fail(cursor, "Unterminated comment: expected ')' after '(?#', found the end of the pattern.", start, start + 3);
  }
}

function skipBehind(cursor: PatternCursor, text: string): boolean {
  const index = cursor.text.indexOf(text, cursor.position);
  cursor.position = index < 0 ? cursor.text.length : index + text.length;
  return index >= 0;
}
