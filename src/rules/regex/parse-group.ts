import type { PatternNode } from './dotnet-pattern.ts';
import { isNameUnit, parseName } from './parse-name.ts';
import {
  type ParseBody,
  type PatternCursor,
  type PatternOptions,
  accept,
  atEnd,
  fail,
  found,
  isDigit,
  nested,
  parseDecimal,
  peek,
} from './pattern-cursor.ts';

/**
 * Parses what follows an opening parenthesis up to its closing one. Returns undefined for `(?imnsx-imnsx)`, whose
 * options stay in force until the enclosing group ends.
 */
export function parseGroup(cursor: PatternCursor, parseBody: ParseBody): PatternNode | undefined {
  const start = cursor.position - 1;
  const outer = cursor.options;
  const close = (build: (body: PatternNode, end: number) => PatternNode): PatternNode => {
    const body = parseInside(cursor, start, parseBody);
    cursor.options = outer;
    return build(body, cursor.position);
  };
  const group = (capture: string | null, balances: string | null = null): PatternNode =>
    close((body, end) => ({ kind: 'group', body, capture, balances, span: { start, end } }));
  const look = (direction: 'ahead' | 'behind', negated: boolean): PatternNode =>
    close((body, end) => ({ kind: 'look', direction, negated, body, span: { start, end } }));

  // "(?)" is a group that begins with a misplaced quantifier.
  if (peek(cursor) !== '?' || peek(cursor, 1) === ')') return group(nextUnnamed(cursor));
  cursor.position++;
  if (accept(cursor, ':')) return group(null);
  if (accept(cursor, '=')) return look('ahead', false);
  if (accept(cursor, '!')) return look('ahead', true);
  if (accept(cursor, '<=')) return look('behind', false);
  if (accept(cursor, '<!')) return look('behind', true);
  if (accept(cursor, '>')) return close((body, end) => ({ kind: 'atomic', body, span: { start, end } }));
  if (peek(cursor) === '(') return parseConditional(cursor, start, parseBody);
  if (accept(cursor, '<')) return named(cursor, start, '>', group);
  if (accept(cursor, "'")) return named(cursor, start, "'", group);
  cursor.options = parseOptions(cursor);
  if (accept(cursor, ')')) return undefined;
  if (!accept(cursor, ':')) failConstruct(cursor, start);
  return group(null);
}

function nextUnnamed(cursor: PatternCursor): string | null {
  if (cursor.options.explicitCapture) return null;
  cursor.unnamedGroups++;
  cursor.numbers.add(cursor.unnamedGroups);
  return String(cursor.unnamedGroups);
}

/** body, ")" */
function parseInside(cursor: PatternCursor, start: number, parseBody: ParseBody): PatternNode {
  const empty: PatternNode = { kind: 'sequence', items: [], span: { start, end: start } };
  const body = nested(cursor, empty, () => parseBody(cursor));
  if (!accept(cursor, ')')) {
    fail(
      cursor,
      "Not enough closing parentheses: expected ')' for this '(', found the end of the pattern.",
      start,
      start + 1,
    );
  }
  return body;
}

/** options = { "i" | "m" | "n" | "s" | "x" | "+" | "-" }, letters in any case */
function parseOptions(cursor: PatternCursor): PatternOptions {
  let options = cursor.options;
  let on = true;
  for (; !atEnd(cursor); cursor.position++) {
    const character = peek(cursor);
    if (character === '-' || character === '+') {
      on = character === '+';
      continue;
    }
    const name = optionName(character);
    if (name === undefined) break;
    options = { ...options, [name]: on };
  }
  return options;
}

function optionName(character: string): keyof PatternOptions | undefined {
  switch (character) {
    case 'i':
    case 'I':
      return 'ignoreCase';
    case 'm':
    case 'M':
      return 'multiline';
    case 'n':
    case 'N':
      return 'explicitCapture';
    case 's':
    case 'S':
      return 'singleline';
    case 'x':
    case 'X':
      return 'extended';
    default:
      return undefined;
  }
}

