import { describe, expect, it } from 'vitest';
import {
  extendCatalogue,
  type LicenseCatalogue,
  reportOnCatalogue,
  standardCatalogue,
} from '../../../src/licensing/index.ts';
import { displayWidth, plainStyle, renderCatalogue, type TextStyle } from '../../../src/report/index.ts';

const day = '2026-11-25';

function extended(): LicenseCatalogue {
  const result = extendCatalogue(standardCatalogue(), {
    name: 'mi\u001bne.yaml',
    servicePlans: [
      { servicePlanId: '11111111-1111-4111-8111-111111111111', servicePlanName: 'CONTOSO_A', service: 'contoso' },
      { servicePlanId: '11111111-1111-4111-8111-111111111112', servicePlanName: 'CONTOSO_B', appliesTo: 'Company' },
    ],
    skus: [
      {
        skuId: '22222222-2222-4222-8222-222222222222',
        skuPartNumber: 'CONTOSO_PACK',
        displayName: 'Pack\u001b[31m\nof Contoso',
        servicePlans: ['CONTOSO_A', 'CONTOSO_B'],
      },
    ],
    planRules: [
      { kind: 'conflicts', id: 'conflicts/contoso', servicePlans: ['CONTOSO_A', 'SWAY', 'TEAMS1'] },
      { kind: 'requires', id: 'requires/contoso', servicePlan: 'CONTOSO_B', anyOf: ['SWAY'] },
      { kind: 'requires', id: 'requires/other', servicePlan: 'TEAMS1', anyOf: ['CONTOSO_A', 'SWAY'] },
      { kind: 'change', rule: 'conflicts/yammer', enforce: 'off' },
      { kind: 'change', rule: 'conflicts/exchange-online', enforceSuspectPairs: true },
    ],
    prohibitedLocations: [{ servicePlan: 'CONTOSO_A', countryLetterCodes: ['XX', 'YY'] }],
    prices: [
      { sku: 'CONTOSO_PACK', currency: 'EUR', amount: 7, validTo: '2026-12-31' },
      { sku: 'CONTOSO_PACK', currency: 'EUR', amount: 7.5, validFrom: '2027-01-01', source: 'contract 4711' },
    ],
  });
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join(' '));
  return result.value.catalogue;
}

function render(search: string, style: TextStyle = plainStyle, catalogue = extended()): string {
  return renderCatalogue(reportOnCatalogue(catalogue, search, day), style);
}

describe('renderCatalogue', () => {
  it('shows what is named exactly as a whole', () => {
    const text = render('contoso_pack');
    const { date, pricesDate } = standardCatalogue().data;
    expect(text.slice(text.indexOf('\n\n')).replaceAll(/\s+/g, ' ').trim()).toBe(
      `Catalogue of ${date}, with mi\\u001bne.yaml; built-in prices from pages of ${pricesDate} and older, as they hold on ${day}.`,
    );
    expect(text.slice(0, text.indexOf('\n\n') + 1)).toBe(`Pack\\u001b[31m\\nof Contoso
    part number   CONTOSO_PACK
    skuId         22222222-2222-4222-8222-222222222222
    price         7 EUR per user and month until 2026-12-31
                  source: mi\\u001bne.yaml
    price         7.50 EUR per user and month from 2027-01-01 (not on that day)
                  source: contract 4711
    2 service plans
      CONTOSO_A  CONTOSO_A
      CONTOSO_B  CONTOSO_B (whole tenant)
    Plan rules
      conflicts/contoso
        CONTOSO_A excludes SWAY, TEAMS1
      requires/contoso
        CONTOSO_B needs SWAY
      fulfils what these need: TEAMS1
`);
  });

  it('shows a plan with the SKUs that contain it', () => {
    const text = render('contoso_a');
    expect(text).toContain('CONTOSO_A (service plan)\n');
    expect(text).toContain('    service       contoso\n');
    expect(text).toContain('    not offered in XX, YY\n');
    expect(text).toContain('    in 1 SKU\n      CONTOSO_PACK  Pack');
    expect(render('INTUNE_B')).toContain('    in no SKU\n');
  });

  it('lists what is found otherwise, with the prices of the day', () => {
    const text = render('contoso');
    expect(text).toContain('1 SKU\n  CONTOSO_PACK  Pack\\u001b[31m\\nof Contoso; 7 EUR per user and month until');
    expect(text).toContain('2 service plans\n  CONTOSO_A  CONTOSO_A, in 1 SKU\n');
    expect(render('E3')).toContain('26 USD per user and month from 2026-07-01');
  });

  it('says that a price is not known, never zero', () => {
    expect(render('VISIOCLIENT')).toContain('    price         not known');
    expect(render('VISIOCLIENT')).not.toMatch(/\b0 (?:USD|EUR)/);
  });

  it('says which rules do not hold, and why', () => {
    expect(render('YAMMER_MIDSIZE')).toContain('conflicts/yammer (documented; does not hold)');
    expect(render('MCOPSTN1')).toContain('requires/mcopstn1 (documented; optional: does not hold unless asked for)');
    expect(render('MCOEV')).toContain('prerequisite/mcoev (documented; a condition of trade)');
    const skype = render('MCOIMP');
    expect(skype).toContain('MCOIMP excludes MCOLITE, MCOSTANDARD_MIDMARKET\n');
    expect(skype).toContain('MCOIMP with MCOSTANDARD: does not hold. Listed as conflicting');
    expect(render('RMS_S_ENTERPRISE')).not.toContain('RMS_S_ENTERPRISE excludes');
    expect(render('EXCHANGE_S_DESKLESS')).toContain('EXCHANGE_S_STANDARD: suspect, but switched on.');
    expect(render('EXCHANGE_S_ENTERPRISE')).toContain('EXCHANGE_S_ENTERPRISE, EXCHANGE_S_STANDARD go together');
    expect(render('Microsoft_Teams_Rooms_Pro')).toContain('exclude each other as SKUs');
  });

  it('stops lists at the limit', () => {
    const text = render('exchange', { ...plainStyle, limit: 3 });
    expect(text).toMatch(/… and \d+ more \(--all\)/);
    expect(render('exchange', { ...plainStyle, limit: Number.POSITIVE_INFINITY })).not.toContain('--all');
  });

  it('keeps to the width of the terminal', () => {
    const text = render('Microsoft 365 E5', { ...plainStyle, width: 60 });
    const wide = text.split('\n').filter((line) => displayWidth(line) > 60);
    // Names stand whole, because they are there to be copied.
    expect(wide.filter((line) => line.trim().includes(' '))).toEqual([]);
  });
});
