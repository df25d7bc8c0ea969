import { createDiagnostic } from '../../diagnostics/index.ts';
import { linkedRows, type Tenant } from '../../model/index.ts';
import { memberOfPreviewEnd } from '../../simulation/index.ts';
import type { Check, RuleHolder } from '../check.ts';
import { countMembers } from '../holder-members.ts';

/** A memberOf rule: frozen, or about to be (spec rules 8.2; semantics option `member-of-mode`). */
export const memberOfFrozen: Check = {
  id: 'lint/member-of-frozen',
  needsTenant: true,
  run: ({ rule, tenant, holder, semantics }) => {
    if (rule?.root.kind !== 'memberOf' || tenant === undefined || holder === undefined) return [];
    const mode = semantics['member-of-mode'];
    if (mode === 'preview') return [];
    const isFrozen = mode === 'frozen' || tenant.clock >= memberOfPreviewEnd;
    const usedBy = usersOf(tenant, holder);
    return [
      createDiagnostic('lint/member-of-frozen', {
        message: isFrozen
          ? `This rule no longer updates: ${countMembers(tenant, holder)}, whatever happens to the source groups${usedBy}.`
          : `This rule stops updating on 3 November 2026${usedBy}.`,
        severity: isFrozen ? 'warning' : 'note',
        span: rule.root.span,
        hint: 'Write a rule over attributes, or assign the members.',
      }),
    ];
  },
};

/** The groups that the group is a member of. O(groups). */
function usersOf(tenant: Tenant, { type, row }: RuleHolder): string {
  if (type !== 'group') return '';
  let parents = 0;
  const groups = tenant.populations.group;
  for (const [parent, targets] of tenant.relations.groupMembers) {
    if (groups.isActive(parent) && linkedRows(targets, 'group').has(row)) parents++;
  }
  return parents === 0 ? '' : `; ${parents} ${parents === 1 ? 'group contains' : 'groups contain'} it`;
}
