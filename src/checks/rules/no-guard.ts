import { createDiagnostic } from '../../diagnostics/index.ts';
import type { Check, People } from '../check.ts';
import { guards, unwantedBy } from '../guards.ts';
import { readsProperty } from '../rule-walk.ts';
import { countWithUndecided } from '../words.ts';

/** A rule about users that tests neither userType nor accountEnabled (spec rules 10); with a tenant, when somebody comes in that way. */
export const noGuard: Check = {
  id: 'lint/no-guard',
  needsTenant: false,
  run: ({ rule, people }) => {
    const isUserRule = rule?.object === 'user' && rule.root.kind !== 'memberOf' && rule.root.kind !== 'directReports';
    if (rule === undefined || !isUserRule || guards.some((guard) => readsProperty(rule.root, guard))) return [];
    const reach =
      people === undefined ? 'Guests and disabled accounts that fit are let in too' : reachOf(people, rule.root);
    if (reach === undefined) return [];
    return [
      createDiagnostic('lint/no-guard', {
        message: `${reach}.`,
        severity: people === undefined ? 'note' : 'warning',
        span: rule.root.span,
        hint: 'Add -and user.accountEnabled -eq true or -and user.userType -eq "Member" if they are not wanted.',
      }),
    ];
  },
};

/** Undefined when the rule surely lets in neither guests nor disabled accounts, or when that is not in the export at all. */
function reachOf(people: People, root: Parameters<People['evaluate']>[0]): string | undefined {
  const { members } = people.evaluate(root);
  const parts = guards.flatMap((guard) => {
    const { unwanted, notKnown } = unwantedBy(guard, people, members);
    const kind = guard === 'userType' ? 'guests' : 'disabled accounts';
    return unwanted.size === 0 ? [] : [`${kind}: ${countWithUndecided(people, unwanted, notKnown)}`];
  });
  return parts.length === 0 ? undefined : `The rule also lets in ${parts.join('; ')}`;
}
