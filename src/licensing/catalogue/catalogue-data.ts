import type { PlanRule } from './plan-rule.ts';
import type { Price } from './price.ts';
import type { ServicePlan } from './service-plan.ts';
import type { Sku } from './sku.ts';

/** A plan that is not offered in a country (spec licensing 10.4). */
export interface ProhibitedLocation {
  readonly servicePlanId: string;
  /** ISO 3166, two letters in upper case. */
  readonly countryLetterCode: string;
}

/** What a catalogue knows, as plain data. Ids are unique guids in lower case, and everything that is named exists. */
export interface CatalogueData {
  /** The day (`2026-11-25`) on which SKUs, plans and rules were as they are here; files of users may add to it. */
  readonly date: string;
  /** The newest date among the sources of the built-in prices, a month or a day. */
  readonly pricesDate: string;
  /** Names of the files that were merged in, in order. */
  readonly extendedBy: readonly string[];
  readonly servicePlans: readonly ServicePlan[];
  readonly skus: readonly Sku[];
  readonly planRules: readonly PlanRule[];
  readonly prices: readonly Price[];
  readonly prohibitedLocations: readonly ProhibitedLocation[];
}
