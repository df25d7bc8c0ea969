import fc from 'fast-check';
import { expect, it } from 'vitest';

import { hashText, prefixedHash, rowSetOf, writeTextBytes } from '../../src/base/index.ts';
import {
  applyMutations,
  createTenant,
  fingerprintOf,
  objectAt,
  objectTypes,
  relationNames,
  type Tenant,
  TenantDraft,
} from '../../src/model/index.ts';
import { mutationGroupsArbitrary } from '../support/arbitraries/tenants.ts';
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
