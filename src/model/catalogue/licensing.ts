import type { PropertyDefinition } from '../property-definition.ts';

/** Properties of a subscription: what was bought (Graph companySubscription, spec licensing 1, 2.9). */
export const subscriptionProperties: readonly PropertyDefinition[] = [
  { name: 'skuId', type: 'string', isRequired: true },
  { name: 'skuPartNumber', type: 'string' },
  { name: 'commerceSubscriptionId', type: 'string' },
  { name: 'totalLicenses', type: 'integer', isRequired: true },
  {
    name: 'status',
    type: 'string',
    isRequired: true,
    allowedValues: ['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted'],
  },
  { name: 'isTrial', type: 'boolean' },
  { name: 'createdDateTime', type: 'dateTime' },
  { name: 'nextLifecycleDateTime', type: 'dateTime' },
  { name: 'ownerId', type: 'string' },
  { name: 'ownerTenantId', type: 'string' },
  { name: 'ownerType', type: 'string' },
  { name: 'serviceStatus', type: 'objectCollection', isReadOnly: true },
  {
    // Not a property of Graph: how it was bought decides how long it stays in which status (spec licensing 2.9).
    name: 'purchasedAs',
    type: 'string',
    allowedValues: ['standard', 'multiYear', 'enterpriseAgreement', 'open', 'cancelledEarly', 'deletedByAdmin'],
  },
  { name: 'deletedDateTime', type: 'dateTime', isReadOnly: true },
];

/**
 * Properties of a license assignment: one path by which a SKU reaches users, with the state that they have in common (a row of
 * Graph's licenseAssignmentStates). `skuId` null: the users whose license state is known at all.
 */
export const licenseAssignmentProperties: readonly PropertyDefinition[] = [
  { name: 'skuId', type: 'string' },
  { name: 'assignedByGroup', type: 'string' },
  { name: 'disabledPlans', type: 'stringCollection' },
  { name: 'state', type: 'string', allowedValues: ['Active', 'ActiveWithError', 'Disabled', 'Error'] },
  { name: 'error', type: 'string' },
  { name: 'lastUpdatedDateTime', type: 'dateTime' },
  { name: 'deletedDateTime', type: 'dateTime', isReadOnly: true },
];

/** Properties of a service plan on users: an entry of Graph's assignedPlans that they have in common. */
export const servicePlanAssignmentProperties: readonly PropertyDefinition[] = [
  { name: 'servicePlanId', type: 'string', isRequired: true },
  { name: 'service', type: 'string' },
  {
    name: 'capabilityStatus',
    type: 'string',
    allowedValues: ['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted'],
  },
  { name: 'assignedDateTime', type: 'dateTime' },
  { name: 'deletedDateTime', type: 'dateTime', isReadOnly: true },
];
