import { describe, expect, it } from 'vitest';
import {
  type CatalogueOverrides,
  extendCatalogue,
  type LicenseCatalogue,
  standardCatalogue,
} from '../../../src/licensing/index.ts';

const base = standardCatalogue();
const officeE3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const newPlan = '11111111-1111-4111-8111-111111111111';
const newSku = '22222222-2222-4222-8222-222222222222';

function extended(overrides: Omit<CatalogueOverrides, 'name'>, from: LicenseCatalogue = base): LicenseCatalogue {
  const result = extendCatalogue(from, { name: 'mine.yaml', ...overrides });
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join(' '));
  return result.value.catalogue;
}

function faults(overrides: Omit<CatalogueOverrides, 'name'>): readonly string[] {
  const result = extendCatalogue(base, { name: 'mine.yaml', ...overrides });
  return result.ok ? [] : result.error.map(({ code }) => code);
}

function planNames(catalogue: LicenseCatalogue, skuId: string): readonly string[] {
  return (catalogue.skuById(skuId)?.servicePlans ?? []).map(({ servicePlanName }) => servicePlanName);
}

function conflictRule(catalogue: LicenseCatalogue, one: string, other: string): string | undefined {
  const index = (name: string): number => {
    const plan = catalogue.resolvePlan(name);
    return plan.ok ? catalogue.planIndex(plan.value.servicePlanId) : -1;
  };
  return catalogue.rules().conflictBetween(index(one), index(other))?.id;
}

