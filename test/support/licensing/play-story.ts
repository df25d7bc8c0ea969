import { expect } from 'vitest';

import { extendCatalogue, type LicenseMove, standardCatalogue } from '../../../src/licensing/index.ts';
import { applyMutations, fingerprintOf, type Semantics, TenantDraft } from '../../../src/model/index.ts';
import { settle } from '../../../src/simulation/index.ts';
import { formatInstant } from '../../../src/base/index.ts';
import { LicenseScene, licenseScene, textOf } from '../license-scene.ts';
import { SceneReading } from './scene-reading.ts';
import { type Action, bannedCountry, bannedPlan, departmentOf, skus, stepOf, type Story } from './license-stories.ts';
import type { ReferenceTenant } from './reference-tenant.ts';
import type { ReferenceKnobs, Row } from './reference-types.ts';
import { carryOut, possiblePart, referenceOf } from './story-reference.ts';

const extended = extendCatalogue(standardCatalogue(), {
  name: 'countries.yaml',
  prohibitedLocations: [{ servicePlan: bannedPlan, countryLetterCodes: [bannedCountry] }],
});
const catalogue = extended.ok ? extended.value.catalogue : standardCatalogue();

/** How a knob of the reference is called in the product. */
function semanticsOf(knobs: Partial<ReferenceKnobs>): Partial<Semantics> {
  return {
    ...(knobs.siblings === undefined ? {} : { 'license-sibling-state': knobs.siblings }),
    ...(knobs.onShortage === undefined ? {} : { 'license-switch-on-shortage': knobs.onShortage }),
    ...(knobs.removalFailure === undefined ? {} : { 'license-removal-failure': knobs.removalFailure }),
    ...(knobs.removalsFirst === undefined ? {} : { 'license-removals-first': knobs.removalsFirst ? 'yes' : 'no' }),
    ...(knobs.ruleScope === undefined ? {} : { 'license-rule-scope': knobs.ruleScope }),
  };
}

/** The start of a story as a tenant. Rows of users run against their ids, so that nothing goes by them unnoticed. */
export function sceneOf(
  { users, unlocated, twins, groups, seats }: Story,
  knobs: Partial<ReferenceKnobs> = {},
): LicenseScene {
  const people = users.map((user) => {
    const location = unlocated.includes(user) ? { usageLocation: null } : {};
    const addresses = twins.includes(user) ? { proxyAddresses: ['smtp:same@contoso.example'] } : {};
    return [user, { department: departmentOf(user), ...location, ...addresses }] as const;
  });
  return licenseScene({
    users: Object.fromEntries(people),
    groups: Object.fromEntries(Object.entries(groups).map(([name, members]) => [name, { members }])),
    seats,
    semantics: semanticsOf(knobs),
    catalogue,
    rowOrder: 'descending',
  });
}

const refusalTexts: readonly (readonly [code: string, pattern: RegExp])[] = [
  ['E1', /invalid usage location/],
  ['E2', /does not have any available licenses/],
  ['E3', /are mutually exclusive/],
  ['E4', /depends on the service plan/],
  ['E6', /^400 User does not have a corresponding license/],
  ['E7', /inherited from a group membership/],
  ['E9', /Another object with the same value for property proxyAddresses/],
  ['E13', /^400 Unable to delete the group/],
  ['notOnGroup', /^400 Group does not have/],
];

function refusalsOf(scene: LicenseScene, played: readonly Action[]): readonly (string | undefined)[] {
  return played.map((action, index) => {
    const refusal = scene.outcome?.refusals.find(({ step }) => step === index);
    if (refusal === undefined) return undefined;
    if (action.kind === 'reprocess') return 'failed';
    const text = `${refusal.error.status} ${refusal.error.message}`;
    return refusalTexts.find(([, pattern]) => pattern.test(text))?.[0] ?? text;
  });
}

/** What the program and the reference must agree on. */
function stateOf(scene: LicenseScene, users: readonly string[], isWithTimes: boolean): unknown {
  const reading = new SceneReading(scene.tenant, scene.deps);
  const time = (value: unknown): string => (isWithTimes && typeof value === 'string' ? ` ${value}` : '');
  return {
    rows: Object.fromEntries(
      users.map((user) => [
        user,
        scene.states(user).map((row) => {
          const disabled = row['disabledPlans'] as readonly string[];
          const state = `${textOf(row['state'])}/${textOf(row['error'])}`;
          return `${reading.pathOf(row)} [${disabled.join()}] ${state}${time(row['lastUpdatedDateTime'])}`;
        }),
      ]),
    ),
    seats: skus.map((sku) => scene.seats(sku)),
    plans: Object.fromEntries(
      users.map((user) => [
        user,
        scene
          .plans(user)
          .map((entry) => {
            const { servicePlanId, capabilityStatus, assignedDateTime } = entry;
            return `${textOf(servicePlanId)} ${textOf(capabilityStatus)}${time(assignedDateTime)}`;
          })
          .toSorted(),
      ]),
    ),
  };
}

