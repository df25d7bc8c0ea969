import { draft, type Expected, listed, type RuleDraft, type RuleSectionDraft } from './draft.ts';

/* The tables of spec rules 5.1 and 5.2, written down again: a name that an engine does not know is an error there. */

const id = '0000000a-0000-4000-8000-00000000000b';
const extensions = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`);

const userTexts = (
  'city companyName country department displayName employeeId facsimileTelephoneNumber givenName ' +
  'jobTitle mail mailNickName mobile onPremisesDistinguishedName onPremisesSecurityIdentifier ' +
  'passwordPolicies physicalDeliveryOfficeName postalCode preferredLanguage sipProxyAddress state ' +
  'streetAddress surname telephoneNumber usageLocation userPrincipalName userType'
).split(' ');
const deviceTexts = (
  'deviceCategory deviceId deviceManagementAppId deviceManufacturer deviceModel deviceOSType ' +
  'deviceOSVersion deviceOwnership deviceTrustType displayName enrollmentProfileName ' +
  'managementType profileType'
).split(' ');

const renamed = ['facsimileTelephoneNumber', 'mailNickName', 'mobile', 'sipProxyAddress', 'telephoneNumber'];
const renamedOfDevices = [
  'deviceOSType',
  'deviceOSVersion',
  'deviceModel',
  'deviceManufacturer',
  'deviceTrustType',
  'deviceManagementAppId',
];

function claimOf(object: 'user' | 'device', name: string): string {
  if (name.startsWith('extensionAttribute'))
    return object === 'user' ? '5.1-extension-attributes' : '5.2-device-properties';
  if (object === 'device') return renamedOfDevices.includes(name) ? '5.2-graph-names' : '5.2-device-properties';
  if (name === 'physicalDeliveryOfficeName') return '5.1-office-name';
  return renamed.includes(name) ? '5.1-graph-names' : '5.1-user-properties';
}

function textProperty(object: 'user' | 'device', name: string): readonly RuleDraft[] {
  const rule = `${object}.${name} -eq "Blue 7"`;
  const claim = claimOf(object, name);
  return [
    draft(`property-${object}-${name}`, claim, rule, true, { attributes: { [name]: 'blue 7' } }),
    draft(`property-${object}-${name}-not-known`, claim, rule, [name], { unknown: [name] }),
  ];
}

const properties: readonly RuleDraft[] = [
  ...[...userTexts, ...extensions].flatMap((name) => textProperty('user', name)),
  ...[...deviceTexts, ...extensions].flatMap((name) => textProperty('device', name)),
];

const extension = 'extension_0123456789abcdef0123456789abcdef_Office';

const otherProperties = listed('properties', [
  ['5.1-user-properties', `user.objectId -eq "${id}"`, { objectId: id }, true],
  ['5.2-device-properties', `device.objectId -eq "${id}"`, { objectId: id }, true],
  ['8.3-everybody', 'user.objectId -ne null', { objectId: id }, true],
  ['8.3-everybody', 'user.objectId -ne null', { objectId: id, userType: 'Guest' }, true],
  ['8.3-everybody', 'device.objectId -ne null', { objectId: id }, true],
  ['5.1-directory-extensions', `user.${extension} -eq "North"`, { [extension]: 'NORTH' }, true],
  ['5.1-directory-extensions', `user.${extension} -eq "North"`, { [extension]: null }, false],
  ['5.1-directory-extensions', `user.${extension} -ne null`, undefined, [extension], { unknown: [extension] }],
  [
    '5.1-extension-underscore',
    'user.extension_0123456789abcdef0123456789abcdef__Office -eq "x"',
    { extension_0123456789abcdef0123456789abcdef__Office: 'x' },
    true,
  ],
  [
    '5.1-extension-underscore',
    `user.${extension} -eq "x"`,
    { extension_0123456789abcdef0123456789abcdef__Office: 'x', [extension]: null },
    false,
  ],
  ['5.1-directory-extensions', 'user.extension_Office -eq "x"', {}, 'error UnsupportedProperty unsupported-property'],
  [
    '5.1-directory-extensions',
    'user.extension_01234567-89ab-cdef-0123-456789abcdef_Office -eq "x"',
    {},
    'error Syntax',
  ],
  [
    '5.1-extension-attributes',
    'user.extensionAttribute0 -eq "x"',
    {},
    'error UnsupportedProperty unsupported-property',
  ],
  [
    '5.1-extension-attributes',
    'user.extensionAttribute16 -eq "x"',
    {},
    'error UnsupportedProperty unsupported-property',
  ],
  ['5.2-versions-are-text', 'device.deviceOSVersion -startsWith "10.0.2"', { deviceOSVersion: '10.0.22631' }, true],
  ['5.2-versions-are-text', 'device.deviceOSVersion -startsWith "10.0.1"', { deviceOSVersion: '10.0.22631' }, false],
  ['5.2-versions-are-text', 'device.deviceOSVersion -eq "10.0"', { deviceOSVersion: '10.00' }, false],
  ['5.2-system-labels', 'device.systemLabels -contains "M365Managed"', { systemLabels: ['m365managed'] }, true],
  [
    '5.2-system-labels',
    'device.systemLabels -any (_ -eq "M365Managed")',
    { systemLabels: ['other', 'm365managed'] },
    true,
  ],
  [
    '5.2-device-properties',
    'device.devicePhysicalIds -any (_ -eq "[OrderID]:blue")',
    { devicePhysicalIds: ['[ZTDId]:1', '[OrderID]:Blue'] },
    true,
  ],
  ['5.2-device-properties', 'device.isRooted -eq true', { isRooted: true }, true],
  ['5.2-device-properties', 'device.accountEnabled -eq false', { accountEnabled: false }, true],
  ['5.1-dir-sync-null', 'user.dirSyncEnabled -eq null', {}, true],
  ['5.1-dir-sync-null', 'user.dirSyncEnabled -eq false', {}, false],
  ['5.1-dir-sync-null', 'user.dirSyncEnabled -ne true', {}, true],
  [
    '5.1-user-properties',
    'user.passwordPolicies -contains "DisableStrongPassword"',
    { passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword' },
    true,
  ],
  [
    '5.1-user-properties',
    'user.passwordPolicies -eq "DisableStrongPassword"',
    { passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword' },
    false,
  ],
  ['10-disabled-and-guests', 'user.city -eq "Oslo"', { city: 'Oslo', accountEnabled: false, userType: 'Guest' }, true],
  ['5.2-legacy-properties', 'device.organizationalUnit -eq "OU"', {}, 'error UnsupportedProperty unsupported-property'],
  ['5.2-legacy-properties', 'device.domainName -eq "contoso"', {}, 'error UnsupportedProperty unsupported-property'],
  ['8.4-kind-from-rule', 'device.displayName -eq "x"', { displayName: 'X' }, true, { kind: 'device' }],
  ['8.4-kind-from-rule', 'user.displayName -eq "x"', { displayName: 'X' }, true, { kind: 'user' }],
  ['14-2-property-name-case', 'user.DEPARTMENT -eq "x"', { department: 'x' }, true],
  ['14-2-property-name-case', 'user.mailnickname -eq "x"', { mailNickName: 'x' }, true],
  ['2-property-case', 'user.employeehiredate -eq null', {}, true],
  ['2-property-case', 'device.devicePhysicalIDs -contains "x"', { devicePhysicalIds: ['x'] }, true],
  ['2-property-case', 'user.userType -eq "Guest"', { USERTYPE: 'guest' }, true],
  ['2-property-case', 'user.usertype -eq "Guest"', undefined, ['userType'], { unknown: ['UserType'] }],
]);

/** Names that people try and that rules do not have (5.3), with the object. */
const unsupported = (
  'user.employeeType user.officeLocation user.title user.assignedLicenses ' +
  'user.onPremisesSamAccountName user.createdDateTime user.manager user.roles user.mobilePhone ' +
  'user.businessPhones user.id device.isCompliant device.isManaged device.trustType ' +
  'device.operatingSystem device.osVersion device.model device.manufacturer device.deviceName ' +
  'device.mdmAppId device.department user.deviceModel'
).split(' ');

function unsupportedCase(name: string): RuleDraft {
  const [object = '', property = ''] = name.split('.');
  const claims: Readonly<Record<string, string>> = {
    'user.employeeType': '5.3-employee-type',
    'user.officeLocation': '5.3-employee-type',
    'user.title': '9-unsupported-property',
    'device.isCompliant': '1-device-filters-differ',
    'device.trustType': '1-device-filters-differ',
    'device.osVersion': '1-device-filters-differ',
  };
  const expected: Expected = 'error UnsupportedProperty unsupported-property';
  return draft(
    `unsupported-${object}-${property}`,
    claims[name] ?? '5.3-unsupported-properties',
    `${name} -eq "x"`,
    expected,
  );
}

const security = listed('unsupported', [
  ['8.5-custom-security-attributes', 'user.customSecurityAttributes -eq "x"', {}, 'error UnsupportedProperty'],
  ['9-one-error', 'user.employeeType -eq "x" -and user.title -eq "y"', {}, 'error UnsupportedProperty'],
  ['9-one-error', 'user.accountEnabled -contains "x" -and user.title -eq "y"', {}, 'error Operator'],
  ['9-one-error', 'user.title -eq "y" -and user.accountEnabled -contains "x"', {}, 'error UnsupportedProperty'],
  ['9-one-error', 'user.accountEnabled -eq "x" -and user.city -foo "y"', {}, 'error Syntax unknown-operator'],
]);

/** Sections about properties. */
export const propertySections: readonly RuleSectionDraft[] = [
  { id: 'properties', title: 'Every property that rules know', cases: [...properties, ...otherProperties] },
  {
    id: 'unsupported-properties',
    title: 'Properties that rules do not know',
    cases: [...unsupported.map(unsupportedCase), ...security],
  },
];
