import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { ElementNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { leavesOf } from '../rule-walk.ts';

/** `-all (id -ne X -and status -ne "Enabled")` (spec rules 7). */
export const withoutPlan: Check = {
  id: 'lint/without-plan',
  needsTenant: false,
  run: ({ rule }) =>
    rule === undefined
      ? []
      : leavesOf(rule.root).flatMap(({ leaf }): Diagnostic[] => {
          if (leaf.kind !== 'quantified' || leaf.mode !== 'all' || leaf.body.kind !== 'and') return [];
          const fields = leaf.body.children.flatMap((child) =>
            child.kind === 'compareElement' && child.operator === 'ne' ? [child.field] : [],
          );
          const isMistake =
            fields.includes('capabilityStatus') && fields.length === leaf.body.children.length && fields.length > 1;
          if (!isMistake) return [];
          return [
            createDiagnostic('lint/without-plan', {
              message: 'This is false for anybody who has any enabled plan, not only for those who have this one.',
              span: leaf.body.span,
              hint: 'The opposite of "has the plan enabled" joins the two with -or.',
            }),
          ];
        }),
};

/** A plan test with -any that does not look at capabilityStatus. */
export const planStatus: Check = {
  id: 'lint/plan-status',
  needsTenant: false,
  run: ({ rule }) =>
    rule === undefined
      ? []
      : leavesOf(rule.root).flatMap(({ leaf }): Diagnostic[] => {
          const isPlanTest =
            leaf.kind === 'quantified' && leaf.mode === 'any' && leaf.property.type === 'objectCollection';
          if (!isPlanTest || readsStatus(leaf.body)) return [];
          return [
            createDiagnostic('lint/plan-status', {
              message: 'People whose licence was taken away still have the plan, with capabilityStatus Deleted.',
              span: leaf.span,
              hint: 'Add -and assignedPlan.capabilityStatus -eq "Enabled" inside the parentheses.',
            }),
          ];
        }),
};

function readsStatus(node: ElementNode): boolean {
  if (node.kind === 'compareElement') return node.field === 'capabilityStatus';
  return node.kind === 'not' ? readsStatus(node.child) : node.children.some(readsStatus);
}
