import { describe, expect, it } from 'vitest';
import { checkRule, deviceRuleProperties, findRuleProperty, userRuleProperties } from '../../../src/rules/index.ts';
import { accepted, errorsOf, refusal, semanticsWith, treeOf, warningCodes } from '../../support/rule-checks.ts';

const equality = ['eq', 'ne'];
const search = [
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'contains',
  'notContains',
  'match',
  'notMatch',
];
const lists = ['in', 'notIn'];
const order = ['ge', 'le'];
const all = [...equality, ...search, ...lists, ...order];

const types = [
  {
    claim: '[rules/5.4-string-operators]',
    left: 'user.department',
    value: '"x"',
    allowed: [...equality, ...search, ...lists],
  },
  { claim: '[rules/5.4-boolean-operators]', left: 'user.accountEnabled', value: 'true', allowed: equality },
  {
    claim: '[rules/5.4-date-operators]',
    left: 'user.employeeHireDate',
    value: '2025-01-01',
    allowed: [...equality, ...order],
  },
  { claim: '[rules/5.4-collection-operators]', left: 'user.otherMails', value: '"x"', allowed: search },
  { claim: '[rules/5.2-system-labels]', left: 'device.systemLabels', value: '"x"', allowed: search },
  { claim: '[rules/5.4-plans-quantified-only]', left: 'user.assignedPlans', value: '"x"', allowed: [] },
  { claim: '[rules/8.2-form]', left: 'user.memberOf', value: '"x"', allowed: [] },
];

describe('operators by type', () => {
  it.each(types)('$claim $left takes its operators and no others', ({ left, value, allowed }) => {
    const textOf = (operator: string): string =>
      `${left} -${operator} ${lists.includes(operator) ? `[${value}]` : value}`;
    const refused = all.filter((operator) => !checkRule(textOf(operator)).ok);
    expect(all.filter((operator) => !refused.includes(operator))).toEqual(allowed);
    expect(refused.map((operator) => refusal(textOf(operator)))).toEqual(
      refused.map((operator) => `Operator @ -${operator}`),
    );
  });

  it('[rules/5.4-element-operators] an element takes the operators of texts', () => {
    for (const operator of [...equality, ...search]) {
      expect(treeOf(accepted(`user.otherMails -any (_ -${operator} "x")`))).toBe(
        `(any user.otherMails (${operator} self "x"))`,
      );
    }
    expect(refusal('user.otherMails -any (_ -ge "x")')).toBe('Operator @ -ge');
  });

  it('[rules/5.4-element-lists] an element takes lists', () => {
    expect(treeOf(accepted('user.assignedPlans -all (assignedPlan.service -notIn ["x"])'))).toBe(
      '(all user.assignedPlans (notIn service ["x"]))',
    );
  });

  it.each([
    ['[rules/5.4-collection-equality] null on a collection', 'user.otherMails -eq null', 'Operator @ -eq'],
    ['[rules/5.4-collection-equality] a list on a collection', 'user.proxyAddresses -in ["x"]', 'Operator @ -in'],
    ['[rules/9-operator] -any on a text', 'user.department -any (_ -eq "x")', 'Operator @ -any'],
    ['-all on a boolean', 'user.accountEnabled -all (_ -eq "x")', 'Operator @ -all'],
    ['[rules/14-4-order-on-text] -ge on a version', 'device.deviceOSVersion -ge "10.0.26200"', 'Operator @ -ge'],
  ])('refuses %s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('[rules/5.4-collection-match] reads patterns on collections', () => {
    expect(treeOf(accepted('user.proxyAddresses -notMatch "^smtp:"'))).toBe('(notMatch user.proxyAddresses "^smtp:")');
  });

  it('[rules/5.4-date-ne] reads -ne on dates', () => {
    expect(treeOf(accepted('user.employeeHireDate -ne "2025-01-01"'))).toBe(
      '(ne user.employeeHireDate 2025-01-01T00:00:00.000Z)',
    );
  });

  it('[rules/5.4-null-on-typed] reads null on booleans and dates', () => {
    expect(treeOf(accepted('user.dirSyncEnabled -eq null -or user.employeeHireDate -ne null'))).toBe(
      '(or (eq user.dirSyncEnabled null) (ne user.employeeHireDate null))',
    );
  });

  it('[rules/5.2-versions-are-text] reads versions as texts', () => {
    expect(treeOf(accepted('device.deviceOSVersion -startsWith "10.0.2"'))).toBe(
      '(startsWith device.deviceOSVersion "10.0.2")',
    );
  });
});

