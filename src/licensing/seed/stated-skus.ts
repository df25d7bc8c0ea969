import { isJsonObject, type JsonValue } from '../../base/index.ts';
import { additionalDataName, type Tenant } from '../../model/index.ts';

/** A SKU as the tenant describes it: what subscribedSkus said when it was exported. */
export interface StatedSku {
  readonly skuId: string;
  readonly skuPartNumber?: string;
  readonly appliesTo?: string;
  /** Not there: the export does not say which plans the SKU has. */
  readonly servicePlans?: readonly StatedServicePlan[];
}

/** A plan of such a SKU (Graph servicePlanInfo). Ids in lower case. */
export interface StatedServicePlan {
  readonly servicePlanId: string;
  readonly servicePlanName?: string;
  readonly provisioningStatus?: string;
  readonly appliesTo?: string;
}

/**
 * The SKUs of a tenant's subscriptions with the plans that its export listed: a catalogue that knows a SKU otherwise, or not at
 * all, is extended with these. By SKU id in lower case. O(subscriptions).
 */
export function statedSkus(tenant: Tenant): ReadonlyMap<string, StatedSku> {
  const { subscription } = tenant.populations;
  const skus = new Map<string, StatedSku>();
  for (let row = 0; row < subscription.size; row++) {
    const skuId = subscription.textAt(row, 'skuId')?.toLowerCase();
    if (skuId === undefined) continue;
    const partNumber = subscription.textAt(row, 'skuPartNumber');
    const additional = subscription.valueAt(row, additionalDataName);
    const facts = isJsonObject(additional ?? null) ? (additional as Readonly<Record<string, JsonValue>>) : {};
    const servicePlans = readServicePlans(facts['servicePlans']);
    const appliesTo = textIn(facts, 'appliesTo');
    skus.set(skuId, {
      skuId,
      ...(partNumber === undefined ? {} : { skuPartNumber: partNumber }),
      ...(appliesTo === undefined ? {} : { appliesTo }),
      ...(servicePlans === undefined ? {} : { servicePlans }),
      // What an earlier subscription of the same SKU said stays.
      ...skus.get(skuId),
    });
  }
  return skus;
}

function readServicePlans(value: JsonValue | undefined): readonly StatedServicePlan[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const plans: StatedServicePlan[] = [];
  for (const entry of value as readonly JsonValue[]) {
    const servicePlanId = isJsonObject(entry) ? textIn(entry, 'servicePlanId')?.toLowerCase() : undefined;
    if (servicePlanId === undefined || !isJsonObject(entry)) continue;
    const [name, status, appliesTo] = ['servicePlanName', 'provisioningStatus', 'appliesTo'].map((key) =>
      textIn(entry, key),
    );
    plans.push({
      servicePlanId,
      ...(name === undefined ? {} : { servicePlanName: name }),
      ...(status === undefined ? {} : { provisioningStatus: status }),
      ...(appliesTo === undefined ? {} : { appliesTo }),
    });
  }
  return plans;
}

function textIn(record: Readonly<Record<string, JsonValue>>, name: string): string | undefined {
  const value = record[name];
  return typeof value === 'string' ? value : undefined;
}
