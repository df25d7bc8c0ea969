import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type LicenseScene, licenseScene } from '../support/license-scene.ts';
import { type License, ReferenceTenant } from '../support/licensing/reference-tenant.ts';
import { seeded } from '../support/seed.ts';

const skus = ['STANDARDPACK', 'ENTERPRISEPACK', 'SPE_E3', 'EMS', 'WORKPLACE_ANALYTICS', 'MCOMEETADV'] as const;
type SkuName = (typeof skus)[number];

/** Plans that may be switched off, of SKUs that have them. */
const switchable: Readonly<Partial<Record<SkuName, readonly string[]>>> = {
  STANDARDPACK: ['SHAREPOINTSTANDARD'],
  ENTERPRISEPACK: ['SWAY', 'YAMMER_ENTERPRISE', 'MCOSTANDARD'],
  SPE_E3: ['SWAY', 'AAD_PREMIUM'],
  EMS: ['AAD_PREMIUM'],
};

interface Wanted {
  readonly sku: SkuName;
  readonly disabled: readonly string[];
}

/** Something that people do. */
type Action =
  | {
      readonly kind: 'assign';
      readonly user: string;
      readonly add: readonly Wanted[];
      readonly remove: readonly SkuName[];
    }
  | {
      readonly kind: 'group';
      readonly group: string;
      readonly add: readonly Wanted[];
      readonly remove: readonly SkuName[];
    }
  | { readonly kind: 'join' | 'leave'; readonly group: string; readonly user: string }
  | { readonly kind: 'seats'; readonly sku: SkuName; readonly seats: number }
  | { readonly kind: 'location'; readonly user: string; readonly location: string | null }
  | { readonly kind: 'delete' | 'restore' | 'reprocess'; readonly user: string };

/** Actions at one moment: rules and licenses are applied after all of them. */
type Moment = readonly Action[];

interface Story {
  readonly users: readonly string[];
  /** Users without a usage location. */
  readonly unlocated: readonly string[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly seats: Readonly<Record<SkuName, number>>;
  readonly moments: readonly Moment[];
}

const wantedArbitrary: fc.Arbitrary<Wanted> = fc
  .constantFrom(...skus)
  .chain((sku) => fc.record({ sku: fc.constant(sku), disabled: fc.subarray([...(switchable[sku] ?? [])]) }));

const addArbitrary = fc.uniqueArray(wantedArbitrary, { maxLength: 2, selector: ({ sku }) => sku });

function changeOf(): fc.Arbitrary<{ readonly add: readonly Wanted[]; readonly remove: readonly SkuName[] }> {
  return fc
    .record({ add: addArbitrary, remove: fc.uniqueArray(fc.constantFrom(...skus), { maxLength: 1 }) })
    .map(({ add, remove }) => ({ add, remove: remove.filter((sku) => !add.some((entry) => entry.sku === sku)) }))
    .filter(({ add, remove }) => add.length + remove.length > 0);
}

function actionArbitrary(users: readonly string[], groups: readonly string[]): fc.Arbitrary<Action> {
  const user = fc.constantFrom(...users);
  const group = fc.constantFrom(...groups);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(user, changeOf()).map(([who, change]): Action => ({ kind: 'assign', user: who, ...change })),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(group, changeOf()).map(([to, change]): Action => ({ kind: 'group', group: to, ...change })),
    },
    { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('join' as const, 'leave' as const), group, user }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('seats' as const), sku: fc.constantFrom(...skus), seats: fc.nat(4) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('location' as const), user, location: fc.constant('US') }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('delete' as const, 'restore' as const, 'reprocess' as const),
        user,
      }),
    },
  );
}

function storyArbitrary(userCount: number, groupCount: number, most: number): fc.Arbitrary<Story> {
  const users = Array.from({ length: userCount }, (_, index) => `u${String(index + 1).padStart(2, '0')}`);
  const groups = Array.from({ length: groupCount }, (_, index) => `g${index + 1}`);
  return fc.record({
    users: fc.constant(users),
    unlocated: fc.subarray(users, { maxLength: 2 }),
    groups: fc.record(Object.fromEntries(groups.map((group) => [group, fc.subarray(users)]))),
    seats: fc.record(
      Object.fromEntries(skus.map((sku) => [sku, fc.integer({ min: 0, max: userCount })])),
    ) as fc.Arbitrary<Record<SkuName, number>>,
    moments: fc.array(fc.array(actionArbitrary(users, groups), { minLength: 1, maxLength: 2 }), { maxLength: most }),
  });
}

const yaml = ({ sku, disabled }: Wanted): string => `{ sku: ${sku}, disabledPlans: [${disabled.join(', ')}] }`;

