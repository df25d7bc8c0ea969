import { describe, expect, it } from 'vitest';
import type { RowSet } from '../../../src/base/index.ts';
import { linkedRows } from '../../../src/model/index.ts';
import { checkRule, compileRule, createPredicateCache, evaluateRows } from '../../../src/rules/index.ts';
import { generateTenant } from '../../../src/synth/index.ts';
import { rowsWhere, sample, sampleClock } from './tenant-sample.ts';

const tenant = generateTenant({ users: 300, seed: 42, clock: sampleClock, groups: 1000 });
const groups = tenant.populations.group;
const dynamicRows = rowsWhere(groups, (row) => groups.textAt(row, 'membershipRule') !== undefined);
const ruleOf = (row: number): string => groups.textAt(row, 'membershipRule') ?? '';
const isPaused = (row: number): boolean => groups.textAt(row, 'membershipRuleProcessingState') === 'Paused';

/** What the rule of a group says now, of its own member type. */
function membersByRule(row: number): { readonly type: 'user' | 'device'; readonly members: RowSet } {
  const check = checkRule(ruleOf(row));
  if (!check.ok) throw new Error(`the rule of row ${row} is refused`);
  const type = check.rule.object;
  const { members } = evaluateRows(compileRule(check.rule), {
    population: tenant.populations[type],
    now: tenant.clock,
    cache: createPredicateCache(),
    membersOf: (id) => ({
      known: linkedRows(tenant.relations.groupMembers.get(groups.rowOf(id) ?? -1), type),
      isComplete: true,
    }),
  });
  return { type, members };
}

describe('generated dynamic groups', () => {
  it('have 1,000 distinct names', () => {
    expect(new Set(dynamicRows.map((row) => groups.textAt(row, 'displayName'))).size).toBe(1000);
    expect(new Set(dynamicRows.map((row) => groups.textAt(row, 'mailNickname'))).size).toBe(1000);
  });

  it('have rules that the service would save, except for broken ones, which are paused', () => {
    const refused = dynamicRows.filter((row) => !checkRule(ruleOf(row)).ok);
    expect(refused).toHaveLength(2);
    expect(refused.every(isPaused)).toBe(true);
    expect(dynamicRows.filter(isPaused).length).toBeGreaterThan(refused.length);
  });

  it('have rules without warnings about their form', () => {
    const warned = dynamicRows.filter(
      (row) => !/memberOf/.test(ruleOf(row)) && checkRule(ruleOf(row)).warnings.length > 0,
    );
    expect(warned.filter((row) => !isPaused(row)).map(ruleOf)).toEqual([]);
  });

  it.each([
    '-eq',
    '-ne',
    '-in',
    '-notIn',
    '-startsWith',
    '-notStartsWith',
    '-endsWith',
    '-contains',
    '-notContains',
    '-match',
    '-any',
    '-all',
    '-ge system.now',
    '-le (system.now',
    '-not (',
    '-or',
    'user.assignedPlans',
    'user.proxyAddresses',
    'user.extensionAttribute',
    'user.memberOf',
    'Direct Reports for',
    'device.',
    'null',
  ])('use %s', (form) => {
    expect(dynamicRows.filter((row) => ruleOf(row).includes(form)).length).toBeGreaterThan(0);
  });

  it('mostly have members, and never all of them the same', () => {
    const running = dynamicRows.slice(0, 60).filter((row) => !isPaused(row));
    const sizes = running.map((row) => membersByRule(row).members.size);
    expect(sizes.filter((size) => size > 0).length / sizes.length).toBeGreaterThan(0.7);
    expect(new Set(sizes).size).toBeGreaterThan(15);
  });

  it('carry exported members for some, of which only a part differs from the rule', () => {
    const exported = tenant.relations.groupExportedMembers;
    const compared = dynamicRows.filter((row) => exported.has(row) && !isPaused(row)).slice(0, 120);
    const differing = compared.filter((row) => {
      const { type, members } = membersByRule(row);
      return String(linkedRows(exported.get(row), type).toArray()) !== String(members.toArray());
    });
    expect(exported.size).toBeGreaterThan(300);
    expect(exported.size).toBeLessThan(500);
    expect(differing.length).toBeGreaterThan(0);
    expect(differing.length).toBeLessThan(compared.length / 2);
  });

  it('have known members only where the rule does not run', () => {
    const known = dynamicRows.filter((row) => tenant.relations.groupMembers.has(row));
    expect(known.length).toBeGreaterThan(2);
    expect(known.every((row) => isPaused(row) || /memberOf/.test(ruleOf(row)))).toBe(true);
  });
});

