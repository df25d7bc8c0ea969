import { describe, expect, it } from 'vitest';

import { type LicenseScene, licenseScene, type LicenseSceneText } from '../../support/license-scene.ts';
import { groupState } from '../../support/members-of.ts';

const ems = 'EMS';
const e3 = 'ENTERPRISEPACK';

function served(scene: LicenseScene, users: readonly string[]): readonly string[] {
  return users.filter((user) => scene.rows(user).some((row) => row.endsWith(' Active/None')));
}

describe('who gets the last seat', () => {
  const users = ['u1', 'u2', 'u3'];
  const start = (): LicenseScene =>
    licenseScene({ seats: { [ems]: 1 }, users, groups: { g: {} }, rowOrder: 'descending' });

  it('goes by id among those who joined at once, however they are stored', () => {
    const scene = start().play(
      'addMembers: { group: g, members: [u3, u2, u1] }',
      `assignLicense: { group: g, sku: ${ems} }`,
    );
    expect(served(scene, users)).toEqual(['u1']);
  });

  it('goes by the last time that somebody joined', () => {
    const scene = start().play(
      'addMembers: { group: g, members: [u1] }',
      'addMembers: { group: g, members: [u2] }',
      'removeMembers: { group: g, members: [u1] }',
      'addMembers: { group: g, members: [u1] }',
      `assignLicense: { group: g, sku: ${ems} }`,
    );
    expect(served(scene, users)).toEqual(['u2']);
  });

  it('goes by what happened at any time of the change set', () => {
    const scene = start().play(
      'addMembers: { group: g, members: [u2] }',
      'advance: P1D',
      'addMembers: { group: g, members: [u1] }',
      'advance: P1D',
      `assignLicense: { group: g, sku: ${ems} }`,
    );
    expect(served(scene, users)).toEqual(['u2']);
  });

  it('does not count a return as joining', () => {
    const scene = start()
      .play('addMembers: { group: g, members: [u1, u2] }', '{ delete: user, match: { displayName: u1 } }')
      .play('restore: { user: u1 }', `assignLicense: { group: g, sku: ${ems} }`);
    expect(served(scene, users)).toEqual(['u1']);
  });
});

describe('the status of plans', () => {
  const licensed = (): LicenseScene =>
    licenseScene({ seats: { [e3]: 3 }, users: ['u1', 'u2'] }).play(`assignLicense: { user: u1, sku: ${e3} }`);

  it('is Deleted once the subscription is', () => {
    const expire = `seats: { sku: ${e3}, action: expire }`;
    const ended = licensed().play(expire, expire, expire);
    expect([ended.plan('u1', 'SWAY'), ended.rows('u1')]).toEqual([['Deleted'], [`${e3}@d Active/None`]]);
  });

  it('stays Enabled when all seats are given up', () => {
    expect(licensed().play(`seats: { sku: ${e3}, set: 0 }`).plan('u1', 'SWAY')).toEqual(['Enabled']);
  });

  it('reaches rules for somebody who was deleted when it changed', () => {
    const scene = licensed()
      .play('{ delete: user, match: { displayName: u1 } }', `seats: { sku: ${e3}, action: expire }`)
      .play('restore: { user: u1 }');
    const { user } = scene.tenant.populations;
    const row = user.textAt(0, 'displayName') === 'u1' ? 0 : 1;
    expect(user.valueAt(row, 'assignedPlans')).toEqual(scene.plans('u1'));
    expect(scene.plan('u1', 'SWAY')).toEqual(['Warning']);
  });
});

it('a plan that is named twice is disabled once', () => {
  const scene = licenseScene({ seats: { [e3]: 1 }, users: ['u1'] }).play(
    `assignLicense: { user: u1, sku: ${e3}, disabledPlans: [SWAY, SWAY] }`,
  );
  expect(scene.states('u1')[0]?.['disabledPlans']).toEqual([scene.planId('SWAY', e3)]);
});

describe('an address that two users have', () => {
  const twins = { proxyAddresses: ['smtp:same@contoso.example'] };
  const assign = (sku: string): readonly string[] =>
    licenseScene({ seats: { [sku]: 5 }, users: { u1: twins, u2: twins } }).play(
      `assignLicense: { user: u1, sku: ${sku} }`,
    ).refusals;

  it('stands against every license with a mailbox', () => {
    for (const sku of ['STANDARDPACK', 'EXCHANGESTANDARD', 'EXCHANGEDESKLESS', e3])
      expect(assign(sku)).toEqual([
        '400 Another object with the same value for property proxyAddresses already exists.',
      ]);
  });

  it('does not stand against licenses without one, though they have something of Exchange', () => {
    for (const sku of [ems, 'EXCHANGEARCHIVE_ADDON']) expect(assign(sku)).toEqual([]);
  });
});

