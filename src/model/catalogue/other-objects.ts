import type { PropertyDefinition } from '../property-definition.ts';

/** Properties of the organization singleton (spec tenant 1.1). */
export const organizationProperties: readonly PropertyDefinition[] = [
  { name: 'displayName', type: 'string', isRequired: true, maxLength: 256 },
  { name: 'countryLetterCode', type: 'string' },
  { name: 'preferredLanguage', type: 'string' },
  { name: 'defaultUsageLocation', type: 'string' },
  { name: 'tenantType', type: 'string' },
  { name: 'technicalNotificationMails', type: 'stringCollection' },
  { name: 'verifiedDomains', type: 'objectCollection', isReadOnly: true },
  { name: 'companySubscriptions', type: 'objectCollection', isReadOnly: true },
  { name: 'onPremisesSyncEnabled', type: 'boolean', isReadOnly: true },
  { name: 'createdDateTime', type: 'dateTime', isReadOnly: true },
  { name: 'deletedDateTime', type: 'dateTime', isReadOnly: true },
];

/** Properties of a domain; its id is its name (spec tenant 1.2). */
export const domainProperties: readonly PropertyDefinition[] = [
  { name: 'isInitial', type: 'boolean' },
  { name: 'isDefault', type: 'boolean' },
  { name: 'isVerified', type: 'boolean' },
  { name: 'isAdminManaged', type: 'boolean' },
  { name: 'authenticationType', type: 'string', allowedValues: ['Managed', 'Federated'] },
  { name: 'passwordValidityPeriodInDays', type: 'integer' },
  { name: 'passwordNotificationWindowInDays', type: 'integer' },
  { name: 'supportedServices', type: 'stringCollection' },
  { name: 'deletedDateTime', type: 'dateTime', isReadOnly: true },
];

/** Properties of a mail contact (spec tenant 5.3). Read-only through Graph: created in Exchange. */
export const orgContactProperties: readonly PropertyDefinition[] = [
  { name: 'displayName', type: 'string', isRequired: true, maxLength: 256 },
  { name: 'givenName', type: 'string', maxLength: 64 },
  { name: 'surname', type: 'string', maxLength: 64 },
  { name: 'companyName', type: 'string', maxLength: 64 },
  { name: 'department', type: 'string', maxLength: 64 },
  { name: 'jobTitle', type: 'string', maxLength: 128 },
  { name: 'mail', type: 'string' },
  { name: 'mailNickname', type: 'string', maxLength: 64 },
  { name: 'proxyAddresses', type: 'stringCollection', isReadOnly: true },
  { name: 'addresses', type: 'objectCollection' },
  { name: 'phones', type: 'objectCollection' },
  { name: 'manager', type: 'reference' },
  { name: 'onPremisesSyncEnabled', type: 'boolean', isReadOnly: true },
  { name: 'deletedDateTime', type: 'dateTime', isReadOnly: true },
];

/** Properties of an administrative unit (spec tenant 8). */
export const administrativeUnitProperties: readonly PropertyDefinition[] = [
  { name: 'displayName', type: 'string', isRequired: true, maxLength: 256 },
  { name: 'description', type: 'string', maxLength: 1024 },
  { name: 'visibility', type: 'string', allowedValues: ['HiddenMembership'] },
  { name: 'membershipType', type: 'string', allowedValues: ['Assigned', 'Dynamic'] },
  { name: 'membershipRule', type: 'string' },
  { name: 'membershipRuleProcessingState', type: 'string', allowedValues: ['On', 'Paused'] },
  { name: 'isMemberManagementRestricted', type: 'boolean', isCreateOnly: true },
  { name: 'deletedDateTime', type: 'dateTime', isReadOnly: true },
];
