import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../src/base/index.ts';
import { LicenseCatalogue, standardCatalogue } from '../../../src/licensing/index.ts';

const catalogue = standardCatalogue();
const officeE3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const exchangePlan2 = 'efb87545-963c-4e0d-99df-69c6916d9eb0';
const projectEssentials = '1259157c-8581-4875-bca7-2ffb18c51bda';

function partNumbers(skus: readonly { readonly skuPartNumber: string }[]): readonly string[] {
  return skus.map(({ skuPartNumber }) => skuPartNumber);
}

describe('standardCatalogue', () => {
  it('is decoded once', () => {
    expect(standardCatalogue()).toBe(catalogue);
  });

  it('says on which day it was true', () => {
    expect(catalogue.data.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(catalogue.data.pricesDate).toMatch(/^\d{4}-\d{2}(?:-\d{2})?$/);
  });

  it('has hundreds of SKUs and plans, each id once, in lower case', () => {
    expect(catalogue.skuCount).toBeGreaterThan(600);
    expect(catalogue.planCount).toBeGreaterThan(790);
    const ids = [
      ...catalogue.data.skus.map(({ skuId }) => skuId),
      ...catalogue.data.servicePlans.map(({ servicePlanId }) => servicePlanId),
    ];
    expect(ids.filter((id) => !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
    expect(new Set(catalogue.data.skus.map(({ skuId }) => skuId)).size).toBe(catalogue.skuCount);
    expect(new Set(catalogue.data.servicePlans.map(({ servicePlanId }) => servicePlanId)).size).toBe(
      catalogue.planCount,
    );
  });

  it('names no plan twice in a SKU', () => {
    for (const { servicePlans } of catalogue.data.skus) expect(new Set(servicePlans).size).toBe(servicePlans.length);
  });

  it('names the service of plans as rules and assignedPlans do [licensing/15.5-plan-facts]', () => {
    expect(catalogue.planById(exchangePlan2)).toMatchObject({ service: 'exchange', appliesTo: 'User' });
    expect(catalogue.plansByName('INTUNE_O365')).toMatchObject([
      { appliesTo: 'Company', provisioningStatus: 'PendingActivation', capabilityStatus: 'Deleted' },
    ]);
    expect(catalogue.plansByName('SWAY')[0]?.servicePlanName).toBe('SWAY');
  });

  it('names a source for every price and rule', () => {
    expect(catalogue.data.prices.filter(({ sources }) => sources.length === 0 || sources.includes(''))).toEqual([]);
    expect(catalogue.data.planRules.filter(({ source }) => source === '')).toEqual([]);
  });

  it('knows no prohibited location of its own [licensing/10.4-prohibited-table]', () => {
    expect(catalogue.data.prohibitedLocations).toEqual([]);
    expect(catalogue.isProhibited(catalogue.planIndex(exchangePlan2), 'US')).toBe(false);
  });
});

describe('LicenseCatalogue', () => {
  it('finds SKUs by id and part number in any case', () => {
    expect(catalogue.skuById(officeE3.toUpperCase())?.skuPartNumber).toBe('ENTERPRISEPACK');
    expect(partNumbers(catalogue.skusByPartNumber('enterprisepack'))).toEqual(['ENTERPRISEPACK']);
    expect(catalogue.resolveSku('EnterprisePack')).toMatchObject({ ok: true, value: { skuId: officeE3 } });
    expect(catalogue.resolveSku(officeE3)).toMatchObject({ ok: true, value: { skuPartNumber: 'ENTERPRISEPACK' } });
  });

  it('lists the candidates when a part number stands for two SKUs', () => {
    const found = catalogue.resolveSku('mcopstn5');
    expect(found).toMatchObject({ ok: false, error: { kind: 'ambiguous', name: 'mcopstn5' } });
    expect(found.ok ? [] : found.error.kind === 'ambiguous' ? partNumbers(found.error.candidates) : []).toEqual([
      'MCOPSTN5',
      'MCOPSTN5',
    ]);
  });

  it('says so when a name means nothing', () => {
    expect(catalogue.resolveSku('NO_SUCH_PACK')).toEqual({
      ok: false,
      error: { kind: 'unknown', name: 'NO_SUCH_PACK' },
    });
    expect(catalogue.resolvePlan('NO_SUCH_PLAN')).toMatchObject({ ok: false, error: { kind: 'unknown' } });
    expect(catalogue.resolveSku(exchangePlan2)).toMatchObject({ ok: false, error: { kind: 'unknown' } });
  });

  it('finds plans by id and name in any case, within a SKU where one is given', () => {
    const sku = catalogue.skuById(officeE3);
    expect(catalogue.resolvePlan('exchange_s_enterprise')).toMatchObject({ value: { servicePlanId: exchangePlan2 } });
    expect(catalogue.resolvePlan('exchange_s_enterprise', sku)).toMatchObject({
      value: { servicePlanId: exchangePlan2 },
    });
    expect(catalogue.resolvePlan(exchangePlan2, sku)).toMatchObject({ value: { servicePlanId: exchangePlan2 } });
    expect(catalogue.resolvePlan('AAD_PREMIUM_P2', sku)).toMatchObject({ error: { kind: 'unknown' } });
  });

  it('needs the SKU to tell two plans of one name apart', () => {
    expect(catalogue.resolvePlan('PROJECT_ESSENTIALS')).toMatchObject({ error: { kind: 'ambiguous' } });
    const sku = catalogue.skusByPartNumber('PROJECT_P1')[0];
    expect(catalogue.resolvePlan('PROJECT_ESSENTIALS', sku)).toMatchObject({
      value: { servicePlanId: projectEssentials },
    });
  });

  it('has indexes that lead back', () => {
    catalogue.data.servicePlans.forEach(({ servicePlanId }, index) => {
      expect(catalogue.planIndex(servicePlanId)).toBe(index);
      expect(catalogue.planAt(index).servicePlanId).toBe(servicePlanId);
    });
    catalogue.data.skus.forEach(({ skuId }, index) => expect(catalogue.findSkuIndex(skuId)).toBe(index));
    expect(() => catalogue.planAt(catalogue.planCount)).toThrow('There is no plan');
    expect(() => catalogue.skuAt(-1)).toThrow('There is no SKU');
    expect(() => catalogue.planIndex(officeE3)).toThrow('has no plan');
  });

  it('knows the plans of SKUs and the SKUs of plans, both ways the same', () => {
    const e3 = catalogue.findSkuIndex(officeE3) ?? -1;
    expect(catalogue.planIndexesOf(e3)).toHaveLength(37);
    for (let plan = 0; plan < catalogue.planCount; plan++) {
      const bySearch = catalogue.data.skus.filter((_, index) => catalogue.planIndexesOf(index).includes(plan));
      expect(catalogue.skusWithPlan(plan)).toEqual(bySearch);
    }
  });

  it('has the price that holds on a day, in a currency', () => {
    const at = (text: string): number => parseInstant(text) ?? Number.NaN;
    expect(catalogue.priceAt(officeE3, 'USD', at('2026-06-30T23:59:59Z'))?.amount).toBe(23);
    expect(catalogue.priceAt(officeE3, 'USD', at('2026-07-01T00:00:00Z'))).toMatchObject({
      amount: 26,
      unit: 'user',
      period: 'month',
      validFrom: '2026-07-01',
    });
    expect(catalogue.priceAt(officeE3, 'EUR', at('2026-07-01'))).toBeUndefined();
    expect(catalogue.pricesOf(officeE3.toUpperCase())).toHaveLength(2);
    expect(catalogue.pricesOf(exchangePlan2)).toEqual([]);
  });

  it('never has two prices of a SKU in one currency at once', () => {
    for (const { skuId, currency } of catalogue.data.prices) {
      const prices = catalogue.pricesOf(skuId).filter((price) => price.currency === currency);
      const sorted = prices.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
      sorted.slice(1).forEach((price, index) => {
        expect((sorted[index]?.validTo ?? '9999') < (price.validFrom ?? '')).toBe(true);
      });
    }
  });

  it('looks prohibited locations up by country in any case', () => {
    const limited = new LicenseCatalogue({
      ...catalogue.data,
      prohibitedLocations: [{ servicePlanId: exchangePlan2, countryLetterCode: 'XX' }],
    });
    const plan = limited.planIndex(exchangePlan2);
    expect(limited.isProhibited(plan, 'xx')).toBe(true);
    expect(limited.isProhibited(plan, 'US')).toBe(false);
    expect([...limited.plansProhibitedIn('XX')]).toEqual([plan]);
  });
});
