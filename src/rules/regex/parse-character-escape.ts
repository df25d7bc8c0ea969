import type { ClassMember } from './dotnet-pattern.ts';
import { isWordCharacter, parseName } from './parse-name.ts';
import { type PatternCursor, accept, atEnd, fail, found, peek } from './pattern-cursor.ts';
import { isCategoryName } from './unicode-sets.ts';

const controls = new Map([
  ['a', 0x07],
  ['b', 0x08],
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['e', 0x1b],
]);

/**
 * Parses an escape that stands for one code unit, after its backslash: `\n`, `\x41`, `\u0041`, `\cA`, octal `\101`, or
 * punctuation. A letter, digit or underscore without a meaning is an error.
 */
export function parseCharacterEscape(cursor: PatternCursor): number {
  const start = cursor.position - 1;
  const character = peek(cursor);
  if (character >= '0' && character <= '7') return parseOctal(cursor);
  cursor.position++;
  if (character === 'x') return parseHex(cursor, start, 2);
  if (character === 'u') return parseHex(cursor, start, 4);
  if (character === 'c') return parseControl(cursor, start);
  const control = controls.get(character);
  if (control !== undefined) return control;
  if (isWordCharacter(character)) {
    const message = `Unrecognized escape sequence: expected an escape that .NET knows, found '\\${character}'.`;
    fail(cursor, message, start, start + 2);
  }
  return character === '' ? 0 : character.charCodeAt(0);
}

/** At most three octal digits; .NET keeps the low eight bits. */
function parseOctal(cursor: PatternCursor): number {
  let value = 0;
  for (let count = 0; count < 3 && /^[0-7]$/.test(peek(cursor)); count++) {
    value = value * 8 + Number(peek(cursor));
    cursor.position++;
  }
  return value & 0xff;
}

function parseHex(cursor: PatternCursor, start: number, count: number): number {
  const digits = cursor.text.slice(cursor.position, cursor.position + count);
  if (digits.length < count || !/^[0-9a-fA-F]*$/.test(digits)) {
    const message = `Insufficient hexadecimal digits: expected ${count}, found "${digits}".`;
    fail(cursor, message, start, cursor.position + digits.length);
    return 0;
  }
  cursor.position += count;
  return Number.parseInt(digits, 16);
}

/** `\cA` to `\cZ` in any case, and the few signs that also lie below a control character. */
function parseControl(cursor: PatternCursor, start: number): number {
  const unit = peek(cursor).toUpperCase().charCodeAt(0) - 0x40;
  if (atEnd(cursor) || unit < 0 || unit >= 0x20) {
    const message = `Unrecognized control character: expected a letter after '\\c', found ${found(cursor)}.`;
    fail(cursor, message, start, cursor.position + 1);
    return 0;
  }
  cursor.position++;
  return unit;
}

/** `p{name}` or `P{name}` after the backslash. Names that begin with `Is` are blocks and are looked up later. */
export function parseProperty(cursor: PatternCursor): ClassMember {
  const start = cursor.position - 1;
  const negated = peek(cursor) === 'P';
  cursor.position++;
  let name = '';
  if (accept(cursor, '{')) {
    const nameStart = cursor.position;
    do parseName(cursor);
    while (accept(cursor, '-'));
    name = cursor.text.slice(nameStart, cursor.position);
  }
  if (!accept(cursor, '}')) {
    const message = `Incomplete \\p{X} escape: expected a name in braces, found ${found(cursor)}.`;
    fail(cursor, message, start, cursor.position + 1);
  }
  const span = { start, end: cursor.position };
  if (isCategoryName(name)) return { kind: 'category', name, negated, span };
  if (!name.startsWith('Is')) {
    const message = `Unknown property '${name}': expected a general category such as L or Lu, or a block such as IsGreek.`;
    fail(cursor, message, start, cursor.position);
  }
  return { kind: 'block', name, negated, span };
}
