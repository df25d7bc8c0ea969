import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { compareOrdinal, guidFromWords } from '../../src/base/index.ts';
import { importTenant, readTenantFolder, writeGraphExport, writeTenantFolder } from '../../src/formats/index.ts';
import { licenseDeps } from '../../src/licensing/index.ts';
import { defaultSemantics, fingerprintOf } from '../../src/model/index.ts';
import { cellsOf } from '../support/license-cells.ts';
import { seeded } from '../support/seed.ts';

const root = mkdtempSync(join(tmpdir(), 'tenantlab-licenses-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let counter = 0;

const idOf = (kind: number, number: number): string => guidFromWords(kind, 0, 0, number);
const ids = (kind: number, most: number) => fc.nat(most).map((number) => idOf(kind, number));
const time = fc.constantFrom('2026-03-02T10:11:12Z', '2026-03-02T10:11:12.123Z', '2026-04-01T00:00:00Z');
const plans = fc.uniqueArray(ids(3, 3), { maxLength: 3 }).map((list) => list.toSorted(compareOrdinal));

const states = fc.uniqueArray(
  fc.record({
    skuId: ids(1, 2),
    assignedByGroup: fc.option(ids(2, 2)),
    disabledPlans: plans,
    state: fc.constantFrom('Active', 'ActiveWithError', 'Error', 'Disabled'),
    error: fc.constantFrom('None', 'CountViolation', 'Other'),
    lastUpdatedDateTime: time,
  }),
  { maxLength: 5, selector: ({ skuId, assignedByGroup }) => `${skuId} ${assignedByGroup ?? ''}` },
);

const assignedPlans = fc.uniqueArray(
  fc.record({
    assignedDateTime: time,
    capabilityStatus: fc.constantFrom('Enabled', 'Deleted', 'Suspended'),
    service: fc.constantFrom('exchange', 'SharePoint'),
    servicePlanId: ids(3, 3),
  }),
  { maxLength: 4, selector: (entry) => JSON.stringify(entry) },
);

/** Undefined: the user's license state is not part of the export. */
const users = fc.array(fc.option(fc.record({ states, assignedPlans }), { nil: undefined }), {
  minLength: 1,
  maxLength: 100,
});

const inOrder = (list: readonly object[]): readonly string[] =>
  list.map((entry) => JSON.stringify(Object.entries(entry).toSorted(([a], [b]) => compareOrdinal(a, b)))).toSorted();

describe('license state', () => {
  it('comes out of an import, a folder, and an export in the shape of Graph, as it was stated', async () => {
    await fc.assert(
      fc.asyncProperty(users, async (stated) => {
        const folder = join(root, String(counter++));
        const nameOf = (index: number): string => `u${index}@contoso.com`;
        const value = stated.map((user, index) => ({
          id: idOf(9, index),
          userPrincipalName: nameOf(index),
          ...(user === undefined ? {} : { licenseAssignmentStates: user.states, assignedPlans: user.assignedPlans }),
        }));
        const sku = { skuId: idOf(1, 0), skuPartNumber: 'A', prepaidUnits: { enabled: 1 } };
        const [userFile, skuFile] = [`${folder}-users.json`, `${folder}-subscribedSkus.json`];
        writeFileSync(userFile, JSON.stringify({ value }));
        writeFileSync(skuFile, JSON.stringify({ value: [sku] }));
        const { tenant } = await importTenant([userFile, skuFile], { clock: 0 });
        stated.forEach((user, index) => {
          const cells = cellsOf(tenant, nameOf(index));
          expect(cells === undefined).toBe(user === undefined);
          expect(inOrder(cells?.states ?? [])).toEqual(inOrder(user?.states ?? []));
          expect(inOrder(cells?.plans ?? [])).toEqual(inOrder(user?.assignedPlans ?? []));
        });
        writeTenantFolder(tenant, folder);
        const graph = `${folder}-graph`;
        writeGraphExport(tenant, graph, { licenses: licenseDeps(defaultSemantics) });
        const shown = JSON.parse(readFileSync(join(graph, 'users.json'), 'utf8')) as {
          value: readonly { licenseAssignmentStates?: readonly object[]; assignedPlans?: readonly object[] }[];
        };
        stated.forEach((user, index) => {
          const { licenseAssignmentStates, assignedPlans: shownPlans } = shown.value[index] ?? {};
          expect(licenseAssignmentStates === undefined).toBe(user === undefined);
          expect(inOrder(licenseAssignmentStates ?? [])).toEqual(inOrder(user?.states ?? []));
          expect(inOrder(shownPlans ?? [])).toEqual(inOrder(user?.assignedPlans ?? []));
        });
        expect(fingerprintOf(readTenantFolder(folder))).toBe(fingerprintOf(tenant));
      }),
      seeded(40),
    );
  });
});
