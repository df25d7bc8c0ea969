import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { applyMutations, type Mutation, type Tenant } from '../../../src/model/index.ts';
import { createStore, openQuery, openStore } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { createFormat3Store, createOldStore } from '../../support/old-store.ts';
import { smallTenant } from '../../support/small-tenant.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function formatOf(path: string): unknown {
  const database = new Database(path, { readonly: true });
  const format = database.pragma('user_version', { simple: true });
  database.close();
  return format;
}

function oldStorePath(): { readonly folder: string; readonly path: string } {
  const path = join(tempFolder(), 'tenant.db');
  createOldStore(path, smallTenant(), tempFolder());
  return { folder: join(path, '..'), path };
}

describe('a file of the first format', () => {
  it('is brought to the current one, after a copy in the old format was written', () => {
    const { folder, path } = oldStorePath();
    expect(formatOf(path)).toBe(1);
    const store = openStore(path);
    expectSameTenant(store.load(), smallTenant());
    expectSameTenant(store.rebuild(1), smallTenant());
    store.close();
    expect([formatOf(path), formatOf(`${path}.v1.bak`)]).toEqual([4, 1]);
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('gets columns beside its rows when it is loaded for writing, and checkpoints that stand on them', () => {
    const { path } = oldStorePath();
    const store = openStore(path);
    const tenant = store.load();
    const mutation: Mutation = { kind: 'addObject', type: 'user', id: 'user-new', properties: { city: 'Bern' } };
    const after = applyMutations(tenant, [mutation]);
    store.commit({ who: 'new', at: 2, what: 'one more' }, [{ mutation, cause: 'step 0' }], after);
    store.checkpoint();
    store.close();
    const database = new Database(path, { readonly: true });
    expect(database.prepare('SELECT DISTINCT is_stale FROM column_state').pluck().all()).toEqual([0]);
    expect(database.prepare(`SELECT "sequence" FROM checkpoint WHERE part = 'columns'`).pluck().all()).toEqual([2]);
    database.close();
    const reader = openStore(path, { isReadOnly: true });
    expectSameTenant(reader.load(), after);
    expectSameTenant(reader.rebuild(2), after);
    expectSameTenant(reader.rebuild(1), smallTenant());
    reader.close();
  });

  it('has a backup that can itself be opened', () => {
    const { path } = oldStorePath();
    openStore(path).close();
    const backup = openStore(`${path}.v1.bak`, { isReadOnly: true });
    expectSameTenant(backup.load(), smallTenant());
    backup.close();
  });

  it('is read without being changed when it is opened for reading only', () => {
    const { folder, path } = oldStorePath();
    const before = readFileSync(path);
    const store = openStore(path, { isReadOnly: true });
    expectSameTenant(store.load(), smallTenant());
    store.close();
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['tenant.db']);
  });

  it('keeps an earlier backup', () => {
    const { path } = oldStorePath();
    writeFileSync(`${path}.v1.bak`, 'precious');
    openStore(path).close();
    expect(readFileSync(`${path}.v1.bak`, 'utf8')).toBe('precious');
    expect(formatOf(`${path}.v1.2.bak`)).toBe(1);
  });

  it('is upgraded once: the next opening makes no backup', () => {
    const { folder, path } = oldStorePath();
    openStore(path).close();
    openStore(path).close();
    expect(readdirSync(folder).toSorted()).toEqual(['tenant.db', 'tenant.db.v1.bak']);
  });
});

/** A file of format 3 with three entries, a checkpoint after the second, and its states. */
function format3Store(): { readonly folder: string; readonly path: string; readonly states: readonly Tenant[] } {
  const today = join(tempFolder(), 'today.db');
  const states = [smallTenant()];
  const store = createStore(today, smallTenant(), { who: 'old', at: 1, what: 'made by format 3' });
  for (const city of ['Bern', 'Basel']) {
    const tenant = store.load();
    const before = states.length === 1 ? {} : { city: 'Bern' };
    const mutation: Mutation = { kind: 'setProperties', type: 'user', id: 'user-bob', before, after: { city } };
    const after = applyMutations(tenant, [mutation]);
    store.commit({ who: 'old', at: 2, what: city }, [{ mutation, cause: 'step 0' }], after);
    states.push(after);
    if (city === 'Bern') store.checkpoint();
  }
  store.close();
  const path = join(tempFolder(), 'tenant.db');
  createFormat3Store(path, today, tempFolder());
  return { folder: join(path, '..'), path, states };
}

const license: readonly Mutation[] = [
  { kind: 'addObject', type: 'subscription', id: 'bought', properties: { skuId: 'sku', totalLicenses: 5 } },
  { kind: 'addObject', type: 'licenseAssignment', id: 'path', properties: { skuId: 'sku', state: 'Active' } },
  {
    kind: 'changeLinks',
    relation: 'licenseAssignmentUsers',
    holderId: 'path',
    added: ['user-ada', 'user-eve'],
    removed: [],
    wasKnown: false,
    isKnown: true,
  },
];

describe('a file of format 3', () => {
  it('is brought to the current one, after a copy was written, with every state that it ever held', () => {
    const { folder, path, states } = format3Store();
    expect(formatOf(path)).toBe(3);
    const store = openStore(path);
    const [, , last] = states;
    if (last === undefined) throw new Error('there is no last state');
    expectSameTenant(store.load(), last);
    for (const [index, state] of states.entries()) expectSameTenant(store.rebuild(index + 1), state);
    store.close();
    expect([formatOf(path), formatOf(`${path}.v3.bak`)]).toEqual([4, 3]);
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
    const backup = openStore(`${path}.v3.bak`, { isReadOnly: true });
    expectSameTenant(backup.load(), last);
    backup.close();
  });

  it('keeps its columns, and takes licenses from then on', () => {
    const { path, states } = format3Store();
    const store = openStore(path);
    const tenant = store.load();
    const after = applyMutations(tenant, license);
    store.commit(
      { who: 'new', at: 3, what: 'licenses' },
      license.map((mutation) => ({ mutation, cause: 'step 0' })),
      after,
    );
    store.close();
    const database = new Database(path, { readonly: true });
    expect(database.prepare('SELECT DISTINCT is_stale FROM column_state').pluck().all()).toEqual([0]);
    expect(database.prepare(`SELECT max("since") FROM part WHERE "key" = 'group'`).pluck().get()).toBe(1);
    database.close();
    const reader = openStore(path, { isReadOnly: true });
    expectSameTenant(reader.load(), after);
    for (const [index, state] of [...states, after].entries()) expectSameTenant(reader.rebuild(index + 1), state);
    reader.close();
    const query = openQuery(path);
    const [answer] = [
      ...query.run({ name: 'sql', text: 'SELECT "userId", "skuId", "state" FROM license_assignments' }),
    ];
    expect([...(answer?.rows ?? [])]).toEqual([['user-ada', 'sku', 'Active']]);
    query.close();
  });

  it('is read without being changed when it is opened for reading only', () => {
    const { folder, path, states } = format3Store();
    const before = readFileSync(path);
    const store = openStore(path, { isReadOnly: true });
    const [, , last] = states;
    if (last === undefined) throw new Error('there is no last state');
    expectSameTenant(store.load(), last);
    expectSameTenant(store.rebuild(1), smallTenant());
    store.close();
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['tenant.db']);
  });
});
