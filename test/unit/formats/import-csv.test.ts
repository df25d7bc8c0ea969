import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTenant } from '../../../src/formats/index.ts';
import { countsOf, expectImportError, importClock, importFiles, linksIn, valueIn } from '../../support/import-files.ts';

const powerShell = 'fixtures/exports/power-shell';

async function importFixture(...names: readonly string[]): ReturnType<typeof importTenant> {
  return importTenant(
    names.map((name) => join('fixtures/exports', name)),
    { clock: importClock },
  );
}

describe('importing Get-MgUser | Export-Csv', () => {
  it('reads entirely empty columns as not known and empty cells of other columns as null', async () => {
    const { tenant, report } = await importFixture('power-shell/get-mguser-default.csv');
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'jobTitle')).toBe('Engineer');
    expect(valueIn(tenant, 'user', ' bo@contoso.com', 'jobTitle')).toBeNull();
    for (const name of ['department', 'userType', 'accountEnabled', 'proxyAddresses', 'employeeHireDate']) {
      expect(valueIn(tenant, 'user', 'ada@contoso.com', name)).toBeUndefined();
    }
    const finding = report.findings.find(({ code }) => code === 'import/not-exported');
    expect(finding?.samples).toContain('department');
    expect(report.properties.user?.hint).toContain('-Property');
  });

  it('ignores type names with a warning', async () => {
    const { tenant, report } = await importFixture('power-shell/get-mguser-default.csv');
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'businessPhones')).toBeUndefined();
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'additionalData')).toBeUndefined();
    expect(countsOf(report)).toMatchObject({ 'import/type-name': 5, 'import/blank-in-name': 1 });
  });

  it('reads semicolons, quotes, booleans and instants, and leaves local dates unknown', async () => {
    const { tenant, report } = await importFixture('power-shell/get-mguser-selected.csv');
    const ada = (name: string): unknown => valueIn(tenant, 'user', 'ada@contoso.com', name);
    expect(ada('department')).toBe('R&D; Berlin');
    expect(ada('accountEnabled')).toBe(true);
    expect(ada('createdDateTime')).toBe('2020-01-02T03:04:05Z');
    expect(ada('employeeHireDate')).toBeUndefined();
    expect(valueIn(tenant, 'user', 'bo@contoso.com', 'displayName')).toBe('Bo "B" Chen');
    expect(valueIn(tenant, 'user', 'bo@contoso.com', 'department')).toBeNull();
    expect(countsOf(report)).toMatchObject({ 'import/ambiguous-date': 1 });
  });

  it('finds a manager by userPrincipalName', async () => {
    const { tenant } = await importFixture('power-shell/get-mguser-selected.csv');
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'manager')).toBe('7a000001-0000-4000-8000-000000000002');
    expect(valueIn(tenant, 'user', 'bo@contoso.com', 'manager')).toBeNull();
  });

  it('lets a second file fill in what the first one lacks, and keeps unknown columns', async () => {
    const { tenant, report } = await importFixture(
      'power-shell/get-mguser-default.csv',
      'power-shell/get-mguser-selected.csv',
    );
    expect(tenant.populations.user.size).toBe(2);
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'jobTitle')).toBe('Engineer');
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'userType')).toBe('Member');
    expect(valueIn(tenant, 'user', '7a000001-0000-4000-8000-000000000002', 'additionalData')).toEqual({
      ManagerId: 'x',
    });
    // " bo@contoso.com" and "bo@contoso.com", "Bo Chen" and the name with quotation marks.
    expect(countsOf(report)).toMatchObject({ 'import/conflicting-values': 2, 'import/unknown-property': 1 });
  });
});

