import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { importTenant, readTenantFolder, writeGraphExport } from '../../../src/formats/index.ts';
import {
  assignedLicensesOf,
  assignedPlansOf,
  assignmentStatesOf,
  licenseDeps,
  provisionedPlansOf,
  standardCatalogue,
  subscribedSkusOf,
  userLicenseShapes,
} from '../../../src/licensing/index.ts';
import { defaultSemantics, type Tenant } from '../../../src/model/index.ts';
import { settle } from '../../../src/simulation/index.ts';
import { expectToolError } from '../../support/expect-tool-error.ts';
import { importFiles } from '../../support/import-files.ts';
import { licenseScene, skuIdOf } from '../../support/license-scene.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const deps = licenseDeps(defaultSemantics, standardCatalogue());
const fixtures = join(import.meta.dirname, '../../../fixtures/tenants');

/** The files of an export of a tenant, by name. */
function exported(tenant: Tenant, path = join(tempFolder(), 'graph')): Readonly<Record<string, string>> {
  writeGraphExport(tenant, path, { licenses: deps });
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

function valueOf(text: string | undefined): readonly Record<string, unknown>[] {
  return (JSON.parse(text ?? '{"value":[]}') as { value: readonly Record<string, unknown>[] }).value;
}

/** Exports, imports that, and exports again. */
async function roundTrip(tenant: Tenant) {
  const path = join(tempFolder(), 'graph');
  const first = exported(tenant, path);
  const { tenant: copy, report } = await importTenant([path], { clock: tenant.clock });
  return { first, copy, report, second: exported(copy) };
}

/** Somebody with a direct license, one by a group, one who lacks a seat, and one who lost a license. */
function eventful(): Tenant {
  const scene = licenseScene({
    seats: { ENTERPRISEPACK: 2, EMS: 5 },
    users: ['ann', 'ben', 'cid', 'dan'],
    groups: { sales: { members: ['ann', 'ben', 'cid'] } },
  });
  return scene.play(
    'assignLicense: { user: dan, sku: EMS }',
    'assignLicense: { group: sales, sku: ENTERPRISEPACK, disabledPlans: [SWAY] }',
    'removeLicense: { user: dan, sku: EMS }',
    'assignLicense: { user: ann, sku: EMS }',
  ).tenant;
}

describe('export in the shape of Graph', () => {
  it('shows licenses exactly as they are', () => {
    const tenant = eventful();
    const files = exported(tenant);
    const users = valueOf(files['users.json']);
    expect(users.map(({ displayName }) => displayName)).toEqual(['ann', 'ben', 'cid', 'dan']);
    for (const [row, user] of users.entries()) {
      expect(user).toMatchObject({
        assignedLicenses: assignedLicensesOf(tenant, row),
        licenseAssignmentStates: assignmentStatesOf(tenant, row, deps),
        assignedPlans: assignedPlansOf(tenant, row, deps),
        provisionedPlans: provisionedPlansOf(tenant, row, deps),
      });
    }
    const states = (index: number) => users[index]?.['licenseAssignmentStates'] as readonly Record<string, unknown>[];
    expect(states(2)).toMatchObject([
      { state: 'Error', error: 'CountViolation', assignedByGroup: expect.any(String) as string },
    ]);
    expect(users[3]?.['assignedLicenses']).toEqual([]);
    const plans = users[3]?.['assignedPlans'] as readonly { capabilityStatus: string }[];
    expect(new Set(plans.map(({ capabilityStatus }) => capabilityStatus))).toEqual(new Set(['Deleted']));
    expect(valueOf(files['subscribedSkus.json'])).toEqual(subscribedSkusOf(tenant, deps));
    const [group] = valueOf(files['groups.json']);
    expect(group).toMatchObject({ displayName: 'sales', licenseProcessingState: { state: 'ProcessingComplete' } });
    expect(group?.['members@delta']).toHaveLength(3);
  });

  it('says nothing about licenses that are not known, nor about seats that nobody states', async () => {
    const read = importFiles({
      'users.json': JSON.stringify([
        { id: 'a', userPrincipalName: 'ann@contoso.example', assignedLicenses: [] },
        { id: 'b', userPrincipalName: 'ben@contoso.example' },
      ]),
      'groups.json': JSON.stringify([
        {
          id: 'g',
          displayName: 'sales',
          groupTypes: [],
          securityEnabled: true,
          assignedLicenses: [{ skuId: skuIdOf(standardCatalogue(), 'ENTERPRISEPACK'), disabledPlans: [] }],
          members: [{ id: 'a' }, { id: 'b' }],
        },
      ]),
    });
    const { tenant } = settle((await read).tenant, { semantics: defaultSemantics, catalogue: standardCatalogue() });
    expect(userLicenseShapes(tenant, deps)(0)?.assignedLicenses).toHaveLength(1);
    expect(userLicenseShapes(tenant, deps)(1)).toBeUndefined();
    const files = exported(tenant);
    expect(Object.keys(files)).not.toContain('subscribedSkus.json');
    const [ann, ben] = valueOf(files['users.json']);
    expect(ann).toHaveProperty('assignedLicenses');
    for (const name of ['assignedLicenses', 'licenseAssignmentStates', 'assignedPlans', 'provisionedPlans'])
      expect(ben).not.toHaveProperty(name);
  });

  it('comes back by an import, with nothing that does not fit', async () => {
    const { first, second, copy, report } = await roundTrip(eventful());
    expect(second).toEqual(first);
    expect(report.findings.filter(({ code }) => code.startsWith('license/'))).toEqual([]);
    // At rest nothing is given or taken anew.
    const settled = settle(copy, { semantics: defaultSemantics, catalogue: standardCatalogue() }).tenant;
    expect(exported(settled)).toEqual(first);
  });

  it.each(['harbour-licenses', 'northwind-clinic'])('brings back %s', async (name) => {
    const tenant = settle(readTenantFolder(join(fixtures, name)), {
      semantics: defaultSemantics,
      catalogue: standardCatalogue(),
    }).tenant;
    const { first, second } = await roundTrip(tenant);
    expect(second).toEqual(first);
  });

  it('keeps deleted objects apart, and lists of exactly twenty members whole', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `u${index}`);
    const scene = licenseScene({ users: [...names, 'gone'], groups: { g: { members: names } } }).play(
      'delete: user\n    match: { displayName: gone }',
    );
    const { first, second, report } = await roundTrip(scene.tenant);
    expect(valueOf(first['users.json'])).toHaveLength(20);
    expect(valueOf(first['deleted-users.json']).map(({ displayName }) => displayName)).toEqual(['gone']);
    expect(second).toEqual(first);
    expect(report.findings.map(({ code }) => code)).not.toContain('import/truncated-members');
  });

  it('writes nothing where something is', () => {
    const path = join(tempFolder(), 'taken');
    mkdirSync(path);
    writeFileSync(join(path, 'notes.txt'), 'mine');
    const error = expectToolError('tenant/exists', () => writeGraphExport(eventful(), path, { licenses: deps }));
    expect(error.exitCode).toBe(3);
    expect(readdirSync(path)).toEqual(['notes.txt']);
  });
});
