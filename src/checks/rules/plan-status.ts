import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { type ElementNode, printNode, type RuleNode } from '../../rules/index.ts';
import type { Check, LintContext } from '../check.ts';
import { compareVerdicts } from '../compare-verdicts.ts';
import { elementsOf, leavesOf, replaceNode } from '../rule-walk.ts';
import { countWithUndecided } from '../words.ts';

/** A plan test with -any that does not look at capabilityStatus (spec rules 7). */
export const planStatus: Check = {
  id: 'lint/plan-status',
  needsTenant: false,
  fix: 'changesMeaning',
  run: (context) => {
    const { rule } = context;
    if (rule === undefined) return [];
    return leavesOf(rule.root).flatMap(({ node, isNegated }): Diagnostic[] => {
      const isPlanTest =
        node.kind === 'quantified' && node.mode === 'any' && node.property.type === 'objectCollection' && !isNegated;
      if (!isPlanTest || elementsOf(node.body).some(({ field }) => field === 'capabilityStatus')) return [];
      const mended = { ...node, body: withStatus(node.body) };
      return [
        createDiagnostic('lint/plan-status', {
          message: `People whose license was taken away still have the plan, with capabilityStatus Deleted${describeReach(context, node, mended)}.`,
          span: node.span,
          hint: 'Add -and assignedPlan.capabilityStatus -eq "Enabled" inside the parentheses.',
          fix: { title: 'Ask for enabled plans', edits: [{ span: node.span, newText: printNode(mended) }] },
        }),
      ];
    });
  },
};

function withStatus(body: ElementNode): ElementNode {
  const { span } = body;
  const status: ElementNode = {
    kind: 'compareElement',
    field: 'capabilityStatus',
    operator: 'eq',
    value: { kind: 'text', value: 'Enabled' },
    span,
  };
  return { kind: 'and', children: [...(body.kind === 'and' ? body.children : [body]), status], span };
}

function describeReach({ people, rule }: LintContext, node: RuleNode, mended: RuleNode): string {
  if (people === undefined || rule === undefined) return '';
  const after = people.evaluate(replaceNode(rule.root, node, mended));
  const { lost, undecided } = compareVerdicts(people.evaluate(rule.root), after);
  return `; without an enabled one it lets in ${countWithUndecided(people, lost, undecided)}`;
}
