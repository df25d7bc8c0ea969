import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  changes,
  departmentOf,
  describeStory,
  moves,
  skus,
  stepOf,
  stories,
  type Story,
} from '../support/licensing/license-stories.ts';
import { playAtOnce, playBoth, rowsOf, sceneOf, settledAnew } from '../support/licensing/play-story.ts';
import type { ReferenceKnobs } from '../support/licensing/reference-types.ts';
import { seeded } from '../support/seed.ts';

const knobs: fc.Arbitrary<ReferenceKnobs> = fc.record({
  siblings: fc.constantFrom('active-with-error', 'active'),
  onShortage: fc.constantFrom('keep-old', 'drop-old'),
  removalFailure: fc.constantFrom('error', 'direct'),
  removalsFirst: fc.boolean(),
  ruleScope: fc.constantFrom('changed', 'all'),
});

const errors = ['Error', 'ActiveWithError'];

describe('licenses after any story', () => {
  it('are what the plain reading of the specification says, with the invariants of its section 19', () => {
    fc.assert(
      fc.property(stories({ users: 6, groups: 4, moments: 10 }), (story) => {
        playBoth(story);
      }),
      seeded(1_000),
    );
  });

  it('are that in large groups, too, where whole sets are moved', () => {
    fc.assert(
      fc.property(stories({ users: 24, groups: 3, moments: 10, fewestSeats: 12, isCrowded: true }), (story) => {
        playBoth(story);
      }),
      seeded(200),
    );
  });

  it('are that when crowds move between two groups', () => {
    fc.assert(
      fc.property(moves(), (story) => {
        playBoth(story);
      }),
      seeded(200),
    );
  });

  it('are that with every choice which the specification leaves', () => {
    fc.assert(
      fc.property(stories({ users: 5, groups: 3, moments: 8 }), knobs, (story, chosen) => {
        playBoth(story, chosen);
      }),
      seeded(300),
    );
  });

  it('are that when all happens in one change set, which knows who joined when', () => {
    fc.assert(
      fc.property(stories({ users: 6, groups: 3, moments: 8 }), (story) => playAtOnce(story)),
      seeded(300),
    );
  });

  it('never lack a seat where there are seats for all', () => {
    fc.assert(
      fc.property(stories({ users: 5, groups: 3, moments: 8, fewestSeats: 5 }), (story) => {
        const calm = without(story, ['seats', 'expire']);
        const { scene } = playBoth(calm);
        for (const user of story.users)
          expect(rowsOf(scene, user).filter((row) => row.includes('CountViolation'))).toEqual([]);
      }),
      seeded(100),
    );
  });

  it('follow from groups, members and direct licenses alone where nothing failed', () => {
    let compared = 0;
    fc.assert(
      fc.property(stories({ users: 5, groups: 3, moments: 8, fewestSeats: 5 }), (story) => {
        const calm = without(story, ['seats', 'expire', 'location', 'delete']);
        const { scene } = playBoth(calm);
        const rows = story.users.flatMap((user) => rowsOf(scene, user));
        if (rows.some((row) => errors.some((state) => row.includes(` ${state}/`)))) return;
        compared++;
        const anew = settledAnew(scene);
        expect(story.users.map((user) => rowsOf(anew, user))).toEqual(story.users.map((user) => rowsOf(scene, user)));
      }),
      seeded(200),
    );
    expect(compared).toBeGreaterThan(50);
  });

  it('depend on what happened where something failed: who came first keeps the seat', () => {
    const story: Story = {
      users: ['u01', 'u02'],
      unlocated: [],
      twins: [],
      groups: { g1: ['u02'] },
      seats: { ...noSeats, EMS: 1 },
      moments: [
        { actions: [{ kind: 'group', group: 'g1', add: [{ sku: 'EMS', disabled: [] }], remove: [] }], days: 0 },
        { actions: [{ kind: 'join', group: 'g1', users: ['u01'] }], days: 0 },
      ],
    };
    const { scene } = playBoth(story);
    expect(['u01', 'u02'].map((user) => rowsOf(scene, user))).toEqual([
      ['EMS@g1 [] Error/CountViolation'],
      ['EMS@g1 [] Active/None'],
    ]);
    const anew = settledAnew(scene);
    expect(['u01', 'u02'].map((user) => rowsOf(anew, user))).toEqual([
      ['EMS@g1 [] Active/None'],
      ['EMS@g1 [] Error/CountViolation'],
    ]);
  });

  it('are not changed by processing them a second time', () => {
    fc.assert(
      fc.property(stories({ users: 5, groups: 3, moments: 6 }), (story) => {
        let { scene } = playBoth(story);
        for (const user of story.users) {
          const once = scene.play(`reprocess: { user: ${user} }`);
          const twice = once.play(`reprocess: { user: ${user} }`);
          expect(story.users.map((name) => twice.states(name))).toEqual(story.users.map((name) => once.states(name)));
          scene = twice;
        }
      }),
      seeded(100),
    );
  });

  it('come back when somebody leaves a group and joins it again, while there are seats', () => {
    fc.assert(
      fc.property(stories({ users: 4, groups: 3, moments: 6, fewestSeats: 4 }), fc.nat(), (story, choice) => {
        const calm = without(story, ['seats', 'expire', 'delete', 'deleteGroup', 'location']);
        const { scene, reference } = playBoth(calm);
        const rows = story.users.flatMap((user) => rowsOf(scene, user));
        if (rows.some((row) => errors.some((state) => row.includes(` ${state}/`)))) return;
        const pairs = [...reference.groups].flatMap(([group, { members }]) =>
          members.map((user) => ({ group, users: [user] })),
        );
        const pair = pairs[choice % Math.max(pairs.length, 1)];
        if (pair === undefined) return;
        const away = scene.play(stepOf({ kind: 'leave', ...pair }));
        const back = away.play(stepOf({ kind: 'join', ...pair }));
        expect(story.users.map((user) => rowsOf(back, user))).toEqual(story.users.map((user) => rowsOf(scene, user)));
      }),
      seeded(100),
    );
  });

  it('do not depend on the order in which a user joins groups, where nothing fails', () => {
    let compared = 0;
    const group = fc.constantFrom('g1', 'g2', 'g3');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(group, changes()), { maxLength: 5 }),
        fc.shuffledSubarray(['g1', 'g2', 'g3'], { minLength: 3 }),
        (policies, order) => {
          const start: Story = {
            users: ['u01'],
            unlocated: [],
            twins: [],
            groups: { g1: [], g2: [], g3: [] },
            seats: Object.fromEntries(skus.map((sku) => [sku, 1])) as Story['seats'],
            moments: [],
          };
          const licensed = sceneOf(start).play(
            ...policies.map(([name, change]) => stepOf({ kind: 'group', group: name, ...change })),
            // The list may be empty, a change set may not.
            'seats: { sku: EMS, set: 1 }',
          );
          const join = (names: readonly string[]) =>
            names.reduce((scene, name) => scene.play(stepOf({ kind: 'join', group: name, users: ['u01'] })), licensed);
          const [straight, shuffled] = [join(['g1', 'g2', 'g3']), join(order)];
          if (rowsOf(straight, 'u01').some((row) => row.includes('Error/'))) return;
          compared++;
          expect(rowsOf(shuffled, 'u01')).toEqual(rowsOf(straight, 'u01'));
          expect(shuffled.plans('u01')).toEqual(straight.plans('u01'));
        },
      ),
      seeded(150),
    );
    expect(compared).toBeGreaterThan(30);
  });

  it('tell a failed story in few words', () => {
    const [story] = fc.sample(stories({ users: 3, groups: 2, moments: 3 }), seeded(1));
    expect(story === undefined ? '' : describeStory(story)).toContain('g1: ');
    expect(departmentOf('u03')).toBe('A');
  });
});

const noSeats = Object.fromEntries(skus.map((sku) => [sku, 0])) as Story['seats'];

/** A story in which some things do not happen. */
function without(story: Story, kinds: readonly string[]): Story {
  const moments = story.moments.map(({ actions, days }) => ({
    actions: actions.filter(({ kind }) => !kinds.includes(kind)),
    days,
  }));
  return { ...story, moments };
}
