import { differenceRows, filterRows } from '../../base/index.ts';
import { createDiagnostic } from '../../diagnostics/index.ts';
import { linkedRows, type Tenant } from '../../model/index.ts';
import type { CheckedRule } from '../../rules/index.ts';
import type { Check, People, RuleHolder } from '../check.ts';
import { countMembers, membersOf } from '../holder-members.ts';
import { countAndNames, countOf } from '../words.ts';

/** A rule that is not being processed, and what would happen if it were (spec rules 10). */
export const pausedRule: Check = {
  id: 'lint/paused-rule',
  needsTenant: true,
  run: ({ rule, tenant, holder, people, text }) => {
    if (tenant === undefined || holder?.isPaused !== true) return [];
    const change = describeResuming(tenant, holder, rule, people);
    return [
      createDiagnostic('lint/paused-rule', {
        message: `Processing is paused: ${countMembers(tenant, holder)} as they were.`,
        span: rule?.root.span ?? { start: 0, end: text.length },
        ...(change === undefined ? {} : { hint: change }),
      }),
    ];
  },
};

function describeResuming(
  tenant: Tenant,
  holder: RuleHolder,
  rule: CheckedRule | undefined,
  people: People | undefined,
): string | undefined {
  if (rule === undefined || people === undefined) return 'Switched on, it would fail.';
  const links = membersOf(tenant, holder);
  if (links === undefined || rule.root.kind === 'memberOf') return undefined;
  const stored = filterRows(linkedRows(links, rule.object), (row) => people.population.isActive(row));
  const { members, undecided } = people.evaluate(rule.root);
  const added = differenceRows(members, stored);
  const removed = differenceRows(differenceRows(stored, members), undecided);
  const notKnown = undecided.size === 0 ? '' : `; it cannot be decided for ${countOf(people, undecided.size)}`;
  return `Switched on, it would add ${countAndNames(people, added)} and remove ${countAndNames(people, removed)}${notKnown}.`;
}
