import { copyFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { createRandom, rowSetOf } from '../../../src/base/index.ts';
import { applyMutations, type Tenant, TenantDraft } from '../../../src/model/index.ts';
import { createStore, openStore } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { manyUsers } from '../../support/many-users.ts';
import { createOldStore } from '../../support/old-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { startActor } from './start-actor.ts';
import { stepMutations } from './steps.ts';

const details = { who: 'tester', at: 0, what: 'made for a test' };
const minutes = 60_000;

function tenantWithGroup(users: number): Tenant {
  const draft = new TenantDraft(manyUsers(users));
  const { row } = draft.addObject('group', 'group-all', { displayName: 'All' });
  draft.setLinks('groupMembers', row, { rows: { user: rowSetOf([0, 1, 2]) }, unresolved: [] });
  return draft.finish();
}

/** Plays the steps of the actor from entry `from` to entry `to`. */
function playSteps(tenant: Tenant, from: number, to: number): Tenant {
  let state = tenant;
  for (let sequence = from; sequence < to; sequence++) {
    state = applyMutations(
      state,
      stepMutations(state, sequence).map(({ mutation }) => mutation),
    );
  }
  return state;
}

function expectIntact(path: string): void {
  const database = new Database(path);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.close();
}

describe('a process that is killed', () => {
  it(
    'while it commits leaves the state before or after a commit, 25 times in a row',
    async () => {
      const path = join(tempFolder(), 'tenant.db');
      const random = createRandom(7);
      let expected = tenantWithGroup(400);
      let sequence = 1;
      let recovered = 0;
      createStore(path, expected, details).close();
      for (let round = 0; round < 25; round++) {
        const actor = startActor('commit-forever', path);
        // However slow the machine: some are killed while they open, most after a few commits, all at any moment.
        await actor.killAfter(random.int(0, 30), 1 + random.int(0, 3));
        if (existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0) recovered++;
        const store = openStore(path);
        const newest = store.history(1)[0]?.sequence ?? 0;
        const told = Math.max(sequence, ...actor.lines.slice(1).map(Number));
        expect([told, told + 1]).toContain(newest);
        expected = playSteps(expected, sequence, newest);
        sequence = newest;
        expectSameTenant(store.load(), expected);
        store.close();
        expectIntact(path);
      }
      expect(recovered).toBeGreaterThan(5);
      expect(sequence).toBeGreaterThan(10);
      const store = openStore(path, { isReadOnly: true });
      expectSameTenant(store.rebuild(sequence), expected);
      expectSameTenant(store.rebuild(2), playSteps(tenantWithGroup(400), 1, 2));
      store.close();
    },
    5 * minutes,
  );

  it(
    'while it makes a new file leaves no file or the whole one',
    async () => {
      const folder = tempFolder();
      const random = createRandom(8);
      const tenant = manyUsers(4_000);
      for (let round = 0; round < 8; round++) {
        const path = join(folder, `tenant-${round}.db`);
        const actor = startActor('create', path, '4000');
        await actor.killAfter(random.int(0, 400));
        if (!existsSync(path)) createStore(path, tenant, details).close();
        const store = openStore(path, { isReadOnly: true });
        expectSameTenant(store.load(), tenant);
        store.close();
        expectIntact(path);
      }
      expect(readdirSync(folder).toSorted()).toEqual(Array.from({ length: 8 }, (_, round) => `tenant-${round}.db`));
    },
    5 * minutes,
  );

  it(
    'while it upgrades a file leaves the old format or the new one',
    async () => {
      const folder = tempFolder();
      const random = createRandom(9);
      const tenant = manyUsers(4_000);
      const original = join(folder, 'original.db');
      createOldStore(original, tenant, tempFolder());
      for (let round = 0; round < 8; round++) {
        const path = join(folder, `tenant-${round}.db`);
        copyFileSync(original, path);
        const actor = startActor('open', path);
        await actor.killAfter(random.int(0, 120));
        expectIntact(path);
        const store = openStore(path);
        expectSameTenant(store.load(), tenant);
        store.close();
        expectIntact(`${path}.v1.bak`);
      }
      expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
    },
    5 * minutes,
  );
});
