import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { isDynamicHolder, type Population } from '../../model/index.ts';
import { checkRule } from '../../rules/index.ts';
import type { Check, RuleHolder } from '../check.ts';
import { literalSpan } from '../literal-spans.ts';

/** A memberOf rule that reads itself, a group that does not exist, or another memberOf group (spec rules 8.2). */
export const memberOfSource: Check = {
  id: 'lint/member-of-source',
  needsTenant: true,
  run: ({ rule, tenant, holder }) => {
    if (rule?.root.kind !== 'memberOf' || tenant === undefined || holder === undefined) return [];
    const { span, groupIds } = rule.root;
    return groupIds.flatMap((id): readonly Diagnostic[] => {
      const message = faultOf(tenant.populations.group, id, holder);
      if (message === undefined) return [];
      return [createDiagnostic('lint/member-of-source', { message, span: literalSpan(rule.text, span, id) })];
    });
  },
};

function faultOf(groups: Population, id: string, holder: RuleHolder): string | undefined {
  const row = groups.rowOf(id);
  if (row === undefined) return `No group has the id "${id}".`;
  const name = groups.textAt(row, 'displayName') ?? id;
  if (holder.type === 'group' && holder.row === row) return 'The rule reads the members of its own group.';
  if (!groups.isActive(row)) return `The group "${name}" is deleted.`;
  const text = groups.textAt(row, 'membershipRule');
  if (text === undefined || !isDynamicHolder('group', (name) => groups.valueAt(row, name))) return undefined;
  const check = checkRule(text);
  if (!check.ok || check.rule.root.kind !== 'memberOf') return undefined;
  return `The group "${name}" has a memberOf rule itself and cannot be a source of another.`;
}
