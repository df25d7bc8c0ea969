import fc from 'fast-check';
import { expect, it } from 'vitest';

import {
  differenceRows,
  hashText,
  type JsonObject,
  type JsonValue,
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
  type CellType,
  createTenant,
  fingerprintOf,
  isCellType,
  linkedRows,
  linksOf,
  objectAt,
  type ObjectType,
  objectTypes,
  propertyCatalogue,
  type PropertyDefinition,
  relationHolders,
  relationNames,
  type Tenant,
  TenantDraft,
  withLinkedRows,
} from '../../src/model/index.ts';
import { contentIdsOf } from '../../src/model/cell-contents.ts';
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

it('what cells say gives the ids that they would be made with, however it is written', () => {
  const text = fc.constantFrom('E3', 'e3', 'Error', 'a"b', '');
  const plans = fc.array(fc.constantFrom('B', 'a', 'b'), { maxLength: 3 });
  const time = fc.constantFrom('2026-03-02T10:11:12Z', '2026-03-02T11:11:12.000+01:00');
  const valueOf = ({ type }: PropertyDefinition): fc.Arbitrary<JsonValue> => {
    if (type === 'stringCollection') return fc.option(plans);
    return fc.option(type === 'dateTime' ? time : text);
  };
  fc.assert(
    fc.property(fc.constantFrom<CellType[]>('licenseAssignment', 'servicePlanAssignment'), fc.gen(), (type, gen) => {
      const shape = Object.fromEntries(propertyCatalogue[type].map((each) => [each.name, valueOf(each)]));
      const cells = gen(fc.array, fc.record(shape, { requiredKeys: [] }), { maxLength: 8 });
      const draft = new TenantDraft(createTenant(0));
      for (const [index, cell] of cells.entries()) {
        const { row } = draft.addObject(type, `cell-${index}`);
        for (const [name, value] of Object.entries(cell)) draft.population(type).setValue(row, name, value);
      }
      const population = draft.finish().populations[type];
      expect(contentIdsOf(type, population)).toEqual(
        Array.from({ length: population.size }, (_, row) => cellId(type, objectAt(population, row))),
      );
    }),
    seeded(200),
  );
});

it('license state counts by what cells say and of whom, whatever their ids are', () => {
  const users = [0, 1, 2].map((index) => `user-${index}`);
  const said = fc.record({
    skuId: fc.constantFrom(null, 'e3', 'e5'),
    state: fc.constantFrom('Active', 'Error'),
    error: fc.constantFrom(null, 'None', 'CountViolation'),
  });
  const step = fc.record({ cell: fc.nat(3), said, members: fc.uniqueArray(fc.nat(2)) });
  const steps = fc.array(step, { maxLength: 6 });
  type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

  /** Plays each step in a tenant of its own, so that every fingerprint but the first grows from another. */
  const play = (list: readonly Step[]): string => {
    const start = new TenantDraft(createTenant(0));
    for (const id of users) start.addObject('user', id, {});
    // Nobody is in these; they make the others few among many, of which only what changed is worked out anew.
    for (let index = 0; index < 12; index++) start.addObject('licenseAssignment', `other-${index}`, { skuId: 'e3' });
    let tenant = start.finish();
    fingerprintOf(tenant);
    for (const { cell, said: values, members } of list) {
      const draft = new TenantDraft(tenant);
      const population = draft.population('licenseAssignment');
      const row = population.rowOf(`cell-${cell}`) ?? draft.addObject('licenseAssignment', `cell-${cell}`, {}).row;
      for (const [name, value] of Object.entries(values)) population.setValue(row, name, value);
      tenant = draft.finish();
      fingerprintOf(tenant);
      const links = new TenantDraft(tenant);
      links.setLinks('licenseAssignmentUsers', row, withLinkedRows(undefined, 'user', rowSetOf(members)));
      tenant = links.finish();
      fingerprintOf(tenant);
    }
    // What cells say is changed last, with the same links: to something else, and back.
    const changed = new TenantDraft(tenant);
    const cells = changed.population('licenseAssignment');
    for (let row = 0; row < cells.size; row++) cells.setValue(row, 'state', 'Disabled');
    const isSomebodyIn = [...tenant.relations.licenseAssignmentUsers].some(
      ([, links]) => linkedRows(links, 'user').size > 0,
    );
    expect(fingerprintOf(changed.finish()) === fingerprintOf(tenant)).toBe(!isSomebodyIn);
    expect(differences(tenant)).toEqual([]);
    return fingerprintOf(tenant);
  };

  /** What is said of whom, read plainly. */
  const stateOf = (list: readonly Step[]): ReadonlySet<string> => {
    const cells = new Map(list.map((each) => [each.cell, each]));
    const entries = [...cells.values()].flatMap(({ said: { skuId, state, error }, members }) => {
      const meant = error ?? (skuId === null ? 'nothing' : 'None');
      return members.map((member) => [skuId, state, meant, member].join(' '));
    });
    return new Set(entries);
  };

  fc.assert(
    fc.property(steps, steps, (left, right) => {
      expect(play(left) === play(right)).toBe(equalSets(stateOf(left), stateOf(right)));
      const renamed = left.map((each) => ({ ...each, cell: 3 - each.cell }));
      expect(play(renamed)).toBe(play(left));
      // The last cell as two that share a user: the users of both are users of one.
      const parts = left.slice(-1).flatMap((last) => [
        { ...last, members: last.members.slice(0, 2) },
        { ...last, cell: 9, members: last.members.slice(1) },
      ]);
      expect(play([...left.slice(0, -1), ...parts])).toBe(play(left));
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

it('nor that of a tenant with licenses', () => {
  const draft = new TenantDraft(createTenant(1_790_000_000_000));
  const { row } = draft.addObject('user', '00000000-0000-4000-8000-000000000001', {});
  const tenant = withLicense(withLicense(draft.finish(), 'known', row, true), 'e5 by group', row, true);
  expect(fingerprintOf(tenant)).toBe('8821067525797b95');
});