describe('importing Get-MgUser | ConvertTo-Json', () => {
  it('reads Pascal case, UTF-16 and dates of Windows PowerShell', async () => {
    const { tenant } = await importTenant([join(powerShell, 'get-mguser.json')], { clock: importClock });
    const juergen = (name: string): unknown => valueIn(tenant, 'user', 'juergen@contoso.com', name);
    expect(juergen('displayName')).toBe('Jürgen Weiß');
    expect(juergen('createdDateTime')).toBe('2020-01-02T03:04:05Z');
    expect(juergen('businessPhones')).toEqual(['+49 30 1234567']);
    expect(juergen('manager')).toBe('7a000002-0000-4000-8000-000000000002');
    expect(juergen('extension_0123456789abcdef0123456789abcdef_badge')).toBe('B-1');
    expect(juergen('additionalData')).toBeUndefined();
  });

  it('reads properties that are null for everybody as not known', async () => {
    const { tenant, report } = await importTenant([join(powerShell, 'get-mguser.json')], { clock: importClock });
    const mei = (name: string): unknown => valueIn(tenant, 'user', 'mei@contoso.com', name);
    expect(mei('department')).toBeNull();
    expect(mei('manager')).toBeNull();
    expect(mei('extensionAttribute1')).toBeNull();
    expect(mei('extensionAttribute2')).toBeUndefined();
    expect(mei('jobTitle')).toBeUndefined();
    expect(mei('costCenter')).toBeUndefined();
    expect(report.findings.find(({ code }) => code === 'import/not-exported')?.count).toBe(17);
  });
});

describe('importing downloads of the admin centre', () => {
  it('reads users under the names that the portal uses', async () => {
    const { tenant } = await importFixture('portal-csv/users.csv');
    const kim = (name: string): unknown => valueIn(tenant, 'user', 'kim@contoso.com', name);
    expect(tenant.populations.user.idAt(0)).toBe('8b000001-0000-4000-8000-000000000001');
    expect(kim('officeLocation')).toBe('18/2111');
    expect(kim('businessPhones')).toEqual(['+47 22 00 00 00']);
    expect(kim('accountEnabled')).toBe(true);
    expect(kim('mobilePhone')).toBeUndefined();
    expect(valueIn(tenant, 'user', 'lee@contoso.com', 'additionalData')).toEqual({
      authenticationEmail: 'kept@fabrikam.com',
    });
  });

  it('reads groups, and members from files that are named after their group', async () => {
    const { tenant, report } = await importFixture('portal-csv');
    expect(valueIn(tenant, 'group', 'Finance Team', 'groupTypes')).toEqual(['Unified', 'DynamicMembership']);
    expect(valueIn(tenant, 'group', 'Finance Team', 'securityEnabled')).toBeUndefined();
    expect(valueIn(tenant, 'group', 'Auditors', 'groupTypes')).toEqual([]);
    expect(valueIn(tenant, 'group', 'Auditors', 'mailEnabled')).toBe(false);
    expect(linksIn(tenant, 'groupMembers', 'Auditors')).toEqual([
      '8b000001-0000-4000-8000-0000000000aa',
      'kim@contoso.com',
    ]);
    expect(linksIn(tenant, 'groupExportedMembers', 'Finance Team')).toEqual(['lee@contoso.com']);
    expect(countsOf(report)).toMatchObject({ 'import/dangling-reference': 1 });
  });

  it('reads bulk templates: version row, example row, bracketed keys, no ids, no passwords', async () => {
    const { tenant, report } = await importFixture('portal-csv/bulk-create-users.csv');
    expect(tenant.populations.user.size).toBe(2);
    expect(valueIn(tenant, 'user', 'nia@contoso.com', 'accountEnabled')).toBe(true);
    expect(valueIn(tenant, 'user', 'old@contoso.com', 'accountEnabled')).toBe(false);
    expect(valueIn(tenant, 'user', 'old@contoso.com', 'department')).toBeNull();
    expect(countsOf(report)).toMatchObject({ 'import/secret-dropped': 2 });
    const again = await importFixture('portal-csv/bulk-create-users.csv');
    expect(again.tenant.populations.user.idAt(0)).toBe(tenant.populations.user.idAt(0));
  });

  it('finds users without an id by userPrincipalName', async () => {
    const { tenant } = await importFiles({
      '1.csv': 'id,userPrincipalName\nu1,ada@contoso.com\n',
      '2.csv': 'userPrincipalName,department\nADA@contoso.com,Sales\n',
    });
    expect(tenant.populations.user.size).toBe(1);
    expect(valueIn(tenant, 'user', 'u1', 'department')).toBe('Sales');
  });

  it('reads one list of members for all groups', async () => {
    const { tenant } = await importFiles({
      'groups.csv':
        'Id,DisplayName,GroupTypes,SecurityEnabled\ng1,A,,True\ng2,B,"{Unified, DynamicMembership}",False\n',
      'all.csv': 'GroupId,MemberId\ng1,u1\nB,u1\n',
      'users.csv': 'id,userPrincipalName\nu1,ada@contoso.com\n',
    });
    expect(linksIn(tenant, 'groupMembers', 'A')).toEqual(['ada@contoso.com']);
    expect(linksIn(tenant, 'groupExportedMembers', 'B')).toEqual(['ada@contoso.com']);
  });
});

