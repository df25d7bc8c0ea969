import { foldOrdinal } from '../base/index.ts';
import type { Literal, RuleNode } from '../rules/index.ts';
import type { CompareNode } from './rule-walk.ts';

/** What one equality says about a property: it has one of the values, or none of them. `null` stands for no value. */
export interface ValueSet {
  readonly node: CompareNode;
  readonly isExclusion: boolean;
  /** Folded texts, or `true`, `false`, instants as text. */
  readonly values: ReadonlySet<string | null>;
}

/** Reads -eq, -ne, -in and -notIn on properties with one value; undefined for everything else. */
function valueSetOf(node: RuleNode, negativesMatchNull: boolean): ValueSet | undefined {
  if (node.kind !== 'compare' || node.property.type === 'stringCollection') return undefined;
  const { operator, value } = node;
  const values = new Set<string | null>(valuesIn(value));
  if (values.size === 0) return undefined;
  switch (operator) {
    case 'eq':
    case 'in':
      return { node, isExclusion: false, values };
    case 'ne':
      return { node, isExclusion: true, values };
    case 'notIn':
      return { node, isExclusion: true, values: negativesMatchNull ? values : values.add(null) };
    default:
      return undefined;
  }
}

/** The sets of a list of conditions by property name. */
export function valueSetsByProperty(
  children: readonly RuleNode[],
  negativesMatchNull: boolean,
): ReadonlyMap<string, readonly ValueSet[]> {
  const byProperty = new Map<string, ValueSet[]>();
  for (const child of children) {
    const set = valueSetOf(child, negativesMatchNull);
    if (set === undefined) continue;
    const { name } = set.node.property;
    byProperty.set(name, [...(byProperty.get(name) ?? []), set]);
  }
  return byProperty;
}

/** Values that are in every set. */
export function commonValues(sets: readonly ValueSet[]): readonly (string | null)[] {
  const [first, ...rest] = sets;
  return first === undefined ? [] : [...first.values].filter((value) => rest.every(({ values }) => values.has(value)));
}

/** A list element that is empty says nothing certain: the whole list is left alone. */
function valuesIn(value: Literal): readonly (string | null)[] {
  switch (value.kind) {
    case 'text':
      return [foldOrdinal(value.value)];
    case 'list':
      return value.values.includes('') ? [] : value.values.map(foldOrdinal);
    case 'null':
      return [null];
    case 'boolean':
    case 'instant':
      return [String(value.value)];
    case 'now':
      return [];
  }
}