describe('extendCatalogue', () => {
  it('changes nothing for overrides that state nothing, but names them', () => {
    expect(extended({}).data).toEqual({ ...base.data, extendedBy: ['mine.yaml'] });
  });

  it('adds plans and SKUs behind the known ones, whose indexes stay', () => {
    const catalogue = extended({
      servicePlans: [{ servicePlanId: newPlan.toUpperCase(), servicePlanName: 'CONTOSO_PLAN', service: 'contoso' }],
      skus: [{ skuId: newSku, skuPartNumber: 'CONTOSO_PACK', servicePlans: ['contoso_plan', 'exchange_s_enterprise'] }],
    });
    expect(catalogue.data.servicePlans.slice(0, base.planCount)).toEqual(base.data.servicePlans);
    expect(catalogue.data.skus.slice(0, base.skuCount)).toEqual(base.data.skus);
    expect(catalogue.planIndex(newPlan)).toBe(base.planCount);
    expect(catalogue.findSkuIndex(newSku)).toBe(base.skuCount);
    expect(catalogue.skuById(newSku)).toMatchObject({ displayName: 'CONTOSO_PACK' });
    expect(catalogue.planById(newPlan)).toEqual({
      servicePlanId: newPlan,
      servicePlanName: 'CONTOSO_PLAN',
      displayName: 'CONTOSO_PLAN',
      service: 'contoso',
    });
    expect(planNames(catalogue, newSku)).toEqual(['CONTOSO_PLAN', 'EXCHANGE_S_ENTERPRISE']);
    expect(base.skuById(newSku)).toBeUndefined();
  });

  it('changes what is stated of a known plan, in the SKUs that contain it too', () => {
    const catalogue = extended({ servicePlans: [{ servicePlanName: 'sway', appliesTo: 'User', service: 'Sway' }] });
    const sway = catalogue.plansByName('SWAY')[0];
    expect(sway).toMatchObject({ servicePlanName: 'SWAY', appliesTo: 'User', service: 'Sway', displayName: 'Sway' });
    expect(catalogue.skuById(officeE3)?.servicePlans).toContain(sway);
    expect(catalogue.planIndex(sway?.servicePlanId ?? '')).toBe(base.planIndex(sway?.servicePlanId ?? ''));
  });

  it('changes what is stated of a known SKU and keeps the rest', () => {
    const catalogue = extended({
      skus: [
        {
          skuPartNumber: 'enterprisepack',
          displayName: 'E3 as we call it',
          appliesTo: 'User',
          addServicePlans: ['AAD_PREMIUM', 'SWAY'],
          removeServicePlans: ['YAMMER_ENTERPRISE'],
        },
      ],
    });
    const expected = planNames(base, officeE3).filter((name) => !['YAMMER_ENTERPRISE', 'SWAY'].includes(name));
    expect(catalogue.skuById(officeE3)).toMatchObject({
      skuPartNumber: 'ENTERPRISEPACK',
      displayName: 'E3 as we call it',
      appliesTo: 'User',
    });
    expect(planNames(catalogue, officeE3).toSorted()).toEqual([...expected, 'AAD_PREMIUM', 'SWAY'].toSorted());
    expect(planNames(catalogue, officeE3)).toHaveLength(37);
  });

  it('replaces the plans of a SKU', () => {
    const catalogue = extended({ skus: [{ skuId: officeE3, skuPartNumber: 'E3_NEW', servicePlans: ['SWAY'] }] });
    expect(planNames(catalogue, officeE3)).toEqual(['SWAY']);
    expect(catalogue.skusByPartNumber('E3_NEW')).toHaveLength(1);
    expect(catalogue.skusByPartNumber('ENTERPRISEPACK')).toEqual([]);
  });

  it('switches rules and suspect pairs on and off [licensing/9.4-suspect-off] [licensing/9.4-enforce]', () => {
    const catalogue = extended({
      planRules: [
        { kind: 'change', rule: 'conflicts/skype-for-business-client', enforceSuspectPairs: true },
        { kind: 'change', rule: 'conflicts/sharepoint-online', enforce: 'off' },
        { kind: 'change', rule: 'requires/mcopstn1', enforce: 'default' },
      ],
    });
    expect(conflictRule(base, 'MCOIMP', 'MCOSTANDARD')).toBeUndefined();
    expect(conflictRule(catalogue, 'MCOIMP', 'MCOSTANDARD')).toBe('conflicts/skype-for-business-client');
    expect(conflictRule(base, 'SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE')).toBe('conflicts/sharepoint-online');
    expect(conflictRule(catalogue, 'SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE')).toBeUndefined();
    expect(catalogue.rules().requirements.map(({ rule }) => rule.id)).toContain('requires/mcopstn1');
    expect(base.rules().requirements.map(({ rule }) => rule.id)).not.toContain('requires/mcopstn1');
  });

  it('adds rules, which win over those before them', () => {
    const catalogue = extended({
      planRules: [
        { kind: 'compatible', id: 'compatible/mine', servicePlans: ['YAMMER_EDU', 'YAMMER_MIDSIZE'] },
        { kind: 'conflicts', id: 'conflicts/mine', servicePlans: ['SWAY', 'TEAMS1'], note: 'seen by us' },
        { kind: 'requires', id: 'requires/mine', servicePlan: 'SWAY', anyOf: ['TEAMS1'], source: 'a ticket' },
      ],
    });
    expect(conflictRule(catalogue, 'YAMMER_EDU', 'YAMMER_MIDSIZE')).toBeUndefined();
    expect(conflictRule(catalogue, 'YAMMER_EDU', 'YAMMER_ENTERPRISE')).toBe('conflicts/yammer');
    expect(conflictRule(catalogue, 'SWAY', 'TEAMS1')).toBe('conflicts/mine');
    expect(catalogue.data.planRules.slice(-2)).toMatchObject([
      { id: 'conflicts/mine', source: 'mine.yaml', note: 'seen by us', enforce: 'default' },
      { id: 'requires/mine', source: 'a ticket' },
    ]);
  });

  it('replaces a rule of the same id', () => {
    const rule = { kind: 'conflicts', id: 'conflicts/yammer', servicePlans: ['SWAY', 'TEAMS1'] } as const;
    const catalogue = extended({ planRules: [rule] });
    expect(catalogue.data.planRules.filter(({ id }) => id === 'conflicts/yammer')).toHaveLength(1);
    expect(conflictRule(catalogue, 'YAMMER_EDU', 'YAMMER_MIDSIZE')).toBeUndefined();
  });

  it('adds prohibited locations [licensing/10.4-prohibited-table]', () => {
    const first = extended({ prohibitedLocations: [{ servicePlan: 'YAMMER_ENTERPRISE', countryLetterCodes: ['xx'] }] });
    const both = extended({ prohibitedLocations: [{ servicePlan: 'SWAY', countryLetterCodes: ['XX', 'YY'] }] }, first);
    const yammer = both.planIndex(both.plansByName('YAMMER_ENTERPRISE')[0]?.servicePlanId ?? '');
    expect(both.isProhibited(yammer, 'XX')).toBe(true);
    expect(both.isProhibited(yammer, 'YY')).toBe(false);
    expect(both.plansProhibitedIn('xx')).toHaveLength(2);
    expect(both.data.extendedBy).toEqual(['mine.yaml', 'mine.yaml']);
  });

  it('replaces the prices of a SKU in the currency that is stated, and no others', () => {
    const catalogue = extended({
      prices: [
        { sku: 'SPB', currency: 'EUR', amount: 18, validTo: '2026-12-31' },
        { sku: 'SPB', currency: 'EUR', amount: 19.5, validFrom: '2027-01-01', source: 'contract 4711' },
        { sku: 'VISIOCLIENT', currency: 'EUR', amount: 12, period: 'year', unit: 'device' },
      ],
    });
    const spb = catalogue.skusByPartNumber('SPB')[0]?.skuId ?? '';
    const inEuro = catalogue.pricesOf(spb).filter(({ currency }) => currency === 'EUR');
    expect(inEuro.map(({ amount, sources }) => [amount, ...sources])).toEqual([
      [18, 'mine.yaml'],
      [19.5, 'contract 4711'],
    ]);
    const inDollars = (of: LicenseCatalogue) => of.pricesOf(spb).filter(({ currency }) => currency === 'USD');
    expect(inDollars(catalogue)).toEqual(inDollars(base));
    const visio = catalogue.skusByPartNumber('VISIOCLIENT')[0]?.skuId ?? '';
    expect(catalogue.pricesOf(visio)).toMatchObject([{ unit: 'device', period: 'year', amount: 12 }]);
  });

  it('takes the newer of the two dates', () => {
    expect(extended({ date: '2099-01-31' }).data.date).toBe('2099-01-31');
    expect(extended({ date: '2001-01-31' }).data.date).toBe(base.data.date);
  });

  it('warns of a SKU whose plans exclude each other [licensing/9.8-self-check]', () => {
    const result = extendCatalogue(base, {
      name: 'mine.yaml',
      skus: [{ skuPartNumber: 'ENTERPRISEPACK', addServicePlans: ['SHAREPOINTSTANDARD'] }],
    });
    expect(result.ok && result.value.warnings).toMatchObject([
      {
        code: 'license/conflicting-plans',
        severity: 'warning',
        message:
          'ENTERPRISEPACK contains SHAREPOINTENTERPRISE and SHAREPOINTSTANDARD, which exclude each other by the rule conflicts/sharepoint-online.',
      },
    ]);
  });
});

