import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { type ElementNode, printNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { leavesOf } from '../rule-walk.ts';

/** `-all (id -ne X -and status -ne "Enabled")`, and the same with -any (spec rules 7). */
export const withoutPlan: Check = {
  id: 'lint/without-plan',
  needsTenant: false,
  fix: 'changesMeaning',
  run: ({ rule }) => {
    if (rule === undefined) return [];
    return leavesOf(rule.root).flatMap(({ node, isNegated }): Diagnostic[] => {
      if (isNegated || node.kind !== 'quantified' || !isDenialOfPlan(node.body)) return [];
      // -all with -or is right, -all with -and and every -any are not.
      if (node.mode === 'all' && node.body.kind !== 'and') return [];
      const meant = { ...node, mode: 'all', body: { ...node.body, kind: 'or' } } as const;
      const newText = printNode(meant);
      const message =
        node.mode === 'all'
          ? 'This is false for anybody who has any enabled plan, not only for those who have this one.'
          : 'This is true for anybody who has some other plan, whether or not they have this one.';
      return [
        createDiagnostic('lint/without-plan', {
          message,
          span: node.body.span,
          hint: 'The opposite of "has the plan enabled" is -all, with the two conditions joined by -or.',
          fix: { title: 'Say "does not have the plan enabled"', edits: [{ span: node.span, newText }] },
        }),
      ];
    });
  },
};

/** A plan and its status, both denied. */
function isDenialOfPlan(body: ElementNode): body is Extract<ElementNode, { kind: 'and' | 'or' }> {
  if (body.kind !== 'and' && body.kind !== 'or') return false;
  const fields = body.children.flatMap((child) =>
    child.kind === 'compareElement' && child.operator === 'ne' && child.value.kind !== 'null' ? [child.field] : [],
  );
  return fields.length === body.children.length && fields.includes('capabilityStatus') && new Set(fields).size > 1;
}
