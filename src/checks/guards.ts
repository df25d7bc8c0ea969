import { filterRows, type RowSet } from '../base/index.ts';
import type { RuleNode } from '../rules/index.ts';
import type { People } from './check.ts';
import type { CompareNode, Placed } from './rule-walk.ts';

/** Properties that rules test to keep guests or disabled accounts out. */
export const guards = ['accountEnabled', 'userType'] as const;

export type Guard = (typeof guards)[number];

/** True when the condition, as a whole, is only true for enabled accounts, or for members. */
export function isGuarding({ node, isNegated }: Placed<RuleNode>, guard: Guard): boolean {
  switch (node.kind) {
    case 'compare':
      return node.property.name === guard && asksForWanted(node) !== undefined && asksForWanted(node) !== isNegated;
    case 'not':
      return isGuarding({ node: node.child, isNegated: !isNegated }, guard);
    case 'and':
    case 'or': {
      const parts = node.children.map((child) => isGuarding({ node: child, isNegated }, guard));
      return (node.kind === 'and') === isNegated ? parts.every(Boolean) : parts.some(Boolean);
    }
    default:
      return false;
  }
}

/** People whom a guard would keep out, and those for whom the export does not say. */
export function unwantedBy(
  guard: Guard,
  { population }: People,
  rows: RowSet,
): { readonly unwanted: RowSet; readonly notKnown: RowSet } {
  const isUnwanted = guard === 'accountEnabled' ? false : 'Guest';
  return {
    unwanted: filterRows(rows, (row) => population.valueAt(row, guard) === isUnwanted),
    notKnown: filterRows(rows, (row) => population.valueAt(row, guard) === undefined),
  };
}

/** True: only enabled accounts or members; false: all but them; undefined: something else. */
function asksForWanted({ operator, value }: CompareNode): boolean | undefined {
  const isEquality = operator === 'eq' || operator === 'ne';
  if (!isEquality) return undefined;
  if (value.kind === 'boolean') return value.value === (operator === 'eq');
  if (value.kind !== 'text') return undefined;
  const isMember = value.value.toLowerCase() === 'member';
  return isMember || value.value.toLowerCase() === 'guest' ? isMember === (operator === 'eq') : undefined;
}