/** name, [ "-", name ] or "-", name; then the closing mark and the body of the group */
function named(
  cursor: PatternCursor,
  start: number,
  mark: string,
  group: (capture: string | null, balances: string | null) => PatternNode,
): PatternNode {
  const capture = peek(cursor) === '-' ? null : parseDeclaredName(cursor, mark);
  const balances = accept(cursor, '-') ? parseBalancedName(cursor, mark) : null;
  if (!accept(cursor, mark)) failName(cursor, mark);
  return cursor.error === undefined ? group(capture, balances) : group(null, null);
}

function parseDeclaredName(cursor: PatternCursor, mark: string): string | null {
  const start = cursor.position;
  if (isDigit(peek(cursor))) {
    const value = parseDecimal(cursor);
    if (value === 0) fail(cursor, 'Capture number cannot be zero: expected 1 or more.', start, cursor.position);
    cursor.numbers.add(value);
    return String(value);
  }
  if (!isNameUnit(cursor)) {
    failName(cursor, mark);
    return null;
  }
  const name = parseName(cursor);
  cursor.names.add(name);
  return name;
}

function parseBalancedName(cursor: PatternCursor, mark: string): string {
  const start = cursor.position;
  if (!isNameUnit(cursor)) failName(cursor, mark);
  const isNumber = isDigit(peek(cursor));
  const name = isNumber ? String(parseDecimal(cursor)) : parseName(cursor);
  const known = cursor.known;
  const missing = known !== undefined && !(isNumber ? known.numbers.has(Number(name)) : known.names.has(name));
  if (missing) {
    fail(cursor, `Reference to undefined group: expected a group '${name}', found none.`, start, cursor.position);
  }
  return name;
}

/** "(", condition, ")", branches: the condition is the name of a group, or an expression tested like a lookahead. */
function parseConditional(cursor: PatternCursor, start: number, parseBody: ParseBody): PatternNode {
  const outer = cursor.options;
  const condition = parseCondition(cursor, parseBody);
  const branches = parseInside(cursor, start, parseBody);
  cursor.options = outer;
  const span = { start, end: cursor.position };
  if (branches.kind === 'alternation' && branches.branches.length > 2) {
    const message = `Too many | in (?()|): expected at most two branches, found ${branches.branches.length}.`;
    fail(cursor, message, start, cursor.position);
  }
  return { kind: 'conditional', condition, branches, span };
}

function parseCondition(cursor: PatternCursor, parseBody: ParseBody): string | PatternNode {
  const start = cursor.position;
  cursor.position++;
  if (isDigit(peek(cursor))) return parseNumberCondition(cursor);
  const name = parseName(cursor);
  if (cursor.known?.names.has(name) === true && accept(cursor, ')')) return name;
  cursor.position = start + 1;
  if (peek(cursor) === '?') {
    if (/^\?(?:#|'|<[^=!])/.test(cursor.text.slice(start + 1, start + 4))) {
      fail(cursor, 'Expected a condition that is no comment and captures nothing.', start, start + 4);
    }
    const group = parseGroup(cursor, parseBody);
    if (group !== undefined) return group;
    failConstruct(cursor, start);
    return '';
  }
  return parseInside(cursor, start, parseBody);
}

function parseNumberCondition(cursor: PatternCursor): string {
  const start = cursor.position;
  const value = parseDecimal(cursor);
  if (!accept(cursor, ')')) {
    fail(
      cursor,
      `Malformed (?(${value})…): expected ')', found ${found(cursor)}.`,
      cursor.position,
      cursor.position + 1,
    );
  }
  if (cursor.known !== undefined && !cursor.known.numbers.has(value)) {
    fail(cursor, `Reference to undefined group: expected a group ${value}, found none.`, start, start + 1);
  }
  return String(value);
}

function failName(cursor: PatternCursor, mark: string): void {
  const message = `Invalid group name: expected word characters and then "${mark}", found ${found(cursor)}.`;
  fail(cursor, message, cursor.position, cursor.position + 1);
}

function failConstruct(cursor: PatternCursor, start: number): void {
  const message = `Unrecognized grouping construct: expected one of : = ! > < ' ( or options after '(?', found ${found(cursor)}.`;
  fail(cursor, message, start, cursor.position + 1);
}
