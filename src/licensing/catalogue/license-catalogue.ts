import {
  type EpochMilliseconds,
  err,
  foldOrdinal,
  formatInstant,
  invariant,
  isGuid,
  ok,
  type Result,
} from '../../base/index.ts';
import type { CatalogueData } from './catalogue-data.ts';
import { type CompiledPlanRules, compilePlanRules, type RuleSelection } from './compile-plan-rules.ts';
import { groupBy } from './group-by.ts';
import type { Price } from './price.ts';
import type { ServicePlan } from './service-plan.ts';
import type { Sku } from './sku.ts';

/** Why a name does not lead to one thing. */
export type LookupFault<Found> =
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'ambiguous'; readonly name: string; readonly candidates: readonly Found[] };

/**
 * SKUs, service plans, plan rules, prices and prohibited locations, with the look-ups that licensing needs. Immutable.
 *
 * Plans and SKUs have dense indexes from 0 (positions in {@link data}), usable as bit positions. A catalogue that extends another
 * one keeps its indexes and adds new ones at the end. Indexes mean nothing beyond the life of a catalogue: what is stored, or leaves
 * the program, are ids. Look-ups by id or name ignore case and take constant time.
 */
export class LicenseCatalogue {
  readonly data: CatalogueData;
  readonly #planIndexes: ReadonlyMap<string, number>;
  readonly #skuIndexes: ReadonlyMap<string, number>;
  readonly #plansByName: ReadonlyMap<string, readonly ServicePlan[]>;
  readonly #skusByPartNumber: ReadonlyMap<string, readonly Sku[]>;
  readonly #planIndexesOfSkus: readonly Uint32Array[];
  readonly #skusWithPlans: ReadonlyMap<number, readonly Sku[]>;
  readonly #pricesOfSkus: ReadonlyMap<string, readonly Price[]>;
  readonly #prohibited: ReadonlyMap<string, Uint32Array>;
  readonly #compiled = new Map<string, CompiledPlanRules>();

