import { describe, expect, it } from 'vitest';

import { extendCatalogue, type LicenseCatalogue, standardCatalogue } from '../../src/licensing/index.ts';
import { type LicenseScene, licenseScene, type LicenseSceneText, skuIdOf } from '../support/license-scene.ts';

/*
 * The worked cases of the specification, played as a person would: change sets in YAML, and what the service would show afterwards.
 * Numbers are those of the cases.
 */

const names = {
  E1: 'STANDARDPACK',
  E3: 'ENTERPRISEPACK',
  M3: 'SPE_E3',
  EMS: 'EMS',
  BP: 'SPB',
  PJ3: 'PROJECTPROFESSIONAL',
  WPA: 'WORKPLACE_ANALYTICS',
  AC: 'MCOMEETADV',
  P1: 'AAD_PREMIUM',
  P2: 'AAD_PREMIUM_P2',
  EXO1: 'EXCHANGESTANDARD',
  EXO2: 'EXCHANGEENTERPRISE',
  TE: 'Microsoft_Teams_Enterprise_New',
  M3nt: 'Microsoft_365_E3_(no_Teams)',
} as const;

type Short = keyof typeof names;

const e1 = names.E1;
const e3 = names.E3;

/** Seats by short name. */
function seats(units: Partial<Record<Short, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(units).map(([short, count]) => [names[short as Short], count]));
}

function scene(units: Partial<Record<Short, number>>, text: Omit<LicenseSceneText, 'seats'>): LicenseScene {
  return licenseScene({ seats: seats(units), ...text });
}

/** Rows with short names: `E3@d Active/None`. */
function rows(played: LicenseScene, user: string): readonly string[] {
  const short = new Map<string, string>(Object.entries(names).map(([name, partNumber]) => [partNumber, name]));
  return played
    .rows(user)
    .map((row) => row.replace(/^[^@]+/, (partNumber) => short.get(partNumber) ?? partNumber))
    .toSorted();
}

const used = (played: LicenseScene, short: Short): string => played.seats(names[short]);
const refused = (played: LicenseScene): string => played.refusals[0] ?? '';

const faults = {
  E1: /^400 License assignment cannot be done for user with invalid usage location\.$/,
  E2: /^400 Subscription with SKU [0-9a-f-]{36} does not have any available licenses\.$/,
  E3: /^400 License assignment failed because service plans .+ are mutually exclusive$/,
  E4: /^400 License assignment failed because service plan .+ depends on the service plan\(s\) .+$/,
  E6: /^400 User does not have a corresponding license\.$/,
  E7: /^400 User license is inherited from a group membership and it cannot be removed directly from the user\.$/,
  E13: /^400 Unable to delete the group because there is a product license assigned to the group\./,
} as const;

const u1 = { users: ['u1'] };

