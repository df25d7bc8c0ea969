import { intersectRows } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { CheckedRule, RuleNode } from '../../rules/index.ts';
import type { Check, LintContext } from '../check.ts';
import { type Guard, guards, isGuarding, unwantedBy } from '../guards.ts';
import { conjoinedWith, leavesOf, type ListNode, listsOf } from '../rule-walk.ts';
import { countWithUndecided } from '../words.ts';

/** `(a -and accountEnabled) -or b`: the second branch has no guard (spec rules 4). */
export const unguardedOr: Check = {
  id: 'lint/unguarded-or',
  needsTenant: false,
  run: (context) => {
    const { rule } = context;
    if (rule?.object !== 'user') return [];
    return listsOf(rule.root)
      .filter((list) => list.kind === 'or' && !isUnderNot(rule.root, list))
      .flatMap((list) => guards.flatMap((guard) => openBranches(context, rule, list, guard)));
  },
};

function openBranches(context: LintContext, rule: CheckedRule, list: ListNode, guard: Guard): readonly Diagnostic[] {
  const isCovered = conjoinedWith(rule.root, list).some((around) => isGuarding(around, guard));
  const isJoined = list.children.some((node) => node.kind === 'and' && isGuarding({ node, isNegated: false }, guard));
  if (isCovered || !isJoined) return [];
  // A branch that is about disabled accounts or guests looks at the guard too, and means to let them in.
  const open = list.children.filter(
    (node) => !leavesOf(node).some(({ node: leaf }) => leaf.kind === 'compare' && leaf.property.name === guard),
  );
  return open.map((branch) => {
    const { words, isHarmless } = reach(context, rule, branch, guard);
    return createDiagnostic('lint/unguarded-or', {
      message: `This branch does not test ${guard}, which another branch does${words}.`,
      severity: isHarmless ? 'note' : 'warning',
      span: branch.span,
      hint: `Put parentheses around the branches and the test of user.${guard} behind them with -and.`,
    });
  });
}

function reach(
  { people }: LintContext,
  rule: CheckedRule,
  branch: RuleNode,
  guard: Guard,
): { readonly words: string; readonly isHarmless: boolean } {
  if (people === undefined) return { words: '', isHarmless: false };
  const letIn = intersectRows(people.evaluate(branch).members, people.evaluate(rule.root).members);
  const { unwanted, notKnown } = unwantedBy(guard, people, letIn);
  const kind = guard === 'accountEnabled' ? 'disabled accounts' : 'guests';
  return {
    words: `; it lets in ${kind}: ${countWithUndecided(people, unwanted, notKnown)}`,
    isHarmless: unwanted.size === 0 && notKnown.size === 0,
  };
}

function isUnderNot(root: RuleNode, target: RuleNode): boolean {
  if (root.kind === 'not') return listsOf(root.child).some((list) => list === target);
  return (root.kind === 'and' || root.kind === 'or') && root.children.some((child) => isUnderNot(child, target));
}
