import { describe, expect, it } from 'vitest';
import {
  checkCatalogue,
  LicenseCatalogue,
  type PlanRule,
  type RuleSelection,
  standardCatalogue,
} from '../../../src/licensing/index.ts';

const catalogue = standardCatalogue();

function planIndex(name: string): number {
  const plan = catalogue.resolvePlan(name);
  if (!plan.ok) throw new Error(`${name} is ${plan.error.kind}`);
  return catalogue.planIndex(plan.value.servicePlanId);
}

function conflict(one: string, other: string, selection: RuleSelection = {}): string | undefined {
  return catalogue.rules(selection).conflictBetween(planIndex(one), planIndex(other))?.id;
}

function needs(plan: string, selection: RuleSelection = {}): readonly (readonly string[])[] {
  return catalogue
    .rules(selection)
    .requirementsOf(planIndex(plan))
    .map(({ anyOf }) => [...anyOf].map((index) => catalogue.planAt(index).servicePlanName));
}

function withRules(planRules: readonly PlanRule[]): LicenseCatalogue {
  return new LicenseCatalogue({ ...catalogue.data, planRules });
}

describe('plan rules of the standard catalogue', () => {
  it('has the published conflicts [licensing/9.1-conflicts]', () => {
    expect(conflict('SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE')).toBe('conflicts/sharepoint-online');
    expect(conflict('SHAREPOINTENTERPRISE', 'SHAREPOINTSTANDARD')).toBe('conflicts/sharepoint-online');
    expect(conflict('TEAMS1', 'TEAMS_FREE')).toBe('conflicts/teams1-teams-free');
    expect(conflict('SHAREPOINTENTERPRISE', 'EXCHANGE_S_ENTERPRISE')).toBeUndefined();
    const others = catalogue.rules().conflictsOf(planIndex('YAMMER_EDU'));
    expect([...others].map((index) => catalogue.planAt(index).servicePlanName)).toEqual([
      'YAMMER_ENTERPRISE',
      'YAMMER_MIDSIZE',
    ]);
    expect(catalogue.rules().conflictsOf(planIndex('SWAY'))).toHaveLength(0);
  });

  it('has no plan in conflict with itself [licensing/3.5-same-plan-twice]', () => {
    for (const { left, right } of catalogue.rules({ withOptional: true, withSuspect: true }).conflicts) {
      expect(left).toBeLessThan(right);
    }
  });

  it('has requirements that one of several plans fulfils [licensing/9.2-requires]', () => {
    expect(needs('WORKPLACE_ANALYTICS')).toEqual([['EXCHANGE_S_ENTERPRISE', 'EXCHANGE_S_STANDARD']]);
    expect(needs('SHAREPOINT_PROJECT')).toEqual([['SHAREPOINTENTERPRISE']]);
    const dependents = catalogue.rules().requirementsOn(planIndex('EXCHANGE_S_STANDARD'));
    expect(dependents.map(({ plan }) => catalogue.planAt(plan).servicePlanName)).toEqual([
      'THREAT_INTELLIGENCE',
      'WORKPLACE_ANALYTICS',
    ]);
    expect(catalogue.rules().requirementsOn(planIndex('SWAY'))).toEqual([]);
  });

  it('counts plans that SKUs imply [licensing/9.4-catalogue-implied]', () => {
    expect(needs('MCOMEETADV')).toEqual([['MCOSTANDARD', 'TEAMS1']]);
    const rule = catalogue.data.planRules.find(({ id }) => id === 'requires/mcomeetadv');
    expect(rule).toMatchObject({
      kind: 'requires',
      anyOf: [expect.any(String)],
      catalogueImplied: [expect.any(String)],
    });
  });

  it('leaves suspect pairs out unless they are asked for [licensing/9.4-suspect-off] [licensing/9.7-list-is-dated]', () => {
    const pairs = [
      ['MCOIMP', 'MCOSTANDARD'],
      ['EXCHANGE_S_DESKLESS', 'EXCHANGE_S_STANDARD'],
      ['RMS_S_ENTERPRISE', 'RMS_S_ENTERPRISE_GOV'],
    ] as const;
    for (const [one, other] of pairs) {
      expect(conflict(one, other)).toBeUndefined();
      expect(conflict(one, other, { withSuspect: true })).toMatch(/^conflicts\//);
    }
    const suspect = catalogue.data.planRules.flatMap((rule) => (rule.kind === 'conflicts' ? rule.suspectPairs : []));
    expect(suspect.map(({ isEnforced, why }) => isEnforced || why === '')).toEqual([false, false, false]);
  });

  it('lets no-Teams suites and Teams Enterprise stand together [licensing/9.7-list-is-dated]', () => {
    const plansOf = (partNumber: string): ReadonlySet<number> => {
      const sku = catalogue.resolveSku(partNumber);
      if (!sku.ok) throw new Error(partNumber);
      return new Set(catalogue.planIndexesOf(catalogue.findSkuIndex(sku.value.skuId) ?? -1));
    };
    const both = new Set([...plansOf('Microsoft_365_E3_(no_Teams)'), ...plansOf('Microsoft_Teams_Enterprise_New')]);
    const among = (selection: RuleSelection): number =>
      catalogue.rules(selection).conflicts.filter(({ left, right }) => both.has(left) && both.has(right)).length;
    expect(among({})).toBe(0);
    expect(among({ withSuspect: true })).toBeGreaterThan(0);
  });

  it('leaves optional rules out unless they are asked for [licensing/9.4-enforce]', () => {
    expect(needs('MCOPSTN1')).toEqual([]);
    expect(needs('MCOPSTN1', { withOptional: true })).toEqual([['MCOEV']]);
    expect(catalogue.rules().skuConflicts).toEqual([]);
    expect(catalogue.rules({ withOptional: true }).skuConflicts.map(({ id }) => id)).toEqual([
      'conflicts/teams-rooms-pro-teams-rooms-basic',
    ]);
  });

  it('keeps conditions of trade apart from rules that hold [licensing/9.4-enforce]', () => {
    const trade = catalogue.data.planRules.filter(({ kind }) => kind === 'skuPrerequisite');
    expect(trade.map(({ id, enforce }) => `${id} ${enforce}`)).toEqual([
      'prerequisite/mcoev off',
      'prerequisite/mcopstn1 off',
      'prerequisite/microsoft-entra-id-governance off',
    ]);
  });

  it('lets Exchange Online Plan 1 and Plan 2 stand together [licensing/9.5-exchange-plans]', () => {
    const everything = { withOptional: true, withSuspect: true };
    expect(conflict('EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE', everything)).toBeUndefined();
    expect(catalogue.data.planRules).toContainEqual(
      expect.objectContaining({ id: 'compatible/exchange-s-enterprise-exchange-s-standard', kind: 'compatible' }),
    );
  });

  it('never lets Entra ID plans exclude each other [licensing/9.6-entra-plans]', () => {
    const entra = catalogue.data.servicePlans.filter(
      ({ servicePlanName, displayName }) =>
        servicePlanName.startsWith('AAD_') || (displayName ?? '').startsWith('Microsoft Entra ID'),
    );
    expect(entra.length).toBeGreaterThan(8);
    const indexes = new Set(entra.map(({ servicePlanId }) => catalogue.planIndex(servicePlanId)));
    const { conflicts } = catalogue.rules({ withOptional: true, withSuspect: true });
    expect(conflicts.filter(({ left, right }) => indexes.has(left) || indexes.has(right))).toEqual([]);
  });

  it('is compiled once for each selection', () => {
    expect(catalogue.rules()).toBe(catalogue.rules({ withOptional: false }));
    expect(catalogue.rules({ withSuspect: true })).not.toBe(catalogue.rules());
  });
});

describe('checkCatalogue', () => {
  const faults = checkCatalogue(catalogue);

  it('finds no SKU with two plans of one conflict set [licensing/9.8-self-check]', () => {
    expect(faults.filter(({ conflicts }) => conflicts.length > 0)).toEqual([]);
    const everything = checkCatalogue(catalogue, { withOptional: true, withSuspect: true });
    expect(everything.filter(({ conflicts }) => conflicts.length > 0)).toEqual([]);
  });

  it('finds one suite that misses what its plans need, and add-ons [licensing/9.8-self-check]', () => {
    // A suite is sold on its own: it brings a mailbox, files or Teams. Everything else is sold on top of one.
    const basics = new Set(
      [
        'EXCHANGE_S_ENTERPRISE',
        'EXCHANGE_S_STANDARD',
        'EXCHANGE_S_DESKLESS',
        'SHAREPOINTENTERPRISE',
        'SHAREPOINTSTANDARD',
      ]
        .concat(['SHAREPOINTDESKLESS', 'SHAREPOINTENTERPRISE_EDU', 'SHAREPOINTSTANDARD_EDU', 'TEAMS1'])
        .map(planIndex),
    );
    const isSuite = (skuId: string): boolean =>
      catalogue.planIndexesOf(catalogue.findSkuIndex(skuId) ?? -1).some((plan) => basics.has(plan));
    const suites = catalogue.data.skus.filter(({ skuId }) => isSuite(skuId));
    expect(suites.length).toBeGreaterThan(100);
    expect(faults.filter(({ sku }) => isSuite(sku.skuId)).map(({ sku }) => sku.skuPartNumber)).toEqual([
      'M365EDU_A3_STUUSEBNFT_RPA1',
    ]);
    expect(faults.filter(({ sku }) => !isSuite(sku.skuId)).map(({ sku }) => sku.skuPartNumber)).toContain('MCOMEETADV');
  });

  it('says which rule a SKU breaks', () => {
    const e3 = catalogue.skusByPartNumber('ENTERPRISEPACK')[0];
    const [sharePoint, exchange] = ['SHAREPOINTENTERPRISE', 'EXCHANGE_S_ENTERPRISE'].map(
      (name) => catalogue.planAt(planIndex(name)).servicePlanId,
    );
    const strange = withRules([
      {
        kind: 'conflicts',
        id: 'conflicts/mine',
        enforce: 'default',
        source: 'test',
        servicePlanIds: [sharePoint ?? '', exchange ?? ''],
        suspectPairs: [],
      },
    ]);
    const found = checkCatalogue(strange).find(({ sku }) => sku.skuId === e3?.skuId);
    expect(found?.conflicts.map(({ rule }) => rule.id)).toEqual(['conflicts/mine']);
  });
});

describe('later plan rules', () => {
  const [p1 = '', p2 = ''] = ['SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE'].map(
    (name) => catalogue.planAt(planIndex(name)).servicePlanId,
  );
  const head = { enforce: 'default', source: 'test' } as const;
  const together: PlanRule = { ...head, kind: 'compatible', id: 'compatible/mine', servicePlanIds: [p1, p2] };
  const apart: PlanRule = {
    ...head,
    kind: 'conflicts',
    id: 'conflicts/mine',
    servicePlanIds: [p1, p2],
    suspectPairs: [],
  };

  it('win over earlier ones', () => {
    const { planRules } = catalogue.data;
    const pair = [planIndex('SHAREPOINTSTANDARD'), planIndex('SHAREPOINTENTERPRISE')] as const;
    expect(
      withRules([...planRules, together])
        .rules()
        .conflictBetween(...pair),
    ).toBeUndefined();
    expect(
      withRules([...planRules, together, apart])
        .rules()
        .conflictBetween(...pair)?.id,
    ).toBe('conflicts/mine');
    const off: PlanRule = { ...together, enforce: 'off' };
    expect(
      withRules([...planRules, off])
        .rules()
        .conflictBetween(...pair)?.id,
    ).toBe('conflicts/sharepoint-online');
  });
});