describe('A. direct assignment', () => {
  it('1: a license with all plans', () => {
    const played = scene({ E3: 10 }, u1).play(`assignLicense: { user: u1, sku: ${e3} }`);
    expect([rows(played, 'u1'), used(played, 'E3')]).toEqual([['E3@d Active/None'], '10/1']);
    expect(played.plans('u1').filter((plan) => plan['capabilityStatus'] === 'Enabled')).toHaveLength(37);
  });

  it('2: no usage location', () => {
    const played = scene({ E3: 10 }, { users: { u1: { usageLocation: null } } }).play(
      `assignLicense: { user: u1, sku: ${e3} }`,
    );
    expect(refused(played)).toMatch(faults.E1);
    expect([rows(played, 'u1'), used(played, 'E3')]).toEqual([[], '10/0']);
  });

  it('3: no seat', () => {
    const played = scene({ E3: 1 }, { users: ['u1', 'u2'] })
      .play(`assignLicense: { user: u1, sku: ${e3} }`)
      .play(`assignLicense: { user: u2, sku: ${e3} }`);
    expect(refused(played)).toMatch(faults.E2);
    expect(refused(played)).toContain(skuIdOf(standardCatalogue(), e3));
    expect([rows(played, 'u2'), used(played, 'E3')]).toEqual([[], '1/1']);
  });

  it('4: other plans disabled', () => {
    const played = scene({ E3: 10 }, u1)
      .play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [SWAY] }`)
      .play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [YAMMER_ENTERPRISE] }`);
    const [license] = played.licenses('u1');
    expect(license?.['disabledPlans']).toEqual([
      standardCatalogue().plansByName('YAMMER_ENTERPRISE')[0]?.servicePlanId,
    ]);
    expect([played.plan('u1', 'SWAY'), used(played, 'E3')]).toEqual([['Enabled'], '10/1']);
  });

  it('5: no plan disabled any more', () => {
    const played = scene({ E3: 10 }, u1)
      .play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [SWAY] }`)
      .play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [] }`);
    expect(played.plan('u1', 'SWAY')).toEqual(['Enabled']);
  });

  it('6: removal of what is not held', () => {
    expect(refused(scene({ E3: 5, E1: 5 }, u1).play(`removeLicense: { user: u1, sku: ${e3} }`))).toMatch(faults.E6);
  });

  it('12: plans that exclude each other', () => {
    const played = scene({ E1: 10, E3: 10 }, u1).play(`assignLicense: { user: u1, add: [${e1}, ${e3}] }`);
    expect(refused(played)).toMatch(faults.E3);
    for (const plan of ['c7699d2e', '5dbe027f']) expect(refused(played)).toContain(plan);
    expect(rows(played, 'u1')).toEqual([]);
  });

  it('13: one of the plans disabled', () => {
    const played = scene({ E1: 10, E3: 10 }, u1).play(
      `assignLicense: { user: u1, add: [{ sku: ${e1}, disabledPlans: [SHAREPOINTSTANDARD] }, ${e3}] }`,
    );
    expect([rows(played, 'u1'), used(played, 'E1'), used(played, 'E3')]).toEqual([
      ['E1@d Active/None', 'E3@d Active/None'],
      '10/1',
      '10/1',
    ]);
  });

  it('14: Exchange Online Plan 1 and Plan 2', () => {
    const played = scene({ EXO1: 5, EXO2: 5 }, u1).play(
      `assignLicense: { user: u1, add: [${names.EXO1}, ${names.EXO2}] }`,
    );
    expect(rows(played, 'u1')).toEqual(['EXO1@d Active/None', 'EXO2@d Active/None']);
  });

  it('16: Entra plans never conflict', () => {
    const played = scene({ P1: 5, P2: 5, EMS: 5 }, u1).play(
      `assignLicense: { user: u1, add: [${names.P1}, ${names.P2}, EMS] }`,
    );
    expect([used(played, 'P1'), used(played, 'P2'), used(played, 'EMS')]).toEqual(['5/1', '5/1', '5/1']);
  });

  it('20: a plan with what it needs in one call', () => {
    const played = scene({ WPA: 5, E3: 5 }, u1).play(`assignLicense: { user: u1, add: [${e3}, ${names.WPA}] }`);
    expect(rows(played, 'u1')).toEqual(['E3@d Active/None', 'WPA@d Active/None']);
  });

  it('21: removal of what another plan needs', () => {
    const played = scene({ WPA: 5, E3: 5 }, u1)
      .play(`assignLicense: { user: u1, add: [${e3}, ${names.WPA}] }`)
      .play(`removeLicense: { user: u1, sku: ${e3} }`);
    expect(refused(played)).toMatch(faults.E4);
    expect(rows(played, 'u1')).toEqual(['E3@d Active/None', 'WPA@d Active/None']);
  });

  it('22: a plan disabled that another one needs', () => {
    const start = scene({ E3: 5 }, u1).play(`assignLicense: { user: u1, sku: ${e3} }`);
    expect(
      refused(start.play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [SHAREPOINTENTERPRISE] }`)),
    ).toMatch(faults.E4);
    const both = start.play(
      `assignLicense: { user: u1, sku: ${e3}, disabledPlans: [SHAREPOINTENTERPRISE, SHAREPOINTWAC] }`,
    );
    expect(both.refusals).toEqual([]);
  });

  it('23: Business Premium and Project', () => {
    const played = scene({ BP: 5, PJ3: 5 }, u1)
      .play(`assignLicense: { user: u1, sku: ${names.BP} }`)
      .play(`assignLicense: { user: u1, sku: ${names.PJ3} }`);
    expect(refused(played)).toMatch(faults.E3);
  });

  it('24: Project without its SharePoint plans', () => {
    const start = scene({ BP: 5, PJ3: 5 }, u1).play(`assignLicense: { user: u1, sku: ${names.BP} }`);
    const one = start.play(`assignLicense: { user: u1, sku: ${names.PJ3}, disabledPlans: [SHAREPOINTENTERPRISE] }`);
    expect(refused(one)).toMatch(faults.E4);
    const both = start.play(
      `assignLicense: { user: u1, sku: ${names.PJ3}, disabledPlans: [SHAREPOINTENTERPRISE, SHAREPOINT_PROJECT] }`,
    );
    expect(both.refusals).toEqual([]);
  });

  it('25: a suite without Teams, and Teams', () => {
    const played = scene({ M3nt: 5, TE: 5 }, u1).play(
      `assignLicense: { user: u1, add: ["${names.M3nt}", ${names.TE}] }`,
    );
    expect([played.refusals, rows(played, 'u1').length]).toEqual([[], 2]);
  });

  it('26: the same again', () => {
    const start = scene({ E3: 5 }, u1).play(`assignLicense: { user: u1, sku: ${e3} }`).play('advance: P1D');
    const again = start.play(`assignLicense: { user: u1, sku: ${e3} }`);
    expect([again.refusals, again.states('u1')]).toEqual([[], start.states('u1')]);
  });
});

describe('B. group basics', () => {
  const two = { users: ['u1', 'u2'], groups: { g: { members: ['u1', 'u2'] } } };

  it('27: a group is queued, then processed', () => {
    const played = scene({ E3: 10 }, two).play(`assignLicense: { group: g, sku: ${e3} }`);
    const states = (played.outcome?.events ?? []).flatMap((event) =>
      event.kind === 'propertiesChanged' ? event.changes.filter(({ name }) => name === 'licenseProcessingState') : [],
    );
    expect(states.map(({ after }) => after)).toEqual([{ state: 'QueuedForProcessing' }]);
    expect(played.group('g', 'licenseProcessingState')).toEqual({ state: 'ProcessingComplete' });
    expect([rows(played, 'u1'), rows(played, 'u2'), used(played, 'E3')]).toEqual([
      ['E3@g Active/None'],
      ['E3@g Active/None'],
      '10/2',
    ]);
  });

  it('31 and 32: a country where a plan is not offered, then another one', () => {
    const extended = extendCatalogue(standardCatalogue(), {
      name: 'countries.yaml',
      prohibitedLocations: [{ servicePlan: 'YAMMER_ENTERPRISE', countryLetterCodes: ['XX'] }],
    });
    if (!extended.ok) throw new Error('the catalogue was refused');
    const catalogue: LicenseCatalogue = extended.value.catalogue;
    const played = scene(
      { E3: 10 },
      { users: { u1: { usageLocation: 'XX' } }, groups: { g: { members: ['u1'] } }, catalogue },
    ).play(`assignLicense: { group: g, sku: ${e3} }`);
    expect([rows(played, 'u1'), used(played, 'E3')]).toEqual([
      ['E3@g Error/ProhibitedInUsageLocationViolation'],
      '10/0',
    ]);
    const moved = played.play('{ update: user, match: { displayName: u1 }, set: { usageLocation: US } }');
    expect(rows(moved, 'u1')).toEqual(['E3@g Error/ProhibitedInUsageLocationViolation']);
    const processed = moved.play('reprocess: { user: u1 }');
    expect([rows(processed, 'u1'), used(processed, 'E3')]).toEqual([['E3@g Active/None'], '10/1']);
  });

  it('35 and 36: Microsoft 365 groups', () => {
    const unified = { groupTypes: ['Unified'], mailEnabled: true };
    const start = scene(
      { E3: 5 },
      {
        users: ['u1'],
        groups: {
          secure: { members: ['u1'], properties: { ...unified, securityEnabled: true } },
          open: { members: ['u1'], properties: { ...unified, securityEnabled: false } },
        },
      },
    );
    expect(rows(start.play(`assignLicense: { group: secure, sku: ${e3} }`), 'u1')).toEqual(['E3@secure Active/None']);
    const open = start.play(`assignLicense: { group: open, sku: ${e3} }`);
    expect(refused(open)).toMatch(/^400 /);
    expect([open.group('open', 'assignedLicenses'), rows(open, 'u1')]).toEqual([[], []]);
  });

  it('38: an inherited license is removed from the user', () => {
    const start = scene({ E3: 10 }, two).play(`assignLicense: { group: g, sku: ${e3} }`);
    const played = start.play(`removeLicense: { user: u1, sku: ${e3} }`);
    expect(refused(played)).toMatch(faults.E7);
    expect(played.states('u1')).toEqual(start.states('u1'));
  });

  it('39: a guest', () => {
    const played = scene(
      { P1: 5 },
      { users: { x: { userType: 'Guest', usageLocation: null } }, groups: { g: { members: ['x'] } } },
    ).play(`assignLicense: { group: g, sku: ${names.P1} }`);
    expect([rows(played, 'x'), used(played, 'P1')]).toEqual([['P1@g Active/None'], '5/1']);
  });

  it('40: devices and contacts', () => {
    const played = scene({ E3: 5 }, { users: ['u1'], groups: { g: { members: ['u1'] } } })
      .play(
        '{ create: device, with: { displayName: d1, deviceId: 11111111-1111-4111-8111-111111111111, operatingSystem: Windows, operatingSystemVersion: "10", accountEnabled: true } }',
      )
      .play('addMembers: { group: g, members: [d1] }')
      .play(`assignLicense: { group: g, sku: ${e3} }`);
    expect([played.refusals, rows(played, 'u1'), used(played, 'E3')]).toEqual([[], ['E3@g Active/None'], '5/1']);
  });
});

describe('C. several paths, one seat', () => {
  const one = { users: ['u1'], groups: { g: { members: ['u1'] } } };

  it('42, 44 and 45: a direct license and one by a group', () => {
    const both = scene({ E3: 10 }, one)
      .play(`assignLicense: { user: u1, sku: ${e3} }`)
      .play(`assignLicense: { group: g, sku: ${e3} }`);
    expect([rows(both, 'u1'), used(both, 'E3')]).toEqual([['E3@d Active/None', 'E3@g Active/None'], '10/1']);
    const byGroup = both.play(`removeLicense: { user: u1, sku: ${e3} }`);
    expect([rows(byGroup, 'u1'), used(byGroup, 'E3')]).toEqual([['E3@g Active/None'], '10/1']);
    expect(byGroup.plan('u1', 'SWAY')).toEqual(['Enabled']);
    const direct = both.play('removeMembers: { group: g, members: [u1] }');
    expect([rows(direct, 'u1'), used(direct, 'E3')]).toEqual([['E3@d Active/None'], '10/1']);
  });

  it('43: no further seat is needed', () => {
    const played = scene({ E3: 1 }, one)
      .play(`assignLicense: { user: u1, sku: ${e3} }`)
      .play(`assignLicense: { group: g, sku: ${e3} }`);
    expect([rows(played, 'u1'), used(played, 'E3')]).toEqual([['E3@d Active/None', 'E3@g Active/None'], '1/1']);
  });

  const sku = standardCatalogue().resolveSku(e3);
  const allBut = (...kept: readonly string[]): string =>
    (sku.ok ? sku.value.servicePlans : [])
      .map(({ servicePlanName }) => servicePlanName)
      .filter((name) => !kept.includes(name))
      .join(', ');

  it('46 and 47: two groups with a plan each', () => {
    const played = scene({ E3: 5 }, { users: ['u1'], groups: { gA: { members: ['u1'] }, gB: { members: ['u1'] } } })
      .play(`assignLicense: { group: gA, sku: ${e3}, disabledPlans: [${allBut('SWAY')}] }`)
      .play(`assignLicense: { group: gB, sku: ${e3}, disabledPlans: [${allBut('YAMMER_ENTERPRISE')}] }`);
    const [license, other] = played.licenses('u1');
    expect([license?.['disabledPlans'], other]).toEqual([expect.objectContaining({ length: 35 }), undefined]);
    expect([played.plan('u1', 'SWAY'), played.plan('u1', 'YAMMER_ENTERPRISE')]).toEqual([['Enabled'], ['Enabled']]);
    const left = played.play('removeMembers: { group: gB, members: [u1] }');
    expect([left.plan('u1', 'SWAY'), left.plan('u1', 'YAMMER_ENTERPRISE'), used(left, 'E3')]).toEqual([
      ['Enabled'],
      ['Deleted'],
      '5/1',
    ]);
  });

  it('48: a direct license gives one more plan', () => {
    const played = scene({ E3: 5 }, one)
      .play(`assignLicense: { group: g, sku: ${e3}, disabledPlans: [YAMMER_ENTERPRISE] }`)
      .play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [${allBut('YAMMER_ENTERPRISE')}] }`);
    expect([played.refusals, played.plan('u1', 'YAMMER_ENTERPRISE'), used(played, 'E3')]).toEqual([
      [],
      ['Enabled'],
      '5/1',
    ]);
  });

  it('49: two SKUs share plans', () => {
    const played = scene({ M3: 5, EMS: 5 }, u1)
      .play(`assignLicense: { user: u1, add: [${names.M3}, EMS] }`)
      .play('removeLicense: { user: u1, sku: EMS }');
    expect([played.plan('u1', 'AAD_PREMIUM'), played.plan('u1', 'INTUNE_A'), used(played, 'EMS')]).toEqual([
      ['Enabled'],
      ['Enabled'],
      '5/0',
    ]);
  });

  it('50: an error that a direct license makes stale', () => {
    const failed = scene({ E3: 2 }, { users: ['u1', 'u2', 'u3'], groups: { gA: { members: ['u1'] } } })
      .play(`assignLicense: { user: u2, sku: ${e3} }`, `assignLicense: { user: u3, sku: ${e3} }`)
      .play(`assignLicense: { group: gA, sku: ${e3} }`)
      .play(`removeLicense: { user: u3, sku: ${e3} }`);
    expect([rows(failed, 'u1'), used(failed, 'E3')]).toEqual([['E3@gA Error/CountViolation'], '2/1']);
    const direct = failed.play(`assignLicense: { user: u1, sku: ${e3} }`);
    expect([rows(direct, 'u1'), used(direct, 'E3'), direct.licenses('u1').length]).toEqual([
      ['E3@d Active/None', 'E3@gA Error/CountViolation'],
      '2/2',
      1,
    ]);
    const processed = direct.play('reprocess: { user: u1 }');
    expect([rows(processed, 'u1'), used(processed, 'E3')]).toEqual([['E3@d Active/None', 'E3@gA Active/None'], '2/2']);
  });
});