describe('U+FEFF in CSV', () => {
  it('is a byte order mark in front of the file, and a sign like any other in a value', async () => {
    const { tenant, report } = await importFiles({
      'users.csv':
        '\ufeffdisplayName,id,userPrincipalName,city,department,businessPhones,proxyAddresses\r\n' +
        '\ufeffAda,user-1,\ufeffada@contoso.com,\ufeff,"\ufeffSales", \ufeff1; \ufeff2 ,"{\ufeffa, \ufeff}"\r\n',
    });
    const ada = (name: string): unknown => tenant.populations.user.valueAt(0, name);
    expect(report.findings.map(({ code }) => code)).not.toContain('import/blank-in-name');
    expect(tenant.populations.user.idAt(0)).toBe('user-1');
    expect(ada('displayName')).toBe('\ufeffAda');
    expect(ada('userPrincipalName')).toBe('\ufeffada@contoso.com');
    expect(ada('city')).toBe('\ufeff');
    expect(ada('department')).toBe('\ufeffSales');
    expect(ada('businessPhones')).toEqual(['\ufeff1', '\ufeff2']);
    expect(ada('proxyAddresses')).toEqual(['\ufeffa', '\ufeff']);
  });
});

describe('CSV that cannot be imported', () => {
  it.each([
    [
      'a row with too few cells',
      'id,userPrincipalName,department\nu1,a@b.c,x\nu2,a@b.c\n',
      'import/invalid-csv',
      'users.csv:3',
    ],
    ['a quotation mark that is not closed', 'id,userPrincipalName\nu1,"a@b.c\n', 'import/truncated', 'users.csv'],
    ['a quotation mark inside a cell', 'id,userPrincipalName\nu1,a"b\n', 'import/invalid-csv', 'users.csv:2'],
    [
      'a boolean that is none',
      'id,userPrincipalName,accountEnabled\nu1,a@b.c,perhaps\n',
      'import/wrong-value',
      'users.csv:2',
    ],
    ['a row without a name', 'id,userPrincipalName,department\n,,x\n', 'import/missing-id', 'users.csv:2'],
    [
      'two columns for one property',
      'id,objectId,userPrincipalName\na,b,c\n',
      'import/invalid-csv',
      'both stand for "id"',
    ],
    ['nothing', '\n\n', 'import/nothing-to-import', 'users.csv'],
    ['only a header', 'id,userPrincipalName\n', 'import/nothing-to-import', 'no object'],
  ])('is %s', async (_name, text, code, message) => {
    const error = await expectImportError(code, importFiles({ 'users.csv': text }));
    expect(error.message).toContain(message);
  });

  it('counts the lines above the header', async () => {
    const text = '#TYPE x\nversion:v1.0,,\nid,userPrincipalName,accountEnabled\nu1,a@b.c,perhaps\n';
    const error = await expectImportError('import/wrong-value', importFiles({ 'users.csv': text }));
    expect(error.message).toContain('users.csv:4');
  });

  it('is a list of members without a group', async () => {
    const text = 'Member object ID or user principal name [memberObjectIdOrUpn] Required\na@b.c\n';
    const error = await expectImportError('import/unknown-holder', importFiles({ 'import.csv': text }));
    expect(error.hint).toContain('_members.csv');
  });

  it('is a header that fits no type', async () => {
    await expectImportError('import/unknown-object-type', importFiles({ 'data.csv': 'a,b\n1,2\n' }));
  });
});
