import type { StatedEntries, StatedLicense, StatedPath, StatedPlan } from './exported-entries.ts';
import { type HeldSkus, plansGivenBy, type SeedContext } from './user-licenses.ts';

/** What an export states about one user, and what follows from it. */
export interface StatedUser {
  readonly paths: StatedEntries<StatedPath> | undefined;
  readonly licenses: StatedEntries<StatedLicense> | undefined;
  readonly plans: StatedEntries<StatedPlan> | undefined;
  readonly held: HeldSkus;
}

/** Notes what the properties of a user say that does not fit together. O(entries). */
export function compareUser(context: SeedContext, row: number, stated: StatedUser): void {
  const { users, differences } = context;
  const name = (): string => users.textAt(row, 'userPrincipalName') ?? users.idAt(row);
  const invalid = (stated.paths?.invalid ?? 0) + (stated.licenses?.invalid ?? 0) + (stated.plans?.invalid ?? 0);
  if (invalid > 0)
    differences.add('license/invalid-row', 'Entries about licenses of users cannot be read and are left out.', name, {
      count: invalid,
    });
  if (!users.isActive(row)) return;
  if (stated.licenses !== undefined) compareLicenses(context, name, stated.licenses.entries, stated.held);
  if (stated.plans !== undefined) comparePlans(context, name, stated.plans.entries, stated.held);
}

function compareLicenses(
  { differences, facts }: SeedContext,
  name: () => string,
  licenses: readonly StatedLicense[],
  held: HeldSkus,
): void {
  const note = (message: string, skuId: string): void =>
    differences.add('license/licenses-differ', message, () => `${name()}: ${facts.skuName(skuId)}`);
  const stated = new Set<string>();
  for (const { skuId, disabledPlans } of licenses) {
    stated.add(skuId);
    const follows = held.get(skuId);
    if (follows === undefined) note('Users are said to hold SKUs that no active assignment gives them.', skuId);
    else if (follows.toSorted().join() !== disabledPlans.join())
      note('The disabled plans of SKUs that users hold are not those that follow from the assignments.', skuId);
  }
  for (const skuId of held.keys())
    if (!stated.has(skuId)) note('Users are not said to hold SKUs that an active assignment gives them.', skuId);
}

function comparePlans(
  { differences, facts }: SeedContext,
  name: () => string,
  plans: readonly StatedPlan[],
  held: HeldSkus,
): void {
  const given = plansGivenBy(facts, held);
  if (given === undefined) return;
  const note = (message: string, plan: string): void =>
    differences.add('license/plans-differ', message, () => `${name()}: ${facts.planName(plan)}`);
  const stated = new Map<string, boolean>();
  for (const { servicePlanId, capabilityStatus } of plans)
    stated.set(servicePlanId, capabilityStatus !== 'Deleted' || stated.get(servicePlanId) === true);
  for (const plan of given.keys()) {
    if (stated.get(plan) === true || !facts.isShownEnabled(plan)) continue;
    note('Plans are not enabled on users whose licenses give them.', plan);
  }
  for (const { servicePlanId, capabilityStatus } of plans) {
    if (capabilityStatus === 'Enabled' && !given.has(servicePlanId))
      note('Plans are enabled on users whose licenses do not give them.', servicePlanId);
  }
}
