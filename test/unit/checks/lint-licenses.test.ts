import { describe, expect, it } from 'vitest';

import { lintTenant } from '../../../src/checks/index.ts';
import type { Tenant } from '../../../src/model/index.ts';
import { standardCatalogue } from '../../../src/licensing/index.ts';
import { licenseScene, skuIdOf } from '../../support/license-scene.ts';

const e3 = 'ENTERPRISEPACK';

function found(tenant: Tenant): readonly string[] {
  return lintTenant(tenant)
    .filter(({ diagnostic }) => diagnostic.code.startsWith('license/'))
    .map(({ holder, diagnostic }) => `${diagnostic.code} ${holder.displayName}`);
}

describe('lint of licenses', () => {
  it('says nothing about a tenant in order', () => {
    const scene = licenseScene({ seats: { [e3]: 5 }, users: ['u1'], groups: { g: { members: ['u1'] } } });
    expect(found(scene.play(`assignLicense: { group: g, sku: ${e3} }`).tenant)).toEqual([]);
  });

  it('finds missing seats, and what they block', () => {
    const scene = licenseScene({
      seats: { [e3]: 1, EMS: 9 },
      users: ['u1', 'u2'],
      groups: { g: { members: ['u1', 'u2'] } },
    }).play(`assignLicense: { group: g, add: [${e3}, EMS] }`);
    expect(found(scene.tenant)).toEqual(['license/scarce-in-group g', 'license/seats-short g']);
  });

  it('finds licenses that are assigned twice, and SKUs that are not paid for', () => {
    const scene = licenseScene({ seats: { [e3]: 5 }, users: ['u1'], groups: { g: { members: ['u1'] } } })
      .play(`assignLicense: { group: g, sku: ${e3} }`, `assignLicense: { user: u1, sku: ${e3} }`)
      .play(`seats: { sku: ${e3}, action: expire }`);
    expect(found(scene.tenant)).toEqual(['license/sku-not-enabled g', 'license/assigned-twice the tenant']);
  });

  it('finds groups in groups, groups that cannot have licenses, and rules that read plans', () => {
    const licensed = { assignedLicenses: [{ skuId: skuIdOf(standardCatalogue(), e3), disabledPlans: [] }] };
    const scene = licenseScene({
      seats: { [e3]: 5 },
      users: ['u1'],
      groups: {
        outer: { properties: licensed },
        inner: {},
        open: { properties: { ...licensed, groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false } },
        rule: {
          rule: 'user.assignedPlans -any (assignedPlan.service -eq "exchange" -and assignedPlan.capabilityStatus -eq "Enabled")',
          properties: licensed,
        },
      },
    }).play('addMembers: { group: outer, members: [inner] }');
    expect(found(scene.tenant)).toEqual([
      'license/group-without-security open',
      'license/nested-group outer',
      'license/rule-reads-plans rule',
    ]);
  });

  it('finds groups in conflict, missing prerequisites and members in other countries', () => {
    const policy = (name: string) => ({
      assignedLicenses: [{ skuId: skuIdOf(standardCatalogue(), name), disabledPlans: [] }],
    });
    const scene = licenseScene({
      seats: { [e3]: 5, STANDARDPACK: 5, WORKPLACE_ANALYTICS: 5 },
      users: { u1: {}, u2: { usageLocation: null, country: 'DE' } },
      groups: {
        a: { members: ['u1'], properties: policy(e3) },
        b: { members: ['u1'], properties: policy('STANDARDPACK') },
        c: { members: ['u2'], properties: policy('WORKPLACE_ANALYTICS') },
      },
    });
    expect(found(scene.tenant)).toEqual([
      'license/groups-in-conflict a',
      'license/foreign-prerequisite c',
      'license/other-country c',
    ]);
  });
});