function stepOf(action: Action): string {
  switch (action.kind) {
    case 'assign':
    case 'group': {
      const target = action.kind === 'assign' ? `user: ${action.user}` : `group: ${action.group}`;
      return `assignLicense: { ${target}, add: [${action.add.map(yaml).join(', ')}], remove: [${action.remove.join(', ')}] }`;
    }
    case 'join':
      return `addMembers: { group: ${action.group}, members: [${action.user}] }`;
    case 'leave':
      return `removeMembers: { group: ${action.group}, members: [${action.user}] }`;
    case 'seats':
      return `seats: { sku: ${action.sku}, set: ${action.seats} }`;
    case 'location':
      return `{ update: user, match: { displayName: ${action.user} }, set: { usageLocation: ${action.location} } }`;
    case 'delete':
      return `{ delete: user, match: { displayName: ${action.user} } }`;
    case 'restore':
      return `restore: { user: ${action.user} }`;
    case 'reprocess':
      return `reprocess: { user: ${action.user} }`;
  }
}

/** What makes an action possible at all in the directory, whatever licensing says. */
function isPossible(action: Action, reference: ReferenceTenant): boolean {
  if ('user' in action) {
    const isDeleted = reference.users.get(action.user)?.isDeleted === true;
    if (isDeleted !== (action.kind === 'restore')) return false;
  }
  if (action.kind === 'join' || action.kind === 'leave') {
    const isMember = reference.groups.get(action.group)?.members.includes(action.user) === true;
    return isMember === (action.kind === 'leave');
  }
  return true;
}

const planIds = new Map<string, string>();

function licenseOf(reference: ReferenceTenant, { sku, disabled }: Wanted): License {
  return { sku, disabled: disabled.map((name) => planIds.get(`${sku} ${name}`) ?? name) };
}

function carryOut(action: Action, reference: ReferenceTenant): string | undefined {
  switch (action.kind) {
    case 'assign':
      return reference.assign(
        action.user,
        action.add.map((entry) => licenseOf(reference, entry)),
        action.remove,
      );
    case 'group':
      return reference.assignGroup(
        action.group,
        action.add.map((entry) => licenseOf(reference, entry)),
        action.remove,
      );
    case 'join':
      reference.addMember(action.group, action.user);
      return undefined;
    case 'leave':
      reference.removeMember(action.group, action.user);
      return undefined;
    case 'seats':
      reference.seats.set(action.sku, action.seats);
      return undefined;
    case 'location': {
      const user = reference.users.get(action.user);
      if (user !== undefined) user.location = action.location;
      return undefined;
    }
    case 'delete':
      reference.deleteUser(action.user);
      return undefined;
    case 'restore':
      reference.restoreUser(action.user);
      return undefined;
    case 'reprocess': {
      const before = textOfRows(reference);
      const isLeft = reference.reprocess(action.user);
      return isLeft && textOfRows(reference) === before ? 'reprocess' : undefined;
    }
  }
}

function textOfRows({ rows }: ReferenceTenant): string {
  return rows
    .map(({ user, sku, group, disabled, state, error }) => JSON.stringify([user, sku, group, disabled, state, error]))
    .toSorted()
    .join();
}

function referenceOf({ users, unlocated, groups, seats }: Story): ReferenceTenant {
  const reference = new ReferenceTenant();
  for (const user of users)
    reference.users.set(user, { location: unlocated.includes(user) ? null : 'US', isDeleted: false });
  for (const [name, members] of Object.entries(groups))
    reference.groups.set(name, { members: [...members], policy: [] });
  for (const [sku, count] of Object.entries(seats)) reference.seats.set(sku, count);
  return reference;
}

function sceneOf({ users, unlocated, groups, seats }: Story): LicenseScene {
  const held = Object.fromEntries(Object.entries(groups).map(([name, members]) => [name, { members }]));
  const people = Object.fromEntries(
    users.map((user) => [user, unlocated.includes(user) ? { usageLocation: null } : {}]),
  );
  return licenseScene({ users: people, groups: held, seats });
}

/** What both must agree on. */
function stateOf(scene: LicenseScene, users: readonly string[]): unknown {
  return {
    rows: users.map((user) => scene.rows(user)),
    seats: skus.map((sku) => scene.seats(sku)),
    plans: users.map((user) =>
      scene
        .plans(user)
        .map(
          ({ servicePlanId, capabilityStatus }) =>
            `${JSON.stringify(servicePlanId)} ${JSON.stringify(capabilityStatus)}`,
        )
        .toSorted(),
    ),
  };
}

function expectedState(reference: ReferenceTenant, users: readonly string[]): unknown {
  return {
    rows: users.map((user) =>
      reference.rows
        .filter((row) => row.user === user)
        .map(({ sku, group, state, error }) => `${sku}@${group ?? 'd'} ${state}/${error}`)
        .toSorted(),
    ),
    seats: skus.map((sku) => `${reference.seats.get(sku)}/${reference.consumed(sku)}`),
    plans: users.map((user) =>
      [...(reference.plans.get(user) ?? [])]
        .map(([plan, status]) => `${JSON.stringify(plan)} ${JSON.stringify(status)}`)
        .toSorted(),
    ),
  };
}

