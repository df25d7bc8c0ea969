import { foldOrdinal } from '../../base/index.ts';
import {
  type BytePattern,
  compileBytePattern,
  compileMatch,
  parseDotnetPattern,
  type PatternNode,
  requiredEnds,
  requiredStarts,
  requiredTexts,
} from '../regex/index.ts';
import type { ComparisonOperator, ElementNode, Literal, RuleNode } from '../rule-node.ts';
import { positiveOf } from './text-test.ts';

/** A folded text and where in a folded value it must stand. */
export interface Needle {
  readonly place: 'whole' | 'start' | 'end' | 'inside';
  readonly text: string;
}

/**
 * What a condition looks for, for engines that search many values for many conditions at once. The condition (its opposite,
 * if `isNegated`) holds only for values in which one of the needles stands. Needles speak of values as their column encodes
 * them: texts, or the JSON of a collection.
 */
export interface Scan {
  /** Absent: every value is worth testing. */
  readonly needles?: readonly Needle[];
  /** Other needles, one of which each match needs as well; whichever are in fewer values say which are worth testing. */
  readonly otherNeedles?: readonly Needle[];
  /** A needle that is found settles the condition; otherwise it only makes the value worth testing. */
  readonly isExact: boolean;
  /** Settles values without line feeds instead of the condition's own test; the others are worth testing as well. */
  readonly pattern?: BytePattern;
  /** A value with a line feed is worth testing, needles or not. */
  readonly hasLineFeedDoubt: boolean;
  readonly isNegated: boolean;
}

type CompareNode = Extract<RuleNode, { kind: 'compare' }>;
type QuantifiedNode = Extract<RuleNode, { kind: 'quantified' }>;
type Found = Omit<Scan, 'isNegated'>;

/** The scan of a comparison; undefined when only testing every value can tell. */
export function scanOfComparison({ property, operator, value }: CompareNode): Scan | undefined {
  if (property.type !== 'string' && property.type !== 'stringCollection') return undefined;
  const positive = positiveOf(operator);
  const found = findText(positive ?? operator, value);
  if (found === undefined) return undefined;
  const isNegated = positive !== undefined;
  if (property.isFirstElement === true) return scanFirst(found, isNegated);
  if (property.type === 'string') return { ...found, isNegated };
  const quoted = quote(found);
  return quoted === undefined ? undefined : { ...quoted, isNegated };
}

/** The scan of the equality that `Direct Reports for` means. */
export function scanOfManager(managerId: string): Scan {
  return { ...exactly([{ place: 'whole', text: foldOrdinal(managerId) }]), isNegated: false };
}

/** The scan of a quantifier: `-any` over positive comparisons. */
export function scanOfQuantified({ property, mode, body }: QuantifiedNode): Scan | undefined {
  if (mode !== 'any') return undefined;
  const found = findElement(body);
  if (found === undefined) return undefined;
  const quoted = quote(found);
  if (quoted === undefined) return undefined;
  return { ...quoted, isExact: quoted.isExact && property.type === 'stringCollection', isNegated: false };
}

/** The opposite condition. */
export function negateScan(scan: Scan): Scan {
  return { ...scan, isNegated: !scan.isNegated };
}

function exactly(needles: readonly Needle[]): Found {
  return { needles, isExact: true, hasLineFeedDoubt: false };
}

function findText(operator: ComparisonOperator, literal: Literal): Found | undefined {
  if (literal.kind === 'list') {
    const texts = [...new Set(literal.values.map(foldOrdinal))].filter((text) => text !== '');
    return exactly(texts.map((text) => ({ place: 'whole', text })));
  }
  if (literal.kind !== 'text' || literal.value === '') return undefined;
  const text = foldOrdinal(literal.value);
  switch (operator) {
    case 'eq':
      return exactly([{ place: 'whole', text }]);
    case 'startsWith':
      return exactly([{ place: 'start', text }]);
    case 'endsWith':
      return exactly([{ place: 'end', text }]);
    case 'contains':
      return exactly([{ place: 'inside', text }]);
    case 'match':
      return findPattern(literal.value);
    default:
      return undefined;
  }
}