describe('D. seats', () => {
  const joined = (): LicenseScene =>
    scene({ E3: 2 }, { users: ['u1', 'u2', 'u3'], groups: { g: { members: ['u1', 'u2', 'u3'] } } }).play(
      `assignLicense: { group: g, sku: ${e3} }`,
    );

  it('51: one seat too few', () => {
    const played = joined();
    expect(['u1', 'u2', 'u3'].map((user) => rows(played, user))).toEqual([
      ['E3@g Active/None'],
      ['E3@g Active/None'],
      ['E3@g Error/CountViolation'],
    ]);
    expect(used(played, 'E3')).toBe('2/2');
  });

  it('51: seats go to whoever joined first, where that is known', () => {
    const played = scene({ E3: 2 }, { users: ['u1', 'u2', 'u3'], groups: { g: {} } }).play(
      'addMembers: { group: g, members: [u3] }',
      'addMembers: { group: g, members: [u2, u1] }',
      `assignLicense: { group: g, sku: ${e3} }`,
    );
    expect(['u1', 'u2', 'u3'].map((user) => rows(played, user)[0])).toEqual([
      'E3@g Active/None',
      'E3@g Error/CountViolation',
      'E3@g Active/None',
    ]);
  });

  it('52: seats are bought', () => {
    const played = joined().play(`seats: { sku: ${e3}, set: 5 }`);
    expect(rows(played, 'u3')).toEqual(['E3@g Error/CountViolation']);
    const processed = played.play('reprocess: { user: u3 }');
    expect([rows(processed, 'u3'), used(processed, 'E3')]).toEqual([['E3@g Active/None'], '5/3']);
  });

  it('53: a user is deleted', () => {
    const played = joined().play('{ delete: user, match: { displayName: u1 } }');
    expect([used(played, 'E3'), rows(played, 'u3')]).toEqual(['2/1', ['E3@g Error/CountViolation']]);
    const processed = played.play('reprocess: { user: u3 }');
    expect([rows(processed, 'u3'), used(processed, 'E3')]).toEqual([['E3@g Active/None'], '2/2']);
  });

  it('55: fewer seats than are in use', () => {
    const users = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7'];
    const start = scene({ E3: 10 }, { users, groups: { g: { members: users.slice(0, 5) } } })
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(`seats: { sku: ${e3}, set: 3 }`);
    expect([used(start, 'E3'), rows(start, 'u5')]).toEqual(['3/5', ['E3@g Active/None']]);
    expect(refused(start.play(`assignLicense: { user: u6, sku: ${e3} }`))).toMatch(faults.E2);
    expect(rows(start.play('addMembers: { group: g, members: [u7] }'), 'u7')).toEqual(['E3@g Error/CountViolation']);
  });

  it('57 and 58: a subscription expires', () => {
    const users = ['u1', 'u2', 'u3', 'u4', 'u9', 'u10'];
    const expired = scene({ E3: 10 }, { users, groups: { g: { members: users.slice(0, 4) } } })
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(`seats: { sku: ${e3}, action: expire }`)
      .play(`assignLicense: { user: u9, sku: ${e3} }`);
    expect([expired.refusals, used(expired, 'E3'), expired.plan('u9', 'SWAY')]).toEqual([[], '10/5', ['Warning']]);
    const suspended = expired
      .play(`seats: { sku: ${e3}, action: suspend }`)
      .play(`assignLicense: { user: u10, sku: ${e3} }`);
    expect(refused(suspended)).toMatch(faults.E2);
    expect([rows(suspended, 'u1'), suspended.plan('u1', 'SWAY'), used(suspended, 'E3')]).toEqual([
      ['E3@g Active/None'],
      ['Suspended'],
      '0/5',
    ]);
  });

  const pair = { users: ['u1', 'u2'], groups: { g: { members: ['u1', 'u2'] }, g2: { members: ['u1', 'u2'] } } };

  it('59: one short SKU blocks the group', () => {
    const played = scene({ E3: 10, EMS: 1 }, pair).play(`assignLicense: { group: g, add: [${e3}, EMS] }`);
    expect([rows(played, 'u1'), rows(played, 'u2')]).toEqual([
      ['E3@g Active/None', 'EMS@g Active/None'],
      ['E3@g Error/Other', 'EMS@g Error/CountViolation'],
    ]);
    expect([used(played, 'E3'), used(played, 'EMS')]).toEqual(['10/1', '1/1']);
  });

  it('60: the short SKU in a group of its own', () => {
    const played = scene({ E3: 10, EMS: 1 }, pair).play(
      `assignLicense: { group: g, sku: ${e3} }`,
      'assignLicense: { group: g2, sku: EMS }',
    );
    expect([rows(played, 'u2'), used(played, 'E3')]).toEqual([
      ['E3@g Active/None', 'EMS@g2 Error/CountViolation'],
      '10/2',
    ]);
  });

  it('61: a license of the group that was applied before', () => {
    const played = scene({ E3: 10, EMS: 0 }, { users: ['u1'], groups: { g: { members: ['u1'] } } })
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play('assignLicense: { group: g, sku: EMS }');
    expect([rows(played, 'u1'), played.plan('u1', 'SWAY')]).toEqual([
      ['E3@g ActiveWithError/Other', 'EMS@g Error/CountViolation'],
      ['Enabled'],
    ]);
  });

  it('62: a direct license besides', () => {
    const played = scene({ E3: 10, EMS: 1 }, pair)
      .play(`assignLicense: { user: u2, sku: ${e3} }`)
      .play(`assignLicense: { group: g, add: [${e3}, EMS] }`);
    expect([rows(played, 'u2'), used(played, 'E3')]).toEqual([
      ['E3@d Active/None', 'E3@g Error/Other', 'EMS@g Error/CountViolation'],
      '10/2',
    ]);
  });
});

