import type { Tenant } from '../../model/index.ts';
import type { LicenseCatalogue } from '../catalogue/license-catalogue.ts';
import type { CapabilityStatus } from '../catalogue/service-plan.ts';
import { statedSkus } from './stated-skus.ts';

/** What is known of SKUs and plans from the tenant, then from a catalogue. Ids in lower case. */
export interface SkuFacts {
  /** The plans of a SKU; undefined when nobody describes it. */
  plansOf(skuId: string): ReadonlySet<string> | undefined;
  /** The status that the subscriptions of a SKU give it (spec licensing 2.7); undefined when it has none. */
  statusOf(skuId: string): CapabilityStatus | undefined;
  /** The service behind a plan, or null. */
  serviceOf(servicePlanId: string): string | null;
  /** False for plans that users hold without their ever being enabled, such as those an administrator has to activate. */
  isShownEnabled(servicePlanId: string): boolean;
  skuName(skuId: string): string;
  planName(servicePlanId: string): string;
}

/** Best status first: one subscription that is enabled makes the SKU enabled. */
const statusOrder: readonly CapabilityStatus[] = ['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted'];

/** Gathers them. O(subscriptions). */
export function skuFactsOf(tenant: Tenant, catalogue: LicenseCatalogue | undefined): SkuFacts {
  const stated = statedSkus(tenant);
  const statedPlans = new Map(
    [...stated.values()].flatMap(({ servicePlans = [] }) =>
      servicePlans.map((plan) => [plan.servicePlanId, plan] as const),
    ),
  );
  const statuses = statusesOf(tenant);
  const plans = new Map<string, ReadonlySet<string> | undefined>();
  const findPlans = (skuId: string): ReadonlySet<string> | undefined => {
    const list = stated.get(skuId)?.servicePlans ?? catalogue?.skuById(skuId)?.servicePlans;
    return list === undefined ? undefined : new Set(list.map(({ servicePlanId }) => servicePlanId));
  };
  return {
    plansOf: (skuId) => {
      if (!plans.has(skuId)) plans.set(skuId, findPlans(skuId));
      return plans.get(skuId);
    },
    statusOf: (skuId) => statuses.get(skuId),
    serviceOf: (id) => catalogue?.planById(id)?.service ?? null,
    isShownEnabled: (id) => {
      const status =
        statedPlans.get(id)?.provisioningStatus ?? catalogue?.planById(id)?.provisioningStatus ?? 'Success';
      const shown = catalogue?.planById(id)?.capabilityStatus ?? 'Enabled';
      return status === 'Success' && shown === 'Enabled';
    },
    skuName: (skuId) => stated.get(skuId)?.skuPartNumber ?? catalogue?.skuById(skuId)?.skuPartNumber ?? skuId,
    planName: (id) => statedPlans.get(id)?.servicePlanName ?? catalogue?.planById(id)?.servicePlanName ?? id,
  };
}

function statusesOf(tenant: Tenant): ReadonlyMap<string, CapabilityStatus> {
  const { subscription } = tenant.populations;
  const statuses = new Map<string, CapabilityStatus>();
  for (let row = 0; row < subscription.size; row++) {
    const skuId = subscription.textAt(row, 'skuId')?.toLowerCase();
    const status = statusOrder.find((name) => name === subscription.textAt(row, 'status'));
    if (skuId === undefined || status === undefined || !subscription.isActive(row)) continue;
    const seats = subscription.valueAt(row, 'totalLicenses');
    const known = statuses.get(skuId);
    const better = known === undefined || statusOrder.indexOf(status) < statusOrder.indexOf(known);
    if (better && (seats !== 0 || known === undefined)) statuses.set(skuId, status);
  }
  return statuses;
}
