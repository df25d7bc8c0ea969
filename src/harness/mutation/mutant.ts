import type { JsonValue } from '../../base/index.ts';
import { type ObjectType, type Tenant, TenantDraft } from '../../model/index.ts';
import type { CheckedRule } from '../../rules/index.ts';
import type { PolicyRule } from '../coverage/index.ts';
import type { RuleMutation } from './mutate-rule.ts';

/** A tenant with one policy changed on purpose. */
export type Mutant = RuleMutant | LicenseMutant;

interface MutantBase {
  readonly group: { readonly type: string; readonly id: string; readonly name: string };
  /** What was changed, in words. */
  readonly what: string;
  /** The policy before and after, in one line each. */
  readonly before: string;
  readonly after: string;
  /** The changed tenant. */
  apply(): Tenant;
}

/** A rule changed on purpose. */
export interface RuleMutant extends MutantBase {
  readonly kind: 'rule';
  readonly change: RuleMutation['kind'];
  readonly policy: PolicyRule;
  readonly rule: CheckedRule;
  /** The part of the rule that was changed. */
  readonly span: RuleMutation['span'];
}

/** Licenses of a group changed on purpose. */
export interface LicenseMutant extends MutantBase {
  readonly kind: 'license';
  readonly change: 'removed license' | 'enabled plan' | 'disabled plan';
  readonly row: number;
  readonly skuId: string;
  /** Names for a case: the SKU's, and the service plan's that was switched. */
  readonly sku: string;
  readonly plan?: string;
}

/** The tenant with another value of one property. */
export function withPolicy(tenant: Tenant, type: ObjectType, row: number, name: string, value: JsonValue): Tenant {
  const draft = new TenantDraft(tenant);
  draft.population(type).setValue(row, name, value);
  return draft.finish();
}
