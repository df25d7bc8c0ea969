import type { ClassExpression, ClassMember } from './dotnet-pattern.ts';
import { parseCharacterEscape } from './parse-character-escape.ts';
import { parseClassEscape } from './parse-escape.ts';
import { type PatternCursor, accept, atEnd, fail, nested, peek } from './pattern-cursor.ts';

const emptyClass: ClassExpression = { negated: false, members: [], posixLike: false };

/** What has been read of one class. */
interface ClassState {
  readonly start: number;
  readonly members: ClassMember[];
  subtraction: ClassExpression | undefined;
  posixLike: boolean;
}

/**
 * Parses a class after its `[`, up to and with the `]`. A `]` right after `[` or `[^` is a member. `-[` begins a class
 * that is subtracted, unless it is the first member; a `[` elsewhere is an ordinary character.
 */
export function parseCharacterClass(cursor: PatternCursor): ClassExpression {
  const start = cursor.position - 1;
  return nested(cursor, emptyClass, () => {
    const negated = accept(cursor, '^');
    const state: ClassState = { start, members: [], subtraction: undefined, posixLike: false };
    for (let first = true; !atEnd(cursor); first = false) {
      if (!first && accept(cursor, ']')) return finish(state, negated);
      parseMember(cursor, state, first);
    }
    fail(cursor, "Unterminated [] set: expected ']' for this '[', found the end of the pattern.", start, start + 1);
    return emptyClass;
  });
}

function finish(state: ClassState, negated: boolean): ClassExpression {
  const { members, posixLike, subtraction } = state;
  return subtraction === undefined ? { negated, members, posixLike } : { negated, members, posixLike, subtraction };
}

/** member = class escape | unit, [ "-", unit ] | "-", class to subtract */
function parseMember(cursor: PatternCursor, state: ClassState, first: boolean): void {
  const member = parseEscapedClass(cursor);
  if (member !== undefined) {
    state.members.push(member);
    return;
  }
  const memberStart = cursor.position;
  if (cursor.text.startsWith('[:', memberStart) && cursor.text.indexOf(':]', memberStart) > 0) state.posixLike = true;
  const isHyphenEscape = cursor.text.startsWith('\\-', memberStart);
  const isPlainHyphen = peek(cursor) === '-';
  const from = parseUnit(cursor);
  if (!isHyphenEscape && peek(cursor) === '-' && peek(cursor, 1) !== ']' && peek(cursor, 1) !== '') {
    cursor.position++;
    parseRangeEnd(cursor, state, from, memberStart);
  } else if (isPlainHyphen && !first && accept(cursor, '[')) {
    subtract(cursor, state);
  } else {
    state.members.push({ kind: 'range', from, to: from });
  }
}

function parseEscapedClass(cursor: PatternCursor): ClassMember | undefined {
  if (peek(cursor) !== '\\') return undefined;
  cursor.position++;
  const member = parseClassEscape(cursor);
  if (member === undefined && cursor.error === undefined) cursor.position--;
  return member;
}

/** What follows the hyphen of a range: its last character, or the `[` of a class to subtract. */
function parseRangeEnd(cursor: PatternCursor, state: ClassState, from: number, start: number): void {
  const escaped = parseEscapedClass(cursor);
  if (escaped !== undefined) {
    const message = 'Class escape in a range: expected one character after the hyphen, found a class.';
    fail(cursor, message, start, cursor.position);
    return;
  }
  if (accept(cursor, '[')) {
    state.members.push({ kind: 'range', from, to: from });
    subtract(cursor, state);
    return;
  }
  const to = parseUnit(cursor);
  if (to < from) {
    const text = cursor.text.slice(start, cursor.position);
    fail(cursor, `[x-y] range in reverse order: expected x not above y, found "${text}".`, start, cursor.position);
  }
  state.members.push({ kind: 'range', from, to });
}

/** One code unit, escaped or not. A backslash that ends the pattern stays a member of a class that never closes. */
function parseUnit(cursor: PatternCursor): number {
  const unit = cursor.text.charCodeAt(cursor.position);
  cursor.position++;
  return unit === 0x5c && !atEnd(cursor) ? parseCharacterEscape(cursor) : unit;
}

function subtract(cursor: PatternCursor, state: ClassState): void {
  state.subtraction = parseCharacterClass(cursor);
  if (!atEnd(cursor) && peek(cursor) !== ']') {
    const message = "A subtraction must be the last element of a class: expected ']' after it.";
    fail(cursor, message, cursor.position, cursor.position + 1);
  }
}
