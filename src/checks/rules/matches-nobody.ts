import { createDiagnostic } from '../../diagnostics/index.ts';
import type { Check, People } from '../check.ts';
import type { RuleNode } from '../../rules/index.ts';
import { nounOf } from '../words.ts';

/** A rule that surely lets nobody in. */
export const matchesNobody: Check = {
  id: 'lint/matches-nobody',
  needsTenant: true,
  run: ({ rule, people }) => {
    if (rule === undefined || people === undefined || rule.root.kind === 'memberOf') return [];
    const { members, undecided } = people.evaluate(rule.root);
    const { active } = people;
    if (active.size === 0 || members.size > 0 || undecided.size > 0) return [];
    const hint = hintFor(people, rule.root);
    return [
      createDiagnostic('lint/matches-nobody', {
        message: `None of ${active.size} ${nounOf(people, active.size)} satisfies the rule.`,
        span: rule.root.span,
        ...(hint === undefined ? {} : { hint }),
      }),
    ];
  },
};

/** Claim `rules/8.1-unknown-manager`. */
function hintFor({ population }: People, root: RuleNode): string | undefined {
  if (root.kind !== 'directReports') return undefined;
  const row = population.rowOf(root.managerId);
  if (row === undefined) return 'No user has this object id.';
  return population.isActive(row) ? undefined : 'The manager is deleted.';
}
