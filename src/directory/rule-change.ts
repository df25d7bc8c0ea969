import { isDynamicHolder, type MaybeKnown, type Semantics } from '../model/index.ts';
import { checkDynamicLimit, checkMembershipRule, type RuleOwner } from './check-membership-rule.ts';
import { isPaused } from './dynamic-holder.ts';
import type { Fault } from './fault.ts';
import { requiredValue } from './graph-errors.ts';
import type { TenantReader } from './tenant-reader.ts';

/** The properties of a holder before (all null for a new one) and after a request, and what the request names. */
export interface RuleChange {
  readonly owner: RuleOwner;
  readonly before: (name: string) => MaybeKnown;
  readonly after: (name: string) => MaybeKnown;
  /** True when the request carries a membershipRule. */
  readonly isRuleWritten: boolean;
}

/** True for the switch from assigned to dynamic, which removes all members first (spec tenant 4.3). */
export function becomesDynamic({ owner, before, after }: RuleChange): boolean {
  return isDynamicHolder(owner.type, after) && !isDynamicHolder(owner.type, before);
}

/**
 * Checks the rule of a holder that is or becomes dynamic: it must have one; the tenant's limit; and the text itself, but
 * only when it is written with processing On. Paused text is stored as it is (spec rules 9), and switching processing on
 * with a bad stored rule is accepted and fails later (spec rules 14, point 14).
 */
export function checkRuleChange(tenant: TenantReader, change: RuleChange, semantics: Semantics): Fault | undefined {
  const { owner, after } = change;
  if (!isDynamicHolder(owner.type, after)) return undefined;
  const rule = after('membershipRule');
  const isNew = becomesDynamic(change);
  if (rule === null || (rule === undefined && isNew)) {
    return {
      code: 'changes/required-property',
      error: requiredValue(owner.type, 'membershipRule'),
      place: 'membershipRule',
      detail: 'A dynamic group or administrative unit needs a membershipRule.',
    };
  }
  if (isNew) {
    const fault = checkDynamicLimit(tenant, semantics);
    if (fault !== undefined) return fault;
  }
  if (typeof rule !== 'string' || isPaused(after('membershipRuleProcessingState'))) return undefined;
  return change.isRuleWritten || isNew ? checkMembershipRule(tenant, owner, rule, semantics) : undefined;
}
