import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, nearestNames } from '../../diagnostics/index.ts';
import { literalTexts } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { literalSpan } from '../literal-spans.ts';
import { comparisonsOf, type CompareElementNode, type CompareNode, elementsOf, leavesOf } from '../rule-walk.ts';
import { alternatives } from '../words.ts';

/** Properties whose values are a documented list (spec rules 5.1, 7). */
const closedLists: Readonly<Record<string, readonly string[]>> = {
  userType: ['Member', 'Guest'],
  capabilityStatus: ['Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut'],
};

/** `userType -eq "External"`, `capabilityStatus -eq "Active"`. */
export const closedListValue: Check = {
  id: 'lint/closed-list-value',
  needsTenant: false,
  run: ({ rule }) => {
    if (rule?.object !== 'user') return [];
    const elements = leavesOf(rule.root).flatMap(({ node }) =>
      node.kind === 'quantified' ? elementsOf(node.body) : [],
    );
    return [
      ...comparisonsOf(rule.root).flatMap((node) => findingsFor(rule.text, node.property.name, node)),
      ...elements.flatMap((node) => findingsFor(rule.text, node.field, node)),
    ];
  },
};

function findingsFor(
  text: string,
  name: string,
  { operator, value, span }: CompareNode | CompareElementNode,
): readonly Diagnostic[] {
  const list = Object.hasOwn(closedLists, name) ? closedLists[name] : undefined;
  if (list === undefined || !['eq', 'ne', 'in', 'notIn'].includes(operator)) return [];
  return literalTexts(value)
    .filter((typed) => typed !== '' && !list.some((known) => foldOrdinal(known) === foldOrdinal(typed)))
    .map((typed) => {
      const near = nearestNames(typed, list, 1);
      return createDiagnostic('lint/closed-list-value', {
        message: `${name} is never "${typed}".`,
        span: literalSpan(text, span, typed),
        hint: near.length > 0 ? `Did you mean ${alternatives(near)}?` : `It is ${alternatives(list)}.`,
      });
    });
}
