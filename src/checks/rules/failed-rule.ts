import { createDiagnostic } from '../../diagnostics/index.ts';
import type { Check } from '../check.ts';
import { countMembers } from '../holder-members.ts';

/** A rule that is being processed although the service refuses it: the members are frozen (spec rules 10). */
export const failedRule: Check = {
  id: 'lint/failed-rule',
  needsTenant: true,
  run: ({ rule, tenant, holder, text }) => {
    if (rule !== undefined || tenant === undefined || holder === undefined || holder.isPaused) return [];
    return [
      createDiagnostic('lint/failed-rule', {
        message: `Processing is on but fails: ${countMembers(tenant, holder)} as they were.`,
        span: { start: 0, end: text.length },
        hint: 'Mend the rule; the errors above say where.',
      }),
    ];
  },
};
