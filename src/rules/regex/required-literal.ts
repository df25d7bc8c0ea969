import { foldUnit } from '../../base/index.ts';

import { caseEquivalents } from './case-equivalence.ts';
import type { LiteralNode, PatternNode } from './dotnet-pattern.ts';

/** The runs of literals collected so far; `current` is the run that the next literal would continue. */
interface Runs {
  current: string;
  longest: string;
}

/**
 * The longest text, folded with `foldOrdinal`, that the folded value of every match contains; undefined when there is
 * none. A prefilter: absence proves that the value does not match, presence proves nothing. Letters whose cases fold
 * differently (`k` also matches the Kelvin sign) are left out. O(size of the pattern).
 */
export function requiredLiteral(ast: PatternNode): string | undefined {
  const runs: Runs = { current: '', longest: '' };
  visit(ast, runs);
  return runs.longest === '' ? undefined : runs.longest;
}

function visit(node: PatternNode, runs: Runs): void {
  switch (node.kind) {
    case 'literal':
      visitLiteral(node, runs);
      return;
    case 'sequence':
      for (const item of node.items) visit(item, runs);
      return;
    case 'group':
    case 'atomic':
      visit(node.body, runs);
      return;
    case 'anchor':
    case 'look':
      // Takes no characters, so the literals around it stay neighbours.
      return;
    case 'repeat':
      runs.current = '';
      if (node.min > 0) visit(node.body, runs);
      runs.current = '';
      return;
    case 'any':
    case 'class':
    case 'alternation':
    case 'conditional':
    case 'backreference':
      runs.current = '';
      return;
  }
}

function visitLiteral(node: LiteralNode, runs: Runs): void {
  const folded = foldUnit(node.unit);
  const cases = node.ignoreCase ? caseEquivalents(node.unit) : [node.unit];
  runs.current = cases.every((unit) => foldUnit(unit) === folded) ? runs.current + String.fromCharCode(folded) : '';
  if (runs.current.length > runs.longest.length) runs.longest = runs.current;
}

/** Alternatives with more texts than this are not worth looking for together. */
const mostTexts = 32;

/**
 * Texts, folded with `foldOrdinal`, of which the folded value of every match contains one: like {@link requiredLiteral}, and
 * through alternatives too. Undefined when there are none. O(size of the pattern).
 */
export function requiredTexts(ast: PatternNode): readonly string[] | undefined {
  const literal = requiredLiteral(ast);
  const own = literal === undefined ? undefined : [literal];
  return better(own, textsOf(ast));
}

function textsOf(node: PatternNode): readonly string[] | undefined {
  switch (node.kind) {
    case 'sequence':
      return node.items.map(textsOf).reduce(better, undefined);
    case 'group':
    case 'atomic':
      return requiredTexts(node.body);
    case 'repeat':
      return node.min > 0 ? requiredTexts(node.body) : undefined;
    case 'alternation': {
      const branches = node.branches.map(requiredTexts);
      const texts = branches.flatMap((branch) => branch ?? []);
      return branches.every((branch) => branch !== undefined) && texts.length <= mostTexts ? texts : undefined;
    }
    default:
      return undefined;
  }
}

/** The set whose shortest text is the longer one: it is found in fewer values. */
function better(
  left: readonly string[] | undefined,
  right: readonly string[] | undefined,
): readonly string[] | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return shortest(right) > shortest(left) ? right : left;
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map(({ length }) => length));
}

/** The two ends of a value, in the order in which items of a pattern are read from there. */
interface ValueEnd {
  readonly anchors: readonly string[];
  readonly items: (items: readonly PatternNode[]) => readonly PatternNode[];
  readonly join: (text: string, next: string) => string;
}

const startOfValue: ValueEnd = {
  anchors: ['textStart', 'lineStart'],
  items: (items) => items,
  join: (text, next) => text + next,
};
const endOfValue: ValueEnd = {
  anchors: ['textEnd', 'textEndOrLastFeed', 'lineEnd'],
  items: (items) => items.toReversed(),
  join: (text, next) => next + text,
};

/**
 * Texts, folded with `foldOrdinal`, with one of which the folded value of every match starts, for patterns that begin with
 * `^`. Values with line feeds apart. Undefined for other patterns, and where one of the texts would be empty. O(size of the
 * pattern).
 */
export function requiredStarts(ast: PatternNode): readonly string[] | undefined {
  return outermost(ast, startOfValue);
}

/** The same for the end of the value, and patterns that end with `$`. */
export function requiredEnds(ast: PatternNode): readonly string[] | undefined {
  return outermost(ast, endOfValue);
}

function outermost(ast: PatternNode, end: ValueEnd): readonly string[] | undefined {
  if (ast.kind === 'group' || ast.kind === 'atomic') return outermost(ast.body, end);
  if (ast.kind === 'alternation') return unionOf(ast.branches.map((branch) => outermost(branch, end)));
  if (ast.kind !== 'sequence') return undefined;
  const [first, ...rest] = end.items(ast.items);
  if (first === undefined) return undefined;
  if (first.kind !== 'anchor') return outermost(first, end);
  return end.anchors.includes(first.anchor) ? textsFrom(rest, end) : undefined;
}

/** The texts with which every match of a list begins, read from an end, wherever it lies. */
function textsFrom(items: readonly PatternNode[], end: ValueEnd): readonly string[] | undefined {
  let text = '';
  for (const item of items) {
    const runs: Runs = { current: '', longest: '' };
    if (item.kind !== 'literal') break;
    visitLiteral(item, runs);
    if (runs.current === '') break;
    text = end.join(text, runs.current);
  }
  const [first] = items;
  return text !== '' ? [text] : first === undefined ? undefined : textsOfNode(first, end);
}

function textsOfNode(node: PatternNode, end: ValueEnd): readonly string[] | undefined {
  switch (node.kind) {
    case 'sequence':
      return textsFrom(end.items(node.items), end);
    case 'group':
    case 'atomic':
      return textsFrom([node.body], end);
    case 'alternation':
      return unionOf(node.branches.map((branch) => textsFrom([branch], end)));
    case 'repeat':
      return node.min > 0 ? textsFrom([node.body], end) : undefined;
    default:
      return undefined;
  }
}

function unionOf(parts: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const texts = parts.flatMap((part) => part ?? []);
  return parts.every((part) => part !== undefined) && texts.length <= mostTexts ? texts : undefined;
}
