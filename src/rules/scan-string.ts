import type { Span } from '../base/index.ts';

/** A scanned quoted text: where it ends, what it means, and the lone apostrophes in it. */
export interface ScannedString {
  readonly value: string;
  readonly end: number;
  readonly isClosed: boolean;
  readonly loneApostrophes: readonly Span[];
}

/**
 * Scans a text in `"` or `'` from its opening mark at `start`. In either, `''` is an apostrophe; in `"…"`, a backtick
 * before `"` makes it part of the text. A lone apostrophe in `"…"` stands for itself. Backslashes and other backticks
 * are ordinary. O(length). Claims `rules/2-double-quote-escape`, `rules/2-apostrophe-escape`, `rules/2-lone-apostrophe`,
 * `rules/2-backslash`.
 */
export function scanString(text: string, start: number): ScannedString {
  const quote = text.charAt(start);
  const loneApostrophes: Span[] = [];
  let value = '';
  let index = start + 1;
  while (index < text.length) {
    const sign = text.charAt(index);
    const next = text.charAt(index + 1);
    if (sign === "'" && next === "'") {
      value += "'";
      index += 2;
    } else if (sign === quote) {
      return { value, end: index + 1, isClosed: true, loneApostrophes };
    } else if (sign === '`' && next === '"' && quote === '"') {
      value += '"';
      index += 2;
    } else {
      if (sign === "'") loneApostrophes.push({ start: index, end: index + 1 });
      value += sign;
      index++;
    }
  }
  return { value, end: index, isClosed: false, loneApostrophes };
}

/**
 * Scans `` `"x`" `` outside a string from its backtick at `start`. The value excludes the marks; the caller decides what
 * they mean. Not closed when a plain `"` or the end comes first. Claim `rules/14-8-backtick-quotes-outside-string`.
 */
export function scanBacktickString(text: string, start: number): ScannedString {
  let value = '';
  let index = start + 2;
  while (index < text.length) {
    const sign = text.charAt(index);
    const next = text.charAt(index + 1);
    if (sign === '`' && next === '"') return { value, end: index + 2, isClosed: true, loneApostrophes: [] };
    if (sign === '"') return { value, end: index + 1, isClosed: false, loneApostrophes: [] };
    const isPair = sign === "'" && next === "'";
    value += sign;
    index += isPair ? 2 : 1;
  }
  return { value, end: index, isClosed: false, loneApostrophes: [] };
}

const doubleMarks = '“”„‟"';
const singleMarks = "‘’‚‛'";

/** True for quotation marks that word processors write. */
export function isTypographicQuote(sign: string): boolean {
  return sign !== '' && sign !== '"' && sign !== "'" && (doubleMarks.includes(sign) || singleMarks.includes(sign));
}

/** Scans what was meant as a string: from a typographic mark to the next mark of its family, straight or not. */
export function scanTypographicString(text: string, start: number): ScannedString {
  const family = doubleMarks.includes(text.charAt(start)) ? doubleMarks : singleMarks;
  let index = start + 1;
  while (index < text.length && !family.includes(text.charAt(index))) index++;
  const isClosed = index < text.length;
  return {
    value: text.slice(start + 1, index),
    end: isClosed ? index + 1 : index,
    isClosed,
    loneApostrophes: [],
  };
}

/**
 * Where the code unit `offset` of the string's value stands in the source: maps a position in a pattern back to the rule.
 * `start` is the offset of the opening mark of a `"` or `'` string. O(offset).
 */
export function sourceOffsetInString(text: string, start: number, offset: number): number {
  const quote = text.charAt(start);
  let index = start + 1;
  for (let count = 0; count < offset && index < text.length; count++) {
    const pair = text.slice(index, index + 2);
    index += pair === "''" || (pair === '`"' && quote === '"') ? 2 : 1;
  }
  return index;
}
