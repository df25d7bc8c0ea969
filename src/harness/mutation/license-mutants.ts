import type { JsonValue } from '../../base/index.ts';
import {
  type LicenseCatalogue,
  licensedGroups,
  type PolicyEntry,
  policyOf,
  standardCatalogue,
} from '../../licensing/index.ts';
import type { Tenant } from '../../model/index.ts';
import { type LicenseMutant, type Numbered, withPolicy } from './mutant.ts';

/** Licenses of groups taken away, disabled plans enabled, and one plan of each license disabled. O(group licenses). */
export function licenseMutants(
  tenant: Tenant,
  catalogue: LicenseCatalogue = standardCatalogue(),
): readonly Numbered<LicenseMutant>[] {
  const groups = tenant.populations.group;
  return licensedGroups(tenant).flatMap((row) => {
    const id = groups.idAt(row);
    const name = groups.textAt(row, 'displayName') ?? id;
    const entries = policyOf(tenant, row);
    const skuName = (skuId: string): string => catalogue.skuById(skuId)?.skuPartNumber ?? skuId;
    const planName = (planId: string): string => catalogue.planById(planId)?.servicePlanName ?? planId;
    const told = (list: readonly PolicyEntry[]): string =>
      list.length === 0
        ? 'no licenses'
        : list
            .map(({ skuId, disabledPlans }) =>
              disabledPlans.length === 0
                ? skuName(skuId)
                : `${skuName(skuId)} without ${disabledPlans.map(planName).join(', ')}`,
            )
            .join('; ');
    const make = (
      change: LicenseMutant['change'],
      skuId: string,
      what: string,
      after: readonly PolicyEntry[],
      plan?: string,
    ): Numbered<LicenseMutant> => ({
      kind: 'license',
      change,
      group: { type: 'group', id, name },
      row,
      skuId,
      sku: skuName(skuId),
      ...(plan === undefined ? {} : { plan: planName(plan) }),
      what,
      before: told(entries),
      after: told(after),
      apply: () => withPolicy(tenant, 'group', row, 'assignedLicenses', after.map(toJson)),
    });
    return entries.flatMap((entry) => {
      const { skuId, disabledPlans } = entry;
      const withPlans = (plans: readonly string[]): readonly PolicyEntry[] =>
        entries.map((other) => (other === entry ? { ...other, disabledPlans: plans } : other));
      const enabled = catalogue
        .skuById(skuId)
        ?.servicePlans.find(({ servicePlanId }) => !disabledPlans.includes(servicePlanId))?.servicePlanId;
      return [
        make(
          'removed license',
          skuId,
          `the license ${skuName(skuId)} was removed`,
          entries.filter((other) => other !== entry),
        ),
        ...disabledPlans.map((plan) =>
          make(
            'enabled plan',
            skuId,
            `${planName(plan)} of ${skuName(skuId)} was enabled`,
            withPlans(disabledPlans.filter((other) => other !== plan)),
            plan,
          ),
        ),
        ...(enabled === undefined
          ? []
          : [
              make(
                'disabled plan',
                skuId,
                `${planName(enabled)} of ${skuName(skuId)} was disabled`,
                withPlans([...disabledPlans, enabled]),
                enabled,
              ),
            ]),
      ];
    });
  });
}

function toJson({ skuId, disabledPlans }: PolicyEntry): JsonValue {
  return { skuId, disabledPlans: [...disabledPlans] };
}
