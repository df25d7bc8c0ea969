import { type EpochMilliseconds, foldOrdinal, formatInstant, type JsonValue } from '../../base/index.ts';
import fc from 'fast-check';
import { elementsOf, leavesOf } from '../../checks/index.ts';
import {
  type CheckedRule,
  type ComparisonOperator,
  type Literal,
  literalTexts,
  managerRuleProperty,
  type RuleNode,
  type RuleObject,
  type RuleProperty,
} from '../../rules/index.ts';

/** What kind of value a directory property takes, as far as rules read it. */
export type PoolKind = 'text' | 'boolean' | 'instant' | 'texts' | 'firstText' | 'id';

/** Values for one directory property: those that rules name, and others that look like them. */
export interface LiteralPool {
  readonly object: RuleObject;
  /** Graph's name. */
  readonly property: string;
  readonly kind: PoolKind;
  /** In order of first appearance. */
  readonly exact: readonly JsonValue[];
  /** Boundaries, other case, blanks, a letter more or less. */
  readonly near: readonly JsonValue[];
}

/** One comparison of a rule, with what it compares with. */
interface Comparison {
  readonly property: RuleProperty;
  readonly operator: ComparisonOperator;
  readonly value: Literal;
}

/**
 * The values that rules talk about, by object and Graph's property name, in the order in which rules name the properties. Licenses
 * (`assignedPlans`) and groups (`memberOf`) are no values of a person and are left out. O(rules).
 */
export function literalPools(rules: readonly CheckedRule[], clock: EpochMilliseconds): readonly LiteralPool[] {
  const found = new Map<string, { property: RuleProperty; exact: Set<JsonValue>; near: Set<JsonValue> }>();
  for (const rule of rules) {
    for (const comparison of comparisonsOf(rule.root)) {
      const { property } = comparison;
      if (property.type === 'memberOf' || property.type === 'objectCollection' || property.isAlwaysNull === true)
        continue;
      const key = `${property.object} ${property.source}`;
      const pool = found.get(key) ?? { property, exact: new Set(), near: new Set() };
      found.set(key, pool);
      addLiteral(pool, comparison, clock);
    }
  }
  return [...found.values()].map(({ property, exact, near }) => ({
    object: property.object,
    property: property.source,
    kind: kindOf(property),
    exact: [...exact],
    near: [...near].filter((value) => !exact.has(value)),
  }));
}

/** Ids of people that rules name: managers of `Direct Reports for`, and values of objectId. */
export function namedIds(rules: readonly CheckedRule[], object: RuleObject): readonly string[] {
  const ids = new Set<string>();
  for (const rule of rules) {
    for (const { property, value } of comparisonsOf(rule.root)) {
      if (property.object !== object || (property.source !== 'id' && property.source !== 'manager')) continue;
      for (const text of literalTexts(value)) ids.add(text.toLowerCase());
    }
  }
  return [...ids];
}

/** Texts that are nearly the same: other case, blanks on either side, one letter more or less, half of it. */
export function nearTexts(text: string): readonly string[] {
  const letters = Array.from(text);
  const swapped = letters.map((letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
  const half = letters.slice(0, Math.ceil(letters.length / 2)).join('');
  return [
    foldOrdinal(text),
    text.toLowerCase(),
    swapped.join(''),
    ` ${text}`,
    `${text} `,
    `${text}x`,
    `x${text}`,
    `${text} x`,
    letters.slice(0, -1).join(''),
    letters.slice(1).join(''),
    half,
  ].filter((candidate) => candidate !== text && candidate !== '');
}

/** Texts that a pattern is about: some that match, where it can be read, and the words in it. */
function textsOfPattern(pattern: string): readonly string[] {
  const words = pattern.match(/[\p{L}\p{N}][\p{L}\p{N} ._@-]*/gu) ?? [];
  return [...matchesOf(pattern), ...words];
}

function matchesOf(pattern: string): readonly string[] {
  try {
    // What fits the JavaScript reading of a .NET pattern need not fit the pattern itself; it is a candidate, no more.
    return fc.sample(fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' }), { seed: 1, numRuns: 4 });
  } catch {
    return [];
  }
}

function kindOf({ type, isFirstElement, source }: RuleProperty): PoolKind {
  if (isFirstElement === true) return 'firstText';
  if (source === 'id' || source === 'manager') return 'id';
  if (type === 'boolean') return 'boolean';
  if (type === 'dateTime') return 'instant';
  return type === 'stringCollection' ? 'texts' : 'text';
}

function addLiteral(
  pool: { readonly exact: Set<JsonValue>; readonly near: Set<JsonValue> },
  { operator, value }: Comparison,
  clock: EpochMilliseconds,
): void {
  switch (value.kind) {
    case 'null':
      return;
    case 'boolean':
      pool.exact.add(value.value);
      pool.near.add(!value.value);
      return;
    case 'instant':
    case 'now': {
      const instant = value.kind === 'instant' ? value.value : clock + value.offset;
      pool.exact.add(formatInstant(instant));
      for (const offset of [-1, 1, -86_400_000, 86_400_000]) pool.near.add(formatInstant(instant + offset));
      return;
    }
    default:
      for (const text of literalTexts(value)) {
        const isPattern = operator === 'match' || operator === 'notMatch';
        const texts = isPattern ? textsOfPattern(text) : [text];
        for (const exact of texts) {
          if (exact === '') continue;
          pool.exact.add(exact);
          for (const near of nearTexts(exact)) pool.near.add(near);
        }
      }
  }
}

/** Quantifiers are about their property; memberOf names groups, which are no values. */
function comparisonsOf(root: RuleNode): readonly Comparison[] {
  return leavesOf(root).flatMap(({ node }): readonly Comparison[] => {
    switch (node.kind) {
      case 'compare':
        return [node];
      case 'quantified':
        return elementsOf(node.body).map((element) => ({ ...element, property: node.property }));
      case 'memberOf':
        return [];
      case 'directReports':
        return [{ property: managerRuleProperty, operator: 'eq', value: { kind: 'text', value: node.managerId } }];
    }
  });
}
