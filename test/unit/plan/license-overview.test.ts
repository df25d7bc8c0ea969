import { describe, expect, it } from 'vitest';

import { extendCatalogue, licenseDeps, type PriceOverride, standardCatalogue } from '../../../src/licensing/index.ts';
import { defaultSemantics, type Tenant } from '../../../src/model/index.ts';
import { describeGroupLicenses, describeUserLicenses, listSkuOverviews } from '../../../src/plan/index.ts';
import { plainStyle, renderSkuOverviews, renderUserLicenses } from '../../../src/report/index.ts';
import { licenseScene } from '../../support/license-scene.ts';

const e3 = 'ENTERPRISEPACK';
const deps = licenseDeps(defaultSemantics, standardCatalogue());

function rowOf(tenant: Tenant, type: 'user' | 'group', name: string): number {
  const objects = tenant.populations[type];
  for (let row = 0; row < objects.size; row++) if (objects.textAt(row, 'displayName') === name) return row;
  throw new Error(`there is no ${name}`);
}

describe('overview of SKUs', () => {
  it('gives both numbers of free seats where seats are in grace', () => {
    const scene = licenseScene({ seats: { [e3]: 5 }, users: ['u1'] }).play(
      `assignLicense: { user: u1, sku: ${e3} }`,
      `seats: { sku: ${e3}, action: expire }`,
    );
    const skus = listSkuOverviews(scene.tenant, deps);
    expect(skus).toMatchObject([{ seats: { free: 4, units: { enabled: 0, warning: 5 } }, freeOfEnabled: -1 }]);
    expect(renderSkuOverviews(skus, plainStyle)).toContain('-1 free without the seats in grace');
  });

  it('says what a month costs, whatever the period of the price, with date and source', () => {
    const sku = standardCatalogue().resolveSku('EMS');
    if (!sku.ok) throw new Error('no EMS');
    const price: PriceOverride = {
      sku: sku.value.skuId,
      currency: 'EUR',
      amount: 120,
      period: 'year',
      source: 'our contract',
    };
    const extended = extendCatalogue(standardCatalogue(), { name: 'prices', prices: [price] });
    if (!extended.ok) throw new Error(JSON.stringify(extended.error));
    const { catalogue } = extended.value;
    const scene = licenseScene({ seats: { EMS: 3 }, users: ['u1', 'u2'], catalogue }).play(
      'assignLicense: { user: u1, sku: EMS }',
      'assignLicense: { user: u2, sku: EMS }',
    );
    const [entry] = listSkuOverviews(scene.tenant, licenseDeps(defaultSemantics, catalogue));
    if (entry?.price?.currency !== 'EUR') throw new Error(JSON.stringify(entry?.price));
    expect(entry.price).toMatchObject({ amount: 10, total: 20 });
    expect(entry.price.asOf).toMatch(/^\d{4}-\d{2}/);
    const text = renderSkuOverviews([entry], plainStyle);
    expect(text).toContain('10.00 EUR a month each, 20.00 EUR a month in all');
    expect(text).toContain('our contract');
    expect(renderSkuOverviews([{ ...entry, price: null }], plainStyle)).toContain('no price is known');
  });
});

describe('licenses of a user', () => {
  it('name a group that the tenant does not have by its id, not as a direct assignment', () => {
    const skuId = '6fd2c87f-b296-42f0-b197-1e91e994b900';
    const group = '20000000-0000-4000-8000-00000000dead';
    const path = { skuId, disabledPlans: [], assignedByGroup: group, state: 'Active', error: 'None' };
    const held = { assignedLicenses: [{ skuId, disabledPlans: [] }], licenseAssignmentStates: [path] };
    const scene = licenseScene({ seats: { [e3]: 5 }, users: { u1: held } });
    const licenses = describeUserLicenses(scene.tenant, rowOf(scene.tenant, 'user', 'u1'), deps);
    expect(licenses.paths.map((entry) => entry.group)).toEqual([{ id: group, type: 'group', displayName: null }]);
    const text = renderUserLicenses(licenses, plainStyle);
    expect(text).toContain(group);
    expect(text).not.toContain('directly');
  });

  it('are merged over paths, and say why something is missing', () => {
    const scene = licenseScene({
      seats: { [e3]: 1, EMS: 5 },
      users: ['u1', 'u2'],
      groups: { g: { members: ['u1', 'u2'] }, h: { members: ['u1'] } },
    }).play(
      `assignLicense: { group: g, sku: ${e3}, disabledPlans: [SWAY, TEAMS1] }`,
      `assignLicense: { group: h, sku: ${e3}, disabledPlans: [SWAY] }`,
    );
    const has = describeUserLicenses(scene.tenant, rowOf(scene.tenant, 'user', 'u1'), deps);
    expect(has.licenses).toMatchObject([{ sku: { skuPartNumber: e3 }, disabledPlans: ['SWAY'] }]);
    expect(has.licenses[0]?.enabledPlans).toContain('TEAMS1');
    expect(has.paths.map(({ because }) => because)).toEqual([null, null]);
    const lacks = describeUserLicenses(scene.tenant, rowOf(scene.tenant, 'user', 'u2'), deps);
    expect(lacks.licenses).toEqual([]);
    expect(lacks.paths).toMatchObject([{ error: 'CountViolation', because: `no seat of ${e3} is free` }]);
    // Freed seats do not help anybody by themselves.
    const freed = scene.play(
      'removeMembers: { group: g, members: [u1] }',
      'removeMembers: { group: h, members: [u1] }',
    );
    const waiting = describeUserLicenses(freed.tenant, rowOf(freed.tenant, 'user', 'u2'), deps);
    expect(waiting.paths).toMatchObject([{ error: 'CountViolation', because: null }]);
    expect(renderUserLicenses(waiting, plainStyle)).toContain('reprocess the user');
  });
});

describe('licenses of a group', () => {
  it('say how many members are without', () => {
    const scene = licenseScene({
      seats: { [e3]: 1 },
      users: ['u1', 'u2', 'u3'],
      groups: { g: { members: ['u1', 'u2', 'u3'] } },
    }).play(`assignLicense: { group: g, sku: ${e3} }`);
    expect(describeGroupLicenses(scene.tenant, rowOf(scene.tenant, 'group', 'g'), deps)).toMatchObject({
      members: 3,
      applied: 1,
      processingState: 'ProcessingComplete',
      licenses: [{ free: 0, needed: 2 }],
      errors: [{ error: 'CountViolation', users: [{}, {}] }],
    });
  });
});
