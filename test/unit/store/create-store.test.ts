import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createTenant, Dictionary, Population, Column } from '../../../src/model/index.ts';
import { createStore, createStoreInSteps, openStore, type StoreProgress } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { deadProcess, ghostProcess } from '../../support/ended-process.ts';
import { expectToolError } from '../../support/expect-tool-error.ts';
import { manyUsers } from '../../support/many-users.ts';
import { smallTenant } from '../../support/small-tenant.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const details = { who: 'tester', at: 5_000, what: 'made for a test' };

describe('createStore', () => {
  it('makes a file from which a later process reads the same tenant', () => {
    const path = join(tempFolder(), 'tenant.db');
    const tenant = smallTenant();
    createStore(path, tenant, details).close();
    const store = openStore(path, { isReadOnly: true });
    expectSameTenant(store.load(), tenant);
    expectSameTenant(store.rebuild(1), tenant);
    expect(store.history()).toEqual([{ ...details, sequence: 1, mutations: 0 }]);
    store.close();
  });

  it('makes the same in memory', () => {
    const store = createStore(':memory:', smallTenant(), details);
    expectSameTenant(store.load(), smallTenant());
    expectSameTenant(store.rebuild(1), smallTenant());
    store.close();
  });

  it('leaves nothing beside the file once it is closed', () => {
    const folder = tempFolder();
    createStore(join(folder, 'tenant.db'), smallTenant(), details).close();
    const reader = openStore(join(folder, 'tenant.db'), { isReadOnly: true });
    reader.load();
    reader.close();
    expect(readdirSync(folder)).toEqual(['tenant.db']);
  });

  it('makes a file whose journal mode need not change when it is opened for writing, which could leave a journal', async () => {
    const path = join(tempFolder(), 'tenant.db');
    await createStoreInSteps(path, smallTenant(), details);
    const [writeVersion, readVersion] = readFileSync(path).subarray(18, 20);
    expect({ writeVersion, readVersion }).toEqual({ writeVersion: 2, readVersion: 2 });
    expect(readdirSync(dirname(path))).toEqual(['tenant.db']);
  });

  it('puts no file under a journal that came while it was built', async () => {
    const path = join(tempFolder(), 'tenant.db');
    const onProgress = (): void => writeFileSync(`${path}-journal`, 'of another file');
    await expect(createStoreInSteps(path, smallTenant(), details, { onProgress })).rejects.toMatchObject({
      code: 'store/exists',
    });
    expect(readdirSync(dirname(path))).toEqual(['tenant.db-journal']);
  });

  it.each([{ isReadOnly: true }, { isReadOnly: false }])(
    'loses the second name that a writer left who was stopped before it ended, opened with %o',
    (options) => {
      const path = join(tempFolder(), 'tenant.db');
      createStore(path, smallTenant(), details).close();
      linkSync(path, `${path}.${deadProcess}.partial`);
      const store = openStore(path, options);
      expectSameTenant(store.load(), smallTenant());
      store.close();
      expect(readdirSync(dirname(path))).toEqual(['tenant.db']);
    },
  );

  it('removes what stopped writers left of the file, also where the file is there', () => {
    const path = join(tempFolder(), 'tenant.db');
    createStore(path, smallTenant(), details).close();
    for (const suffix of ['', '-journal', '-wal', '-shm']) {
      writeFileSync(`${path}.${deadProcess}.partial${suffix}`, 'half');
    }
    writeFileSync(`${path}.${process.ppid}.partial`, 'of a process that lives');
    expectToolError('store/exists', () => createStore(path, smallTenant(), details));
    expect(readdirSync(dirname(path))).toEqual(['tenant.db', `tenant.db.${process.ppid}.partial`]);
  });

  it.skipIf(process.platform !== 'linux')(
    'does not take a process for alive that ended without being asked how',
    async () => {
      const path = join(tempFolder(), 'tenant.db');
      writeFileSync(`${path}.${await ghostProcess()}.partial`, 'half');
      createStore(path, smallTenant(), details).close();
      expect(readdirSync(dirname(path))).toEqual(['tenant.db']);
    },
  );

  it('tells values, null and not known apart', () => {
    const store = createStore(':memory:', smallTenant(), details);
    const { user } = store.load().populations;
    expect([user.valueAt(0, 'city'), user.valueAt(1, 'displayName')]).toEqual([null, null]);
    expect([user.valueAt(1, 'city'), user.valueAt(2, 'displayName')]).toEqual([undefined, undefined]);
    expect([user.valueAt(0, 'accountEnabled'), user.valueAt(1, 'accountEnabled')]).toEqual([true, false]);
    store.close();
  });

  it('keeps texts that UTF-8 has no form for', () => {
    const tenant = createTenant(0);
    const draft = tenant.populations.user.edit();
    draft.setValue(draft.addRow('user-1'), 'displayName', 'half a pair \ud83d and a zero \u0000 byte');
    const odd = { ...tenant, populations: { ...tenant.populations, user: draft.finish() } };
    const store = createStore(':memory:', odd, details);
    expect(store.load().populations.user.valueAt(0, 'displayName')).toBe('half a pair \ud83d and a zero \u0000 byte');
    store.close();
  });

  it('refuses a file that is there already and leaves it alone', () => {
    const path = join(tempFolder(), 'tenant.db');
    createStore(path, smallTenant(), details).close();
    expectToolError('store/exists', () => createStore(path, createTenant(0), details));
    const store = openStore(path, { isReadOnly: true });
    expectSameTenant(store.load(), smallTenant());
    store.close();
  });

  it('takes the place of an empty file', () => {
    const path = join(tempFolder(), 'tenant.db');
    writeFileSync(path, '');
    createStore(path, smallTenant(), details).close();
    const store = openStore(path);
    expectSameTenant(store.load(), smallTenant());
    store.close();
  });

  it('refuses to stand next to the journal of another database, which SQLite would mix into it', () => {
    const path = join(tempFolder(), 'tenant.db');
    writeFileSync(`${path}-wal`, 'frames of a file that is gone');
    expectToolError('store/exists', () => createStore(path, smallTenant(), details));
    expect(existsSync(path)).toBe(false);
  });

  it('clears away what a process left behind that was stopped while it made the same file', () => {
    const folder = tempFolder();
    // Linux hands out process ids below 4,194,304, so nobody has this one.
    for (const name of ['tenant.db.4194305.partial', 'other.db.4194305.partial'])
      writeFileSync(join(folder, name), 'x');
    createStore(join(folder, 'tenant.db'), smallTenant(), details).close();
    expect(readdirSync(folder).toSorted()).toEqual(['other.db.4194305.partial', 'tenant.db']);
  });

  it('refuses a file that appears while it works, and leaves that one alone', () => {
    const folder = tempFolder();
    const path = join(folder, 'tenant.db');
    const onProgress = (): void => writeFileSync(path, 'of somebody else');
    expectToolError('store/exists', () => createStore(path, manyUsers(10), details, { onProgress }));
    expect(readFileSync(path, 'utf8')).toBe('of somebody else');
    expect(readdirSync(folder)).toEqual(['tenant.db']);
  });

  it('reports progress up to the last object', () => {
    const seen: StoreProgress[] = [];
    createStore(':memory:', manyUsers(5_000), details, { onProgress: (progress) => seen.push(progress) }).close();
    const objects = seen.filter(({ unit }) => unit === 'objects');
    expect(objects.map(({ done }) => done)).toEqual([2048, 4096, 5000]);
    expect(seen[0]).toEqual({ phase: 'writing', done: 2048, total: 5000, unit: 'objects' });
    expect(seen.at(-1)).toEqual({ phase: 'writing', done: 4, total: 4, unit: 'columns' });
  });

  it('leaves nothing behind when it is cancelled', () => {
    const folder = tempFolder();
    const signal = { aborted: false };
    const error = expectToolError('store/cancelled', () =>
      createStore(join(folder, 'tenant.db'), manyUsers(5_000), details, {
        signal,
        onProgress: () => {
          signal.aborted = true;
        },
      }),
    );
    expect(error.exitCode).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops loading when it is cancelled, after which loading works again', () => {
    const store = createStore(':memory:', manyUsers(5_000), details);
    expectToolError('store/cancelled', () => store.load({ signal: { aborted: true } }));
    expect(store.load().populations.user.size).toBe(5_000);
    store.close();
  });

  it('says that a folder is missing', () => {
    const error = expectToolError('store/cannot-open', () =>
      createStore(join(tempFolder(), 'no', 'tenant.db'), smallTenant(), details),
    );
    expect(error.exitCode).toBe(3);
  });

  it('leaves nothing behind when the tenant itself is broken', () => {
    const folder = tempFolder();
    const tenant = createTenant(0);
    const ids = tenant.populations.user.edit();
    ids.addRow('user-1');
    const broken = new Column({ name: 'city', type: 'string' }, new Dictionary(), [Uint32Array.of(99)]);
    const user = new Population('user', ids.finish().ids, new Map([['city', broken]]));
    const populations = { ...tenant.populations, user };
    expect(() => createStore(join(folder, 'tenant.db'), { ...tenant, populations }, details)).toThrow('code 99');
    expect(readdirSync(folder)).toEqual([]);
  });
});
