import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { InvariantError } from '../../../src/base/index.ts';
import { applyMutations, type CausedMutation, type Mutation, type Tenant } from '../../../src/model/index.ts';
import { createStore, openStore, type TenantStore } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { expectToolError } from '../../support/expect-tool-error.ts';
import { smallTenant } from '../../support/small-tenant.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const created = { who: 'tester', at: 5_000, what: 'made for a test' };
const changed = { who: 'somebody', at: 6_000, what: 'moved Ada' };

function move(id: string, before: string | undefined, after: string | undefined): CausedMutation {
  const mutation: Mutation = {
    kind: 'setProperties',
    type: 'user',
    id,
    before: before === undefined ? {} : { department: before },
    after: after === undefined ? {} : { department: after },
  };
  return { mutation, cause: 'step 0' };
}

function play(tenant: Tenant, mutations: readonly CausedMutation[]): Tenant {
  return applyMutations(
    tenant,
    mutations.map(({ mutation }) => mutation),
  );
}

function commit(store: TenantStore, tenant: Tenant, mutations: readonly CausedMutation[]): Tenant {
  const after = play(tenant, mutations);
  store.commit(changed, mutations, after);
  return after;
}

describe('a commit', () => {
  it('stores the new state and an entry that says who, when and what', () => {
    const store = createStore(':memory:', smallTenant(), created);
    const mutations = [move('user-ada', 'Sales', 'Finance'), move('user-bob', undefined, 'Sales')];
    const after = play(store.load(), mutations);
    expect(store.commit(changed, mutations, after)).toEqual({ ...changed, sequence: 2, parent: 1, mutations: 2 });
    expectSameTenant(store.load(), after);
    expect(store.history()).toEqual([
      { ...changed, sequence: 2, parent: 1, mutations: 2 },
      { ...created, sequence: 1, mutations: 0 },
    ]);
    expect(store.history(1).map(({ sequence }) => sequence)).toEqual([2]);
    expect(store.mutations(2)).toEqual(mutations);
    store.close();
  });

  it('can make a property not known again', () => {
    const store = createStore(':memory:', smallTenant(), created);
    commit(store, store.load(), [move('user-ada', 'Sales', undefined)]);
    expect(store.load().populations.user.valueAt(0, 'department')).toBeUndefined();
    store.close();
  });

  it('is refused when somebody else committed since the tenant was loaded, and theirs stays', () => {
    const path = join(tempFolder(), 'tenant.db');
    createStore(path, smallTenant(), created).close();
    const [ours, theirs] = [openStore(path), openStore(path)];
    const tenant = ours.load();
    const kept = commit(theirs, theirs.load(), [move('user-ada', 'Sales', 'Finance')]);
    const error = expectToolError('store/moved', () => commit(ours, tenant, [move('user-ada', 'Sales', 'Legal')]));
    expect(error.exitCode).toBe(3);
    expectSameTenant(ours.load(), kept);
    expect(ours.history()).toHaveLength(2);
    commit(ours, kept, [move('user-ada', 'Finance', 'Legal')]);
    expect(theirs.load().populations.user.valueAt(0, 'department')).toBe('Legal');
    ours.close();
    theirs.close();
  });

  it.each([
    ['another value', (tenant: Tenant) => play(tenant, [move('user-ada', 'Sales', 'Legal')])],
    ['another clock', (tenant: Tenant) => ({ ...play(tenant, [move('user-ada', 'Sales', 'Finance')]), clock: 1 })],
    [
      'more objects',
      (tenant: Tenant) =>
        applyMutations(tenant, [
          move('user-ada', 'Sales', 'Finance').mutation,
          { kind: 'addObject', type: 'user', id: 'user-new', properties: {} },
        ]),
    ],
  ])('is refused as a fault of the program when the mutations lead to %s than the state given', (_name, wrong) => {
    const store = createStore(':memory:', smallTenant(), created);
    const tenant = store.load();
    expect(() => store.commit(changed, [move('user-ada', 'Sales', 'Finance')], wrong(tenant))).toThrow(InvariantError);
    expectSameTenant(store.load(), smallTenant());
    expect(store.history()).toHaveLength(1);
    store.close();
  });

  it('is refused as a fault of the program when links differ from the state given', () => {
    const store = createStore(':memory:', smallTenant(), created);
    const tenant = store.load();
    const mutation: Mutation = {
      kind: 'changeLinks',
      relation: 'groupMembers',
      holderId: 'group-assigned',
      added: [],
      removed: ['user-ada'],
      wasKnown: true,
      isKnown: true,
    };
    expect(() => store.commit(changed, [{ mutation, cause: 'step 0' }], tenant)).toThrow('groupMembers');
    store.close();
  });

  it('needs a loaded tenant', () => {
    const path = join(tempFolder(), 'tenant.db');
    createStore(path, smallTenant(), created).close();
    const store = openStore(path);
    expect(() => store.commit(changed, [], smallTenant())).toThrow('loaded');
    store.close();
  });
});