describe('E. conflicts and dependencies in groups', () => {
  const kiosk = { users: ['u1'], groups: { kiosk: { members: ['u1'] }, hr: {} } };

  it('63 and 64: two groups in conflict', () => {
    const played = scene({ E1: 5, E3: 5, EMS: 5 }, kiosk)
      .play(`assignLicense: { group: kiosk, sku: ${e1} }`)
      .play(`assignLicense: { group: hr, add: [${e3}, EMS] }`)
      .play('addMembers: { group: hr, members: [u1] }');
    expect(rows(played, 'u1')).toEqual([
      'E1@kiosk Active/None',
      'E3@hr Error/MutuallyExclusiveViolation',
      'EMS@hr Error/Other',
    ]);
    const left = played.play('removeMembers: { group: kiosk, members: [u1] }');
    expect(rows(left, 'u1')).toEqual(['E3@hr Active/None', 'EMS@hr Active/None']);
  });

  it('65: a direct license in conflict', () => {
    const played = scene({ E1: 5, E3: 5 }, { users: ['u1'], groups: { hr: { members: ['u1'] } } })
      .play(`assignLicense: { user: u1, sku: ${e1} }`)
      .play(`assignLicense: { group: hr, sku: ${e3} }`)
      .play(`removeLicense: { user: u1, sku: ${e1} }`);
    expect(rows(played, 'u1')).toEqual(['E3@hr Error/MutuallyExclusiveViolation']);
    expect(rows(played.play('reprocess: { user: u1 }'), 'u1')).toEqual(['E3@hr Active/None']);
  });

  it('66: a license that needs another one', () => {
    const text = { users: ['u1'], groups: { g: { members: ['u1'] } } };
    expect(refused(scene({ WPA: 5, E3: 5 }, text).play(`assignLicense: { group: g, sku: ${names.WPA} }`))).toMatch(
      faults.E4,
    );
    const lenient = scene(
      { WPA: 5, E3: 5 },
      { ...text, semantics: { 'license-group-prerequisite': 'auto-disable' } },
    ).play(`assignLicense: { group: g, sku: ${names.WPA} }`);
    expect([lenient.refusals, rows(lenient, 'u1')]).toEqual([[], ['WPA@g Active/None']]);
  });

  it('69: two groups, one of them with little', () => {
    const sku = standardCatalogue().resolveSku(e3);
    const others = (sku.ok ? sku.value.servicePlans : [])
      .map(({ servicePlanName }) => servicePlanName)
      .filter((name) => name !== 'EXCHANGE_S_ENTERPRISE');
    const played = scene(
      { WPA: 5, E3: 5 },
      { users: ['u1'], groups: { gFull: { members: ['u1'] }, gAdd: { members: ['u1'] } } },
    )
      .play(`assignLicense: { group: gFull, sku: ${e3} }`)
      .play(
        `assignLicense: { group: gAdd, add: [{ sku: ${e3}, disabledPlans: [${others.join(', ')}] }, ${names.WPA}] }`,
      );
    expect([rows(played, 'u1'), used(played, 'E3'), used(played, 'WPA')]).toEqual([
      ['E3@gAdd Active/None', 'E3@gFull Active/None', 'WPA@gAdd Active/None'],
      '5/1',
      '5/1',
    ]);
  });

  const needed = (): LicenseScene =>
    scene({ E3: 5, AC: 5 }, { users: ['u1'], groups: { g: { members: ['u1'] } } })
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(`assignLicense: { user: u1, sku: ${names.AC} }`);

  it('70 and 71: leaving a group whose license something else needs', () => {
    const left = needed().play('removeMembers: { group: g, members: [u1] }');
    expect([rows(left, 'u1'), used(left, 'E3'), left.plan('u1', 'MCOMEETADV')]).toEqual([
      ['AC@d Active/None', 'E3@g ActiveWithError/DependencyViolation'],
      '5/1',
      ['Enabled'],
    ]);
    expect(refused(left.play('reprocess: { user: u1 }'))).toMatch(faults.E4);
    const freed = left.play(`removeLicense: { user: u1, sku: ${names.AC} }`).play('reprocess: { user: u1 }');
    expect([freed.refusals, rows(freed, 'u1'), used(freed, 'E3')]).toEqual([[], [], '5/0']);
  });

  it('73: the group gives the license up', () => {
    expect(rows(needed().play(`removeLicense: { group: g, sku: ${e3} }`), 'u1')).toEqual([
      'AC@d Active/None',
      'E3@g ActiveWithError/DependencyViolation',
    ]);
    const older = scene(
      { E3: 5, AC: 5 },
      { users: ['u1'], groups: { g: { members: ['u1'] } }, semantics: { 'license-removal-failure': 'direct' } },
    )
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(`assignLicense: { user: u1, sku: ${names.AC} }`)
      .play(`removeLicense: { group: g, sku: ${e3} }`);
    expect(rows(older, 'u1')).toEqual(['AC@d Active/None', 'E3@d Active/None']);
  });

  it('74: a group with licenses is deleted', () => {
    const start = scene({ E3: 5 }, { users: ['u1'], groups: { g: { members: ['u1'] } } }).play(
      `assignLicense: { group: g, sku: ${e3} }`,
    );
    expect(refused(start.play('{ delete: group, match: { displayName: g } }'))).toMatch(faults.E13);
    const emptied = start.play(`removeLicense: { group: g, sku: ${e3} }`);
    expect(emptied.play('{ delete: group, match: { displayName: g } }').refusals).toEqual([]);
  });

  it('75: a group in conflict with itself', () => {
    const played = scene({ E1: 5, E3: 5 }, { users: ['u1'], groups: { g: { members: ['u1'] } } })
      .play(`assignLicense: { group: g, sku: ${e1} }`)
      .play(`assignLicense: { group: g, sku: ${e3} }`);
    expect(refused(played)).toMatch(faults.E3);
    expect(rows(played, 'u1')).toEqual(['E1@g Active/None']);
  });

  it('76: an address that belongs to somebody else', () => {
    const played = scene(
      { EXO2: 5 },
      {
        users: {
          u1: { proxyAddresses: ['smtp:same@contoso.example'] },
          u9: { proxyAddresses: ['SMTP:same@contoso.example'] },
        },
        groups: { g: { members: ['u1'] } },
      },
    ).play(`assignLicense: { group: g, sku: ${names.EXO2} }`);
    expect(rows(played, 'u1')).toEqual(['EXO2@g Error/UniquenessViolation']);
    const mended = played.play('{ delete: user, match: { displayName: u9 } }').play('reprocess: { user: u1 }');
    expect(rows(mended, 'u1')).toEqual(['EXO2@g Active/None']);
  });
});