describe('operands', () => {
  it.each([
    ['an unquoted text', 'user.department -eq Sales', 'Operands @ Sales'],
    ['an unquoted text spelt like an operator', 'user.department -eq All', 'Operands @ All'],
    ['an unquoted text with a dot', 'user.mail -eq contoso.com', 'Operands @ contoso.com'],
    [
      'an unquoted GUID',
      'user.objectId -eq aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
      'Operands @ aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
    ],
    ['an unquoted version', 'device.deviceOSVersion -eq 10.0.22000', 'Operands @ 10.0.22000'],
    ['another property', 'user.mail -eq user.userPrincipalName', 'Operands @ user.userPrincipalName'],
    ['a boolean for a text', 'user.department -eq true', 'Operands @ true'],
    ['a date for a text', 'user.department -eq 2025-01-01', 'Operands @ 2025-01-01'],
    ['system.now for a text', 'user.department -eq (system.now)', 'Operands @ (system.now)'],
    ['a list for one text', 'user.department -eq ["x"]', 'Operands @ ["x"]'],
    ['one text for a list', 'user.department -in "x"', 'Operands @ "x"'],
    ['a number for a boolean', 'user.accountEnabled -eq 1', 'Operands @ 1'],
    ['[rules/14-3-quoted-boolean] a quoted boolean', 'user.accountEnabled -eq "true"', 'Operands @ "true"'],
    ['an unquoted word for a boolean', 'user.accountEnabled -eq yes', 'Operands @ yes'],
    ['no date', 'user.employeeHireDate -ge "soon"', 'Operands @ "soon"'],
    ['a number for a date', 'user.employeeHireDate -ge 20250101', 'Operands @ 20250101'],
    ['a date in another order', 'user.employeeHireDate -ge 31-01-2025', 'Operands @ 31-01-2025'],
    ['equality with a moving date', 'user.employeeHireDate -eq system.now', 'Operands @ system.now'],
    [
      'inequality with a moving date',
      'user.employeeHireDate -ne (system.now -plus P1D)',
      'Operands @ (system.now -plus P1D)',
    ],
    ['null with a text operator', 'user.department -contains null', 'Operands @ null'],
    ['[rules/5.4-null-operators] null with -ge', 'user.employeeHireDate -ge null', 'Operands @ null'],
    ['null with a list operator', 'user.department -in null', 'Operands @ null'],
    ['null with a text operator in a body', 'user.otherMails -any (_ -match null)', 'Operands @ null'],
    ['[rules/5.4-not-null] -not null', 'user.extensionAttribute1 -not null', 'Operands @ -not'],
    ['-not null in a body', 'user.otherMails -any (_ -not null)', 'Operands @ -not'],
  ])('refuses %s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('[rules/9-operands] says which operator it is, in its documented spelling', () => {
    expect(errorsOf('user.x1 -eq 1 -or user.city -NOTIN "x"')[1]?.message).toMatch(
      /^Invalid operands found for operator -notIn\b/,
    );
    expect(errorsOf('user.city -not null')[0]?.message).toBe('Invalid operands found for operator -not');
  });

  it('[rules/14-3-quoted-boolean] reads a quoted boolean on demand', () => {
    const lenient = semanticsWith({ 'quoted-boolean': 'accept' });
    expect(treeOf(accepted('user.accountEnabled -ne "False"', lenient))).toBe('(ne user.accountEnabled false)');
    expect(refusal('user.accountEnabled -eq "yes"', lenient)).toBe('Operands @ "yes"');
  });

  it('[rules/14-4-order-on-text] orders texts on demand, with a warning', () => {
    const lenient = semanticsWith({ 'text-order-operators': 'accept' });
    expect(treeOf(accepted('device.deviceOSVersion -ge "10.0"', lenient))).toBe('(ge device.deviceOSVersion "10.0")');
    expect(warningCodes('device.deviceOSVersion -ge "10.0"', lenient)).toEqual(['rule/text-order']);
    expect(refusal('device.isRooted -ge true', lenient)).toBe('Operator @ -ge');
  });

  it('warns about durations in years or months', () => {
    expect(warningCodes('user.employeeHireDate -ge system.now -minus P1M')).toEqual(['rule/calendar-duration']);
    expect(warningCodes('user.employeeHireDate -ge system.now -minus P30DT1M')).toEqual([]);
  });
});

describe('patterns', () => {
  it.each([
    ['user.displayName -match "a(b"', '(b'],
    ["user.displayName -match 'O''Neil**'", '*'],
    ['user.displayName -notMatch "`"`"["', '['],
  ])('[rules/6-match-invalid] refuses %s and points into the text', (text, marked) => {
    const [error] = errorsOf(text);
    expect(error?.kind).toBe('QueryCompilation');
    expect(text.slice(error?.span?.start).startsWith(marked)).toBe(true);
    expect(error?.span?.end).toBeLessThan(text.length);
  });

  it('[rules/6-match-linear] accepts a pattern that cannot be decided, with a warning', () => {
    expect(warningCodes('user.displayName -match "(a)\\1"')).toEqual(['rule/untranslatable-pattern']);
  });
});

