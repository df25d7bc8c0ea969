import type { CompiledConflict, CompiledRequirement, RuleSelection } from './compile-plan-rules.ts';
import type { LicenseCatalogue } from './license-catalogue.ts';
import type { Sku } from './sku.ts';

/** What the plan rules say against a SKU on its own. */
export interface SkuFaults {
  readonly sku: Sku;
  /** Two plans of the SKU exclude each other: nobody could get it whole. Claim `licensing/9.8-self-check`. */
  readonly conflicts: readonly CompiledConflict[];
  /** A plan of the SKU needs one that the SKU does not have: usual for add-ons, strange for suites. */
  readonly requirements: readonly CompiledRequirement[];
}

/** Holds the SKUs of a catalogue against its own plan rules; lists the SKUs with a fault, in order. O(plans of all SKUs). */
export function checkCatalogue(catalogue: LicenseCatalogue, selection: RuleSelection = {}): readonly SkuFaults[] {
  return catalogue.data.skus.flatMap((_, index) => {
    const faults = checkSku(catalogue, index, selection);
    return faults.conflicts.length + faults.requirements.length > 0 ? [faults] : [];
  });
}

/** Holds one SKU, by its index, against the plan rules. */
export function checkSku(catalogue: LicenseCatalogue, skuIndex: number, selection: RuleSelection = {}): SkuFaults {
  const rules = catalogue.rules(selection);
  const plans = catalogue.planIndexesOf(skuIndex);
  const held = new Set(plans);
  return {
    sku: catalogue.skuAt(skuIndex),
    conflicts: rules.conflicts.filter(({ left, right }) => held.has(left) && held.has(right)),
    requirements: [...plans].flatMap((plan) =>
      rules.requirementsOf(plan).filter(({ anyOf }) => !anyOf.some((other) => held.has(other))),
    ),
  };
}
