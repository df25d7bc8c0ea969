import type { CatalogueData } from './catalogue-data.ts';
import type { SkuOverride } from './catalogue-overrides.ts';
import type { LicenseCatalogue } from './license-catalogue.ts';
import type { OverrideDraft, OverridePath } from './override-draft.ts';
import type { ServicePlan } from './service-plan.ts';
import type { Sku } from './sku.ts';

/** SKUs with those of the overrides, and which of them the overrides are about. */
export interface MergedSkus {
  readonly data: Partial<CatalogueData>;
  /** `position` is the place in the overrides. */
  readonly touched: readonly { readonly skuId: string; readonly position: number }[];
}

/** The SKUs of the base with those of the overrides. Plans are looked up in the base, which has the new ones already. */
export function mergeSkus(base: LicenseCatalogue, overrides: readonly SkuOverride[], draft: OverrideDraft): MergedSkus {
  if (overrides.length === 0) return { data: {}, touched: [] };
  const skus = new Map(base.data.skus.map((sku) => [sku.skuId, sku]));
  const positions = new Map<string, number>();
  overrides.forEach((override, position) => {
    const path: OverridePath = ['skus', position];
    const merged = mergeSku(base, override, path, draft);
    if (merged === undefined) return;
    if (positions.has(merged.skuId)) {
      draft.report('license/duplicate', path, `The SKU ${merged.skuPartNumber} is described twice in this file.`);
      return;
    }
    positions.set(merged.skuId, position);
    skus.set(merged.skuId, merged);
  });
  return {
    data: { skus: [...skus.values()] },
    touched: [...positions].map(([skuId, position]) => ({ skuId, position })),
  };
}

function mergeSku(
  base: LicenseCatalogue,
  override: SkuOverride,
  path: OverridePath,
  draft: OverrideDraft,
): Sku | undefined {
  const identity = identify(base, override, path, draft);
  if (identity === undefined) return undefined;
  const { skuId, known } = identity;
  const { displayName, appliesTo, alsoKnownAs } = override;
  // A SKU that is looked up by its part number keeps the spelling of it.
  const stated = override.skuId === undefined ? undefined : override.skuPartNumber;
  const skuPartNumber = stated ?? known?.skuPartNumber;
  if (skuPartNumber === undefined) {
    draft.report('license/missing-key', path, `The SKU ${skuId} is new and needs a skuPartNumber.`);
    return undefined;
  }
  const servicePlans = mergePlansOf(base, override, known, path, draft);
  if (servicePlans === undefined) return undefined;
  return {
    displayName: skuPartNumber,
    ...known,
    ...(displayName === undefined ? {} : { displayName }),
    ...(appliesTo === undefined ? {} : { appliesTo }),
    ...(alsoKnownAs === undefined ? {} : { alsoKnownAs }),
    skuId,
    skuPartNumber,
    servicePlans,
  };
}

function identify(
  base: LicenseCatalogue,
  { skuId: id, skuPartNumber }: SkuOverride,
  path: OverridePath,
  draft: OverrideDraft,
): { readonly skuId: string; readonly known: Sku | undefined } | undefined {
  if (id !== undefined) {
    const skuId = draft.guid(id, [...path, 'skuId']);
    return skuId === undefined ? undefined : { skuId, known: base.skuById(skuId) };
  }
  if (skuPartNumber === undefined) {
    draft.report('license/missing-key', path, 'A SKU needs a skuId, or the skuPartNumber of a known one.');
    return undefined;
  }
  const known = draft.sku(base, skuPartNumber, [...path, 'skuPartNumber']);
  return known === undefined ? undefined : { skuId: known.skuId, known };
}

function mergePlansOf(
  base: LicenseCatalogue,
  { servicePlans, addServicePlans = [], removeServicePlans = [] }: SkuOverride,
  known: Sku | undefined,
  path: OverridePath,
  draft: OverrideDraft,
): readonly ServicePlan[] | undefined {
  if (servicePlans === undefined && known === undefined) {
    draft.report('license/missing-key', path, 'A new SKU needs its servicePlans.');
    return undefined;
  }
  const start =
    servicePlans === undefined ? known?.servicePlans : draft.plans(base, servicePlans, [...path, 'servicePlans']);
  const added = draft.plans(base, addServicePlans, [...path, 'addServicePlans']);
  if (known === undefined && removeServicePlans.length > 0) {
    draft.report('license/invalid-value', [...path, 'removeServicePlans'], 'A new SKU has no plans to be removed.');
    return undefined;
  }
  const removed = draft.plans(base, removeServicePlans, [...path, 'removeServicePlans'], known);
  if (start === undefined || added === undefined || removed === undefined) return undefined;
  return [...new Set([...start.filter((plan) => !removed.includes(plan)), ...added])];
}
