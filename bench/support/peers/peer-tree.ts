import { foldOrdinal } from '../../../src/base/index.ts';
import type { CheckedRule, ComparisonOperator, ElementNode, Literal, RuleNode } from '../../../src/rules/index.ts';

/** What a value must satisfy. Texts are folded, so that plain comparison is right. */
export type TextTest =
  | { readonly kind: 'in'; readonly values: readonly string[] }
  | { readonly kind: 'startsWith' | 'endsWith' | 'contains'; readonly value: string }
  | { readonly kind: 'match'; readonly pattern: string };

export type ElementTree =
  | { readonly kind: 'and' | 'or'; readonly children: readonly ElementTree[] }
  | { readonly kind: 'not'; readonly child: ElementTree }
  | { readonly kind: 'element'; readonly field: string; readonly test: TextTest };

/**
 * A rule for engines with two truth values: "not" stands at the leaves only, and a leaf holds when it is true for sure. A value
 * that is not known satisfies neither a test nor its negation, null satisfies every negated test. That is when, and only
 * when, Kleene's logic says member.
 */
export type PeerTree =
  | { readonly kind: 'and' | 'or'; readonly children: readonly PeerTree[] }
  | { readonly kind: 'text'; readonly column: string; readonly test: TextTest; readonly isNegated: boolean }
  | { readonly kind: 'null'; readonly column: string; readonly isNegated: boolean }
  /** A date in epoch milliseconds; null and not known never satisfy it. */
  | { readonly kind: 'date'; readonly column: string; readonly operator: '>=' | '<='; readonly wanted: number }
  /** Some element satisfies the body; negated: none does. */
  | { readonly kind: 'some'; readonly column: string; readonly body: ElementTree; readonly isNegated: boolean };

/** Translates a rule; throws on what the workload does not contain (memberOf, Direct Reports, equality of dates). */
export function toPeerTree(rule: CheckedRule, now: number): PeerTree {
  return translate(rule.root, now, false);
}

function translate(node: RuleNode, now: number, isNegated: boolean): PeerTree {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const kind = isNegated === (node.kind === 'and') ? 'or' : 'and';
      return { kind, children: node.children.map((child) => translate(child, now, isNegated)) };
    }
    case 'not':
      return translate(node.child, now, !isNegated);
    case 'quantified': {
      // "All satisfy it" is "none satisfies the opposite".
      const body = translateElement(node.body);
      const isAny = node.mode === 'any';
      return {
        kind: 'some',
        column: node.property.source,
        body: isAny ? body : { kind: 'not', child: body },
        isNegated: isAny === isNegated,
      };
    }
    case 'compare':
      return compare(node, now, isNegated);
    default:
      throw new Error(`peers do not know ${node.kind}`);
  }
}

function compare(node: Extract<RuleNode, { kind: 'compare' }>, now: number, isNegated: boolean): PeerTree {
  const { value, operator } = node;
  const column = node.property.source;
  if (value.kind === 'null') return { kind: 'null', column, isNegated: (operator === 'ne') !== isNegated };
  if (node.property.type === 'dateTime') {
    if (isNegated || (operator !== 'ge' && operator !== 'le'))
      throw new Error(`peers do not know ${operator} of dates`);
    const wanted = value.kind === 'now' ? now + value.offset : value.kind === 'instant' ? value.value : Number.NaN;
    return { kind: 'date', column, operator: operator === 'ge' ? '>=' : '<=', wanted };
  }
  const [positive, isNegative] = positiveOf(operator);
  return { kind: 'text', column, test: textTest(positive, value), isNegated: isNegative !== isNegated };
}

function translateElement(node: ElementNode): ElementTree {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { kind: node.kind, children: node.children.map(translateElement) };
    case 'not':
      return { kind: 'not', child: translateElement(node.child) };
    case 'compareElement': {
      const [positive, isNegative] = positiveOf(node.operator);
      const leaf: ElementTree = { kind: 'element', field: node.field, test: textTest(positive, node.value) };
      return isNegative ? { kind: 'not', child: leaf } : leaf;
    }
  }
}

const positives: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  ne: 'eq',
  notIn: 'in',
  notStartsWith: 'startsWith',
  notEndsWith: 'endsWith',
  notContains: 'contains',
  notMatch: 'match',
};

function positiveOf(operator: ComparisonOperator): readonly [ComparisonOperator, boolean] {
  const positive = positives[operator];
  return positive === undefined ? [operator, false] : [positive, true];
}

function textTest(operator: ComparisonOperator, literal: Literal): TextTest {
  const text = literal.kind === 'text' ? literal.value : literal.kind === 'boolean' ? String(literal.value) : '';
  switch (operator) {
    case 'eq':
      return { kind: 'in', values: [foldOrdinal(text)] };
    case 'in':
      return { kind: 'in', values: literal.kind === 'list' ? literal.values.map(foldOrdinal) : [] };
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return { kind: operator, value: foldOrdinal(text) };
    case 'match':
      return { kind: 'match', pattern: text };
    default:
      throw new Error(`peers do not know ${operator}`);
  }
}
