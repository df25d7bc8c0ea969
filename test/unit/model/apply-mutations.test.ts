import { describe, expect, it } from 'vitest';

import { applyMutations, linksOf, type Mutation, type RelationName } from '../../../src/model/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { smallTenant, smallTenantClock } from '../../support/small-tenant.ts';

function change(
  added: readonly string[],
  removed: readonly string[],
  relation: RelationName = 'groupMembers',
): Mutation {
  const holderId = relation.startsWith('unit') ? 'unit-1' : 'group-assigned';
  return { kind: 'changeLinks', relation, holderId, added, removed, wasKnown: true, isKnown: true };
}

describe('applyMutations', () => {
  it('gives the same tenant for no mutations', () => {
    expectSameTenant(applyMutations(smallTenant(), []), smallTenant());
  });

  it('adds an object with its known properties', () => {
    const { user } = applyMutations(smallTenant(), [
      { kind: 'addObject', type: 'user', id: 'USER-NEW', properties: { displayName: 'New', city: null } },
    ]).populations;
    expect([user.size, user.rowOf('user-new'), user.valueAt(3, 'displayName')]).toEqual([4, 3, 'New']);
    expect([user.valueAt(3, 'city'), user.valueAt(3, 'department')]).toEqual([null, undefined]);
  });

  it('sets values, null and not known, and leaves other properties alone', () => {
    const { user } = applyMutations(smallTenant(), [
      {
        kind: 'setProperties',
        type: 'user',
        id: 'user-ada',
        before: { department: 'Sales', city: null },
        after: { city: 'Bern', displayName: null },
      },
    ]).populations;
    expect(['department', 'city', 'displayName', 'accountEnabled'].map((name) => user.valueAt(0, name))).toEqual([
      undefined,
      'Bern',
      null,
      true,
    ]);
  });

  it('does not change the tenant that it starts from', () => {
    const tenant = smallTenant();
    applyMutations(tenant, [
      { kind: 'addObject', type: 'user', id: 'user-new', properties: {} },
      { kind: 'setProperties', type: 'user', id: 'user-ada', before: {}, after: { city: 'Bern' } },
      change(['user-new'], ['user-ada']),
      { kind: 'setClock', before: smallTenantClock, after: 0 },
    ]);
    expectSameTenant(tenant, smallTenant());
  });

  it('adds and removes targets of several types, known and unknown to the tenant', () => {
    const tenant = applyMutations(smallTenant(), [
      { kind: 'addObject', type: 'user', id: 'user-new', properties: {} },
      change(['USER-NEW', 'group-dynamic', 'lost', 'LOST'], ['user-ada', 'device-1', 'GONE']),
    ]);
    const links = linksOf(tenant, 'groupMembers', 0);
    expect([...(links.rows.user?.toArray() ?? [])]).toEqual([1, 2, 3]);
    expect([...(links.rows.group?.toArray() ?? [])]).toEqual([1]);
    expect(links.rows.device).toBeUndefined();
    expect(links.unresolved).toEqual(['lost']);
  });

  it('makes targets not known, and known again from none', () => {
    const forget: Mutation = { ...change([], ['user-bob'], 'unitMembers'), isKnown: false } as Mutation;
    const unknown = applyMutations(smallTenant(), [forget]);
    expect(unknown.relations.unitMembers.get(0)).toBeUndefined();
    const known = applyMutations(unknown, [change(['user-ada'], [], 'unitMembers')]);
    expect([...(linksOf(known, 'unitMembers', 0).rows.user?.toArray() ?? [])]).toEqual([0]);
  });

  it('keeps known and empty apart from not known', () => {
    const tenant = applyMutations(smallTenant(), [change([], ['user-bob'], 'unitMembers')]);
    expect(tenant.relations.unitMembers.get(0)).toEqual({ rows: {}, unresolved: [] });
  });

  it('moves the clock', () => {
    expect(applyMutations(smallTenant(), [{ kind: 'setClock', before: smallTenantClock, after: 7 }]).clock).toBe(7);
  });

  it.each<[string, Mutation]>([
    ['there is no user nobody', { kind: 'setProperties', type: 'user', id: 'nobody', before: {}, after: {} }],
    ['city of user-ada', { kind: 'setProperties', type: 'user', id: 'user-ada', before: {}, after: { city: 7 } }],
    ['already in use', { kind: 'addObject', type: 'user', id: 'user-ada', properties: {} }],
    ['accountEnabled of x', { kind: 'addObject', type: 'user', id: 'x', properties: { accountEnabled: 'yes' } }],
    ['there is no group nobody', { ...change([], []), holderId: 'nobody' } as Mutation],
    [
      'no property nonsense',
      { kind: 'setProperties', type: 'user', id: 'user-ada', before: {}, after: { nonsense: 1 } },
    ],
  ])('refuses what does not fit: %s', (message, mutation) => {
    expect(() => applyMutations(smallTenant(), [mutation])).toThrow(message);
  });
});