describe('faults of overrides', () => {
  const eur = { currency: 'EUR', amount: 1 };
  const cases: readonly (readonly [
    title: string,
    overrides: Omit<CatalogueOverrides, 'name'>,
    codes: readonly string[],
  ])[] = [
    [
      'a plan whose id is no guid',
      { servicePlans: [{ servicePlanId: 'x', servicePlanName: 'X' }] },
      ['license/invalid-guid'],
    ],
    ['a new plan without a name', { servicePlans: [{ servicePlanId: newPlan }] }, ['license/missing-key']],
    ['a plan without id and name', { servicePlans: [{ service: 'x' }] }, ['license/missing-key']],
    ['an unknown plan by name', { servicePlans: [{ servicePlanName: 'NO_SUCH' }] }, ['license/unknown-plan']],
    ['an ambiguous plan', { servicePlans: [{ servicePlanName: 'PROJECT_ESSENTIALS' }] }, ['license/ambiguous-name']],
    [
      'a plan that stands twice',
      { servicePlans: [{ servicePlanName: 'SWAY' }, { servicePlanName: 'sway' }] },
      ['license/duplicate'],
    ],
    ['a SKU whose id is no guid', { skus: [{ skuId: 'x', skuPartNumber: 'X' }] }, ['license/invalid-guid']],
    ['a new SKU without a part number', { skus: [{ skuId: newSku, servicePlans: [] }] }, ['license/missing-key']],
    ['a new SKU without plans', { skus: [{ skuId: newSku, skuPartNumber: 'X' }] }, ['license/missing-key']],
    ['a SKU without id and part number', { skus: [{ displayName: 'x' }] }, ['license/missing-key']],
    ['an unknown SKU', { skus: [{ skuPartNumber: 'NO_SUCH' }] }, ['license/unknown-sku']],
    ['an ambiguous SKU', { skus: [{ skuPartNumber: 'MCOPSTN5' }] }, ['license/ambiguous-name']],
    ['a SKU that stands twice', { skus: [{ skuPartNumber: 'SPB' }, { skuPartNumber: 'spb' }] }, ['license/duplicate']],
    [
      'a plan that stands twice in a SKU',
      { skus: [{ skuPartNumber: 'SPB', servicePlans: ['SWAY', 'sway'] }] },
      ['license/duplicate'],
    ],
    [
      'unknown plans of a SKU, each on its own',
      { skus: [{ skuPartNumber: 'SPB', servicePlans: ['NO', 'SWAY', 'NEITHER'] }] },
      ['license/unknown-plan', 'license/unknown-plan'],
    ],
    [
      'a plan to be removed that the SKU does not have',
      { skus: [{ skuPartNumber: 'ENTERPRISEPACK', removeServicePlans: ['AAD_PREMIUM_P2'] }] },
      ['license/unknown-plan'],
    ],
    [
      'plans to be removed from a new SKU',
      { skus: [{ skuId: newSku, skuPartNumber: 'X', servicePlans: ['SWAY'], removeServicePlans: ['SWAY'] }] },
      ['license/invalid-value'],
    ],
    ['an unknown rule', { planRules: [{ kind: 'change', rule: 'conflicts/none' }] }, ['license/unknown-rule']],
    [
      'suspect pairs of a rule that has none',
      { planRules: [{ kind: 'change', rule: 'conflicts/yammer', enforceSuspectPairs: true }] },
      ['license/invalid-value'],
    ],
    [
      'a rule that stands twice',
      {
        planRules: [
          { kind: 'change', rule: 'conflicts/yammer', enforce: 'off' },
          { kind: 'change', rule: 'conflicts/yammer', enforce: 'default' },
        ],
      },
      ['license/duplicate'],
    ],
    [
      'unknown plans of a rule',
      { planRules: [{ kind: 'requires', id: 'mine', servicePlan: 'NO', anyOf: ['NEITHER'] }] },
      ['license/unknown-plan', 'license/unknown-plan'],
    ],
    [
      'a country that is none',
      { prohibitedLocations: [{ servicePlan: 'SWAY', countryLetterCodes: ['Germany'] }] },
      ['license/invalid-value'],
    ],
    [
      'a country that stands twice',
      { prohibitedLocations: [{ servicePlan: 'SWAY', countryLetterCodes: ['DE', 'de'] }] },
      ['license/duplicate'],
    ],
    ['a price of an unknown SKU', { prices: [{ ...eur, sku: 'NO_SUCH' }] }, ['license/unknown-sku']],
    ['a price below zero', { prices: [{ sku: 'SPB', currency: 'EUR', amount: -1 }] }, ['license/invalid-value']],
    [
      'a price that is no number',
      { prices: [{ sku: 'SPB', currency: 'EUR', amount: Number.NaN }] },
      ['license/invalid-value'],
    ],
    ['a currency that is none', { prices: [{ sku: 'SPB', currency: 'euro', amount: 1 }] }, ['license/invalid-value']],
    ['a day that is none', { prices: [{ ...eur, sku: 'SPB', validFrom: '2026-02-30' }] }, ['license/invalid-value']],
    [
      'a price that ends before it begins',
      { prices: [{ ...eur, sku: 'SPB', validFrom: '2026-03-01', validTo: '2026-02-01' }] },
      ['license/invalid-value'],
    ],
    [
      'two prices for the same days',
      {
        prices: [
          { ...eur, sku: 'SPB', validTo: '2026-03-01' },
          { ...eur, sku: 'spb', validFrom: '2026-03-01' },
        ],
      },
      ['license/duplicate'],
    ],
    ['a date that is none', { date: '2026-13-01' }, ['license/invalid-value']],
  ];

  it.each(cases)('reports %s', (_, overrides, codes) => {
    expect(faults(overrides)).toEqual(codes);
  });

  it('reports all of them at once', () => {
    expect(
      faults({
        servicePlans: [{ servicePlanId: 'x' }],
        skus: [{ skuPartNumber: 'NO_SUCH' }],
        planRules: [{ kind: 'change', rule: 'none' }],
        prices: [{ sku: 'SPB', currency: 'EUR', amount: -1 }],
      }),
    ).toEqual(['license/invalid-guid', 'license/unknown-sku', 'license/unknown-rule', 'license/invalid-value']);
  });

  it('says where, and what may have been meant', () => {
    const text = 'prices: [{ sku: SPE_E33 }]';
    const result = extendCatalogue(base, {
      name: 'mine.yaml',
      prices: [{ ...eur, sku: 'SPE_E33' }],
      source: { name: 'mine.yaml', text },
      spans: new Map([['prices.0', { start: 9, end: 25 }]]),
    });
    const found = result.ok ? [] : result.error;
    expect(found).toMatchObject([{ span: { start: 9, end: 25 }, source: { text } }]);
    expect(found[0]?.hint).toContain('"SPE_E3"');
  });

  it('lists the candidates of an ambiguous name', () => {
    const result = extendCatalogue(base, { name: 'mine.yaml', prices: [{ ...eur, sku: 'MCOPSTN5' }] });
    expect(result.ok ? '' : result.error[0]?.hint).toContain('54a152dc-90de-4996-93d2-bc47e670fc06');
  });
});
