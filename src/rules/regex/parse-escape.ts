import type { AnchorKind, ClassMember, PatternNode } from './dotnet-pattern.ts';
import { parseCharacterEscape, parseProperty } from './parse-character-escape.ts';
import { isNameUnit, parseName } from './parse-name.ts';
import { type PatternCursor, accept, atEnd, fail, found, isDigit, parseDecimal, peek } from './pattern-cursor.ts';

const anchors = new Map<string, AnchorKind>([
  ['b', 'wordBoundary'],
  ['B', 'notWordBoundary'],
  ['A', 'textStart'],
  ['G', 'previousMatchEnd'],
  ['Z', 'textEndOrLastFeed'],
  ['z', 'textEnd'],
]);

/** Parses what follows a backslash outside of a class: an anchor, a class, a backreference or a character. */
export function parseEscape(cursor: PatternCursor): PatternNode {
  const start = cursor.position - 1;
  if (atEnd(cursor)) {
    fail(cursor, 'Illegal \\ at end of pattern: expected a character after it.', start, start + 1);
    return literal(cursor, start, 0);
  }
  const anchor = anchors.get(peek(cursor));
  if (anchor !== undefined) {
    cursor.position++;
    return { kind: 'anchor', anchor, span: { start, end: cursor.position } };
  }
  const member = parseClassEscape(cursor);
  if (member !== undefined) {
    const { ignoreCase } = cursor.options;
    const expression = { negated: false, members: [member], posixLike: false };
    return { kind: 'class', class: expression, ignoreCase, span: { start, end: cursor.position } };
  }
  return parseBackreference(cursor, start) ?? literal(cursor, start, parseCharacterEscape(cursor));
}

function literal(cursor: PatternCursor, start: number, unit: number): PatternNode {
  return { kind: 'literal', unit, ignoreCase: cursor.options.ignoreCase, span: { start, end: cursor.position } };
}

/** `\d \D \s \S \w \W \p{…} \P{…}` after the backslash; undefined, and nothing read, for anything else. */
export function parseClassEscape(cursor: PatternCursor): ClassMember | undefined {
  const letter = peek(cursor);
  switch (letter) {
    case 'd':
    case 'D':
      cursor.position++;
      return { kind: 'digit', negated: letter === 'D' };
    case 's':
    case 'S':
      cursor.position++;
      return { kind: 'space', negated: letter === 'S' };
    case 'w':
    case 'W':
      cursor.position++;
      return { kind: 'word', negated: letter === 'W' };
    case 'p':
    case 'P':
      return parseProperty(cursor);
    default:
      return undefined;
  }
}

/** `\1`, `\k<name>`, `\k'name'` and the old forms `\<name>`, `\'name'`. */
function parseBackreference(cursor: PatternCursor, start: number): PatternNode | undefined {
  const first = peek(cursor);
  if (first >= '1' && first <= '9') return parseNumberedReference(cursor, start);
  const named = accept(cursor, 'k');
  const opening = peek(cursor);
  if (opening !== '<' && opening !== "'") {
    if (named) failMalformed(cursor, start);
    return undefined;
  }
  const rewind = start + 1;
  cursor.position++;
  if (named && atEnd(cursor)) {
    failMalformed(cursor, start);
    return undefined;
  }
  const reference = parseReferenceName(cursor);
  if (reference === undefined || !accept(cursor, opening === '<' ? '>' : "'")) {
    // Not a reference after all: the character behind the backslash stands for itself.
    if (cursor.error === undefined) cursor.position = rewind;
    return undefined;
  }
  return resolve(cursor, start, reference);
}

function parseReferenceName(cursor: PatternCursor): string | undefined {
  if (isDigit(peek(cursor))) return String(parseDecimal(cursor));
  return isNameUnit(cursor) ? parseName(cursor) : undefined;
}

/** One digit is always a reference; more digits are one if the group exists, else an octal character. */
function parseNumberedReference(cursor: PatternCursor, start: number): PatternNode | undefined {
  const value = parseDecimal(cursor);
  if (value > 9 && cursor.known !== undefined && !cursor.known.numbers.has(value)) {
    cursor.position = start + 1;
    return undefined;
  }
  return resolve(cursor, start, String(value));
}

function resolve(cursor: PatternCursor, start: number, reference: string): PatternNode {
  const { known } = cursor;
  const isNumber = isDigit(reference.charAt(0));
  const exists = known === undefined || (isNumber ? known.numbers.has(Number(reference)) : known.names.has(reference));
  const end = cursor.position;
  if (!exists) {
    fail(cursor, `Reference to undefined group: expected a group '${reference}', found none.`, start, end);
  }
  return { kind: 'backreference', reference, span: { start, end } };
}

function failMalformed(cursor: PatternCursor, start: number): void {
  const message = `Malformed \\k reference: expected a name in angle brackets or quotes, found ${found(cursor)}.`;
  fail(cursor, message, start, start + 2);
}
