import type { PatternNode } from './dotnet-pattern.ts';
import { type PatternCursor, accept, atEnd, fail, isDigit, parseDecimal, peek, skipBlank } from './pattern-cursor.ts';

/** True when a quantifier stands here. A `{` that does not begin `{n}`, `{n,}` or `{n,m}` is an ordinary character. */
export function startsQuantifier(cursor: PatternCursor): boolean {
  const character = peek(cursor);
  if (character !== '{') return character === '*' || character === '+' || character === '?';
  let ahead = 1;
  while (isDigit(peek(cursor, ahead))) ahead++;
  if (ahead === 1) return false;
  if (peek(cursor, ahead) === ',') {
    ahead++;
    while (isDigit(peek(cursor, ahead))) ahead++;
  }
  return peek(cursor, ahead) === '}';
}

/**
 * quantifier = ( "*" | "+" | "?" | "{n}" | "{n,}" | "{n,m}" ), [ "?" ]; {@link startsQuantifier} must hold.
 * Anchors may be repeated like anything else.
 */
export function parseQuantifier(cursor: PatternCursor, body: PatternNode): PatternNode {
  const start = cursor.position;
  const [min, max] = parseCounts(cursor);
  const end = cursor.position;
  skipBlank(cursor);
  const lazy = accept(cursor, '?');
  if (max !== null && min > max) {
    fail(cursor, `Illegal {x,y}: expected x not above y, found ${min} and ${max}.`, start, end);
  }
  return { kind: 'repeat', body, min, max, lazy, span: { start: body.span.start, end: cursor.position } };
}

function parseCounts(cursor: PatternCursor): readonly [number, number | null] {
  if (accept(cursor, '*')) return [0, null];
  if (accept(cursor, '+')) return [1, null];
  if (accept(cursor, '?')) return [0, 1];
  cursor.position++;
  const min = parseDecimal(cursor);
  let max: number | null = min;
  if (accept(cursor, ',')) max = peek(cursor) === '}' ? null : parseDecimal(cursor);
  if (!atEnd(cursor)) cursor.position++;
  return [min, max];
}