/** Every match of a pattern contains one of its required texts; only the pattern itself can tell more. */
function findPattern(pattern: string): Found | undefined {
  const parsed = parseDotnetPattern(pattern);
  if (!parsed.ok) return undefined;
  const bytePattern = compileBytePattern(parsed.ast);
  if (bytePattern === undefined && compileMatch(pattern).kind !== 'matcher') return undefined;
  const [needles, otherNeedles] = needlesOf(parsed.ast, bytePattern !== undefined);
  if (needles === undefined && bytePattern === undefined) return undefined;
  return {
    ...(needles === undefined ? {} : { needles }),
    ...(otherNeedles === undefined ? {} : { otherNeedles }),
    ...(bytePattern === undefined ? {} : { pattern: bytePattern }),
    isExact: false,
    hasLineFeedDoubt: true,
  };
}

/** What every match needs: a start and an end, which are found quickly, else a text inside that is worth looking for. */
function needlesOf(ast: PatternNode, isSearched: boolean): readonly (readonly Needle[])[] {
  const at = (place: Needle['place'], texts: readonly string[] | undefined): readonly (readonly Needle[])[] =>
    texts === undefined ? [] : [texts.map((text) => ({ place, text }))];
  const ends = [...at('start', requiredStarts(ast)), ...at('end', requiredEnds(ast))];
  const texts = requiredTexts(ast);
  const isWorthIt = !isSearched || texts?.every((text) => text.length >= shortestNeedle) === true;
  return ends.length > 0 || !isWorthIt ? ends : at('inside', texts);
}

/** A shorter text is in too many values to be worth looking for before a quick test. */
const shortestNeedle = 3;

/** All needles of an "or"; of an "and" the needles of one part, which then settle nothing. */
function findElement(node: ElementNode): Found | undefined {
  switch (node.kind) {
    case 'compareElement':
      return positiveOf(node.operator) === undefined ? findText(node.operator, node.value) : undefined;
    case 'or': {
      const parts = node.children.map(findElement);
      return parts.every((part) => part !== undefined) ? mergeFound(parts) : undefined;
    }
    case 'and': {
      const [best] = node.children
        .map(findElement)
        .filter((part) => part !== undefined)
        .toSorted((a, b) => shortest(b) - shortest(a));
      return best === undefined ? undefined : { ...best, isExact: false };
    }
    case 'not':
      return undefined;
  }
}

function mergeFound(parts: readonly Found[]): Found | undefined {
  if (parts.some(({ needles }) => needles === undefined)) return undefined;
  return {
    needles: parts.flatMap(({ needles }) => needles ?? []),
    isExact: parts.every(({ isExact }) => isExact),
    hasLineFeedDoubt: parts.some(({ hasLineFeedDoubt }) => hasLineFeedDoubt),
  };
}

function shortest({ needles }: Found): number {
  return needles === undefined ? 0 : Math.min(...needles.map(({ text }) => text.length));
}

/** Texts that JSON may write in another way, or that may reach over the border of an element. */
const unsafeInJson = /["\\\p{Cc}\p{Surrogate}]/u;

/** Texts that also stand between the elements. */
const onlyPunctuation = /^[,:[\]{}]+$/;

/** The needles in the JSON of a collection, where every text stands between quotation marks. Undefined when JSON gets in the way. */
function quote(found: Found): Found | undefined {
  if (found.needles === undefined) return undefined;
  const needles: Needle[] = [];
  for (const { place, text } of found.needles) {
    if (unsafeInJson.test(text) || onlyPunctuation.test(text)) return undefined;
    if ((place === 'start' && /^[,\]:}]/.test(text)) || (place === 'end' && /[,[:{]$/.test(text))) return undefined;
    const [before, after] = [place === 'whole' || place === 'start', place === 'whole' || place === 'end'];
    needles.push({ place: 'inside', text: `${before ? '"' : ''}${text}${after ? '"' : ''}` });
  }
  return { needles, isExact: found.isExact, hasLineFeedDoubt: found.hasLineFeedDoubt };
}

/** The needles in the JSON of a collection of which only the first text counts. */
function scanFirst(found: Found, isNegated: boolean): Scan | undefined {
  const quoted = quote(found);
  if (quoted?.needles === undefined) return undefined;
  const isAtStart = found.needles?.every(({ place }) => place === 'whole' || place === 'start');
  if (isAtStart !== true) return { ...quoted, isExact: false, isNegated };
  return { ...quoted, needles: quoted.needles.map(({ text }) => ({ place: 'start', text: `[${text}` })), isNegated };
}