describe('the change log', () => {
  it.each([
    `UPDATE log SET who = 'nobody'`,
    'DELETE FROM log WHERE sequence = 2',
    'INSERT OR REPLACE INTO log VALUES (1, NULL, 0, 0, 0, 0)',
    'INSERT INTO log VALUES (9, 2, 0, 0, 0, 0)',
    `UPDATE log_mutation SET cause = ''`,
    'DELETE FROM log_mutation',
    `INSERT OR REPLACE INTO log_mutation VALUES (2, 0, '', '')`,
    `INSERT INTO log_mutation VALUES (1, 0, '', '')`,
  ])('refuses %s', (statement) => {
    const path = join(tempFolder(), 'tenant.db');
    const store = createStore(path, smallTenant(), created);
    commit(store, store.load(), [move('user-ada', 'Sales', 'Finance')]);
    store.close();
    const database = new Database(path);
    expect(() => database.exec(statement)).toThrow('append-only');
    database.close();
  });

  it('rebuilds every state across automatic checkpoints', () => {
    const path = join(tempFolder(), 'tenant.db');
    const store = createStore(path, smallTenant(), created);
    let tenant = store.load();
    const states = [tenant];
    for (let index = 0; index < 205; index++) {
      const before = index === 0 ? 'Sales' : `Department ${index - 1}`;
      tenant = commit(store, tenant, [move('user-ada', before, `Department ${index}`)]);
      states.push(tenant);
    }
    for (const sequence of [1, 2, 100, 101, 102, 200, 201, 206]) {
      expectSameTenant(store.rebuild(sequence), states[sequence - 1] ?? tenant);
    }
    store.close();
    const database = new Database(path, { readonly: true });
    expect(database.prepare('SELECT DISTINCT sequence FROM checkpoint ORDER BY 1').pluck().all()).toEqual([
      1, 101, 201,
    ]);
    database.close();
  });

  it('takes a checkpoint on demand, once', () => {
    const path = join(tempFolder(), 'tenant.db');
    const store = createStore(path, smallTenant(), created);
    commit(store, store.load(), [move('user-ada', 'Sales', 'Finance')]);
    store.close();
    const later = openStore(path);
    later.checkpoint();
    later.checkpoint();
    const database = new Database(path, { readonly: true });
    expect(database.prepare('SELECT DISTINCT sequence FROM checkpoint ORDER BY 1').pluck().all()).toEqual([1, 2]);
    database.close();
    expectSameTenant(later.rebuild(2), later.load());
    later.close();
  });

  it.each([0, 2, -1, 1.5, Number.NaN])('says that it has no entry %d', (sequence) => {
    const store = createStore(':memory:', smallTenant(), created);
    expectToolError('store/unknown-entry', () => store.rebuild(sequence));
    expectToolError('store/unknown-entry', () => store.mutations(sequence));
    store.close();
  });

  it('says that the file is damaged when there is no checkpoint to start from', () => {
    const path = join(tempFolder(), 'tenant.db');
    createStore(path, smallTenant(), created).close();
    const database = new Database(path);
    database.exec('DELETE FROM checkpoint');
    database.close();
    const store = openStore(path);
    expectToolError('store/corrupt', () => store.rebuild(1));
    store.close();
  });
});