function expectedState(reference: ReferenceTenant, users: readonly string[], isWithTimes: boolean): unknown {
  const time = (value: number): string => (isWithTimes ? ` ${formatInstant(value)}` : '');
  const text = ({ sku, group, disabled, state, error, updated }: Row): string =>
    `${sku}@${group ?? 'd'} [${disabled.join()}] ${state}/${error}${time(updated)}`;
  return {
    rows: Object.fromEntries(users.map((user) => [user, reference.rowsOf(user).map(text).toSorted()])),
    seats: skus.map((sku) => `${reference.subscriptions.bought(sku)}/${reference.consumed(sku)}`),
    plans: Object.fromEntries(
      users.map((user) => [
        user,
        reference
          .plansOf(user)
          .map(({ plan, status, since }) => `${plan} ${status}${time(since)}`)
          .toSorted(),
      ]),
    ),
  };
}

/** Rows sorted as texts, for both. */
function sorted(state: unknown): unknown {
  const { rows, ...rest } = state as { readonly rows: Readonly<Record<string, readonly string[]>> };
  return { rows: Object.fromEntries(Object.entries(rows).map(([user, list]) => [user, list.toSorted()])), ...rest };
}

/** Two values that must be equal, with what they are. */
function same(what: string, actual: unknown, expected: unknown): void {
  expect({ [what]: actual }).toEqual({ [what]: expected });
}

/** The invariants of section 19, and what the rest of the program relies on. */
function checkInvariants(scene: LicenseScene, users: readonly string[], most: ReadonlyMap<string, number>): void {
  const { tenant, outcome } = scene;
  if (outcome === undefined) return;
  const reading = new SceneReading(tenant, scene.deps);
  for (const sku of skus) {
    const [bought = 0, consumed = 0] = scene.seats(sku).split('/').map(Number);
    const holders = users.filter((user) => !reading.isDeleted(user) && reading.holds(user, sku));
    same(`seats of ${sku} in use`, consumed, holders.length);
    same(`more seats of ${sku} than there were`, consumed > Math.max(bought, most.get(sku) ?? 0), false);
  }
  for (const user of users) {
    const given = reading.givenPlans(user);
    const plans = scene.plans(user);
    const lost = plans.filter(({ servicePlanId }) => !given.has(textOf(servicePlanId)));
    same(`number of plans of ${user}`, plans.length - lost.length, given.size);
    same(
      `lost plans of ${user}`,
      lost.filter(({ capabilityStatus }) => capabilityStatus !== 'Deleted'),
      [],
    );
    same(`assignedPlans of ${user} for rules`, reading.shownPlans(user), plans);
  }
  const { before, mutations } = outcome;
  const replayed = applyMutations(
    before.tenant,
    mutations.map(({ mutation }) => mutation),
  );
  same('what mutations lead to', fingerprintOf(replayed), fingerprintOf(tenant));
  same('what is settled', fingerprintOf(settle(tenant, scene.deps).tenant), fingerprintOf(tenant));
  checkMoves(scene, users);
}

/** Events about licenses, one after the other, lead from the paths before to the paths after. */
function checkMoves(scene: LicenseScene, users: readonly string[]): void {
  const { outcome } = scene;
  if (outcome === undefined) return;
  const reading = new SceneReading(scene.tenant, scene.deps);
  const start = new SceneReading(outcome.before.tenant, scene.deps);
  const moves = outcome.events.flatMap((event) => (event.kind === 'licensesChanged' ? [event.move] : []));
  for (const user of users) {
    // What becomes of people who are gone for good is told to nobody.
    if (reading.isDeleted(user)) continue;
    const row = reading.rowOf(user);
    const paths = new Map(start.stateTexts(user));
    for (const move of moves) if (move.users.has(row)) follow(paths, move, reading.pathOfMove(move), user);
    same(`paths of ${user} after all moves`, paths, new Map(reading.stateTexts(user)));
  }
}

