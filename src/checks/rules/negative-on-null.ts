import { filterRows } from '../../base/index.ts';
import { createDiagnostic } from '../../diagnostics/index.ts';
import type { RuleNode } from '../../rules/index.ts';
import type { Check, LintContext } from '../check.ts';
import { comparisonsOf, type CompareNode, leavesOf } from '../rule-walk.ts';
import { countAndNames } from '../words.ts';

/** Properties that always have a value. */
const neverNull = new Set(['objectId', 'displayName', 'userPrincipalName']);

/** `-ne` and its relatives without a check for a value (spec rules 6). */
export const negativeOnNull: Check = {
  id: 'lint/negative-on-null',
  needsTenant: false,
  run: (context) => {
    const { rule } = context;
    if (rule === undefined) return [];
    return leavesOf(rule.root).flatMap(({ leaf, isNegated }) => {
      if (leaf.kind !== 'compare' || isNegated || !letsNullIn(leaf) || isGuarded(rule.root, leaf)) return [];
      const reference = `${leaf.property.object}.${leaf.property.name}`;
      return [
        createDiagnostic('lint/negative-on-null', {
          message: `-${leaf.operator} is also true for objects without ${leaf.property.name}${describeReach(context, leaf)}.`,
          span: leaf.span,
          hint: `Add -and (${reference} -ne null) if they are not wanted.`,
          fix: {
            title: 'Ask for a value too',
            edits: [
              { span: { start: leaf.span.start, end: leaf.span.start }, newText: '(' },
              { span: { start: leaf.span.end, end: leaf.span.end }, newText: ` -and ${reference} -ne null)` },
            ],
          },
        }),
      ];
    });
  },
};

function letsNullIn({ operator, property, value }: CompareNode): boolean {
  const isNegative = operator === 'ne' || operator.startsWith('not');
  const isText = property.type === 'string' || property.type === 'dateTime';
  return isNegative && isText && value.kind !== 'null' && !neverNull.has(property.name);
}

/** True when the rule asks for a value, or for one value, of the same property anywhere. */
function isGuarded(root: RuleNode, leaf: CompareNode): boolean {
  return comparisonsOf(root).some(({ property, operator, value }) => {
    if (property.name !== leaf.property.name) return false;
    return value.kind === 'null'
      ? operator === 'ne'
      : ['eq', 'in', 'startsWith', 'endsWith', 'contains', 'match'].includes(operator);
  });
}

function describeReach({ people, rule }: LintContext, leaf: CompareNode): string {
  if (people === undefined || rule === undefined) return '';
  const { members } = people.evaluate(rule.root);
  const withoutValue = filterRows(members, (row) => people.population.valueAt(row, leaf.property.source) === null);
  return `; it lets in ${countAndNames(people, withoutValue)} that way`;
}