describe('properties', () => {
  it('[rules/5.1-user-properties] knows the documented properties of users', () => {
    expect(userRuleProperties).toHaveLength(49);
    for (const { name } of userRuleProperties) expect(findRuleProperty('user', name.toUpperCase())?.name).toBe(name);
  });

  it('[rules/5.2-device-properties] knows the documented properties of devices', () => {
    expect(deviceRuleProperties).toHaveLength(34);
    for (const { name } of deviceRuleProperties)
      expect(findRuleProperty('device', name.toLowerCase())?.name).toBe(name);
  });

  it.each([
    ['[rules/5.1-office-name]', 'user', 'physicalDeliveryOfficeName', 'officeLocation'],
    ['[rules/5.1-graph-names]', 'user', 'mobile', 'mobilePhone'],
    ['[rules/5.1-graph-names]', 'user', 'dirSyncEnabled', 'onPremisesSyncEnabled'],
    ['[rules/5.1-graph-names]', 'user', 'objectId', 'id'],
    ['[rules/5.2-graph-names]', 'device', 'deviceOSType', 'operatingSystem'],
    ['[rules/5.2-graph-names]', 'device', 'deviceManagementAppId', 'mdmAppId'],
    ['[rules/5.2-graph-names]', 'device', 'devicePhysicalIds', 'physicalIds'],
    ['[rules/5.1-extension-attributes]', 'user', 'extensionAttribute15', 'extensionAttribute15'],
  ] as const)('%s %s.%s reads the Graph property %s', (_, object, name, source) => {
    expect(findRuleProperty(object, name)?.source).toBe(source);
  });

  it.each([
    ['[rules/5.3-employee-type] employeeType', 'user.employeeType -eq "x"', 'employeeType'],
    ['[rules/5.3-employee-type] officeLocation', 'user.officeLocation -eq "x"', 'officeLocation'],
    [
      '[rules/9-unsupported-property] [rules/5.3-unsupported-properties] a name as it was typed',
      'user.MANAGER -eq null',
      'MANAGER',
    ],
    ['[rules/1-device-filters-differ] isCompliant', 'device.isCompliant -eq true', 'isCompliant'],
    ['[rules/1-device-filters-differ] trustType', 'device.trustType -eq "x"', 'trustType'],
    ['[rules/5.2-legacy-properties] domainName', 'device.domainName -eq "x"', 'domainName'],
    ['[rules/5.2-legacy-properties] organizationalUnit', 'device.organizationalUnit -eq "x"', 'organizationalUnit'],
    ['[rules/5.1-directory-extensions] an extension without an app', 'user.extension_Tier -eq "x"', 'extension_Tier'],
    [
      '[rules/8.5-custom-security-attributes] custom security attributes',
      'user.customSecurityAttributes -eq "x"',
      'customSecurityAttributes',
    ],
    ['extensionAttribute16', 'user.extensionAttribute16 -eq "x"', 'extensionAttribute16'],
    ['a device property of a user', 'user.deviceOSType -eq "x"', 'deviceOSType'],
    ['a name that objects inherit', 'user.constructor -eq "x"', 'constructor'],
  ])('refuses %s', (_, text, name) => {
    const errors = errorsOf(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ kind: 'UnsupportedProperty', message: `Unsupported property '${name}'` });
  });

  it.each([
    ['user.officeLocation -eq "x"', 'physicalDeliveryOfficeName'],
    ['user.title -eq "x"', 'jobTitle'],
    ['device.operatingSystem -eq "x"', 'deviceOSType'],
    ['device.osVersion -eq "x"', 'deviceOSVersion'],
    ['device.isCompliant -eq true', 'device filters'],
    ['user.departmnet -eq "x"', 'user.department'],
    ['user.deviceModel -eq "x"', 'device.deviceModel'],
    ['user.extension_Tier -eq "x"', 'app id'],
    ['department -eq "x"', 'user.department'],
  ])('hints at what to write instead of %s', (text, hint) => {
    expect(errorsOf(text)[0]?.hint).toContain(hint);
  });

  it('[rules/5.1-directory-extensions] [rules/5.1-extension-underscore] reads directory extensions as typed', () => {
    const name = 'extension_c272a57b722d4eb29bfe327874ae79cb__OfficeNumber';
    expect(treeOf(accepted(`user.${name} -ne "123"`))).toBe(`(ne user.${name} "123")`);
  });

  it('[rules/2-property-case] [rules/14-2-property-name-case] warns about another spelling, or refuses it on demand', () => {
    expect(warningCodes('user.usertype -eq "Guest"')).toEqual(['rule/property-spelling']);
    expect(warningCodes('user.mailNickname -eq "x" -or user.mailNickName -eq "x"')).toEqual([]);
    const sensitive = semanticsWith({ 'property-name-case': 'sensitive' });
    expect(refusal('user.usertype -eq "Guest"', sensitive)).toBe('UnsupportedProperty @ user.usertype');
    expect(treeOf(accepted('user.mailNickname -eq "x"', sensitive))).toBe('(eq user.mailNickName "x")');
  });

  it('[rules/5.2-legacy-properties] reads organizationalUnit on demand, with a warning', () => {
    const lenient = semanticsWith({ 'organizational-unit': 'null' });
    expect(treeOf(accepted('device.organizationalUnit -eq "x"', lenient))).toBe('(eq device.organizationalUnit "x")');
    expect(warningCodes('device.organizationalUnit -eq "x"', lenient)).toEqual(['rule/legacy-property']);
    expect(refusal('user.organizationalUnit -eq "x"', lenient)).toBe('UnsupportedProperty @ user.organizationalUnit');
  });
});
