import { err, type JsonValue, ok, type Result } from '../../base/index.ts';
import type { Tenant } from '../../model/index.ts';
import type { LicenseDeps } from '../license-deps.ts';
import { LicenseBook } from '../settle/license-book.ts';
import type { PlanFacts } from '../settle/plan-facts.ts';
import { findConflict, findMissingPrerequisite, type Violation } from '../settle/violations.ts';
import { policyOf, type PolicyEntry } from '../state/group-policy.ts';
import { type AssignRequest, checkRequest } from './assign-request.ts';
import { groupKindFault, type LicenseFault, notOnGroupFault, violationFault } from './license-faults.ts';

/** The properties of a group after its licenses changed. */
export type GroupLicenses = Readonly<Record<'assignedLicenses' | 'licenseProcessingState', JsonValue>>;

/**
 * What is checked at once when licenses of a group change (spec licensing 6.2): the body, the kind of the group, and the rules between
 * the plans that the group itself gives. Seats and members are looked at later. Returns the properties to write.
 */
export function checkGroupAssignment(
  tenant: Tenant,
  group: number,
  request: AssignRequest,
  deps: LicenseDeps,
): Result<GroupLicenses, LicenseFault> {
  const book = new LicenseBook(tenant, deps);
  const { facts } = book;
  const before = policyOf(tenant, group);
  const has = (skuId: string): boolean => before.some((entry) => entry.skuId === skuId);
  const fault = checkRequest(book, request, has) ?? checkKind(tenant, group);
  if (fault !== undefined) return err(fault);
  const missing = request.removeLicenses.find((skuId) => !has(skuId));
  if (missing !== undefined) return err(notOnGroupFault(facts.sku.skuName(missing)));
  const wanted = new Map(before.map((entry) => [entry.skuId, entry]));
  for (const skuId of request.removeLicenses) wanted.delete(skuId);
  for (const { skuId, disabledPlans } of request.addLicenses)
    wanted.set(skuId, { skuId, disabledPlans: [...new Set(disabledPlans)].toSorted() });
  const isDisabling = deps.semantics['license-group-prerequisite'] === 'auto-disable';
  const policy = isDisabling ? withoutDependents([...wanted.values()], facts) : [...wanted.values()];
  const violation = violationIn(policy, facts);
  if (violation !== undefined) return err(violationFault(violation.detail, (id) => facts.sku.planName(id)));
  return ok({
    assignedLicenses: policy.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans: [...disabledPlans] })),
    licenseProcessingState: { state: 'QueuedForProcessing' },
  });
}

/** Security groups, and Microsoft 365 groups that are security-enabled (spec licensing 6.1). */
function checkKind({ populations: { group: groups } }: Tenant, group: number): LicenseFault | undefined {
  return groups.valueAt(group, 'securityEnabled') === false ? groupKindFault() : undefined;
}

/** A rule that the plans of a group break among themselves: what members have elsewhere does not help (spec licensing 6.2). */
function violationIn(policy: readonly PolicyEntry[], facts: PlanFacts): Violation | undefined {
  const after = plansOf(policy, facts);
  const effect = { before: new Set<string>(), after };
  return findConflict(effect, facts, true) ?? findMissingPrerequisite(effect, facts, true);
}

function plansOf(policy: readonly PolicyEntry[], facts: PlanFacts): ReadonlySet<string> {
  return new Set(policy.flatMap(({ skuId, disabledPlans }) => [...facts.enabledPlans(skuId, disabledPlans)]));
}

/** Switches off plans that need something which the group does not give, until none is left. */
function withoutDependents(policy: readonly PolicyEntry[], facts: PlanFacts): readonly PolicyEntry[] {
  const missing = findMissingPrerequisite({ before: new Set(), after: plansOf(policy, facts) }, facts, true);
  if (missing?.detail.kind !== 'dependency') return policy;
  const { plan } = missing.detail;
  const next = policy.map((entry) =>
    facts.enabledPlans(entry.skuId, entry.disabledPlans).has(plan)
      ? { ...entry, disabledPlans: [...entry.disabledPlans, plan].toSorted() }
      : entry,
  );
  return withoutDependents(next, facts);
}
