import type { PatternNode, PatternResult } from './dotnet-pattern.ts';
import { parseCharacterClass } from './parse-character-class.ts';
import { parseEscape } from './parse-escape.ts';
import { parseGroup } from './parse-group.ts';
import { parseQuantifier, startsQuantifier } from './parse-quantifier.ts';
import {
  type KnownGroups,
  type PatternCursor,
  accept,
  atEnd,
  fail,
  peek,
  skipBlank,
  startCursor,
} from './pattern-cursor.ts';

/**
 * Parses a .NET regular expression with IgnoreCase and CultureInvariant set, as the documentation of the .NET regular
 * expression language describes it. The pattern is read twice, first to learn which groups exist. Errors are data and
 * carry the place; never throws. O(length). Claims `rules/6-match-dotnet`, `rules/14-16-dotnet-details`.
 */
export function parseDotnetPattern(text: string): PatternResult {
  const first = startCursor(text, undefined);
  parsePattern(first);
  if (first.error !== undefined) return { ok: false, error: first.error };
  const second = startCursor(text, knownGroups(first));
  const ast = parsePattern(second);
  return second.error === undefined ? { ok: true, ast } : { ok: false, error: second.error };
}

/** Unnamed and numbered groups keep their numbers; each name then takes the next free one, as .NET does. */
function knownGroups(cursor: PatternCursor): KnownGroups {
  const numbers = new Set(cursor.numbers);
  let next = cursor.unnamedGroups + 1;
  for (let named = 0; named < cursor.names.size; named++) {
    while (numbers.has(next)) next++;
    numbers.add(next);
  }
  return { numbers, names: cursor.names };
}

/** pattern = alternation, end */
function parsePattern(cursor: PatternCursor): PatternNode {
  const ast = parseAlternation(cursor);
  if (!atEnd(cursor)) {
    fail(
      cursor,
      "Too many closing parentheses: expected no ')' here, found one.",
      cursor.position,
      cursor.position + 1,
    );
  }
  return ast;
}

/** alternation = sequence, { "|", sequence } */
function parseAlternation(cursor: PatternCursor): PatternNode {
  const start = cursor.position;
  const first = parseSequence(cursor);
  if (peek(cursor) !== '|') return first;
  const branches = [first];
  while (accept(cursor, '|')) branches.push(parseSequence(cursor));
  return { kind: 'alternation', branches, span: { start, end: cursor.position } };
}

/** sequence = { atom, [ quantifier ] } */
function parseSequence(cursor: PatternCursor): PatternNode {
  const start = cursor.position;
  const items: PatternNode[] = [];
  let afterQuantifier = false;
  for (;;) {
    skipBlank(cursor);
    if (atEnd(cursor) || peek(cursor) === '|' || peek(cursor) === ')') break;
    if (startsQuantifier(cursor)) {
      failQuantifier(cursor, afterQuantifier);
      break;
    }
    const atom = parseAtom(cursor);
    skipBlank(cursor);
    afterQuantifier = atom !== undefined && startsQuantifier(cursor);
    if (atom !== undefined) items.push(afterQuantifier ? parseQuantifier(cursor, atom) : atom);
  }
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  return { kind: 'sequence', items, span: { start, end: cursor.position } };
}

function failQuantifier(cursor: PatternCursor, afterQuantifier: boolean): void {
  const quantifier = peek(cursor);
  const message = afterQuantifier
    ? `Nested quantifier '${quantifier}': expected something to repeat, found a second quantifier.`
    : `Quantifier '${quantifier}' following nothing: expected something to repeat before it.`;
  fail(cursor, message, cursor.position, cursor.position + 1);
}

/** Everything that can be repeated. Undefined for `(?i)`, which only changes the options of the rest of its group. */
function parseAtom(cursor: PatternCursor): PatternNode | undefined {
  const start = cursor.position;
  const character = peek(cursor);
  cursor.position++;
  const span = { start, end: cursor.position };
  switch (character) {
    case '(':
      return parseGroup(cursor, parseAlternation);
    case '[': {
      const expression = parseCharacterClass(cursor);
      const { ignoreCase } = cursor.options;
      return { kind: 'class', class: expression, ignoreCase, span: { start, end: cursor.position } };
    }
    case '\\':
      return parseEscape(cursor);
    case '^':
      return { kind: 'anchor', anchor: cursor.options.multiline ? 'lineStart' : 'textStart', span };
    case '$':
      return { kind: 'anchor', anchor: cursor.options.multiline ? 'lineEnd' : 'textEndOrLastFeed', span };
    case '.':
      return { kind: 'any', lineFeed: cursor.options.singleline, span };
    default:
      return { kind: 'literal', unit: character.charCodeAt(0), ignoreCase: cursor.options.ignoreCase, span };
  }
}
