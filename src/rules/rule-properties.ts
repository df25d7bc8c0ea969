import { foldOrdinal } from '../base/index.ts';
import { isDirectoryExtension } from '../model/index.ts';

/** What a rule can be about. */
export type RuleObject = 'user' | 'device';

/** How the rule language types a property (spec rules 5). */
export type RulePropertyType = 'string' | 'boolean' | 'dateTime' | 'stringCollection' | 'objectCollection' | 'memberOf';

/** One property as rules see it, and the directory property that holds its value. */
export interface RuleProperty {
  readonly object: RuleObject;
  /** Documented spelling, without the object. */
  readonly name: string;
  readonly type: RulePropertyType;
  /** Graph's name of the property that is read; `id` for objectId. */
  readonly source: string;
  /** The value is the first element of a string collection (businessPhones, imAddresses). */
  readonly isFirstElement?: boolean;
  /** No object ever has a value (legacy names in a lenient reading). */
  readonly isAlwaysNull?: boolean;
}

const sameNameUserTexts = [
  'city',
  'country',
  'companyName',
  'department',
  'displayName',
  'employeeId',
  'givenName',
  'jobTitle',
  'mail',
  'postalCode',
  'preferredLanguage',
  'state',
  'streetAddress',
  'surname',
  'usageLocation',
  'userPrincipalName',
  'onPremisesDistinguishedName',
  'onPremisesSecurityIdentifier',
  'passwordPolicies',
  'userType',
];

const sameNameDeviceTexts = [
  'deviceCategory',
  'deviceId',
  'displayName',
  'enrollmentProfileName',
  'profileType',
  'deviceOwnership',
  'managementType',
];

/** Every documented property of user rules, in ordinal order of the name. Claim `rules/5.1-user-properties`. */
export const userRuleProperties: readonly RuleProperty[] = sorted([
  ...sameNameUserTexts.map((name) => property('user', name, 'string')),
  ...extensionAttributeNames().map((name) => property('user', name, 'string')),
  property('user', 'accountEnabled', 'boolean'),
  property('user', 'dirSyncEnabled', 'boolean', 'onPremisesSyncEnabled'),
  property('user', 'employeeHireDate', 'dateTime'),
  property('user', 'facsimileTelephoneNumber', 'string', 'faxNumber'),
  property('user', 'mailNickName', 'string', 'mailNickname'),
  property('user', 'mobile', 'string', 'mobilePhone'),
  { ...property('user', 'telephoneNumber', 'string', 'businessPhones'), isFirstElement: true },
  property('user', 'physicalDeliveryOfficeName', 'string', 'officeLocation'),
  property('user', 'objectId', 'string', 'id'),
  { ...property('user', 'sipProxyAddress', 'string', 'imAddresses'), isFirstElement: true },
  property('user', 'otherMails', 'stringCollection'),
  property('user', 'proxyAddresses', 'stringCollection'),
  property('user', 'assignedPlans', 'objectCollection'),
  property('user', 'memberOf', 'memberOf'),
]);

/** Every documented property of device rules, in ordinal order of the name. Claim `rules/5.2-device-properties`. */
export const deviceRuleProperties: readonly RuleProperty[] = sorted([
  ...sameNameDeviceTexts.map((name) => property('device', name, 'string')),
  ...extensionAttributeNames().map((name) => property('device', name, 'string')),
  property('device', 'accountEnabled', 'boolean'),
  property('device', 'isRooted', 'boolean'),
  property('device', 'deviceManagementAppId', 'string', 'mdmAppId'),
  property('device', 'deviceManufacturer', 'string', 'manufacturer'),
  property('device', 'deviceModel', 'string', 'model'),
  property('device', 'deviceOSType', 'string', 'operatingSystem'),
  property('device', 'deviceOSVersion', 'string', 'operatingSystemVersion'),
  property('device', 'deviceTrustType', 'string', 'trustType'),
  property('device', 'objectId', 'string', 'id'),
  property('device', 'devicePhysicalIds', 'stringCollection', 'physicalIds'),
  property('device', 'systemLabels', 'stringCollection'),
  property('device', 'memberOf', 'memberOf'),
]);

/** The legacy property that the semantics option `organizational-unit` lets in. */
export const organizationalUnitProperty: RuleProperty = {
  ...property('device', 'organizationalUnit', 'string'),
  isAlwaysNull: true,
};

/** The property that `Direct Reports for` reads; it cannot be written in a rule. */
export const managerRuleProperty: RuleProperty = property('user', 'manager', 'string');

const propertiesByFoldedName: Readonly<Record<RuleObject, ReadonlyMap<string, RuleProperty>>> = {
  user: new Map(userRuleProperties.map((entry) => [foldOrdinal(entry.name), entry])),
  device: new Map(deviceRuleProperties.map((entry) => [foldOrdinal(entry.name), entry])),
};

/**
 * Finds a rule property, names read without regard to case. Directory extensions of users keep the spelling they were
 * written in. Undefined when rules do not support it.
 */
export function findRuleProperty(object: RuleObject, name: string): RuleProperty | undefined {
  const known = propertiesByFoldedName[object].get(foldOrdinal(name));
  if (known !== undefined) return known;
  return object === 'user' && isDirectoryExtension(name) ? property('user', name, 'string') : undefined;
}

function property(object: RuleObject, name: string, type: RulePropertyType, source = name): RuleProperty {
  return { object, name, type, source };
}

function extensionAttributeNames(): readonly string[] {
  return Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`);
}

function sorted(properties: readonly RuleProperty[]): readonly RuleProperty[] {
  return properties.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
