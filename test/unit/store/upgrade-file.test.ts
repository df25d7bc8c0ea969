import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { applyMutations, type Mutation } from '../../../src/model/index.ts';
import { openStore } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { createOldStore } from '../../support/old-store.ts';
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
