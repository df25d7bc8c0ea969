import { isGuid } from '../../base/index.ts';
import type { Tenant } from '../../model/index.ts';
import type { SkuOverride, ServicePlanOverride } from '../catalogue/catalogue-overrides.ts';
import { extendCatalogue } from '../catalogue/extend-catalogue.ts';
import type { LicenseCatalogue } from '../catalogue/license-catalogue.ts';
import type { LicenseTarget, ProvisioningStatus } from '../catalogue/service-plan.ts';
import { type StatedSku, statedSkus } from './stated-skus.ts';

const targets: readonly LicenseTarget[] = ['User', 'Company'];
const provisioningStatuses: readonly ProvisioningStatus[] = [
  'Success',
  'Disabled',
  'Error',
  'PendingInput',
  'PendingActivation',
  'PendingProvisioning',
];

/**
 * A catalogue with what a tenant's export says of its own SKUs: the service adds plans to SKUs, and sells SKUs, that no catalogue
 * knows yet. What is the same in both, and what cannot be taken over, changes nothing. Files of users come after it, and win.
 * O(size of the catalogue) if anything is new.
 */
export function tenantCatalogue(tenant: Tenant, base: LicenseCatalogue): LicenseCatalogue {
  const stated = [...statedSkus(tenant).values()].filter((sku) => isGuid(sku.skuId) && !isKnown(base, sku));
  if (stated.length === 0) return base;
  const servicePlans = new Map<string, ServicePlanOverride>();
  for (const { servicePlans: plans = [] } of stated) {
    for (const { servicePlanId, servicePlanName, provisioningStatus, appliesTo } of plans) {
      if (!isGuid(servicePlanId) || base.planById(servicePlanId) !== undefined) continue;
      const [status, target] = [
        provisioningStatuses.find((name) => name === provisioningStatus),
        targets.find((name) => name === appliesTo),
      ];
      servicePlans.set(servicePlanId, {
        servicePlanId,
        servicePlanName: servicePlanName ?? servicePlanId,
        ...(status === undefined ? {} : { provisioningStatus: status }),
        ...(target === undefined ? {} : { appliesTo: target }),
      });
    }
  }
  const overrides = { name: 'subscribedSkus', servicePlans: [...servicePlans.values()], skus: stated.map(overrideOf) };
  const extended = extendCatalogue(base, overrides);
  return extended.ok ? extended.value.catalogue : base;
}

function overrideOf({ skuId, skuPartNumber, appliesTo, servicePlans }: StatedSku): SkuOverride {
  const target = targets.find((name) => name === appliesTo);
  const plans = servicePlans?.map(({ servicePlanId }) => servicePlanId).filter(isGuid);
  return {
    skuId,
    skuPartNumber: skuPartNumber ?? skuId,
    ...(target === undefined ? {} : { appliesTo: target }),
    ...(plans === undefined ? {} : { servicePlans: [...new Set(plans)] }),
  };
}

/** True when the catalogue says the same of the plans of a SKU, or the tenant says nothing of them. */
function isKnown(base: LicenseCatalogue, { skuId, servicePlans }: StatedSku): boolean {
  const sku = base.skuById(skuId);
  if (sku === undefined) return false;
  const known = new Set(sku.servicePlans.map(({ servicePlanId }) => servicePlanId));
  return (
    servicePlans === undefined ||
    (servicePlans.length === known.size && servicePlans.every(({ servicePlanId }) => known.has(servicePlanId)))
  );
}