describe('generated assigned groups', () => {
  const { group, user } = sample.populations;
  const named = (name: string): number => rowsWhere(group, (row) => group.textAt(row, 'displayName') === name)[0] ?? -1;

  it.each(['SG-Sales-All', 'Sales Team', 'MS-Sales'])('%s drifted 1 to 8 %% from the people of Sales', (name) => {
    const members = new Set(linkedRows(sample.relations.groupMembers.get(named(name)), 'user').toArray());
    const truth = rowsWhere(user, (row) => user.textAt(row, 'department') === 'Sales');
    const strangers = [...members]
      .filter((row) => user.textAt(row, 'division') !== undefined)
      .filter((row) => user.textAt(row, 'division') !== 'Commercial').length;
    const missing = truth.filter((row) => !members.has(row)).length;
    expect((strangers + missing) / truth.length).toBeGreaterThan(0.005);
    expect((strangers + missing) / truth.length).toBeLessThan(0.08);
  });

  it('come in every kind, some nested, some owned, one assignable to roles', () => {
    const has = (name: string, value: unknown): boolean =>
      rowsWhere(group, (row) => JSON.stringify(group.valueAt(row, name)) === JSON.stringify(value)).length > 0;
    expect(has('groupTypes', ['Unified'])).toBe(true);
    expect(has('isAssignableToRole', true)).toBe(true);
    const mailOnly = rowsWhere(group, (row) => group.valueAt(row, 'securityEnabled') === false);
    expect(mailOnly.some((row) => group.textAt(row, 'displayName') === 'Announcements')).toBe(true);
    expect(linkedRows(sample.relations.groupMembers.get(named('SG-All-Staff')), 'group').size).toBeGreaterThan(5);
    expect(sample.relations.groupOwners.size).toBeGreaterThan(20);
  });
});

describe('generated devices and administrative units', () => {
  const { administrativeUnit: units, device } = sample.populations;
  const count = (name: string, value: unknown): number =>
    rowsWhere(device, (row) => device.valueAt(row, name) === value).length;

  it('has about 0.6 devices per user, of every system', () => {
    expect(device.size).toBe(2400);
    for (const system of ['Windows', 'IPhone', 'AndroidForWork', 'MacMDM']) {
      expect(count('operatingSystem', system)).toBeGreaterThan(50);
    }
  });

  it('has company and personal devices, managed and unmanaged', () => {
    expect(count('deviceOwnership', 'Company')).toBeGreaterThan(count('deviceOwnership', 'Personal'));
    expect(count('managementType', null)).toBeGreaterThan(100);
    expect(count('managementType', 'MDM')).toBeGreaterThan(1000);
  });

  it('gives company PCs an Autopilot id or an order tag', () => {
    const ids = rowsWhere(device, () => true).map((row) => JSON.stringify(device.valueAt(row, 'physicalIds')));
    expect(ids.filter((text) => /\[ZTDId\]:[0-9a-f-]{36}/.test(text)).length).toBeGreaterThan(300);
    expect(ids.filter((text) => text.includes('[OrderID]:Kiosk')).length).toBeGreaterThan(50);
  });

  it('has assigned units by country and dynamic ones by department', () => {
    const dynamic = rowsWhere(units, (row) => units.textAt(row, 'membershipType') === 'Dynamic');
    const assigned = rowsWhere(units, (row) => sample.relations.unitMembers.has(row));
    expect(dynamic).toHaveLength(8);
    expect(dynamic.every((row) => checkRule(units.textAt(row, 'membershipRule') ?? '').ok)).toBe(true);
    expect(assigned.length).toBeGreaterThan(8);
  });
});
