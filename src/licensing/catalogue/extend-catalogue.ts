import { err, ok, type Result } from '../../base/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { CatalogueData } from './catalogue-data.ts';
import type { CatalogueOverrides } from './catalogue-overrides.ts';
import { checkSku } from './check-catalogue.ts';
import { LicenseCatalogue } from './license-catalogue.ts';
import { mergePlanRules } from './merge-plan-rules.ts';
import { mergePrices, mergeProhibitedLocations } from './merge-prices.ts';
import { mergeServicePlans } from './merge-service-plans.ts';
import { mergeSkus } from './merge-skus.ts';
import { OverrideDraft } from './override-draft.ts';

/** A catalogue with what a user states about it. */
export interface ExtendedCatalogue {
  readonly catalogue: LicenseCatalogue;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Adds overrides to a catalogue: plans, then SKUs, then rules, prohibited locations and prices, so that each may name what comes
 * before it in the same overrides. What is known keeps its index; what is new is put at the end.
 *
 * - A known plan or SKU keeps every property that is not stated anew. `servicePlans` of a SKU replaces its list.
 * - A rule with a known id replaces that rule; all rules that are added come after the known ones and win over them.
 * - Prices of a SKU in a currency replace all known prices of that SKU in that currency.
 * - Prohibited locations are added to the known ones.
 *
 * All errors are returned at once and nothing is applied then. The base is never changed. O(size of the catalogue).
 */
export function extendCatalogue(
  base: LicenseCatalogue,
  overrides: CatalogueOverrides,
): Result<ExtendedCatalogue, readonly Diagnostic[]> {
  const draft = new OverrideDraft(overrides);
  const date = draft.day(overrides.date, ['date']);
  const withPlans = changed(base, mergeServicePlans(base, overrides.servicePlans ?? [], draft));
  const { data: withSkus, touched } = mergeSkus(withPlans, overrides.skus ?? [], draft);
  const named = changed(withPlans, withSkus);
  const catalogue = changed(named, {
    planRules: mergePlanRules(named, overrides, draft),
    prohibitedLocations: mergeProhibitedLocations(named, overrides.prohibitedLocations ?? [], draft),
    prices: mergePrices(named, overrides, draft),
    extendedBy: [...base.data.extendedBy, overrides.name],
    ...(date === undefined || date < base.data.date ? {} : { date }),
  });
  if (draft.diagnostics.some(({ severity }) => severity === 'error')) return err(draft.diagnostics);
  for (const { skuId, position } of touched) warnOfConflicts(catalogue, skuId, position, draft);
  return ok({ catalogue, warnings: draft.diagnostics });
}

function changed(catalogue: LicenseCatalogue, parts: Partial<CatalogueData>): LicenseCatalogue {
  return Object.keys(parts).length === 0 ? catalogue : new LicenseCatalogue({ ...catalogue.data, ...parts });
}

function warnOfConflicts(catalogue: LicenseCatalogue, skuId: string, position: number, draft: OverrideDraft): void {
  const index = catalogue.findSkuIndex(skuId);
  if (index === undefined) return;
  const { sku, conflicts } = checkSku(catalogue, index);
  for (const { left, right, rule } of conflicts) {
    const names = [left, right].map((plan) => catalogue.planAt(plan).servicePlanName).join(' and ');
    draft.report(
      'license/conflicting-plans',
      ['skus', position],
      `${sku.skuPartNumber} contains ${names}, which exclude each other by the rule ${rule.id}.`,
    );
  }
}
