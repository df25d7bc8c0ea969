import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTenantFolder, writeTenantFolder } from '../../../src/formats/index.ts';
import type { LicenseDifference } from '../../../src/licensing/index.ts';
import { fingerprintOf, TenantDraft, withLinkedRows } from '../../../src/model/index.ts';
import { emptyRowSet, lineColumnAt } from '../../../src/base/index.ts';
import { DiagnosticsError } from '../../../src/diagnostics/index.ts';
import { importFiles, writeFiles } from '../../support/import-files.ts';
import { cellsOf } from '../../support/license-cells.ts';
import { licenseScene } from '../../support/license-scene.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const e3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const sway = 'a23b959c-7ce8-4e57-9140-b90eb88a9e97';
const header = 'formatVersion: 1\nclock: 2026-12-01T00:00:00Z\n';

const state = {
  skuId: e3,
  assignedByGroup: null,
  disabledPlans: [sway],
  state: 'Active',
  error: 'None',
  lastUpdatedDateTime: '2026-03-02T10:11:12Z',
};

async function licensed() {
  const users = ['anna@contoso.com', 'ben@contoso.com'].map((name) => ({
    id: `id-${name}`,
    userPrincipalName: name,
    licenseAssignmentStates: [state],
  }));
  const { tenant } = await importFiles({ 'users.json': JSON.stringify(users) });
  return tenant;
}

const salesId = 'abcdef00-0000-4000-8000-000000000001';

const people = {
  'tenant.yaml': header,
  'users.yaml': '- { userPrincipalName: anna@contoso.com }',
  'groups.yaml': `- { id: ${salesId}, displayName: Sales licenses }`,
};

function licenses(sku: string, group: string): Readonly<Record<string, string>> {
  const users = 'users: [anna@contoso.com]';
  return { 'licenseAssignments.yaml': `- { ${sku}, assignedByGroup: ${group}, ${users} }\n- { ${users} }\n` };
}

/** `line:column code message hint` of every fault. */
function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  try {
    readTenantFolder(writeFiles(files));
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return error.diagnostics.map(({ code, message, hint, source, span }) => {
      const { line, column } = lineColumnAt(source?.text ?? '', span?.start ?? 0);
      return `${line}:${column} ${code} ${message} ${hint ?? ''}`;
    });
  }
  return [];
}

