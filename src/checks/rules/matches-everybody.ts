import { createDiagnostic } from '../../diagnostics/index.ts';
import type { RuleNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { nounOf } from '../words.ts';

/** A rule that surely lets every active object in. */
export const matchesEverybody: Check = {
  id: 'lint/matches-everybody',
  needsTenant: true,
  run: ({ rule, people }) => {
    if (rule === undefined || people === undefined || rule.root.kind === 'memberOf') return [];
    const { members } = people.evaluate(rule.root);
    const { active } = people;
    if (active.size === 0 || members.size < active.size) return [];
    return [
      createDiagnostic('lint/matches-everybody', {
        message:
          active.size === 1
            ? `The only ${nounOf(people, 1)} satisfies the rule.`
            : `All ${active.size} ${nounOf(people, active.size)} satisfy the rule.`,
        severity: isMeantForAll(rule.root) ? 'note' : 'warning',
        span: rule.root.span,
      }),
    ];
  },
};

/** `objectId -ne null` is the documented way to say everybody (spec rules 8.3). */
function isMeantForAll(root: RuleNode): boolean {
  return (
    root.kind === 'compare' && root.property.name === 'objectId' && root.operator === 'ne' && root.value.kind === 'null'
  );
}
