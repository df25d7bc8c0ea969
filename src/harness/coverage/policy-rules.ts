import { groupKindOf, listDynamicHolders, readHolderRule, readTenant } from '../../directory/index.ts';
import type { Semantics, Tenant } from '../../model/index.ts';
import type { CheckedRule } from '../../rules/index.ts';
import type { Holder } from '../../simulation/index.ts';

/** A group or administrative unit whose members follow from a rule. */
export interface PolicyRule {
  readonly holder: Holder;
  readonly type: Holder['type'];
  readonly id: string;
  /** Its display name, else its id. */
  readonly name: string;
  readonly isUnified: boolean;
  readonly rule: CheckedRule;
}

/** The rules of a tenant that the service would save, in the order of evaluation. O(length of the rules). */
export function policyRulesOf(tenant: Tenant, semantics: Semantics): readonly PolicyRule[] {
  const reader = readTenant(tenant);
  return listDynamicHolders(reader).flatMap((holder): readonly PolicyRule[] => {
    const { type, row } = holder;
    const objects = reader.population(type);
    const text = tenant.populations[type].textAt(row, 'membershipRule');
    if (text === undefined) return [];
    const isUnified = type === 'group' && groupKindOf(objects, row) === 'unified';
    const check = readHolderRule(text, { type, isUnified }, semantics);
    if (!check.ok) return [];
    const id = objects.idAt(row);
    return [{ holder, type, id, name: objects.textAt(row, 'displayName') ?? id, isUnified, rule: check.rule }];
  });
}
