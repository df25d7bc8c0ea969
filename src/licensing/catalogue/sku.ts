import type { LicenseTarget, ServicePlan } from './service-plan.ts';

/** A product that can be bought: a number of service plans under one id. */
export interface Sku {
  /** Guid in lower case. */
  readonly skuId: string;
  /** The name that exports use, such as `ENTERPRISEPACK`. Two SKUs may share one. */
  readonly skuPartNumber: string;
  /** The name for people, such as `Office 365 E3`. Not unique either. */
  readonly displayName: string;
  /** Undefined where the facts do not say, which is nearly everywhere. */
  readonly appliesTo?: LicenseTarget;
  /** Older names for people. */
  readonly alsoKnownAs?: readonly string[];
  /** No plan twice; in the order of the facts, or of the file that lists them. */
  readonly servicePlans: readonly ServicePlan[];
}
