import { describe, expect, it } from 'vitest';

import { compareTenants, type TenantDifference } from '../../../src/app/index.ts';
import { defaultSemantics, type Tenant, TenantDraft } from '../../../src/model/index.ts';
import { renderLicenseDifferences } from '../../../src/report/index.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { settle } from '../../../src/simulation/index.ts';
import { licenseScene } from '../../support/license-scene.ts';

const start = licenseScene({
  seats: { ENTERPRISEPACK: 1, EMS: 5 },
  users: ['u1', 'u2', 'u3'],
  groups: { g: { members: ['u1', 'u2'] } },
});
const licensed = start.play(
  'assignLicense: { group: g, sku: ENTERPRISEPACK }',
  'assignLicense: { user: u3, sku: EMS }',
);

function compare(before: Tenant, after: Tenant): TenantDifference {
  const [left, right] = [before, after].map((tenant) => settle(tenant, { semantics: defaultSemantics }));
  if (left === undefined || right === undefined) throw new Error('nothing was settled');
  return compareTenants(left, right);
}

const textOf = (difference: TenantDifference, limit = 20): string =>
  renderLicenseDifferences(difference, { ...plainStyle, limit });

describe('licenses in a difference of tenants', () => {
  it('are named user by user with their paths, and not as objects', () => {
    const difference = compare(start.tenant, licensed.tenant);
    expect(difference.objects.map(({ type, kind }) => `${type} ${kind}`)).toEqual(['group changed']);
    expect(difference.licenses).toMatchObject([
      { sku: { skuPartNumber: 'EMS' }, group: null, users: [{ name: 'u3@contoso.example', before: [] }] },
      {
        sku: { skuPartNumber: 'ENTERPRISEPACK' },
        group: { name: 'g' },
        users: [
          { name: 'u1@contoso.example', after: [{ state: 'Active', error: 'None', disabledPlans: [] }] },
          { name: 'u2@contoso.example', after: [{ state: 'Error', error: 'CountViolation' }] },
        ],
      },
    ]);
    expect(difference.servicePlans.length).toBeGreaterThan(20);
    expect(difference.licensesKnown).toEqual({ added: [], removed: [] });
  });

  it('read as sentences', () => {
    const text = textOf(compare(start.tenant, licensed.tenant), 2);
    expect(text).toBe(`EMS directly
  + u3@contoso.example   gains it: Active
ENTERPRISEPACK by "g"
  + u1@contoso.example   gains it: Active
  + u2@contoso.example   gains it: Error (CountViolation)
Service plans
  AAD_PREMIUM  none → Enabled   1 user
  ADALLOM_S_DISCOVERY  none → Enabled   1 user
  … and 41 more (--all)
`);
    expect(textOf(compare(licensed.tenant, start.tenant))).toContain('- u2@contoso.example   loses it: Error (Count');
  });

  it('show changes of state, of plans, and of times where nothing else differs', () => {
    const more = licensed.play('seats: { sku: ENTERPRISEPACK, set: 2 }', 'reprocess: { group: g }');
    expect(textOf(compare(licensed.tenant, more.tenant))).toContain(
      '~ u2@contoso.example   Error (CountViolation) → Active',
    );
    const less = licensed.play('assignLicense: { user: u3, sku: EMS, disabledPlans: [INTUNE_A] }');
    expect(textOf(compare(licensed.tenant, less.tenant))).toBe(`EMS directly
  ~ u3@contoso.example   Active → Active, without INTUNE_A
Service plans
  INTUNE_A  Enabled → Deleted   1 user
`);
    const later = start.play('advance: P1D', 'assignLicense: { user: u3, sku: EMS }');
    const sooner = start.play('assignLicense: { user: u3, sku: EMS }', 'advance: P1D');
    const text = textOf(compare(sooner.tenant, later.tenant));
    expect(text).toContain('~ u3@contoso.example   Active, 2026-11-01T00:00:00Z → Active, 2026-11-02T00:00:00Z');
    expect(text).toContain('Enabled, 2026-11-01T00:00:00Z → Enabled, 2026-11-02T00:00:00Z   1 user');
  });

  it('do not tell what was there before', () => {
    const back = licensed.play('removeLicense: { group: g, sku: ENTERPRISEPACK }');
    const again = back.play('assignLicense: { group: g, sku: ENTERPRISEPACK }');
    expect(again.tenant.populations.servicePlanAssignment.size).toBeGreaterThan(
      licensed.tenant.populations.servicePlanAssignment.size,
    );
    expect(compare(licensed.tenant, again.tenant)).toMatchObject({ objects: [], licenses: [], servicePlans: [] });
  });

  it('tell users apart of whom nothing is known, and count deleted ones as having none', () => {
    const forgotten = new TenantDraft(start.tenant);
    for (const row of start.tenant.relations.licenseAssignmentUsers.keys())
      forgotten.setLinks('licenseAssignmentUsers', row, undefined);
    const difference = compare(forgotten.finish(), start.tenant);
    expect(difference.licensesKnown.added).toEqual(['u1', 'u2', 'u3'].map((name) => `${name}@contoso.example`));
    expect(textOf(difference)).toContain('+ u2@contoso.example   licenses are known');
    const gone = compare(licensed.tenant, licensed.play('{ delete: user, match: { displayName: u3 } }').tenant);
    expect(textOf(gone)).toContain('- u3@contoso.example   loses it: Active');
  });
});
