import fc from 'fast-check';
import { expect, it } from 'vitest';

import {
  differenceRows,
  hashText,
  type JsonObject,
  prefixedHash,
  type RowSet,
  rowSetOf,
  unionRows,
  writeTextBytes,
} from '../../src/base/index.ts';
import {
  applyMutations,
  canonicalCell,
  cellId,
  cellRelations,
  createTenant,
  fingerprintOf,
  isCellType,
  linkedRows,
  linksOf,
  objectAt,
  type ObjectType,
  objectTypes,
  relationHolders,
  relationNames,
  type Tenant,
  TenantDraft,
  withLinkedRows,
} from '../../src/model/index.ts';
import { mutationGroupsArbitrary, tenantArbitrary } from '../support/arbitraries/tenants.ts';
import { seeded } from '../support/seed.ts';

/** The same tenant made from nothing, so that no hash of it is known. */
function madeAnew(tenant: Tenant): Tenant {
  const draft = new TenantDraft(createTenant(tenant.clock));
  for (const type of objectTypes) {
    const population = tenant.populations[type];
    for (let row = 0; row < population.size; row++) {
      const { id: _id, ...properties } = objectAt(population, row);
      draft.addObject(type, population.idAt(row), properties);
    }
  }
  for (const relation of relationNames) {
    for (const [holder, links] of tenant.relations[relation]) draft.setLinks(relation, holder, { ...links });
  }
  return draft.finish();
}

/** The fingerprint as it grew with its tenant, where it is not that of the same tenant made anew. */
function differences(tenant: Tenant): readonly string[] {
  const fingerprint = fingerprintOf(tenant);
  return fingerprint === fingerprintOf(madeAnew(tenant)) ? [] : [fingerprint];
}

it('a fingerprint that grew with its tenant is that of the same tenant made anew', () => {
  fc.assert(
    fc.property(mutationGroupsArbitrary(6), fc.array(fc.boolean(), { maxLength: 6 }), (groups, asked) => {
      const wrong: string[] = [];
      let tenant = createTenant(0);
      for (const [index, mutations] of groups.entries()) {
        const next = applyMutations(tenant, mutations);
        if (asked[index] === true) wrong.push(...differences(tenant));
        tenant = next;
      }
      expect([...wrong, ...differences(tenant)]).toEqual([]);
    }),
    seeded(300),
  );
});

it('one change in many objects is hashed as it would be from the start', () => {
  const draft = new TenantDraft(createTenant(0));
  for (let index = 0; index < 200; index++) draft.addObject('user', `user-${index}`, { city: `City ${index % 9}` });
  let tenant = draft.finish();
  fingerprintOf(tenant);
  const wrong: string[] = [];
  for (let step = 0; step < 20; step++) {
    const change = new TenantDraft(tenant);
    change.population('user').setValue(step * 7, 'city', step % 2 === 0 ? `New ${step}` : null);
    change.population('user').setValue(step, 'jobTitle', 'Chief');
    if (step % 5 === 0) change.addObject('user', `more-${step}`, { city: 'City 1' });
    tenant = change.finish();
    if (step % 3 === 0) wrong.push(...differences(tenant));
  }
  expect([...wrong, ...differences(tenant)]).toEqual([]);
});

/** The same tenant with its objects and cells in another order, without the cells that nobody is in. */
function turnedAround(tenant: Tenant): Tenant {
  const draft = new TenantDraft(createTenant(tenant.clock));
  const rows = new Map<ObjectType, Map<number, number>>();
  for (const type of objectTypes) {
    const population = tenant.populations[type];
    const moved = new Map<number, number>();
    rows.set(type, moved);
    for (let row = population.size - 1; row >= 0; row--) {
      if (isCellType(type) && linkedRows(linksOf(tenant, cellRelations[type], row), 'user').size === 0) continue;
      const { id: _id, ...properties } = objectAt(population, row);
      moved.set(row, draft.addObject(type, population.idAt(row), properties).row);
    }
  }
  const moveAll = (type: ObjectType, set: RowSet | undefined): RowSet =>
    rowSetOf([...(set?.toArray() ?? [])].flatMap((row) => rows.get(type)?.get(row) ?? []));
  for (const relation of relationNames) {
    for (const [holder, links] of tenant.relations[relation]) {
      const row = rows.get(relationHolders[relation])?.get(holder);
      const moved = Object.fromEntries(objectTypes.map((type) => [type, moveAll(type, links.rows[type])]));
      if (row !== undefined) draft.setLinks(relation, row, { ...links, rows: moved });
    }
  }
  return draft.finish();
}

