import { describe, expect, it } from 'vitest';

import { extendCatalogue, licenseDetailsOf, licenseDeps, standardCatalogue } from '../../../src/licensing/index.ts';
import { defaultSemantics } from '../../../src/model/index.ts';
import { licenseScene, skuIdOf, textOf } from '../../support/license-scene.ts';

const users = ['u1', 'u2', 'u3'];
const e3 = 'ENTERPRISEPACK';
const e1 = 'STANDARDPACK';
const wpa = 'WORKPLACE_ANALYTICS';

/** A step that sets properties of one user. */
function setUser(name: string, properties: string): string {
  return `{ update: user, match: { displayName: ${name} }, set: ${properties} }`;
}

describe('direct assignment', () => {
  it('gives all plans for one seat [licensing/5.7-seats] [licensing/2.5-one-unit-per-user] [licensing/4.3-none]', () => {
    const scene = licenseScene({ seats: { [e3]: 1 }, users }).play(`assignLicense: { user: u1, sku: ${e3} }`);
    expect(scene.rows('u1')).toEqual([`${e3}@d Active/None`]);
    expect(scene.seats(e3)).toBe('1/1');
    expect(scene.plans('u1')).toHaveLength(37);
    const full = scene.play(`assignLicense: { user: u2, sku: ${e3} }`);
    expect(full.refusals).toEqual([
      `400 Subscription with SKU ${skuIdOf(standardCatalogue(), e3)} does not have any available licenses.`,
    ]);
    expect(full.rows('u2')).toEqual([]);
  });

  it('needs a usage location, a removal does not [licensing/5.6-usage-location] [licensing/4.4-direct-failure]', () => {
    const scene = licenseScene({ seats: { [e3]: 5 }, users: { u1: { usageLocation: null }, u2: {} } });
    const refused = scene.play(`assignLicense: { user: u1, sku: ${e3} }`);
    expect(refused.refusals).toEqual(['400 License assignment cannot be done for user with invalid usage location.']);
    expect(refused.rows('u1')).toEqual([]);
    const removed = scene
      .play(`assignLicense: { user: u2, sku: ${e3} }`)
      .play(`removeLicense: { user: u2, sku: ${e3} }`);
    expect([removed.refusals, removed.rows('u2')]).toEqual([[], []]);
  });

  it('is one call, whole or not at all [licensing/5.2-whole-or-nothing] [licensing/5.8-rule-scope]', () => {
    const scene = licenseScene({ seats: { [e1]: 5, [e3]: 5 }, users });
    const refused = scene.play(`assignLicense: { user: u1, add: [${e1}, ${e3}] }`);
    expect(refused.refusals[0]).toMatch(
      /^400 License assignment failed because service plans .* are mutually exclusive$/,
    );
    expect([refused.rows('u1'), refused.seats(e1), refused.seats(e3)]).toEqual([[], '5/0', '5/0']);
    const cured = scene.play(
      `assignLicense: { user: u1, add: [{ sku: ${e1}, disabledPlans: [SHAREPOINTSTANDARD] }, ${e3}] }`,
    );
    expect(cured.rows('u1')).toEqual([`${e3}@d Active/None`, `${e1}@d Active/None`]);
  });

  it('replaces the disabled plans, and changes nothing twice [licensing/5.3-replaces-disabled-plans] [licensing/5.10-idempotent]', () => {
    const scene = licenseScene({ seats: { [e3]: 5 }, users })
      .play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [SWAY] }`)
      .play('advance: P1D')
      .play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [YAMMER_ENTERPRISE] }`);
    expect([scene.plan('u1', 'SWAY'), scene.plan('u1', 'YAMMER_ENTERPRISE')]).toEqual([['Enabled'], ['Deleted']]);
    const again = scene
      .play('advance: P1D')
      .play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [YAMMER_ENTERPRISE] }`);
    expect(again.states('u1')).toEqual(scene.states('u1'));
    expect(again.outcome?.steps[0]?.status).toBe('unchanged');
  });

  it('reports the first fault [licensing/5.9-order-of-checks]', () => {
    const scene = licenseScene({ seats: { [e3]: 0 }, users: { u1: { usageLocation: null } } });
    const ask = (step: string): string => scene.play(step).refusals[0] ?? '';
    expect(ask(`assignLicense: { user: u1, add: [${e1}] }`)).toMatch(/does not correspond to a valid company License/);
    expect(ask(`assignLicense: { user: u1, add: [${e3}], remove: [${e3}] }`)).toMatch(/only be present once/);
    expect(ask(`removeLicense: { user: u1, sku: ${e3} }`)).toBe('400 User does not have a corresponding license.');
    expect(ask(`assignLicense: { user: u1, sku: ${e3} }`)).toMatch(/invalid usage location/);
  });

  it('looks at what removals take away [licensing/5.8-rule-scope]', () => {
    const scene = licenseScene({ seats: { [e3]: 5, [wpa]: 5 }, users }).play(
      `assignLicense: { user: u1, add: [${e3}, ${wpa}] }`,
    );
    expect(scene.refusals).toEqual([]);
    const refused = scene.play(`removeLicense: { user: u1, sku: ${e3} }`);
    expect(refused.refusals[0]).toMatch(/depends on the service plan\(s\)/);
    expect(refused.rows('u1')).toHaveLength(2);
  });
});

describe('groups', () => {
  const group = { g: { members: ['u1', 'u2', 'u3'] } };

  it('are processed after they were queued [licensing/6.3-processing-state] [licensing/6.2-no-seat-check]', () => {
    const scene = licenseScene({ seats: { [e3]: 2 }, users, groups: group });
    const done = scene.play(`assignLicense: { group: g, sku: ${e3} }`);
    const written = done.outcome?.events.flatMap((event) => (event.kind === 'propertiesChanged' ? event.changes : []));
    expect(written?.find(({ name }) => name === 'licenseProcessingState')?.after).toEqual({
      state: 'QueuedForProcessing',
    });
    expect(done.group('g', 'licenseProcessingState')).toEqual({ state: 'ProcessingComplete' });
  });

  it('serve members in order while there are seats [licensing/8-seat-order] [licensing/8-count-violation] [licensing/3.4-error-gives-nothing]', () => {
    const scene = licenseScene({ seats: { [e3]: 2 }, users, groups: group }).play(
      `assignLicense: { group: g, sku: ${e3} }`,
    );
    expect(users.map((user) => scene.rows(user)[0])).toEqual([
      `${e3}@g Active/None`,
      `${e3}@g Active/None`,
      `${e3}@g Error/CountViolation`,
    ]);
    expect([scene.seats(e3), scene.plans('u3')]).toEqual(['2/2', []]);
    const bought = scene.play(`seats: { sku: ${e3}, set: 5 }`);
    expect(bought.rows('u3'), '[licensing/7-seats-bought]').toEqual([`${e3}@g Error/CountViolation`]);
    expect(bought.play('reprocess: { user: u3 }').rows('u3'), '[licensing/7-reprocess]').toEqual([
      `${e3}@g Active/None`,
    ]);
  });

  it('leave freed seats to whoever is processed [licensing/7-freed-seats] [licensing/11.2-deleted-user]', () => {
    const scene = licenseScene({ seats: { [e3]: 2 }, users, groups: group })
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play('{ delete: user, match: { displayName: u1 } }');
    expect([scene.seats(e3), scene.rows('u3')]).toEqual(['2/1', [`${e3}@g Error/CountViolation`]]);
    expect(scene.play('reprocess: { user: u3 }').seats(e3)).toBe('2/2');
  });

  it('give all of their licenses or none [licensing/6.6-all-or-nothing] [licensing/6.6-siblings-applied-before]', () => {
    const scene = licenseScene({
      seats: { [e3]: 10, EMS: 1 },
      users: ['u1', 'u2'],
      groups: { g: { members: ['u1', 'u2'] } },
    });
    const both = scene.play(`assignLicense: { group: g, add: [${e3}, EMS] }`);
    expect(both.rows('u1')).toEqual([`EMS@g Active/None`, `${e3}@g Active/None`]);
    expect(both.rows('u2')).toEqual([`EMS@g Error/CountViolation`, `${e3}@g Error/Other`]);
    expect([both.seats(e3), both.seats('EMS')]).toEqual(['10/1', '1/1']);
    const later = scene.play(`assignLicense: { group: g, sku: ${e3} }`).play('assignLicense: { group: g, sku: EMS }');
    expect(later.rows('u2')).toEqual([`EMS@g Error/CountViolation`, `${e3}@g ActiveWithError/Other`]);
  });

  it('give nothing to members of nested groups, devices and contacts [licensing/6.1-direct-members]', () => {
    const scene = licenseScene({
      seats: { [e3]: 5 },
      users,
      groups: { outer: { members: ['u1'] }, inner: { members: ['u2'] } },
    })
      .play('addMembers: { group: outer, members: [inner] }')
      .play(`assignLicense: { group: outer, sku: ${e3} }`);
    expect([scene.refusals, scene.rows('u1'), scene.rows('u2')]).toEqual([[], [`${e3}@outer Active/None`], []]);
  });

  it('must be security-enabled [licensing/6.1-group-kinds]', () => {
    const unified = { groupTypes: ['Unified'], mailEnabled: true };
    const scene = licenseScene({
      seats: { [e3]: 5 },
      users,
      groups: {
        open: { members: ['u1'], properties: { ...unified, securityEnabled: true } },
        mail: { members: ['u2'], properties: { ...unified, securityEnabled: false } },
      },
    });
    expect(scene.play(`assignLicense: { group: open, sku: ${e3} }`).rows('u1')).toEqual([`${e3}@open Active/None`]);
    expect(scene.play(`assignLicense: { group: mail, sku: ${e3} }`).refusals[0]).toMatch(/^400 /);
  });

  it('are checked among themselves [licensing/6.2-group-prerequisites] [licensing/6.2-group-conflicts]', () => {
    const text = { seats: { [e1]: 5, [e3]: 5, [wpa]: 5 }, users, groups: group };
    expect(licenseScene(text).play(`assignLicense: { group: g, sku: ${wpa} }`).refusals[0]).toMatch(/depends on/);
    expect(licenseScene(text).play(`assignLicense: { group: g, add: [${e1}, ${e3}] }`).refusals[0]).toMatch(
      /exclusive/,
    );
    const disabling = licenseScene({ ...text, semantics: { 'license-group-prerequisite': 'auto-disable' } });
    const done = disabling.play(`assignLicense: { group: g, sku: ${wpa} }`);
    expect([done.refusals, done.rows('u1')]).toEqual([[], [`${wpa}@g Active/None`]]);
  });

  it('use the location of the tenant where a user has none [licensing/6.5-location-of-tenant] [licensing/11.5-guests]', () => {
    const scene = licenseScene({
      seats: { [e3]: 5 },
      users: { guest: { userType: 'Guest', usageLocation: null } },
      groups: { g: { members: ['guest'] } },
    }).play(`assignLicense: { group: g, sku: ${e3} }`);
    expect(scene.rows('guest')).toEqual([`${e3}@g Active/None`]);
  });

  it('fail where a plan is not offered, location before seats [licensing/10.4-prohibited] [licensing/9.9-order-of-violations]', () => {
    const extended = extendCatalogue(standardCatalogue(), {
      name: 'countries.yaml',
      prohibitedLocations: [{ servicePlan: 'YAMMER_ENTERPRISE', countryLetterCodes: ['XX'] }],
    });
    const catalogue = extended.ok ? extended.value.catalogue : undefined;
    if (catalogue === undefined) throw new Error('the catalogue was refused');
    const scene = licenseScene({
      seats: { [e3]: 0 },
      users: { u1: { usageLocation: 'XX' } },
      groups: { g: { members: ['u1'] } },
      catalogue,
    }).play(`assignLicense: { group: g, sku: ${e3} }`);
    expect(scene.rows('u1')).toEqual([`${e3}@g Error/ProhibitedInUsageLocationViolation`]);
  });

  it('cannot be deleted with licenses [licensing/12.1-licensed-group]', () => {
    const scene = licenseScene({ seats: { [e3]: 5 }, users, groups: group }).play(
      `assignLicense: { group: g, sku: ${e3} }`,
    );
    expect(scene.play('{ delete: group, match: { displayName: g } }').refusals[0]).toMatch(
      /^400 Unable to delete the group/,
    );
    const emptied = scene.play(`removeLicense: { group: g, sku: ${e3} }`);
    expect([emptied.rows('u1'), emptied.play('{ delete: group, match: { displayName: g } }').refusals]).toEqual([
      [],
      [],
    ]);
  });
});

describe('several paths', () => {
  const text = { seats: { [e3]: 1 }, users, groups: { g: { members: ['u1'] }, h: { members: ['u1'] } } };

  it('use one seat [licensing/5.4-second-path] [licensing/13-two-groups] [licensing/5.5-removal]', () => {
    const scene = licenseScene(text)
      .play(`assignLicense: { user: u1, sku: ${e3} }`)
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(`assignLicense: { group: h, sku: ${e3} }`);
    expect(scene.rows('u1')).toEqual([`${e3}@d Active/None`, `${e3}@g Active/None`, `${e3}@h Active/None`]);
    expect(scene.seats(e3)).toBe('1/1');
    const inherited = scene.play(`removeLicense: { user: u1, sku: ${e3} }`);
    expect(inherited.rows('u1')).toEqual([`${e3}@g Active/None`, `${e3}@h Active/None`]);
    expect(inherited.play(`removeLicense: { user: u1, sku: ${e3} }`).refusals[0]).toMatch(/inherited from a group/);
    const left = inherited.play('removeMembers: { group: g, members: [u1] }');
    expect([left.rows('u1'), left.seats(e3), left.plan('u1', 'SWAY')]).toEqual([
      [`${e3}@h Active/None`],
      '1/1',
      ['Enabled'],
    ]);
  });

  it('enable what any of them enables [licensing/3.2-union-of-plans] [licensing/3.3-assigned-licenses] [licensing/3.6-direct-and-group]', () => {
    const scene = licenseScene(text)
      .play(`assignLicense: { group: g, sku: ${e3}, disabledPlans: [SWAY, YAMMER_ENTERPRISE] }`)
      .play(`assignLicense: { user: u1, sku: ${e3}, disabledPlans: [SWAY] }`);
    expect([scene.plan('u1', 'SWAY'), scene.plan('u1', 'YAMMER_ENTERPRISE')]).toEqual([[], ['Enabled']]);
    const [license] = scene.licenses('u1');
    expect(license?.['disabledPlans']).toHaveLength(1);
    const direct = scene.play(`removeLicense: { user: u1, sku: ${e3} }`);
    expect(direct.plan('u1', 'YAMMER_ENTERPRISE'), '[licensing/15.2-deleted-plans-stay]').toEqual(['Deleted']);
  });
});

describe('what triggers another look', () => {
  const text = {
    seats: { [e1]: 5, [e3]: 5, EMS: 5 },
    users,
    groups: { kiosk: { members: ['u1'] }, hr: { members: ['u1'] } },
  };

  it('is joining and leaving [licensing/7-membership-changes] [licensing/15.3-plan-state-on-leave]', () => {
    const scene = licenseScene(text).play(`assignLicense: { group: kiosk, sku: ${e1} }`);
    const joined = scene.play('addMembers: { group: kiosk, members: [u2] }');
    expect(joined.rows('u2')).toEqual([`${e1}@kiosk Active/None`]);
    const left = joined.play('removeMembers: { group: kiosk, members: [u2] }');
    expect([left.rows('u2'), left.plan('u2', 'EXCHANGE_S_STANDARD')]).toEqual([[], ['Deleted']]);
    const suspended = licenseScene({ ...text, semantics: { 'license-plan-state-on-leave': 'suspended' } })
      .play(`assignLicense: { group: kiosk, sku: ${e1} }`)
      .play('removeMembers: { group: kiosk, members: [u1] }');
    expect(suspended.plan('u1', 'EXCHANGE_S_STANDARD')).toEqual(['Suspended']);
  });

  it('is a license of another group that comes or goes [licensing/7-other-groups-retry]', () => {
    const scene = licenseScene(text)
      .play(`assignLicense: { group: kiosk, sku: ${e1} }`)
      .play(`assignLicense: { group: hr, add: [${e3}, EMS] }`);
    expect(scene.rows('u1')).toEqual([
      'EMS@hr Error/Other',
      `${e3}@hr Error/MutuallyExclusiveViolation`,
      `${e1}@kiosk Active/None`,
    ]);
    const left = scene.play('removeMembers: { group: kiosk, members: [u1] }');
    expect(left.rows('u1')).toEqual(['EMS@hr Active/None', `${e3}@hr Active/None`]);
  });

  it('is not a direct license that goes [licensing/7-direct-blocker]', () => {
    const scene = licenseScene(text)
      .play(`assignLicense: { user: u1, sku: ${e1} }`)
      .play(`assignLicense: { group: hr, sku: ${e3} }`)
      .play(`removeLicense: { user: u1, sku: ${e1} }`);
    expect(scene.rows('u1')).toEqual([`${e3}@hr Error/MutuallyExclusiveViolation`]);
    expect(scene.play('reprocess: { user: u1 }').rows('u1')).toEqual([`${e3}@hr Active/None`]);
  });

  it('stays undone where something else needs what is to go [licensing/4.2-states] [licensing/12.2-removal-failure]', () => {
    const start = licenseScene({ seats: { [e3]: 5, [wpa]: 5 }, users, groups: { g: { members: ['u1'] } } })
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(`assignLicense: { user: u1, sku: ${wpa} }`);
    const left = start.play('removeMembers: { group: g, members: [u1] }');
    expect([left.rows('u1'), left.seats(e3)]).toEqual([
      [`${e3}@g ActiveWithError/DependencyViolation`, `${wpa}@d Active/None`],
      '5/1',
    ]);
    expect(left.play('reprocess: { user: u1 }').refusals[0]).toMatch(/depends on the service plan/);
    const freed = left.play(`removeLicense: { user: u1, sku: ${wpa} }`).play('reprocess: { user: u1 }');
    expect([freed.refusals, freed.rows('u1')]).toEqual([[], []]);
    const given = start.play(`removeLicense: { group: g, sku: ${e3} }`);
    expect(given.rows('u1')[0]).toBe(`${e3}@g ActiveWithError/DependencyViolation`);
  });
});

describe('seats', () => {
  it('may be fewer than are in use [licensing/2.10-fewer-seats] [licensing/2.6-free-seats]', () => {
    const scene = licenseScene({ seats: { [e3]: 3 }, users })
      .play(`assignLicense: { user: u1, sku: ${e3} }`, `assignLicense: { user: u2, sku: ${e3} }`)
      .play(`seats: { sku: ${e3}, set: 1 }`);
    expect([scene.seats(e3), scene.rows('u2')]).toEqual(['1/2', [`${e3}@d Active/None`]]);
    expect(scene.play(`assignLicense: { user: u3, sku: ${e3} }`).refusals[0]).toMatch(/available licenses/);
  });

  it('go through grace and suspension [licensing/2.4-prepaid-units] [licensing/2.6-warning-is-assignable] [licensing/2.7-capability-status] [licensing/2.8-consumption-stays] [licensing/2.9-lifecycle] [licensing/15.4-sku-status-on-plans]', () => {
    const expired = licenseScene({ seats: { [e3]: 3 }, users })
      .play(`assignLicense: { user: u1, sku: ${e3} }`)
      .play(`seats: { sku: ${e3}, action: expire }`);
    expect([expired.seats(e3), expired.plan('u1', 'SWAY')]).toEqual(['3/1', ['Warning']]);
    const more = expired.play(`assignLicense: { user: u2, sku: ${e3} }`);
    expect(more.seats(e3)).toBe('3/2');
    const suspended = more.play('advance: P31D');
    expect([suspended.seats(e3), suspended.plan('u1', 'SWAY')]).toEqual(['0/2', ['Suspended']]);
    expect(suspended.play(`assignLicense: { user: u3, sku: ${e3} }`).refusals[0]).toMatch(/available licenses/);
    const renewed = suspended.play(`seats: { sku: ${e3}, action: renew }`);
    expect([renewed.seats(e3), renewed.plan('u1', 'SWAY')]).toEqual(['3/2', ['Enabled']]);
  });

  it('show the state Disabled only on request [licensing/4.2-disabled-state]', () => {
    const text = { seats: { [e3]: 3 }, users };
    const play = (semantics: Record<string, string>): readonly string[] =>
      licenseScene({ ...text, semantics })
        .play(`assignLicense: { user: u1, sku: ${e3} }`, `seats: { sku: ${e3}, action: suspend }`)
        .rows('u1');
    expect(play({})).toEqual([`${e3}@d Active/None`]);
    expect(play({ 'license-disabled-state': 'suspended' })).toEqual([`${e3}@d Disabled/None`]);
  });
});

describe('the life of a user', () => {
  it('keeps licenses when sign-in is blocked [licensing/11.1-blocked-sign-in]', () => {
    const scene = licenseScene({ seats: { [e3]: 3 }, users })
      .play(`assignLicense: { user: u1, sku: ${e3} }`)
      .play(setUser('u1', '{ accountEnabled: false }'));
    expect([scene.rows('u1'), scene.seats(e3)]).toEqual([[`${e3}@d Active/None`], '3/1']);
  });

  it('brings licenses back with a restored user [licensing/11.4-restore]', () => {
    const scene = licenseScene({ seats: { [e3]: 1 }, users })
      .play(`assignLicense: { user: u1, sku: ${e3} }`)
      .play('{ delete: user, match: { displayName: u1 } }')
      .play(`assignLicense: { user: u2, sku: ${e3} }`)
      .play('restore: { user: u1 }');
    expect([scene.refusals, scene.rows('u1'), scene.seats(e3)]).toEqual([[], [`${e3}@d Active/None`], '1/2']);
    const late = licenseScene({ seats: { [e3]: 1 }, users })
      .play('{ delete: user, match: { displayName: u1 } }')
      .play('advance: P31D')
      .play('restore: { user: u1 }');
    expect(late.refusals[0]).toMatch(/^404 /);
  });
});

describe('switching', () => {
  const text = { seats: { [e1]: 5, [e3]: 1 }, users: ['u1', 'u2'], groups: { g: { members: ['u1', 'u2'] } } };

  it('is one change [licensing/14.1-switch] [licensing/14.3-switch-on-shortage] [licensing/8-removals-first]', () => {
    const scene = licenseScene(text).play(`assignLicense: { group: g, sku: ${e1} }`);
    const switched = scene.play(`assignLicense: { group: g, add: [${e3}], remove: [${e1}] }`);
    expect(switched.rows('u1')).toEqual([`${e3}@g Active/None`]);
    expect(switched.rows('u2')).toEqual([`${e3}@g Error/CountViolation`, `${e1}@g ActiveWithError/Other`]);
    const direct = licenseScene(text)
      .play(`assignLicense: { user: u1, sku: ${e1} }`)
      .play(`assignLicense: { user: u1, add: [${e3}], remove: [${e1}] }`);
    expect([direct.refusals, direct.rows('u1')]).toEqual([[], [`${e3}@d Active/None`]]);
  });

  it('can remove a SKU that the tenant lost [licensing/12.3-vanished-sku]', () => {
    const scene = licenseScene({ ...text, seats: { [e3]: 1 }, groups: { g: { members: ['u1'] } } });
    const lost = licenseScene({
      seats: { [e3]: 1 },
      users: ['u1'],
      groups: {
        g: {
          members: ['u1'],
          properties: { assignedLicenses: [{ skuId: skuIdOf(standardCatalogue(), e1), disabledPlans: [] }] },
        },
      },
    });
    expect(scene.refusals).toEqual([]);
    expect(lost.play(`removeLicense: { group: g, sku: ${e1} }`).group('g', 'assignedLicenses')).toEqual([]);
  });
});

describe('rules', () => {
  it('show the gap of a conversion [licensing/12.4-conversion]', () => {
    const scene = licenseScene({
      seats: { [e3]: 5 },
      users: { u1: { department: 'A' }, u2: {} },
      groups: { g: { members: ['u1', 'u2'] } },
    })
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(
        `{ update: group, match: { displayName: g }, set: { groupTypes: [DynamicMembership], membershipRule: 'user.department -eq "A"', membershipRuleProcessingState: 'On' } }`,
      );
    expect([scene.rows('u1'), scene.rows('u2')]).toEqual([[`${e3}@g Active/None`], []]);
    const moves = scene.outcome?.events.flatMap((event) => (event.kind === 'licensesChanged' ? [event.move] : []));
    expect(moves?.map(({ kind, users: moved }) => `${kind} ${moved.size}`)).toEqual(['removed 2', 'assigned 1']);
  });

  it('leave alone who stays when a rule is edited [licensing/12.5-rule-edit]', () => {
    const scene = licenseScene({
      seats: { [e3]: 5 },
      users: { u1: { department: 'A' }, u2: { department: 'A', city: 'X' }, u3: { city: 'X' } },
      groups: { g: { rule: 'user.department -eq "A"' } },
    })
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play('advance: P1D');
    const before = scene.states('u2');
    const edited = scene.play(
      `{ update: group, match: { displayName: g }, set: { membershipRule: 'user.city -eq "X"' } }`,
    );
    expect([edited.rows('u1'), edited.rows('u3')]).toEqual([[], [`${e3}@g Active/None`]]);
    expect(edited.states('u2')).toEqual(before);
  });

  it('follow chains and notice circles [licensing/12.6-chains]', () => {
    const catalogue = standardCatalogue();
    const planOf = (name: string): string => catalogue.plansByName(name)[0]?.servicePlanId ?? '';
    const hasPlan = (name: string): string =>
      `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${planOf(name)}" -and assignedPlan.capabilityStatus -eq "Enabled")`;
    const chain = licenseScene({
      seats: { [e3]: 5, EMS: 5, AAD_PREMIUM_P2: 5 },
      users: ['u1'],
      groups: { g1: { members: ['u1'] }, d1: { rule: hasPlan('TEAMS1') }, d2: { rule: hasPlan('INTUNE_A') } },
    }).play(
      `assignLicense: { group: g1, sku: ${e3} }`,
      'assignLicense: { group: d1, sku: EMS }',
      'assignLicense: { group: d2, sku: AAD_PREMIUM_P2 }',
    );
    expect(chain.rows('u1')).toEqual(['AAD_PREMIUM_P2@d2 Active/None', 'EMS@d1 Active/None', `${e3}@g1 Active/None`]);
    const left = chain.play('removeMembers: { group: g1, members: [u1] }');
    expect([left.rows('u1'), left.outcome?.after.licenseLoops]).toEqual([[], []]);
    const circle = licenseScene({
      seats: { EXCHANGEENTERPRISE: 5 },
      users: ['u1'],
      groups: { d: { rule: `-not (${hasPlan('EXCHANGE_S_ENTERPRISE')})` } },
    }).play('assignLicense: { group: d, sku: EXCHANGEENTERPRISE }');
    expect(circle.outcome?.after.licenseLoops).toHaveLength(1);
    expect(circle.outcome?.after.licenseLoops[0]?.isCircle).toBe(true);
  });
});

describe('Graph shapes', () => {
  it('name license details by tenant and SKU [licensing/15.7-license-details-id] [licensing/11.6-data-at-risk]', () => {
    const scene = licenseScene({ seats: { [e3]: 1 }, users }).play(`assignLicense: { user: u1, sku: ${e3} }`);
    const [details] = licenseDetailsOf(scene.tenant, 0, licenseDeps(defaultSemantics)) ?? [];
    const bytes = Buffer.from(textOf(details?.['id']), 'base64url');
    expect(bytes).toHaveLength(32);
    expect(bytes.subarray(0, 4).toString('hex')).toBe('00000090');
    expect(details?.['servicePlans']).toHaveLength(37);
  });
});