function follow(paths: Map<string, string>, move: LicenseMove, key: string, user: string): void {
  const old = paths.get(key);
  const isHeld = old !== undefined && !old.startsWith('Error/');
  const must = (condition: boolean): void => {
    if (!condition) throw new Error(`${move.kind} ${key} of ${user}, which was ${old ?? 'nothing'}`);
  };
  switch (move.kind) {
    case 'assigned':
      must(!isHeld);
      paths.set(key, 'Active/None');
      return;
    case 'removed':
      must(isHeld);
      paths.delete(key);
      return;
    case 'withdrawn':
      must(old !== undefined && !isHeld);
      paths.delete(key);
      return;
    case 'failed':
      must(!isHeld);
      paths.set(key, `Error/${move.error}`);
      return;
    case 'kept':
      must(isHeld);
      paths.set(key, `ActiveWithError/${move.error}`);
      return;
    case 'changed':
      must(old !== undefined);
      if (!isHeld) paths.set(key, `Error/${move.error}`);
      else paths.set(key, move.error === 'None' ? 'Active/None' : `ActiveWithError/${move.error}`);
  }
}

export interface PlayedStory {
  readonly scene: LicenseScene;
  readonly reference: ReferenceTenant;
}

/** Rows of a user with the plans that are switched off, without times. */
export function rowsOf(scene: LicenseScene, user: string): readonly string[] {
  const { rows } = stateOf(scene, [user], false) as { readonly rows: Readonly<Record<string, readonly string[]>> };
  return (rows[user] ?? []).toSorted();
}

/** The same groups, members, direct licenses and seats, from which licenses follow for the first time. */
export function settledAnew({ tenant, deps }: LicenseScene): LicenseScene {
  const draft = new TenantDraft(tenant);
  for (let row = 0; row < tenant.populations.licenseAssignment.size; row++) {
    if (tenant.populations.licenseAssignment.textAt(row, 'assignedByGroup') === undefined) continue;
    draft.setLinks('licenseAssignmentUsers', row, undefined);
  }
  return new LicenseScene(settle(draft.finish(), deps).tenant, deps);
}

/** Plays a story as one change set, in which time goes on between moments, and compares the end. */
export function playAtOnce(story: Story): void {
  const start = sceneOf(story);
  const reference = referenceOf(story, start.tenant.clock, { remembersJoins: true });
  const steps: string[] = [];
  for (const { actions, days } of story.moments) {
    for (const whole of actions) {
      const action = possiblePart(whole, reference);
      if (action === undefined) continue;
      steps.push(stepOf(action));
      carryOut(action, reference);
    }
    reference.advance(Math.max(days, 1));
    steps.push(`advance: P${Math.max(days, 1)}D`);
  }
  if (steps.length === 0) return;
  const scene = start.play(...steps);
  expect(sorted(stateOf(scene, story.users, true))).toEqual(sorted(expectedState(reference, story.users, true)));
  checkInvariants(scene, story.users, new Map(skus.map((sku) => [sku, Number.POSITIVE_INFINITY])));
}

/** Plays a story on both and compares after every moment. */
export function playBoth(story: Story, knobs: Partial<ReferenceKnobs> = {}): PlayedStory {
  let scene = sceneOf(story, knobs);
  const reference = referenceOf(story, scene.tenant.clock, { knobs });
  for (const { actions, days } of story.moments) {
    const possible: Action[] = [];
    const refusals: (string | undefined)[] = [];
    const most = new Map(skus.map((sku) => [sku as string, reference.consumed(sku)]));
    for (const whole of actions) {
      const action = possiblePart(whole, reference);
      if (action === undefined) continue;
      possible.push(action);
      refusals.push(carryOut(action, reference));
      // Seats that were given, came back or were given up within the moment may have been more than at its ends.
      for (const sku of skus)
        most.set(sku, Math.max(most.get(sku) ?? 0, reference.consumed(sku), reference.subscriptions.bought(sku)));
    }
    if (possible.length === 0) continue;
    if (days === 0) reference.settle();
    else reference.advance(days);
    scene = scene.play(...possible.map(stepOf), ...(days === 0 ? [] : [`advance: P${days}D`]));
    expect(refusalsOf(scene, possible)).toEqual(refusals);
    expect(sorted(stateOf(scene, story.users, true))).toEqual(sorted(expectedState(reference, story.users, true)));
    checkInvariants(scene, story.users, most);
  }
  return { scene, reference };
}