describe('license state in a tenant folder', () => {
  it('is written with the names of users, without ids, and read again', async () => {
    const tenant = await licensed();
    const folder = join(tempFolder(), 'tenant');
    writeTenantFolder(tenant, folder);
    expect(readFileSync(join(folder, 'licenseAssignments.yaml'), 'utf8')).toBe(`- skuId: ${e3}
  disabledPlans:
    - ${sway}
  state: Active
  error: None
  lastUpdatedDateTime: 2026-03-02T10:11:12Z
  users:
    - anna@contoso.com
    - ben@contoso.com
- users:
    - anna@contoso.com
    - ben@contoso.com
`);
    expect(fingerprintOf(readTenantFolder(folder))).toBe(fingerprintOf(tenant));
    expect(cellsOf(readTenantFolder(folder), 'ben@contoso.com')).toEqual(cellsOf(tenant, 'ben@contoso.com'));
  });

  it('leaves out what nobody has', async () => {
    const tenant = await licensed();
    const draft = new TenantDraft(tenant);
    for (let row = 0; row < tenant.populations.licenseAssignment.size; row++)
      draft.setLinks('licenseAssignmentUsers', row, withLinkedRows(undefined, 'user', emptyRowSet));
    for (let row = 0; row < tenant.populations.servicePlanAssignment.size; row++)
      draft.setLinks('servicePlanUsers', row, undefined);
    const folder = join(tempFolder(), 'tenant');
    writeTenantFolder(draft.finish(), folder);
    expect(existsSync(join(folder, 'licenseAssignments.yaml'))).toBe(false);
    expect(existsSync(join(folder, 'servicePlanAssignments.yaml'))).toBe(false);
  });

  it('does not care how it is written: order, case, nulls, absentMeans', async () => {
    const tenant = await licensed();
    const other = readTenantFolder(
      writeFiles({
        'tenant.yaml': `${header}absentMeans: null\n`,
        'users.yaml': `
- { id: id-anna@contoso.com, userPrincipalName: anna@contoso.com }
- { id: id-ben@contoso.com, userPrincipalName: ben@contoso.com }
`,
        'licenseAssignments.yaml': `
- { state: Active, error: None, skuId: ${e3.toUpperCase()}, assignedByGroup: null, disabledPlans: [${sway}], lastUpdatedDateTime: 2026-03-02T11:11:12+01:00, users: [ben@contoso.com, anna@contoso.com] }
- { skuId: null, users: [anna@contoso.com, ben@contoso.com] }
`,
      }),
    );
    expect(cellsOf(other, 'anna@contoso.com')?.states).toEqual(cellsOf(tenant, 'anna@contoso.com')?.states);
    const ids = (of: typeof tenant) =>
      Array.from({ length: 2 }, (_, row) => of.populations.licenseAssignment.idAt(row)).toSorted();
    expect(ids(other)).toEqual(ids(tenant));
  });

  it('may stand with the users, and moves when the folder is written', () => {
    const differences: LicenseDifference[] = [];
    const folder = writeFiles({
      'tenant.yaml': header,
      'users.yaml': `
- userPrincipalName: anna@contoso.com
  assignedLicenses: [{ skuId: ${e3}, disabledPlans: [] }]
  licenseAssignmentStates: []
- userPrincipalName: ben@contoso.com
  assignedLicenses: [{ skuId: ${e3}, disabledPlans: [] }]
`,
    });
    const tenant = readTenantFolder(folder, { onLicenseDifferences: (found) => differences.push(...found) });
    expect(differences).toMatchObject([{ code: 'license/licenses-differ', count: 1 }]);
    expect(cellsOf(tenant, 'anna@contoso.com')?.states).toEqual([]);
    expect(cellsOf(tenant, 'ben@contoso.com')?.states).toMatchObject([{ skuId: e3, assignedByGroup: null }]);
    writeTenantFolder(tenant, folder);
    expect(readFileSync(join(folder, 'users.yaml'), 'utf8')).not.toContain('assignedLicenses');
    expect(fingerprintOf(readTenantFolder(folder))).toBe(fingerprintOf(tenant));
  });

  it('is written by people with part numbers, names of groups and what is usual left out', () => {
    const tenant = readTenantFolder(writeFiles({ ...people, ...licenses('sku: enterprisepack', 'Sales licenses') }));
    expect(cellsOf(tenant, 'anna@contoso.com')?.states).toEqual([
      {
        skuId: e3,
        assignedByGroup: salesId,
        disabledPlans: [],
        state: 'Active',
        error: 'None',
        lastUpdatedDateTime: null,
      },
    ]);
    const exact = readTenantFolder(writeFiles({ ...people, ...licenses(`skuId: ${e3}`, salesId.toUpperCase()) }));
    expect(fingerprintOf(exact)).toBe(fingerprintOf(tenant));
    const folder = join(tempFolder(), 'tenant');
    writeTenantFolder(tenant, folder);
    expect(readFileSync(join(folder, 'licenseAssignments.yaml'), 'utf8')).toContain('assignedByGroup: Sales licenses');
    expect(fingerprintOf(readTenantFolder(folder))).toBe(fingerprintOf(tenant));
  });

  it('knows the part numbers of the subscriptions of the tenant, which come before those of the catalogue', () => {
    const own = '99999999-0000-4000-8000-000000000001';
    const subscriptions = `- { id: s1, skuId: ${own}, skuPartNumber: ENTERPRISEPACK, totalLicenses: 5, status: Enabled }`;
    const tenant = readTenantFolder(
      writeFiles({
        ...people,
        'subscriptions.yaml': subscriptions,
        ...licenses('sku: ENTERPRISEPACK', 'Sales licenses'),
      }),
    );
    expect(cellsOf(tenant, 'anna@contoso.com')?.states).toMatchObject([{ skuId: own }]);
  });

  it.each([
    ['- { sku: ENTERPRISPACK, users: [] }', '1:10 tenant/unknown-reference', 'Did you mean "ENTERPRISEPACK"'],
    ['- { sku: [E3], users: [] }', '1:10 tenant/wrong-type', '"sku" must be a text.'],
    [`- { sku: ENTERPRISEPACK, skuId: ${e3} }`, '1:5 tenant/unknown-key', 'named twice'],
    ['- { state: Active, users: [] }', '1:12 tenant/missing-key', 'no SKU is named'],
    ['- { sku: ENTERPRISEPACK, assignedByGroup: Sale licenses }', '1:43 tenant/unknown-reference', '"Sales licenses"'],
    ['- { sku: ENTERPRISEPACK, assignedByGroup: anna@contoso.com }', '1:43 tenant/wrong-type', 'this is a user'],
    ['- { sku: ENTERPRISEPACK, users: [] }\n- { sku: ENTERPRISEPACK }', '2:3 tenant/duplicate-id', 'says the same'],
    ['- { sku: ENTERPRISEPACK, users: [nobody] }', '1:34 tenant/unknown-reference', 'nobody'],
    ['- { sku: ENTERPRISEPACK, state: 7 }', '1:33 tenant/wrong-type', '"state" must be'],
  ])('says what is wrong with %s', (text, place, words) => {
    const [fault = ''] = faultsOf({ ...people, 'licenseAssignments.yaml': text });
    expect(fault).toContain(place);
    expect(fault).toContain(words);
  });

  it('needs a service plan in an entry of its file', () => {
    const faults = faultsOf({ ...people, 'servicePlanAssignments.yaml': '- { service: exchange, users: [] }' });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('1:3 tenant/missing-key');
  });

  it('holds no service plans that only follow from licenses', () => {
    const scene = licenseScene({ seats: { ENTERPRISEPACK: 2 }, users: ['u1'] });
    const { tenant } = scene.play('assignLicense: { user: u1, sku: ENTERPRISEPACK }');
    expect(tenant.populations.user.valueAt(0, 'assignedPlans')).not.toBeUndefined();
    const folder = join(tempFolder(), 'tenant');
    writeTenantFolder(tenant, folder);
    expect(readFileSync(join(folder, 'users.yaml'), 'utf8')).not.toContain('assignedPlans');
    expect(readFileSync(join(folder, 'servicePlanAssignments.yaml'), 'utf8')).toContain('servicePlanId');
    expect(fingerprintOf(readTenantFolder(folder))).toBe(fingerprintOf(tenant));
  });
});
