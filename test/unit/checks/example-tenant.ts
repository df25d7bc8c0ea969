import { lintTenant } from '../../../src/checks/index.ts';
import type { LintOptions } from '../../../src/checks/index.ts';
import type { Diagnostic } from '../../../src/diagnostics/index.ts';
import type { Tenant, TenantDraft } from '../../../src/model/index.ts';
import { addGroup, addUser, contoso, dynamicRule, idOf } from '../../support/contoso.ts';

/** Changes the tenant of an example. */
export type Change = (draft: TenantDraft) => void;

/** The base tenant with a dynamic group SUBJECT, and what `change` adds. */
export function tenantWithRule(rule: string, change: Change = () => undefined, state = 'On'): Tenant {
  return contoso((draft) => {
    addGroup(draft, 'SUBJECT', dynamicRule(rule, state), [0, 2]);
    change(draft);
  });
}

/** The findings about SUBJECT. */
export function findingsIn(tenant: Tenant, options: LintOptions = {}): readonly Diagnostic[] {
  return lintTenant(tenant, options)
    .filter(({ holder }) => holder.displayName === 'SUBJECT')
    .map(({ diagnostic }) => diagnostic);
}

/** The findings of one code about a rule in the base tenant. */
export function findingsOf(rule: string, code: string, change?: Change): readonly Diagnostic[] {
  return findingsIn(tenantWithRule(rule, change)).filter((finding) => finding.code === code);
}

/** Their messages. */
export function messagesOf(rule: string, code: string, change?: Change): readonly string[] {
  return findingsOf(rule, code, change).map(({ message }) => message);
}

/** Gives a user of the base tenant (0 ann, 1 bob, 2 cid, 3 dan, 4 the guest eve) other values. */
export function set(row: number, values: Readonly<Record<string, string | boolean | null | undefined>>): Change {
  return (draft) => {
    for (const [name, value] of Object.entries(values)) draft.population('user').setValue(row, name, value);
  };
}

/** The tenant that the examples of the catalogue are about: the base tenant, and Fay in "Sales " with a blank at the end. */
export const exampleTenant: Change = (draft) => {
  addUser(draft, idOf(6), 'fay', { department: 'Sales ' });
};