const licenses = ['known', 'e3', 'e3 failed', 'e5', 'e5 by group'] as const;

const cellValues: Readonly<Record<(typeof licenses)[number], JsonObject>> = {
  known: {},
  e3: { skuId: 'e3' },
  'e3 failed': { skuId: 'e3', state: 'Error', error: 'CountViolation' },
  e5: { skuId: 'e5', disabledPlans: ['b', 'a'] },
  'e5 by group': { skuId: 'e5', assignedByGroup: 'group-1', lastUpdatedDateTime: '2026-01-01T00:00:00Z' },
};

/** Gives a user a license, or takes it. */
function withLicense(tenant: Tenant, license: (typeof licenses)[number], user: number, has: boolean): Tenant {
  const draft = new TenantDraft(tenant);
  const id = cellId('licenseAssignment', cellValues[license]);
  const row =
    draft.population('licenseAssignment').rowOf(id) ??
    draft.addObject('licenseAssignment', id, canonicalCell('licenseAssignment', cellValues[license])).row;
  const users = linkedRows(draft.links('licenseAssignmentUsers', row), 'user');
  const after = has ? unionRows(users, rowSetOf([user])) : differenceRows(users, rowSetOf([user]));
  draft.setLinks('licenseAssignmentUsers', row, withLinkedRows(undefined, 'user', after));
  return draft.finish();
}

it('the fingerprint of license state does not tell how it came about', () => {
  const start = new TenantDraft(createTenant(0));
  for (let index = 0; index < 4; index++) start.addObject('user', `user-${index}`, {});
  const nobody = start.finish();
  const step = fc.record({ license: fc.constantFrom(...licenses), user: fc.nat(3), has: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.array(step, { maxLength: 20 }), (steps, others) => {
      const play = (from: Tenant, list: typeof steps): Tenant =>
        list.reduce((tenant, { license, user, has }) => {
          const next = withLicense(tenant, license, user, has);
          fingerprintOf(next);
          return next;
        }, from);
      const stateOf = (list: typeof steps): ReadonlySet<string> => {
        const state = new Set<string>();
        for (const { license, user, has } of list) state[has ? 'add' : 'delete'](`${license} ${user}`);
        return state;
      };
      const state = stateOf(steps);
      const direct = [...state].toSorted().map((entry): (typeof steps)[number] => {
        const license = licenses.find((name) => entry.startsWith(`${name} `) && entry.length === name.length + 2);
        return { license: license ?? 'known', user: Number(entry.at(-1)), has: true };
      });
      const after = fingerprintOf(play(nobody, steps));
      expect(after).toBe(fingerprintOf(play(nobody, direct)));
      expect(after).toBe(fingerprintOf(play(play(nobody, others), [...undone(others), ...steps])));
      expect(after === fingerprintOf(play(nobody, others))).toBe(equalSets(state, stateOf(others)));
    }),
    seeded(200),
  );
});

function undone<Step extends { readonly has: boolean }>(steps: readonly Step[]): Step[] {
  return steps.map((step) => ({ ...step, has: false }));
}

function equalSets(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((item) => right.has(item));
}

it('the order of objects, and cells that nobody is in, count for nothing', () => {
  fc.assert(
    fc.property(tenantArbitrary, (tenant) => {
      expect(fingerprintOf(turnedAround(tenant))).toBe(fingerprintOf(tenant));
    }),
    seeded(200),
  );
});

it('texts hashed from their bytes have the hash of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (prefix, rest) => {
      const bytes = new Uint8Array(rest.length * 3);
      const end = writeTextBytes(rest, bytes, 0);
      expect(prefixedHash(prefix)(bytes, 0, end)).toEqual(hashText(prefix + rest));
    }),
    seeded(),
  );
});

it('the fingerprint of a given tenant never changes: saved plans name it', () => {
  const draft = new TenantDraft(createTenant(1_790_000_000_000));
  const { row } = draft.addObject('user', '00000000-0000-4000-8000-000000000001', { city: 'Zürich 😀', mail: null });
  const group = draft.addObject('group', 'group-1', { displayName: 'All' }).row;
  draft.setLinks('groupMembers', group, { rows: { user: rowSetOf([row]) }, unresolved: ['ghost'] });
  expect(fingerprintOf(draft.finish())).toBe('8a4c2158f9721dda');
});
