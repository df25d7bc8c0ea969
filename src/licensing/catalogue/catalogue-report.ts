import { isValidOn, type LicenseCatalogue } from './license-catalogue.ts';
import type { PlanRule } from './plan-rule.ts';
import type { Price } from './price.ts';
import { type MatchKind, searchCatalogue } from './search-catalogue.ts';
import type { ServicePlan } from './service-plan.ts';
import type { Sku } from './sku.ts';

/** A service plan by both of its names. */
export interface ServicePlanName {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
}

/** A SKU by both of its names. */
export interface SkuName {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly displayName: string;
}

/** A plan rule with names. Which of the lists it has follows from its kind. */
export interface PlanRuleReport {
  readonly id: string;
  readonly kind: PlanRule['kind'];
  readonly enforce: PlanRule['enforce'];
  readonly grade?: PlanRule['grade'];
  readonly source: string;
  readonly note?: string;
  /** Of `requires`: the plan that needs another one. */
  readonly servicePlan?: ServicePlanName;
  /** Of `conflicts` and `compatible`. */
  readonly servicePlans?: readonly ServicePlanName[];
  /** Of `requires`, documented and implied ones together. */
  readonly anyOf?: readonly ServicePlanName[];
  readonly suspectPairs?: readonly {
    readonly servicePlans: readonly ServicePlanName[];
    readonly isEnforced: boolean;
    readonly why: string;
  }[];
  /** Of `skuPrerequisite`: the SKU that is sold only on top of another one. */
  readonly sku?: SkuName;
  /** Of `skuConflicts` and, as those of which one is enough, of `skuPrerequisite`. */
  readonly skus?: readonly SkuName[];
}

/** A price, and whether it holds on the day of the report. */
export interface PriceReport extends Omit<Price, 'skuId'> {
  readonly isCurrent: boolean;
}

/** A SKU that was found, whole. */
export interface SkuReport extends Sku {
  readonly match: MatchKind;
  readonly prices: readonly PriceReport[];
  /** Ids of the rules about it or one of its plans. */
  readonly planRules: readonly string[];
}

/** A plan that was found, with the SKUs that contain it. */
export interface ServicePlanReport extends ServicePlan {
  readonly match: MatchKind;
  readonly skus: readonly SkuName[];
  /** Countries in which it is not offered. */
  readonly prohibitedIn: readonly string[];
  /** Ids of the rules about it. */
  readonly planRules: readonly string[];
}

/** What a catalogue knows about a search, as plain data. */
export interface CatalogueReport {
  readonly catalogue: {
    readonly date: string;
    readonly pricesDate: string;
    readonly extendedBy: readonly string[];
  };
  readonly search: string;
  /** The day for which prices are marked. */
  readonly day: string;
  readonly skus: readonly SkuReport[];
  readonly servicePlans: readonly ServicePlanReport[];
  /** Every rule that is named above, in the order of the catalogue. */
  readonly planRules: readonly PlanRuleReport[];
}

/**
 * Searches a catalogue and tells all about what is found: plans of SKUs, SKUs of plans, prices with their dates and sources, rules.
 * `day` is like 2026-07-01. O(size of the catalogue).
 */
export function reportOnCatalogue(catalogue: LicenseCatalogue, search: string, day: string): CatalogueReport {
  const found = searchCatalogue(catalogue, search);
  const skus = found.skus.map(({ sku, match }) => ({
    ...sku,
    match,
    prices: catalogue.pricesOf(sku.skuId).map((price) => reportOnPrice(price, day)),
    planRules: rulesAbout(catalogue, [sku.skuId, ...sku.servicePlans.map(({ servicePlanId }) => servicePlanId)]),
  }));
  const servicePlans = found.servicePlans.map(({ servicePlan, match }) => ({
    ...servicePlan,
    match,
    skus: catalogue.skusWithPlan(catalogue.planIndex(servicePlan.servicePlanId)).map(skuName),
    prohibitedIn: catalogue.data.prohibitedLocations
      .filter(({ servicePlanId }) => servicePlanId === servicePlan.servicePlanId)
      .map(({ countryLetterCode }) => countryLetterCode)
      .toSorted(),
    planRules: rulesAbout(catalogue, [servicePlan.servicePlanId]),
  }));
  const named = new Set([...skus, ...servicePlans].flatMap(({ planRules }) => planRules));
  const { date, pricesDate, extendedBy, planRules } = catalogue.data;
  return {
    catalogue: { date, pricesDate, extendedBy },
    search,
    day,
    skus,
    servicePlans,
    planRules: planRules.filter(({ id }) => named.has(id)).map((rule) => reportOnRule(catalogue, rule)),
  };
}

function rulesAbout(catalogue: LicenseCatalogue, ids: readonly string[]): readonly string[] {
  const wanted = new Set(ids);
  return catalogue.data.planRules
    .filter((rule) => membersOf(rule).some((member) => wanted.has(member)))
    .map(({ id }) => id);
}

function membersOf(rule: PlanRule): readonly string[] {
  switch (rule.kind) {
    case 'conflicts':
    case 'compatible':
      return rule.servicePlanIds;
    case 'requires':
      return [rule.servicePlanId, ...rule.anyOf, ...rule.catalogueImplied];
    case 'skuConflicts':
      return rule.skuIds;
    case 'skuPrerequisite':
      return [rule.skuId, ...rule.anyOf];
  }
}

function reportOnPrice(price: Price, day: string): PriceReport {
  const { skuId: _skuId, ...shown } = price;
  return { ...shown, isCurrent: isValidOn(price, day) };
}

function reportOnRule(catalogue: LicenseCatalogue, rule: PlanRule): PlanRuleReport {
  const planNames = (ids: readonly string[]): readonly ServicePlanName[] =>
    ids.map((id) => planName(catalogue.planAt(catalogue.planIndex(id))));
  const skuNames = (ids: readonly string[]): readonly SkuName[] =>
    ids.flatMap((id) => catalogue.skuById(id) ?? []).map(skuName);
  const { id, kind, enforce, grade, source, note } = rule;
  const head = {
    id,
    kind,
    enforce,
    ...(grade === undefined ? {} : { grade }),
    source,
    ...(note === undefined ? {} : { note }),
  };
  switch (rule.kind) {
    case 'conflicts': {
      const suspectPairs = rule.suspectPairs.map(({ servicePlanIds, isEnforced, why }) => ({
        servicePlans: planNames(servicePlanIds),
        isEnforced,
        why,
      }));
      const servicePlans = planNames(rule.servicePlanIds);
      return { ...head, servicePlans, ...(suspectPairs.length === 0 ? {} : { suspectPairs }) };
    }
    case 'compatible':
      return { ...head, servicePlans: planNames(rule.servicePlanIds) };
    case 'requires': {
      const servicePlan = planName(catalogue.planAt(catalogue.planIndex(rule.servicePlanId)));
      return { ...head, servicePlan, anyOf: planNames([...rule.anyOf, ...rule.catalogueImplied]) };
    }
    case 'skuConflicts':
      return { ...head, skus: skuNames(rule.skuIds) };
    case 'skuPrerequisite': {
      const [sku] = skuNames([rule.skuId]);
      return { ...head, ...(sku === undefined ? {} : { sku }), skus: skuNames(rule.anyOf) };
    }
  }
}

function planName({ servicePlanId, servicePlanName }: ServicePlan): ServicePlanName {
  return { servicePlanId, servicePlanName };
}

function skuName({ skuId, skuPartNumber, displayName }: Sku): SkuName {
  return { skuId, skuPartNumber, displayName };
}
