import type { Span } from '../../base/index.ts';
import type { MaybeKnown } from '../../model/index.ts';
import { sortedNames } from './sorted-names.ts';

/** The value of one part of a rule for one object, with the values that it looked at. */
export interface Explanation {
  readonly kind: 'and' | 'or' | 'not' | 'leaf';
  /** Where the part stands in the rule. */
  readonly span: Span;
  /** Its text as written. */
  readonly expression: string;
  readonly verdict: 'true' | 'false' | 'undecided';
  /** Documented name of the property that a leaf looks at. */
  readonly property?: string;
  /** The property's value: undefined for not known, and for memberOf. */
  readonly value?: MaybeKnown;
  readonly children: readonly Explanation[];
}

/**
 * Attributes that could still change an undecided verdict: documented names, sorted; empty when decided. Only undecided parts
 * of undecided parts count: what is settled whatever the value is not needed.
 */
export function needsOf(explanation: Explanation): readonly string[] {
  return sortedNames(collectNeeds(explanation));
}

function collectNeeds(explanation: Explanation): readonly string[] {
  if (explanation.verdict !== 'undecided') return [];
  if (explanation.kind !== 'leaf') return explanation.children.flatMap(collectNeeds);
  // A known value that stays undecided (a pattern that cannot be run) needs no attribute.
  return explanation.property === undefined || explanation.value !== undefined ? [] : [explanation.property];
}

/**
 * The leaves that made the verdict what it is, in source order: of a false "and" its false parts, of a true "or" its true
 * parts, of an undecided list its undecided parts, else all parts.
 */
export function decidingLeaves(explanation: Explanation): readonly Explanation[] {
  const { kind, verdict, children } = explanation;
  if (kind === 'leaf') return [explanation];
  if (kind === 'not') return children.flatMap(decidingLeaves);
  const isDominant = (kind === 'and' && verdict === 'false') || (kind === 'or' && verdict === 'true');
  const deciding =
    isDominant || verdict === 'undecided' ? children.filter((child) => child.verdict === verdict) : children;
  return deciding.flatMap(decidingLeaves);
}

/**
 * A smallest set of leaves whose flipping makes the verdict true (of a true one: false), in source order; the first in source
 * order among equals. An undecided leaf counts as one that can come out either way. Leaves are taken as independent.
 */
export function nearestMiss(explanation: Explanation): readonly Explanation[] {
  return flips(explanation, explanation.verdict === 'true' ? 'false' : 'true');
}

function flips(explanation: Explanation, wanted: 'true' | 'false'): readonly Explanation[] {
  const { kind, verdict, children } = explanation;
  if (verdict === wanted) return [];
  if (kind === 'leaf') return [explanation];
  if (kind === 'not') return children.flatMap((child) => flips(child, wanted === 'true' ? 'false' : 'true'));
  const options = children.map((child) => flips(child, wanted));
  const needsAll = (kind === 'and') === (wanted === 'true');
  if (needsAll) return options.flat();
  return options.reduce((best, option) => (option.length < best.length ? option : best));
}
