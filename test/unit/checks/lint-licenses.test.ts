import { describe, expect, it } from 'vitest';

import { licenseChecks, lintTenant } from '../../../src/checks/index.ts';
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

  it('finds groups in groups, and groups that cannot have licenses', () => {
    const licensed = { assignedLicenses: [{ skuId: skuIdOf(standardCatalogue(), e3), disabledPlans: [] }] };
    const scene = licenseScene({
      seats: { [e3]: 5 },
      users: ['u1'],
      groups: {
        outer: { properties: licensed },
        inner: {},
        open: { properties: { ...licensed, groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false } },
      },
    }).play('addMembers: { group: outer, members: [inner] }');
    expect(found(scene.tenant)).toEqual(['license/group-without-security open', 'license/nested-group outer']);
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

describe('lint of rules and licenses', () => {
  const giving = (...names: readonly string[]) => ({
    assignedLicenses: names.map((name) => ({ skuId: skuIdOf(standardCatalogue(), name), disabledPlans: [] })),
  });
  const reading = (id: string) =>
    `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${id}" -and assignedPlan.capabilityStatus -eq "Enabled")`;
  const planOf = (name: string, sku: string) => licenseScene({ users: [] }).planId(name, sku);

  it('tells a chain of licenses from a circle, and names both', () => {
    const messages = (tenant: Tenant) =>
      lintTenant(tenant, { only: ['license/rule-reads-plans', 'license/rule-circle'] }).map(
        ({ holder, diagnostic }) => `${diagnostic.code} ${holder.displayName}: ${diagnostic.message}`,
      );
    const first = { members: ['u1'], properties: giving(e3) };
    const second = { rule: reading(planOf('EXCHANGE_S_ENTERPRISE', e3)), properties: giving('EMS') };
    const chain = licenseScene({ users: ['u1'], groups: { first, second } });
    expect(messages(chain.tenant)).toEqual([
      'license/rule-reads-plans second: The rule reads service plans that "first" gives: one license decides about others.',
    ]);
    const back = { rule: reading(planOf('AAD_PREMIUM', 'EMS')), properties: giving(e3) };
    const circle = licenseScene({ users: ['u1'], groups: { first: back, second } });
    expect(messages(circle.tenant)).toEqual([
      'license/rule-circle first: Licenses of the group decide who is a member of it: "first", whose plans decide about "second", whose plans decide about "first".',
      'license/rule-circle second: Licenses of the group decide who is a member of it: "second", whose plans decide about "first", whose plans decide about "second".',
    ]);
  });

  it('takes a rule that names no plan to read every plan, and one about other plans to read none', () => {
    const service = 'user.assignedPlans -any (assignedPlan.service -eq "exchange")';
    const scene = (rule: string) => licenseScene({ users: [], groups: { g: { rule, properties: giving(e3) } } }).tenant;
    const only = ['license/rule-reads-plans', 'license/rule-circle'];
    expect(lintTenant(scene(service), { only }).map(({ diagnostic }) => diagnostic.code)).toEqual([
      'license/rule-circle',
    ]);
    expect(lintTenant(scene(reading(planOf('AAD_PREMIUM', 'EMS'))), { only })).toEqual([]);
    expect(lintTenant(scene(reading('00000000-0000-4000-8000-00000000abcd')), { only })).toEqual([]);
  });

  it('finds who loses licenses when a group became dynamic, unless they hold them in another way', () => {
    const [skuId, group] = [skuIdOf(standardCatalogue(), e3), '20000000-0000-4000-8000-000000000001'];
    const path = (assignedByGroup: string | null) => ({
      skuId,
      assignedByGroup,
      disabledPlans: [],
      state: 'Active',
      error: 'None',
    });
    const scene = licenseScene({
      users: {
        stays: { department: 'Sales', licenseAssignmentStates: [path(group)] },
        loses: { department: 'Ops', licenseAssignmentStates: [path(group)] },
        keeps: { department: 'Ops', licenseAssignmentStates: [path(group), path(null)] },
      },
      groups: {
        g: { members: ['stays', 'loses', 'keeps'], rule: 'user.department -eq "Sales"', properties: giving(e3) },
      },
    });
    const [finding, ...more] = lintTenant(scene.tenant, { only: ['license/rule-takes-licenses'] });
    expect(finding?.diagnostic.message).toContain('1 user (loses@contoso.example) has ENTERPRISEPACK by the group');
    expect(more).toEqual([]);
  });

  it('finds who has licenses by groups without what the service asks for that', () => {
    const covered = (tenant: Tenant) =>
      lintTenant(tenant, { only: ['license/group-licensing-not-covered'] }).map(
        ({ holder, diagnostic }) => `${holder.type}: ${diagnostic.message}`,
      );
    const scene = licenseScene({
      users: ['u1', 'u2', 'u3', 'u4'],
      groups: {
        small: { members: ['u1', 'u2', 'u3'], properties: giving('EXCHANGESTANDARD') },
        premium: { members: ['u2'], properties: giving('AAD_PREMIUM') },
        suite: { members: ['u3'], properties: giving(e3) },
      },
    });
    // What a group gives is there once the group was processed.
    expect(covered(scene.tenant)).toEqual([
      'organization: 1 user (u1@contoso.example) gets licenses by groups, but has neither Entra ID P1 nor a suite that covers it.',
    ]);
  });

  it('is left out by name, and lists its checks', () => {
    const scene = licenseScene({ users: ['u1'], seats: { [e3]: 0 }, groups: { g: { members: ['u1'] } } });
    const { tenant } = scene.play(`assignLicense: { group: g, sku: ${e3} }`);
    expect(lintTenant(tenant).map(({ diagnostic }) => diagnostic.code)).toContain('license/seats-short');
    expect(lintTenant(tenant, { skip: ['license/seats-short'] })).toEqual([]);
    expect(licenseChecks.flatMap(({ codes }) => codes)).toContain('license/seats-short');
  });
});
