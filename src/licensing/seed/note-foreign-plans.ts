import type { StatedLicense } from './exported-entries.ts';
import type { SeedContext } from './user-licenses.ts';

/**
 * Notes disabled plans that their SKU is not known to have: a slip, or a SKU that is newer than its description. They are kept
 * and turn nothing off. A SKU that nobody describes says nothing about its plans. O(disabled plans).
 */
export function noteForeignPlans(
  { differences, facts }: SeedContext,
  licenses: readonly Pick<StatedLicense, 'skuId' | 'disabledPlans'>[],
  name: () => string,
): void {
  for (const { skuId, disabledPlans } of licenses) {
    if (disabledPlans.length === 0) continue;
    const plans = facts.plansOf(skuId);
    if (plans === undefined) continue;
    for (const plan of disabledPlans) {
      if (plans.has(plan)) continue;
      differences.add(
        'license/undescribed-plan',
        'Licenses turn off plans that their SKU is not known to have.',
        () => `${name()}: ${facts.skuName(skuId)} without ${facts.planName(plan)}`,
      );
    }
  }
}
