/** Who a plan or a SKU is for: single users, or the tenant as a whole (spec licensing 1, 2.3). */
export type LicenseTarget = 'User' | 'Company';

/** How far a plan of a SKU has got in a tenant (spec licensing 2.13). */
export type ProvisioningStatus =
  'Success' | 'Disabled' | 'Error' | 'PendingInput' | 'PendingActivation' | 'PendingProvisioning';

/** Whether a plan may be used (spec licensing 15.1). */
export type CapabilityStatus = 'Enabled' | 'Warning' | 'Suspended' | 'LockedOut' | 'Deleted';

/**
 * A service plan: one part of a SKU that can be switched off on its own. The facts about most plans are an id and two names; what
 * is missing is not known, which is not the same as "for users".
 */
export interface ServicePlan {
  /** Guid in lower case. */
  readonly servicePlanId: string;
  /** The name that exports and error texts use, such as `EXCHANGE_S_ENTERPRISE`. One name may stand for two plans. */
  readonly servicePlanName: string;
  /** The name for people, such as `Exchange Online (Plan 2)`. */
  readonly displayName?: string;
  /** The service that user.assignedPlans and rules name, such as `exchange` (spec licensing 15.5). */
  readonly service?: string;
  readonly appliesTo?: LicenseTarget;
  /** As seen in tenants, in subscribedSkus. */
  readonly provisioningStatus?: ProvisioningStatus;
  /** As seen in tenants, in the assignedPlans of users that hold it. */
  readonly capabilityStatus?: CapabilityStatus;
}
