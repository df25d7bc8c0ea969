import type { SourceText, Span } from '../../base/index.ts';
import type { Enforcement } from './plan-rule.ts';
import type { Price } from './price.ts';
import type { CapabilityStatus, LicenseTarget, ProvisioningStatus } from './service-plan.ts';

/** A plan to be added, or what is to be changed about a known one. A known one may be named by its unique name alone. */
export interface ServicePlanOverride {
  readonly servicePlanId?: string;
  readonly servicePlanName?: string;
  readonly displayName?: string;
  readonly service?: string;
  readonly appliesTo?: LicenseTarget;
  readonly provisioningStatus?: ProvisioningStatus;
  readonly capabilityStatus?: CapabilityStatus;
}

/** A SKU to be added, or what is to be changed about a known one. A known one may be named by its unique part number alone. */
export interface SkuOverride {
  readonly skuId?: string;
  readonly skuPartNumber?: string;
  readonly displayName?: string;
  readonly appliesTo?: LicenseTarget;
  readonly alsoKnownAs?: readonly string[];
  /** The whole list anew, by name or id. */
  readonly servicePlans?: readonly string[];
  /** Put behind the plans that are there, by name or id. */
  readonly addServicePlans?: readonly string[];
  /** By name within the SKU, or id. */
  readonly removeServicePlans?: readonly string[];
}

/** How a rule that is added is named and supported. */
interface NewRuleHead {
  /** An id that the catalogue has already replaces that rule. */
  readonly id: string;
  readonly enforce?: Enforcement;
  readonly source?: string;
  readonly note?: string;
}

/** A plan rule to be added, or a change of how a known one is enforced. Plans by name or id. */
export type PlanRuleOverride =
  | {
      readonly kind: 'change';
      readonly rule: string;
      readonly enforce?: Enforcement;
      /** Switches the suspect pairs of a conflict set on or off. */
      readonly enforceSuspectPairs?: boolean;
    }
  | (NewRuleHead & { readonly kind: 'conflicts' | 'compatible'; readonly servicePlans: readonly string[] })
  | (NewRuleHead & { readonly kind: 'requires'; readonly servicePlan: string; readonly anyOf: readonly string[] });

/** Countries in which a plan, by name or id, is not offered. */
export interface ProhibitedLocationOverride {
  readonly servicePlan: string;
  readonly countryLetterCodes: readonly string[];
}

/** A price of a SKU, by part number or id. */
export interface PriceOverride extends Pick<
  Price,
  'currency' | 'amount' | 'validFrom' | 'validTo' | 'basis' | 'confidence' | 'note'
> {
  readonly sku: string;
  /** `user` unless stated. */
  readonly unit?: string;
  /** `month` unless stated. */
  readonly period?: Price['period'];
  /** The name of the overrides unless stated. */
  readonly source?: string;
}

/** What a user states about SKUs, plans, rules, countries and prices, usually as a file. */
export interface CatalogueOverrides {
  /** What messages and the catalogue call it: the name of the file. */
  readonly name: string;
  /** The day on which it was true. */
  readonly date?: string;
  readonly servicePlans?: readonly ServicePlanOverride[];
  readonly skus?: readonly SkuOverride[];
  readonly planRules?: readonly PlanRuleOverride[];
  readonly prohibitedLocations?: readonly ProhibitedLocationOverride[];
  readonly prices?: readonly PriceOverride[];
  /** The text that it was read from. */
  readonly source?: SourceText;
  /** Where each part stands in {@link source}, by path: `skus.0.servicePlans.2`, `planRules.1.servicePlan`. */
  readonly spans?: ReadonlyMap<string, Span>;
}