describe('F. switches and life cycle', () => {
  const two = { users: ['u1', 'u2'], groups: { g: { members: ['u1', 'u2'] } } };
  const gaps = (played: LicenseScene): readonly string[] =>
    (played.outcome?.events ?? []).flatMap((event) =>
      event.kind === 'licensesChanged' ? [`${event.move.kind} ${event.move.users.size}`] : [],
    );

  it('77: one call for a group', () => {
    const played = scene({ E1: 5, E3: 10 }, two)
      .play(`assignLicense: { group: g, sku: ${e1} }`)
      .play(`assignLicense: { group: g, add: [${e3}], remove: [${e1}] }`);
    expect([rows(played, 'u1'), rows(played, 'u2'), used(played, 'E1')]).toEqual([
      ['E3@g Active/None'],
      ['E3@g Active/None'],
      '5/0',
    ]);
    expect(played.plan('u1', 'SWAY')).toEqual(['Enabled']);
  });

  it('78: one call, one seat', () => {
    const play = (choice: string): LicenseScene =>
      scene({ E1: 5, E3: 1 }, { ...two, semantics: { 'license-switch-on-shortage': choice } })
        .play(`assignLicense: { group: g, sku: ${e1} }`)
        .play(`assignLicense: { group: g, add: [${e3}], remove: [${e1}] }`);
    const keeping = play('keep-old');
    expect([rows(keeping, 'u1'), rows(keeping, 'u2')]).toEqual([
      ['E3@g Active/None'],
      ['E1@g ActiveWithError/Other', 'E3@g Error/CountViolation'],
    ]);
    expect(rows(play('drop-old'), 'u2')).toEqual(['E3@g Error/CountViolation']);
  });

  it('79: two calls', () => {
    const between = scene({ E1: 5, E3: 5 }, two)
      .play(`assignLicense: { group: g, sku: ${e1} }`)
      .play(`removeLicense: { group: g, sku: ${e1} }`);
    expect([rows(between, 'u1'), between.plan('u1', 'EXCHANGE_S_STANDARD')]).toEqual([[], ['Deleted']]);
    expect(rows(between.play(`assignLicense: { group: g, sku: ${e3} }`), 'u1')).toEqual(['E3@g Active/None']);
  });

  it('80: two calls the other way round', () => {
    const text = { users: ['u1'], groups: { g: { members: ['u1'] }, h: { members: ['u1'] } } };
    const start = scene({ E1: 5, E3: 5 }, text).play(`assignLicense: { group: g, sku: ${e1} }`);
    expect(refused(start.play(`assignLicense: { group: g, sku: ${e3} }`))).toMatch(faults.E3);
    const queued = start.play(`assignLicense: { group: h, sku: ${e3} }`);
    expect(rows(queued, 'u1')).toEqual(['E1@g Active/None', 'E3@h Error/MutuallyExclusiveViolation']);
    expect(rows(queued.play(`removeLicense: { group: g, sku: ${e1} }`), 'u1')).toEqual(['E3@h Active/None']);
  });

  it('83: an assigned group becomes dynamic', () => {
    const users = ['u1', 'u2', 'u3', 'u4', 'u5'];
    const played = scene(
      { E3: 5 },
      {
        users: Object.fromEntries(users.map((name, index) => [name, index < 2 ? { department: 'A' } : {}])),
        groups: { g: { members: users } },
      },
    )
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(
        `{ update: group, match: { displayName: g }, set: { groupTypes: [DynamicMembership], membershipRule: 'user.department -eq "A"', membershipRuleProcessingState: 'On' } }`,
      );
    expect(gaps(played)).toEqual(['removed 5', 'assigned 2']);
    expect([rows(played, 'u1'), rows(played, 'u3')]).toEqual([['E3@g Active/None'], []]);
  });

  it('84: a rule is edited', () => {
    const played = scene(
      { E3: 5 },
      {
        users: {
          u1: { department: 'A' },
          u2: { department: 'A', city: 'X' },
          u3: { department: 'A', city: 'X' },
          u4: { city: 'X' },
        },
        groups: { g: { rule: 'user.department -eq "A"' } },
      },
    )
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(`{ update: group, match: { displayName: g }, set: { membershipRule: 'user.city -eq "X"' } }`);
    expect(gaps(played)).toEqual(['removed 1', 'assigned 1']);
    expect([rows(played, 'u1'), rows(played, 'u4')]).toEqual([[], ['E3@g Active/None']]);
  });

  it('85: a value moves a user from one group to another', () => {
    const played = scene(
      { E3: 1, M3: 1 },
      {
        users: { u1: { department: 'A' } },
        groups: { gA: { rule: 'user.department -eq "A"' }, gB: { rule: 'user.department -eq "B"' } },
      },
    )
      .play(`assignLicense: { group: gA, sku: ${e3} }`, `assignLicense: { group: gB, sku: ${names.M3} }`)
      .play('{ update: user, match: { displayName: u1 }, set: { department: B } }');
    expect([rows(played, 'u1'), gaps(played)]).toEqual([['M3@gB Active/None'], ['removed 1', 'assigned 1']]);
  });

  it('86: sign-in is blocked', () => {
    const played = scene({ E3: 5 }, u1)
      .play(`assignLicense: { user: u1, sku: ${e3} }`)
      .play('{ update: user, match: { displayName: u1 }, set: { accountEnabled: false } }');
    expect([rows(played, 'u1'), used(played, 'E3')]).toEqual([['E3@d Active/None'], '5/1']);
  });

  it('87: a user is deleted, and gone after 30 days', () => {
    const deleted = scene({ E3: 5 }, u1)
      .play(`assignLicense: { user: u1, sku: ${e3} }`)
      .play('{ delete: user, match: { displayName: u1 } }');
    expect([used(deleted, 'E3'), rows(deleted, 'u1')]).toEqual(['5/0', ['E3@d Active/None']]);
    expect(rows(deleted.play('advance: P31D'), 'u1')).toEqual([]);
  });

  it('88: a restored user is no member any more', () => {
    const played = scene(
      { E3: 5 },
      { users: { u1: { department: 'A' } }, groups: { g: { rule: 'user.department -eq "A"' } } },
    )
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play('{ delete: user, match: { displayName: u1 } }')
      .play(`{ update: group, match: { displayName: g }, set: { membershipRule: 'user.department -eq "B"' } }`)
      .play('restore: { user: u1 }');
    expect([rows(played, 'u1'), used(played, 'E3')]).toEqual([[], '5/0']);
  });

  const planId = (name: string): string => standardCatalogue().plansByName(name)[0]?.servicePlanId ?? '';
  const hasPlan = (name: string): string =>
    `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${planId(name)}" -and assignedPlan.capabilityStatus -eq "Enabled")`;

  it('89: a chain of three', () => {
    const chained = scene(
      { E3: 5, EMS: 5, P2: 5 },
      {
        users: ['u1'],
        groups: { g1: { members: ['u1'] }, d1: { rule: hasPlan('TEAMS1') }, d2: { rule: hasPlan('INTUNE_A') } },
      },
    ).play(
      `assignLicense: { group: g1, sku: ${e3} }`,
      'assignLicense: { group: d1, sku: EMS }',
      `assignLicense: { group: d2, sku: ${names.P2} }`,
    );
    expect(rows(chained, 'u1')).toEqual(['E3@g1 Active/None', 'EMS@d1 Active/None', 'P2@d2 Active/None']);
    const broken = chained.play('removeMembers: { group: g1, members: [u1] }');
    expect([rows(broken, 'u1'), gaps(broken)]).toEqual([[], ['removed 1', 'removed 1', 'removed 1']]);
  });

  it('90: a circle', () => {
    const played = scene(
      { EXO2: 5 },
      { users: ['u1'], groups: { d: { rule: `-not (${hasPlan('EXCHANGE_S_ENTERPRISE')})` } } },
    ).play(`assignLicense: { group: d, sku: ${names.EXO2} }`);
    expect(played.outcome?.after.licenseLoops).toEqual([expect.objectContaining({ isCircle: true })]);
  });

  it('91: a SKU that the tenant does not have any more', () => {
    const licensed = { assignedLicenses: [{ skuId: skuIdOf(standardCatalogue(), e1), disabledPlans: [] }] };
    const start = scene({ E3: 5 }, { users: ['u1'], groups: { g: { members: ['u1'], properties: licensed } } });
    expect(start.group('g', 'assignedLicenses')).toEqual(licensed.assignedLicenses);
    const removed = start.play(`removeLicense: { group: g, sku: ${e1} }`);
    expect([removed.refusals, removed.group('g', 'assignedLicenses')]).toEqual([[], []]);
  });

  it('94: a user without groups is processed', () => {
    const played = scene({ E3: 5 }, u1).play('reprocess: { user: u1 }');
    expect([played.refusals, played.outcome?.steps[0]?.status]).toEqual([[], 'unchanged']);
  });
});