it('a refusal for want of seats says whether what was bought can be assigned at all', () => {
  const expire = `seats: { sku: ${e3}, action: expire }`;
  const found = ([[], [expire], [expire, expire], [expire, expire, expire]] as const).map((steps) => {
    const scene = licenseScene({ seats: { [e3]: 1 }, users: ['u1', 'u2'] }).play(
      `assignLicense: { user: u1, sku: ${e3} }`,
      ...steps,
      `assignLicense: { user: u2, sku: ${e3} }`,
    );
    const [refusal] = scene.outcome?.refusals ?? [];
    return refusal?.diagnostics[0]?.message;
  });
  expect(found).toEqual([
    `No seat of ${e3} is free.`,
    `No seat of ${e3} is free.`,
    `No seat of ${e3} can be assigned: what was bought is Suspended.`,
    `No seat of ${e3} can be assigned: what was bought is Deleted.`,
  ]);
});

describe('seats that are bought', () => {
  const expire = `seats: { sku: ${e3}, action: expire }`;
  const ended = (): LicenseScene =>
    licenseScene({ seats: { [e3]: 3 }, users: ['u1'] }).play(expire, expire, expire, `seats: { sku: ${e3}, add: 2 }`);

  it('are of a new subscription where the old one has ended', () => {
    expect(ended().refusals).toEqual([]);
    expect(ended().seats(e3)).toBe('2/0');
  });

  it('go to the living subscription afterwards', () => {
    const scene = ended().play(`seats: { sku: ${e3}, add: 1 }`);
    expect([scene.refusals, scene.seats(e3)]).toEqual([[], '3/0']);
  });

  it('are not more than the service can count', () => {
    const scene = licenseScene({ seats: { [e3]: 3 }, users: ['u1'] }).play(`seats: { sku: ${e3}, add: 2147483647 }`);
    expect(scene.refusals).toEqual(['400 The number of licenses cannot be more than 2147483647.']);
    expect(scene.outcome?.refusals[0]?.diagnostics[0]?.code).toBe('license/too-many-seats');
  });
});

describe('a tenant without licenses', () => {
  const changes = [`seats: { sku: ${ems}, add: 2 }`, `assignLicense: { user: u1, sku: ${ems} }`] as const;
  const bare = (text: LicenseSceneText): LicenseScene => licenseScene({ ...text, isUnlicensed: true });

  it('knows from the first license on what everybody has whose licenses it states', () => {
    const scene = bare({ users: ['u1', 'u2'] }).play(...changes);
    expect(scene.rows('u1')).toEqual([`${ems}@d Active/None`]);
    expect(scene.states('u2')).toEqual([]);
  });

  it('decides rules that ask for service plans', () => {
    const rule = 'user.assignedPlans -any (assignedPlan.capabilityStatus -eq "Enabled")';
    const scene = bare({ users: ['u1', 'u2'], groups: { g: { rule } } }).play(...changes);
    const settled = scene.outcome?.after;
    if (settled === undefined) throw new Error('nothing was played');
    expect(groupState(settled, 0)).toMatchObject({ members: [0], undecided: [] });
  });
});

it('a license that nobody describes can be taken away by its id, and by nobody who does not have it', () => {
  const skuId = 'deadbeef-0000-4000-8000-000000000000';
  const states = [{ skuId, disabledPlans: [], assignedByGroup: null, state: 'Active', error: 'None' }];
  const held = { assignedLicenses: [{ skuId, disabledPlans: [] }], licenseAssignmentStates: states };
  const scene = licenseScene({ seats: { [ems]: 1 }, users: { u1: held, u2: {} } });
  expect(scene.rows('u1')).toEqual([`${skuId}@d Active/None`]);
  const removed = scene.play(`removeLicense: { user: u1, sku: ${skuId.toUpperCase()} }`);
  expect([removed.refusals, removed.rows('u1')]).toEqual([[], []]);
  expect(scene.play(`removeLicense: { user: u2, sku: ${skuId} }`).refusals).toEqual([
    `400 License ${skuId} does not correspond to a valid company License.`,
  ]);
});
