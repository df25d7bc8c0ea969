import { describe, expect, it } from 'vitest';
import { standardCatalogue, tenantCatalogue } from '../../../src/licensing/index.ts';
import { importFiles } from '../../support/import-files.ts';

const e3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const newSku = '55555555-0000-4000-8000-000000000001';
const newPlan = '55555555-0000-4000-8000-000000000002';
const known = (standardCatalogue().skuById(e3)?.servicePlans ?? []).map(({ servicePlanId, servicePlanName }) => ({
  servicePlanId,
  servicePlanName,
}));

async function catalogueWith(...skus: readonly object[]) {
  const { tenant } = await importFiles({ 'subscribedSkus.json': JSON.stringify({ value: skus }) });
  return tenantCatalogue(tenant, standardCatalogue());
}

describe('the catalogue of a tenant', () => {
  it('is the standard one where the export says the same, or nothing', async () => {
    expect(await catalogueWith({ skuId: e3, skuPartNumber: 'ENTERPRISEPACK', servicePlans: known })).toBe(
      standardCatalogue(),
    );
    expect(await catalogueWith({ skuId: e3, skuPartNumber: 'ENTERPRISEPACK' })).toBe(standardCatalogue());
  });

  it('has the plans that the service added, and the SKUs that nobody knew', async () => {
    const plan = {
      servicePlanId: newPlan,
      servicePlanName: 'BRAND_NEW',
      provisioningStatus: 'PendingActivation',
      appliesTo: 'Company',
    };
    const catalogue = await catalogueWith(
      { skuId: e3, skuPartNumber: 'ENTERPRISEPACK', servicePlans: [...known, plan] },
      { skuId: newSku, skuPartNumber: 'NEW_SUITE', appliesTo: 'User', servicePlans: [plan] },
    );
    expect(catalogue.skuById(e3)?.servicePlans).toHaveLength(known.length + 1);
    expect(catalogue.skuById(e3)?.displayName).toBe(standardCatalogue().skuById(e3)?.displayName);
    expect(catalogue.resolveSku('new_suite')).toMatchObject({ ok: true, value: { skuId: newSku, appliesTo: 'User' } });
    expect(catalogue.planById(newPlan)).toMatchObject({
      servicePlanName: 'BRAND_NEW',
      provisioningStatus: 'PendingActivation',
    });
    expect(catalogue.planIndex(known[0]?.servicePlanId ?? '')).toBe(
      standardCatalogue().planIndex(known[0]?.servicePlanId ?? ''),
    );
  });
});
