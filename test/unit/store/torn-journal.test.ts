import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { createRandom } from '../../../src/base/index.ts';
import { applyMutations, type Mutation, type Tenant } from '../../../src/model/index.ts';
import { createStore, openStore } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { smallTenant } from '../../support/small-tenant.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const details = { who: 'tester', at: 0, what: 'made for a test' };

describe('a journal of which the end never reached the disk', () => {
  it('gives one of the committed states, wherever it ends', () => {
    const path = join(tempFolder(), 'tenant.db');
    const store = createStore(path, smallTenant(), details);
    let tenant = store.load();
    const states: Tenant[] = [tenant];
    for (let index = 0; index < 6; index++) {
      const mutation: Mutation = { kind: 'addObject', type: 'user', id: `user-${index}`, properties: { city: 'Bern' } };
      tenant = applyMutations(tenant, [mutation]);
      store.commit(details, [{ mutation, cause: 'step 0' }], tenant);
      states.push(tenant);
    }
    const journal = readFileSync(`${path}-wal`);
    const random = createRandom(5);
    const seen = new Set<number>();
    for (let round = 0; round < 40; round++) {
      const copy = join(tempFolder(), 'tenant.db');
      copyFileSync(path, copy);
      writeFileSync(`${copy}-wal`, journal.subarray(0, random.int(0, journal.length)));
      const reopened = openStore(copy);
      const newest = reopened.history(1)[0]?.sequence ?? 0;
      expectSameTenant(reopened.load(), states[newest - 1] ?? tenant);
      reopened.close();
      seen.add(newest);
    }
    store.close();
    expect(seen.size).toBeGreaterThan(4);
  });

  it('harms nothing beside a file that was to change its journal mode, and goes when the file is opened for writing', () => {
    const folder = tempFolder();
    const path = join(folder, 'tenant.db');
    createStore(path, smallTenant(), details).close();
    const database = new Database(path);
    database.pragma('journal_mode = DELETE');
    database.close();
    // What a process leaves that is killed before it has written how long its journal is.
    writeFileSync(`${path}-journal`, Buffer.alloc(4616));
    for (const isReadOnly of [true, false]) {
      const reopened = openStore(path, { isReadOnly });
      expectSameTenant(reopened.load(), smallTenant());
      reopened.close();
    }
    expect(readdirSync(folder)).toEqual(['tenant.db']);
  });
});
