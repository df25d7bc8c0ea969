import { describe, expect, it } from 'vitest';

import type { JsonValue } from '../../../src/base/index.ts';
import { standardCatalogue } from '../../../src/licensing/index.ts';
import { defaultSemantics, type Semantics, type Tenant, TenantDraft } from '../../../src/model/index.ts';
import { forecastLicenses, type LicenseForecast, type SkuForecast } from '../../../src/plan/index.ts';
import { licenseScene, skuIdOf } from '../../support/license-scene.ts';

const e3 = 'ENTERPRISEPACK';
const day = 24 * 60 * 60 * 1000;
const start = Date.UTC(2026, 10, 1);
const licensed = { assignedLicenses: [{ skuId: skuIdOf(standardCatalogue(), e3), disabledPlans: [] }] };

/** Users with hire dates; everybody has E3 from that day on, or until 30 days before it. */
function hires(
  users: Readonly<Record<string, string | null | undefined>>,
  seats: number,
  rule = 'user.employeeHireDate -le system.now',
): Tenant {
  return licenseScene({
    seats: { [e3]: seats },
    users: Object.fromEntries(
      Object.entries(users).map(([name, employeeHireDate]) => [
        name,
        employeeHireDate === undefined ? {} : { employeeHireDate },
      ]),
    ),
    groups: { hired: { rule, properties: licensed } },
  }).tenant;
}

function forecast(tenant: Tenant, days = 90, semantics: Partial<Semantics> = {}): LicenseForecast {
  return forecastLicenses(tenant, {
    semantics: { ...defaultSemantics, ...semantics },
    catalogue: standardCatalogue(),
    until: start + days * day,
  });
}

function e3Of({ skus }: LicenseForecast): SkuForecast {
  const found = skus.find(({ sku }) => sku.skuPartNumber === e3);
  if (found === undefined) throw new Error('no forecast for E3');
  return found;
}

function withSubscription(tenant: Tenant, values: Readonly<Record<string, JsonValue>>): Tenant {
  const draft = new TenantDraft(tenant);
  for (const [name, value] of Object.entries(values)) draft.population('subscription').setValue(0, name, value);
  return draft.finish();
}

describe('forecast of licenses', () => {
  it('tells the day on which somebody joins, not the day after', () => {
    const tenant = hires({ ann: '2026-10-01T00:00:00Z', ben: '2026-12-01T00:00:00Z', cid: '2026-12-24T15:00:00Z' }, 5);
    const { points, peak, shortFrom, firstShortage } = e3Of(forecast(tenant));
    expect(points).toEqual([
      { date: '2026-11-01', needed: 1, bought: 5 },
      { date: '2026-12-01', needed: 2, bought: 5 },
      { date: '2026-12-24', needed: 3, bought: 5 },
    ]);
    expect({ peak, shortFrom, firstShortage }).toEqual({ peak: 3, shortFrom: null, firstShortage: null });
  });

  it('gives seats to those who come first, whatever their ids', () => {
    // Ann has the smaller id, but comes later than ben.
    const tenant = hires({ ann: '2026-12-02T00:00:00Z', ben: '2026-12-01T00:00:00Z' }, 1);
    const { firstShortage, shortFrom } = e3Of(forecast(tenant));
    expect(shortFrom).toBe('2026-12-02');
    expect(firstShortage?.date).toBe('2026-12-02');
    expect(firstShortage?.users.map(({ userPrincipalName }) => userPrincipalName)).toEqual(['ann@contoso.example']);
  });

  it('follows the hour where two come on one day', () => {
    const tenant = hires({ ann: '2026-12-01T17:00:00Z', ben: '2026-12-01T09:00:00Z' }, 1);
    const { points, firstShortage } = e3Of(forecast(tenant));
    expect(points.map(({ date, needed }) => `${date} ${needed}`)).toEqual(['2026-11-01 0', '2026-12-01 2']);
    expect(firstShortage?.users.map(({ userPrincipalName }) => userPrincipalName)).toEqual(['ann@contoso.example']);
  });

  it('lets people go as well as come, at the moved date', () => {
    const tenant = hires({ ann: '2026-11-20T00:00:00Z' }, 1, 'user.employeeHireDate -ge system.now -plus p5d');
    expect(e3Of(forecast(tenant)).points).toEqual([
      { date: '2026-11-01', needed: 1, bought: 1 },
      { date: '2026-11-15', needed: 0, bought: 1 },
    ]);
  });

  it('looks no further than it is asked to', () => {
    const tenant = hires({ ann: '2026-12-01T00:00:00Z', ben: '2027-06-01T00:00:00Z' }, 5);
    expect(forecast(tenant, 30)).toMatchObject({ days: 1, until: '2026-12-01T00:00:00Z' });
    expect(e3Of(forecast(tenant, 30)).peak).toBe(1);
    expect(e3Of(forecast(tenant, 29)).peak).toBe(0);
  });

  it('follows a subscription through all of its statuses', () => {
    const tenant = withSubscription(hires({ ann: '2026-10-01T00:00:00Z' }, 1), {
      nextLifecycleDateTime: '2026-11-10T00:00:00Z',
    });
    const { points, lifecycle, shortFrom, firstShortage } = e3Of(forecast(tenant, 365));
    expect(lifecycle).toEqual([
      { date: '2026-11-10', status: 'Warning', seats: 1 },
      { date: '2026-12-10', status: 'Suspended', seats: 1 },
      { date: '2027-03-10', status: 'Deleted', seats: 1 },
    ]);
    expect(points).toEqual([
      { date: '2026-11-01', needed: 1, bought: 1 },
      { date: '2026-12-10', needed: 1, bought: 0 },
    ]);
    // Whoever has a license keeps it: more is in use than there is, but nobody is refused.
    expect({ shortFrom, firstShortage }).toEqual({ shortFrom: '2026-12-10', firstShortage: null });
  });

  it('says of how many people it is not known', () => {
    const tenant = hires({ ann: '2026-10-01T00:00:00Z', ben: undefined, cid: null }, 5);
    expect(e3Of(forecast(tenant))).toMatchObject({ peak: 1, undecided: 1 });
  });

  it('looks at days, then at some of them, where there are too many moments', () => {
    const date = (index: number) => new Date(start + (index + 1) * 12 * 60 * 60 * 1000).toISOString();
    const many = (count: number) =>
      hires(Object.fromEntries(Array.from({ length: count }, (_, index) => [`u${index}`, date(index)])), 2000);
    const halfDays = forecast(many(250), 250);
    expect(halfDays).toMatchObject({ days: 126, isSampled: false });
    expect(e3Of(halfDays).points.at(-1)?.needed).toBe(250);
    const sampled = forecast(many(500), 500);
    expect(sampled).toMatchObject({ days: 251, isSampled: true });
    expect(e3Of(sampled).points.at(-1)?.needed).toBe(500);
  });
});