  constructor(data: CatalogueData) {
    this.data = data;
    const { servicePlans, skus, prices, prohibitedLocations } = data;
    this.#planIndexes = new Map(servicePlans.map(({ servicePlanId }, index) => [servicePlanId, index]));
    this.#skuIndexes = new Map(skus.map(({ skuId }, index) => [skuId, index]));
    this.#plansByName = groupBy(servicePlans, ({ servicePlanName }) => [foldOrdinal(servicePlanName)]);
    this.#skusByPartNumber = groupBy(skus, ({ skuPartNumber }) => [foldOrdinal(skuPartNumber)]);
    this.#planIndexesOfSkus = skus.map((sku) =>
      Uint32Array.from(sku.servicePlans, ({ servicePlanId }) => this.planIndex(servicePlanId)).toSorted(),
    );
    this.#skusWithPlans = groupBy(skus, (sku) =>
      sku.servicePlans.map(({ servicePlanId }) => this.planIndex(servicePlanId)),
    );
    this.#pricesOfSkus = groupBy(prices, ({ skuId }) => [skuId]);
    const byCountry = groupBy(prohibitedLocations, ({ countryLetterCode }) => [countryLetterCode]);
    this.#prohibited = new Map(
      [...byCountry].map(([country, entries]) => [
        country,
        Uint32Array.from(entries, ({ servicePlanId }) => this.planIndex(servicePlanId)).toSorted(),
      ]),
    );
  }

  /** Number of plans: one more than the largest plan index. */
  get planCount(): number {
    return this.data.servicePlans.length;
  }

  /** Number of SKUs: one more than the largest SKU index. */
  get skuCount(): number {
    return this.data.skus.length;
  }

  /** The index of a plan that is known to be in the catalogue. Throws InvariantError if it is not. */
  planIndex(servicePlanId: string): number {
    const index = this.findPlanIndex(servicePlanId);
    invariant(index !== undefined, `The catalogue has no plan ${servicePlanId}.`);
    return index;
  }

  /** The index of a plan by its id; undefined when the catalogue does not have it. */
  findPlanIndex(servicePlanId: string): number | undefined {
    return this.#planIndexes.get(servicePlanId) ?? this.#planIndexes.get(servicePlanId.toLowerCase());
  }

  /** The index of a SKU by its id; undefined when the catalogue does not have it. */
  findSkuIndex(skuId: string): number | undefined {
    return this.#skuIndexes.get(skuId) ?? this.#skuIndexes.get(skuId.toLowerCase());
  }

  /** The plan with an index. Throws InvariantError for an index that does not exist. */
  planAt(index: number): ServicePlan {
    const plan = this.data.servicePlans[index];
    invariant(plan !== undefined, `There is no plan ${index}.`);
    return plan;
  }

  /** The SKU with an index. Throws InvariantError for an index that does not exist. */
  skuAt(index: number): Sku {
    const sku = this.data.skus[index];
    invariant(sku !== undefined, `There is no SKU ${index}.`);
    return sku;
  }

  /** A SKU by its id. */
  skuById(skuId: string): Sku | undefined {
    const index = this.findSkuIndex(skuId);
    return index === undefined ? undefined : this.data.skus[index];
  }

  /** A plan by its id. */
  planById(servicePlanId: string): ServicePlan | undefined {
    const index = this.findPlanIndex(servicePlanId);
    return index === undefined ? undefined : this.data.servicePlans[index];
  }

  /** What a SKU is called: its part number, else its id. */
  skuName(skuId: string): string {
    return this.skuById(skuId)?.skuPartNumber ?? skuId;
  }

  /** What a plan is called: its name, else its id. */
  planName(servicePlanId: string): string {
    return this.planById(servicePlanId)?.servicePlanName ?? servicePlanId;
  }

  /** Every SKU with a part number; two share `MCOPSTN5`. */
  skusByPartNumber(skuPartNumber: string): readonly Sku[] {
    return this.#skusByPartNumber.get(foldOrdinal(skuPartNumber)) ?? [];
  }

  /** Every plan with a name; two share `PROJECT_ESSENTIALS`. */
  plansByName(servicePlanName: string): readonly ServicePlan[] {
    return this.#plansByName.get(foldOrdinal(servicePlanName)) ?? [];
  }

  /** The one SKU that an id or a part number means. */
  resolveSku(idOrPartNumber: string): Result<Sku, LookupFault<Sku>> {
    const byId = isGuid(idOrPartNumber) ? this.skuById(idOrPartNumber) : undefined;
    return onlyOne(idOrPartNumber, byId === undefined ? this.skusByPartNumber(idOrPartNumber) : [byId]);
  }

  /** The one plan that an id or a name means, among the plans of a SKU or among all. O(plans of the SKU). */
  resolvePlan(idOrName: string, sku?: Sku): Result<ServicePlan, LookupFault<ServicePlan>> {
    const byId = isGuid(idOrName) ? this.planById(idOrName) : undefined;
    const plans = byId === undefined ? this.plansByName(idOrName) : [byId];
    const index = sku === undefined ? undefined : this.findSkuIndex(sku.skuId);
    const inSku = index === undefined ? undefined : this.#planIndexesOfSkus[index];
    const fitting =
      inSku === undefined ? plans : plans.filter(({ servicePlanId }) => inSku.includes(this.planIndex(servicePlanId)));
    return onlyOne(idOrName, fitting);
  }

  /** Indexes of the plans of a SKU by its index, ascending. */
  planIndexesOf(skuIndex: number): Uint32Array {
    return this.#planIndexesOfSkus[skuIndex] ?? new Uint32Array(0);
  }

  /** The SKUs that contain a plan, in the order of the catalogue. */
  skusWithPlan(planIndex: number): readonly Sku[] {
    return this.#skusWithPlans.get(planIndex) ?? [];
  }

  /** All prices of a SKU, in every currency, past and future. Empty: no price is known, which is not zero. */
  pricesOf(skuId: string): readonly Price[] {
    return this.#pricesOfSkus.get(skuId.toLowerCase()) ?? [];
  }

  /** The price of a SKU in a currency at an instant; undefined when none is known. */
  priceAt(skuId: string, currency: string, instant: EpochMilliseconds): Price | undefined {
    const day = formatInstant(instant).slice(0, 'YYYY-MM-DD'.length);
    return this.pricesOf(skuId).find((price) => price.currency === currency && isValidOn(price, day));
  }

  /** True when a plan is not offered in a country (two letters, any case). Claim `licensing/10.4-prohibited-table`. */
  isProhibited(planIndex: number, countryLetterCode: string): boolean {
    return this.plansProhibitedIn(countryLetterCode).includes(planIndex);
  }

  /** Indexes of the plans that are not offered in a country, ascending. */
  plansProhibitedIn(countryLetterCode: string): Uint32Array {
    return this.#prohibited.get(countryLetterCode.toUpperCase()) ?? new Uint32Array(0);
  }

  /** The plan rules that hold, compiled once for each selection. */
  rules(selection: RuleSelection = {}): CompiledPlanRules {
    const key = `${selection.withOptional === true} ${selection.withSuspect === true}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const compiled = compilePlanRules(this.data.planRules, (servicePlanId) => this.planIndex(servicePlanId), selection);
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

/** True when a price holds on a day (`2026-07-01`). */
export function isValidOn({ validFrom, validTo }: Price, day: string): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);
}

function onlyOne<Found>(name: string, found: readonly Found[]): Result<Found, LookupFault<Found>> {
  const [first, ...more] = found;
  if (first === undefined) return err({ kind: 'unknown', name });
  return more.length === 0 ? ok(first) : err({ kind: 'ambiguous', name, candidates: found });
}
