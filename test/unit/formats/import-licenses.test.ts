import { describe, expect, it } from 'vitest';
import { additionalDataName, type Tenant } from '../../../src/model/index.ts';
import { countsOf, expectImportError, importFiles } from '../../support/import-files.ts';

const e3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const ems = 'efccb6f7-5641-4e0e-bd10-b4976e1bf68e';
const swayPlan = {
  servicePlanId: 'a23b959c-7ce8-4e57-9140-b90eb88a9e97',
  servicePlanName: 'SWAY',
  provisioningStatus: 'Success',
  appliesTo: 'User',
};

function sku(overrides: object = {}): object {
  return {
    id: `11111111-0000-4000-8000-000000000001_${e3}`,
    skuId: e3,
    skuPartNumber: 'ENTERPRISEPACK',
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: 0,
    prepaidUnits: { enabled: 25, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: [swayPlan],
    subscriptionIds: ['22222222-0000-4000-8000-000000000001'],
    ...overrides,
  };
}

const page = (...value: readonly object[]): string => JSON.stringify({ value });

/** id, SKU, seats and status of every subscription. */
function subscriptionsOf({ populations: { subscription } }: Tenant): readonly object[] {
  return Array.from({ length: subscription.size }, (_, row) => ({
    id: subscription.idAt(row),
    sku: subscription.valueAt(row, 'skuPartNumber'),
    seats: subscription.valueAt(row, 'totalLicenses'),
    status: subscription.valueAt(row, 'status'),
  }));
}

describe('importing subscribed SKUs', () => {
  it('makes a subscription of a SKU, with the id that it names', async () => {
    const { tenant, report } = await importFiles({ 'subscribedSkus.json': page(sku()) });
    expect(subscriptionsOf(tenant)).toEqual([
      { id: '22222222-0000-4000-8000-000000000001', sku: 'ENTERPRISEPACK', seats: 25, status: 'Enabled' },
    ]);
    expect(tenant.populations.subscription.valueAt(0, additionalDataName)).toEqual({
      appliesTo: 'User',
      servicePlans: [swayPlan],
    });
    expect(report.findings).toEqual([]);
    expect(report.objects).toMatchObject({ subscription: 1, user: 0 });
  });

  it('makes one subscription for each status with seats', async () => {
    const units = { enabled: 10, warning: 3, suspended: 2, lockedOut: 1 };
    const { tenant } = await importFiles({ 'skus.json': page(sku({ prepaidUnits: units })) });
    expect(subscriptionsOf(tenant)).toMatchObject([
      { seats: 10, status: 'Enabled' },
      { seats: 3, status: 'Warning' },
      { seats: 2, status: 'Suspended' },
      { seats: 1, status: 'LockedOut' },
    ]);
    const again = await importFiles({ 'skus.json': page(sku({ prepaidUnits: units })) });
    expect(subscriptionsOf(again.tenant)).toEqual(subscriptionsOf(tenant));
  });

  it('keeps a SKU without seats as one that the tenant knows', async () => {
    const empty = sku({ prepaidUnits: { enabled: 0 }, capabilityStatus: 'Suspended', subscriptionIds: [] });
    const { tenant } = await importFiles({ 'skus.json': page(empty) });
    expect(subscriptionsOf(tenant)).toMatchObject([{ seats: 0, status: 'Suspended' }]);
  });

  it('reads what PowerShell writes', async () => {
    const record = {
      AccountId: '11111111-0000-4000-8000-000000000001',
      AppliesTo: 'User',
      CapabilityStatus: 'Enabled',
      ConsumedUnits: 0,
      Id: `11111111-0000-4000-8000-000000000001_${e3}`,
      PrepaidUnits: { Enabled: 25, LockedOut: 0, Suspended: 0, Warning: 0, AdditionalProperties: {} },
      ServicePlans: [
        {
          AppliesTo: 'User',
          ProvisioningStatus: 'Success',
          ServicePlanId: swayPlan.servicePlanId,
          ServicePlanName: 'SWAY',
        },
      ],
      SkuId: e3,
      SkuPartNumber: 'ENTERPRISEPACK',
      SubscriptionIds: ['22222222-0000-4000-8000-000000000001'],
      AdditionalProperties: {},
    };
    const { tenant } = await importFiles({ 'export.json': JSON.stringify([record]) });
    const graph = await importFiles({ 'export.json': page(sku()) });
    expect(subscriptionsOf(tenant)).toEqual(subscriptionsOf(graph.tenant));
    expect(tenant.populations.subscription.valueAt(0, additionalDataName)).toEqual(
      graph.tenant.populations.subscription.valueAt(0, additionalDataName),
    );
  });

  it('reads the folder of EntraExporter', async () => {
    const id = `11111111-0000-4000-8000-000000000001_${e3}`;
    const { tenant } = await importFiles({ [`SubscribedSkus/${id}/${id}.json`]: JSON.stringify(sku()) });
    expect(subscriptionsOf(tenant)).toMatchObject([{ seats: 25 }]);
  });

  it('takes subscriptions from directory/subscriptions and adds what is missing', async () => {
    const subscription = {
      id: '33333333-0000-4000-8000-000000000001',
      skuId: e3,
      status: 'Enabled',
      totalLicenses: 20,
      isTrial: false,
      nextLifecycleDateTime: '2027-01-01T00:00:00Z',
    };
    const { tenant, report } = await importFiles({
      'subscriptions.json': JSON.stringify({
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#directory/subscriptions',
        value: [subscription],
      }),
      'subscribedSkus.json': page(sku(), sku({ skuId: ems, skuPartNumber: 'EMS', subscriptionIds: [] })),
    });
    expect(subscriptionsOf(tenant)).toMatchObject([
      { id: subscription.id, sku: 'ENTERPRISEPACK', seats: 20 },
      { sku: 'EMS', seats: 25 },
    ]);
    expect(tenant.populations.subscription.valueAt(0, 'nextLifecycleDateTime')).toBe('2027-01-01T00:00:00Z');
    expect(report.findings).toMatchObject([
      { code: 'license/seats-differ', count: 1, samples: ['ENTERPRISEPACK: Enabled 25, subscriptions 20'] },
    ]);
  });

  it('leaves out the subscriptions of programs that want to hear of changes', async () => {
    const hook = { id: '33333333-0000-4000-8000-000000000001', resource: 'users', changeType: 'updated' };
    const byContext = {
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions',
      value: [{ ...hook, skuId: 'x' }],
    };
    const { tenant, report } = await importFiles({
      'subscriptions.json': page(hook),
      'hooks.json': JSON.stringify(byContext),
      'subscribedSkus.json': page(sku()),
    });
    expect(tenant.populations.subscription.size).toBe(1);
    expect(countsOf(report)).toEqual({ 'import/unsupported-type': 2 });
  });

  it('skips SKUs in a CSV file and says so', async () => {
    const { tenant, report } = await importFiles({
      'skus.csv':
        'Id,SkuId,SkuPartNumber,ConsumedUnits,PrepaidUnits\n' +
        `t_${e3},${e3},ENTERPRISEPACK,3,Microsoft.Graph.PowerShell.Models.MicrosoftGraphLicenseUnitsDetail\n`,
      'users.json': page({
        id: 'u1',
        userPrincipalName: 'anna@contoso.com',
        userType: 'Member',
        department: 'A',
        accountEnabled: true,
      }),
    });
    expect(tenant.populations.subscription.size).toBe(0);
    expect(report.findings).toMatchObject([
      { code: 'import/skus-need-json', count: 1, samples: ['ENTERPRISEPACK'], line: 1 },
    ]);
  });

  it.each([
    ['import/missing-id', sku({ id: 'x', skuId: null })],
    ['import/wrong-value', sku({ prepaidUnits: { enabled: 'many' } })],
    ['import/wrong-value', sku({ prepaidUnits: 12 })],
    ['import/wrong-value', sku({ consumedUnits: 1.5 })],
    ['import/wrong-value', sku({ servicePlans: {} })],
    ['import/wrong-value', sku({ skuPartNumber: 3 })],
  ])('refuses with %s what cannot be read', async (code, record) => {
    await expectImportError(code, importFiles({ 'subscribedSkus.json': page(record) }));
  });

  it('keeps the first of two descriptions of a SKU', async () => {
    const { tenant, report } = await importFiles({
      'a subscribedSkus.json': page(sku()),
      'b subscribedSkus.json': page(sku({ prepaidUnits: { enabled: 1 } })),
    });
    expect(subscriptionsOf(tenant)).toMatchObject([{ seats: 25 }]);
    expect(countsOf(report)).toEqual({ 'import/conflicting-values': 1 });
  });
});
