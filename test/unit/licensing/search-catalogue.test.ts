import { describe, expect, it } from 'vitest';
import { matchKinds, searchCatalogue, standardCatalogue, suggestNames } from '../../../src/licensing/index.ts';

const catalogue = standardCatalogue();

function skus(text: string): readonly string[] {
  return searchCatalogue(catalogue, text).skus.map(({ sku }) => sku.skuPartNumber);
}

function plans(text: string): readonly string[] {
  return searchCatalogue(catalogue, text).servicePlans.map(({ servicePlan }) => servicePlan.servicePlanName);
}

describe('searchCatalogue', () => {
  it.each([
    ['ENTERPRISEPACK', 'ENTERPRISEPACK'],
    ['enterprisepack', 'ENTERPRISEPACK'],
    ['Office 365 E3', 'ENTERPRISEPACK'],
    ['E3', 'ENTERPRISEPACK'],
    ['m365 e5', 'SPE_E5'],
    ['o365 e1', 'STANDARDPACK'],
    ['entra p1', 'AAD_PREMIUM'],
    ['business premium', 'SPB'],
    ['6fd2c87f-b296-42f0-b197-1e91e994b900', 'ENTERPRISEPACK'],
    ['6FD2C87F', 'ENTERPRISEPACK'],
    ['Power Virtual Agent User License', 'VIRTUAL_AGENT_USL'],
  ])('%s finds %s first', (text, expected) => {
    expect(skus(text)[0]).toBe(expected);
  });

  it.each([
    ['EXCHANGE_S_ENTERPRISE', 'EXCHANGE_S_ENTERPRISE'],
    ['exchange online plan 2', 'EXCHANGE_S_ENTERPRISE'],
    ['efb87545-963c-4e0d-99df-69c6916d9eb0', 'EXCHANGE_S_ENTERPRISE'],
    ['efb8', 'EXCHANGE_S_ENTERPRISE'],
  ])('%s finds the plan %s first', (text, expected) => {
    expect(plans(text)[0]).toBe(expected);
  });

  it('finds the whole name before names that only hold it', () => {
    const { skus: found } = searchCatalogue(catalogue, 'ENTERPRISEPACK');
    const matches = found.map(({ match }) => match);
    expect(matches[0]).toBe('name');
    expect(matches.filter((match) => match === 'name')).toHaveLength(1);
    expect(new Set(matches)).toEqual(new Set(['name', 'words', 'start']));
    expect(matches).toEqual(matches.toSorted((a, b) => matchKinds.indexOf(a) - matchKinds.indexOf(b)));
  });

  it('finds every SKU of an ambiguous part number', () => {
    expect(skus('MCOPSTN5').slice(0, 2)).toEqual(['MCOPSTN5', 'MCOPSTN5']);
  });

  it('finds parts of words last', () => {
    const { skus: found } = searchCatalogue(catalogue, 'rise');
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found.map(({ match }) => match))).toEqual(new Set(['inside']));
  });

  it.each(['', '   ', '_', 'no such product', '6fd2c87f-b296-42f0-b197-1e91e994b9ff'])(
    'finds nothing for %j',
    (text) => {
      expect(searchCatalogue(catalogue, text)).toEqual({ skus: [], servicePlans: [] });
    },
  );
});

describe('suggestNames', () => {
  it('names what the search may have meant', () => {
    expect(suggestNames(catalogue, 'ENTERPRISEPAK')).toContain('ENTERPRISEPACK');
    expect(suggestNames(catalogue, 'EXCHANGE_S_ENTREPRISE')).toContain('EXCHANGE_S_ENTERPRISE');
    expect(suggestNames(catalogue, 'zzzzzzzzzzzzzzzz')).toEqual([]);
  });
});
