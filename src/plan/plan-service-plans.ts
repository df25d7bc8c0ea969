import { compareOrdinal, differenceRows } from '../base/index.ts';
import { readLicenses } from '../licensing/index.ts';
import type { Outcome } from '../simulation/index.ts';
import type { LicenseWords } from './license-words.ts';
import type { PlanServicePlan } from './plan-document.ts';

/** How many users gain and lose which service plan for good, by name of the plan. */
export function listServicePlans({ before, after }: Outcome, words: LicenseWords): readonly PlanServicePlan[] {
  const [was, is] = [readLicenses(before.tenant), readLicenses(after.tenant)];
  return [...new Set([...was.planIds(), ...is.planIds()])]
    .map((servicePlanId) => {
      const [had, has] = [was.usersWithPlan(servicePlanId), is.usersWithPlan(servicePlanId)];
      const name = words.planName(servicePlanId);
      return {
        servicePlanId,
        servicePlanName: name === servicePlanId ? null : name,
        gains: differenceRows(has, had).size,
        losses: differenceRows(had, has).size,
      };
    })
    .filter(({ gains, losses }) => gains + losses > 0)
    .toSorted((a, b) => compareOrdinal(a.servicePlanName ?? a.servicePlanId, b.servicePlanName ?? b.servicePlanId));
}
