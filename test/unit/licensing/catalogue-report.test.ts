import { describe, expect, it } from 'vitest';
import {
  extendCatalogue,
  type LicenseCatalogue,
  reportOnCatalogue,
  standardCatalogue,
} from '../../../src/licensing/index.ts';

const base = standardCatalogue();
const day = '2026-11-25';

function extended(): LicenseCatalogue {
  const result = extendCatalogue(base, {
    name: 'mine.yaml',
    prohibitedLocations: [{ servicePlan: 'SWAY', countryLetterCodes: ['YY', 'XX'] }],
  });
  if (!result.ok) throw new Error('refused');
  return result.value.catalogue;
}

describe('reportOnCatalogue', () => {
  it('tells all about a SKU', () => {
    const { skus, planRules } = reportOnCatalogue(base, 'ENTERPRISEPACK', day);
    const [sku] = skus;
    expect(sku).toMatchObject({
      match: 'name',
      skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900',
      displayName: 'Office 365 E3',
    });
    expect(sku?.servicePlans).toHaveLength(37);
    expect(sku?.prices.map(({ amount, currency, isCurrent }) => [amount, currency, isCurrent])).toEqual([
      [23, 'USD', false],
      [26, 'USD', true],
    ]);
    expect(sku?.planRules).toEqual(
      expect.arrayContaining(['conflicts/sharepoint-online', 'requires/sharepointwac', 'prerequisite/mcoev']),
    );
    expect(sku?.planRules).not.toContain('conflicts/intune');
    expect(planRules.find(({ id }) => id === 'requires/mcomeetadv')).toMatchObject({
      servicePlan: { servicePlanName: 'MCOMEETADV' },
      anyOf: [{ servicePlanName: 'MCOSTANDARD' }, { servicePlanName: 'TEAMS1' }],
    });
  });

  it('marks the prices of the day that is asked for', () => {
    const current = (at: string) =>
      reportOnCatalogue(base, 'ENTERPRISEPACK', at)
        .skus[0]?.prices.filter(({ isCurrent }) => isCurrent)
        .map(({ amount }) => amount);
    expect(current('2026-06-30')).toEqual([23]);
    expect(current('2026-07-01')).toEqual([26]);
  });

  it('tells all about a plan: the SKUs that contain it and where it is not offered', () => {
    const { servicePlans } = reportOnCatalogue(extended(), 'SWAY', day);
    const [plan] = servicePlans;
    expect(plan).toMatchObject({ match: 'name', servicePlanName: 'SWAY', prohibitedIn: ['XX', 'YY'], planRules: [] });
    const holders = base.data.skus.filter((sku) =>
      sku.servicePlans.some(({ servicePlanName }) => servicePlanName === 'SWAY'),
    );
    expect(plan?.skus.map(({ skuId }) => skuId)).toEqual(holders.map(({ skuId }) => skuId));
  });

  it('names every rule once, with names for every member', () => {
    const { planRules, servicePlans, skus } = reportOnCatalogue(base, 'teams', day);
    const named = new Set([...servicePlans, ...skus].flatMap((found) => found.planRules));
    expect(planRules.map(({ id }) => id).toSorted()).toEqual([...named].toSorted());
    expect(planRules.find(({ kind }) => kind === 'skuConflicts')).toMatchObject({
      enforce: 'optional',
      skus: [{ skuPartNumber: 'Microsoft_Teams_Rooms_Pro' }, { skuPartNumber: 'Microsoft_Teams_Rooms_Basic' }],
    });
    expect(planRules.find(({ id }) => id === 'conflicts/skype-for-business-client')?.suspectPairs).toMatchObject([
      { isEnforced: false, servicePlans: [{ servicePlanName: 'MCOIMP' }, { servicePlanName: 'MCOSTANDARD' }] },
    ]);
  });

  it('says what the catalogue is', () => {
    expect(reportOnCatalogue(extended(), 'nothing like it', day)).toEqual({
      catalogue: { date: base.data.date, pricesDate: base.data.pricesDate, extendedBy: ['mine.yaml'] },
      search: 'nothing like it',
      day,
      skus: [],
      servicePlans: [],
      planRules: [],
    });
  });
});