/** The invariants of the specification, section 19. */
function checkInvariants(
  reference: ReferenceTenant,
  scene: LicenseScene,
  users: readonly string[],
  before: ReadonlyMap<string, number>,
): void {
  for (const sku of skus) {
    const consumed = Number(scene.seats(sku).split('/')[1]);
    const holders = users.filter(
      (user) =>
        !(reference.users.get(user)?.isDeleted ?? false) &&
        scene.rows(user).some((row) => {
          return row.startsWith(`${sku}@`) && !row.includes(' Error/');
        }),
    );
    expect(consumed).toBe(holders.length);
    const bought = reference.seats.get(sku) ?? 0;
    expect(consumed <= Math.max(bought, before.get(sku) ?? 0), `${sku}: ${consumed} of ${bought} in use`).toBe(true);
  }
}

/** Plays a story on both and compares after every moment. */
function playBoth(story: Story): void {
  const reference = referenceOf(story);
  let scene = sceneOf(story);
  for (const moment of story.moments) {
    const possible: Action[] = [];
    const refusals: (string | undefined)[] = [];
    const inUse = new Map(skus.map((sku) => [sku as string, reference.consumed(sku)]));
    for (const action of moment) {
      if (!isPossible(action, reference)) continue;
      possible.push(action);
      refusals.push(carryOut(action, reference));
      if (action.kind === 'restore' || action.kind === 'seats')
        for (const sku of skus) inUse.set(sku, Math.max(inUse.get(sku) ?? 0, reference.consumed(sku)));
    }
    if (possible.length === 0) continue;
    reference.settle();
    scene = scene.play(...possible.map(stepOf));
    const refused = new Set(scene.outcome?.refusals.map(({ step }) => step));
    expect(possible.map((_, index) => refused.has(index))).toEqual(refusals.map((refusal) => refusal !== undefined));
    expect(stateOf(scene, story.users)).toEqual(expectedState(reference, story.users));
    checkInvariants(reference, scene, story.users, inUse);
  }
}

function describeStory(story: Story): string {
  const actions = story.moments.map((moment) => moment.map(stepOf).join(' + ')).join('\n');
  return `groups ${JSON.stringify(story.groups)} seats ${JSON.stringify(story.seats)}\n${actions}`;
}

describe('licenses after any story', () => {
  const catalogueScene = licenseScene({ users: ['u1'], seats: {} });
  for (const sku of skus)
    for (const name of switchable[sku] ?? []) planIds.set(`${sku} ${name}`, catalogueScene.planId(name, sku));

  it('are what the plain reading of the specification says, with its invariants', () => {
    fc.assert(
      fc.property(storyArbitrary(5, 3, 8), (story) => playBoth(story)),
      { ...seeded(1_000) },
    );
  });

  it('are that in large groups, too, where whole sets are moved', () => {
    fc.assert(
      fc.property(storyArbitrary(24, 3, 5), (story) => playBoth(story)),
      seeded(120),
    );
  });

  it('do not depend on the order in which a user joins groups, where nothing fails', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['g1', 'g2', 'g3'], { minLength: 3 }), (order) => {
        const start = licenseScene({
          users: ['u1'],
          groups: { g1: {}, g2: {}, g3: {} },
          seats: { ENTERPRISEPACK: 9, EMS: 9, WORKPLACE_ANALYTICS: 9 },
        }).play(
          'assignLicense: { group: g1, sku: ENTERPRISEPACK, disabledPlans: [SWAY] }',
          'assignLicense: { group: g2, add: [{ sku: ENTERPRISEPACK, disabledPlans: [YAMMER_ENTERPRISE] }] }',
          'assignLicense: { group: g3, sku: EMS }',
        );
        const joined = order.reduce(
          (scene, group) => scene.play(`addMembers: { group: ${group}, members: [u1] }`),
          start,
        );
        const straight = ['g1', 'g2', 'g3'].reduce(
          (scene, group) => scene.play(`addMembers: { group: ${group}, members: [u1] }`),
          start,
        );
        expect(stateOf(joined, ['u1'])).toEqual(stateOf(straight, ['u1']));
      }),
      seeded(20),
    );
  });

  it('do not change when they are processed twice', () => {
    fc.assert(
      fc.property(storyArbitrary(4, 2, 6), (story) => {
        const end = story.moments.reduce((scene, moment) => scene.play(...moment.map(stepOf)), sceneOf(story));
        const once = story.users.reduce((scene, user) => scene.play(`reprocess: { user: ${user} }`), end);
        const [first] = story.users;
        const again = once.play(`reprocess: { user: ${first} }`);
        expect(again.rows(first ?? '')).toEqual(
          once
            .play(`reprocess: { user: ${first} }`)
            .play(`reprocess: { user: ${first} }`)
            .rows(first ?? ''),
        );
      }),
      { ...seeded(60) },
    );
  });

  it('tell a failed story in few words', () => {
    const [story] = fc.sample(storyArbitrary(3, 2, 3), { ...seeded(1) });
    expect(story === undefined ? '' : describeStory(story)).toContain('groups ');
  });
});
