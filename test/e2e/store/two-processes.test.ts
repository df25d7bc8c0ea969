import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { rowSetOf } from '../../../src/base/index.ts';
import { TenantDraft } from '../../../src/model/index.ts';
import { createStore, openStore } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { expectToolError } from '../../support/expect-tool-error.ts';
import { manyUsers } from '../../support/many-users.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { startActor } from './start-actor.ts';

const details = { who: 'tester', at: 0, what: 'made for a test' };

function storePath(): string {
  const draft = new TenantDraft(manyUsers(200));
  const { row } = draft.addObject('group', 'group-all', { displayName: 'All' });
  draft.setLinks('groupMembers', row, { rows: { user: rowSetOf([0]) }, unresolved: [] });
  const path = join(tempFolder(), 'tenant.db');
  createStore(path, draft.finish(), details).close();
  return path;
}

describe('two processes on one file', () => {
  it('make the second writer wait until the first is done', async () => {
    const path = storePath();
    const store = openStore(path, { busyTimeoutMs: 30_000 });
    const tenant = store.load();
    const holder = startActor('hold', path, '700');
    await holder.ready;
    expect(store.commit(details, [], tenant).sequence).toBe(2);
    await holder.ended;
    expect(holder.lines).toEqual(['ready', 'released']);
    store.close();
  });

  it('make the second writer give up after its time, and readers never wait', async () => {
    const path = storePath();
    const store = openStore(path, { busyTimeoutMs: 50 });
    const tenant = store.load();
    const holder = startActor('hold', path, '600000');
    await holder.ready;
    const error = expectToolError('store/locked', () => store.commit(details, [], tenant));
    expect(error.exitCode).toBe(3);
    expectSameTenant(store.load(), tenant);
    await holder.killAfter(0);
    expect(store.commit(details, [], tenant).sequence).toBe(2);
    store.close();
  });

  it('lose nothing when both commit as fast as they can', async () => {
    const path = storePath();
    const actors = [startActor('commit-against', path, '20'), startActor('commit-against', path, '20')];
    await Promise.all(actors.map(({ ended }) => ended));
    const numbers = actors.flatMap(({ lines }) => lines.slice(1).map(Number));
    expect(numbers.toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 2),
    );
    const store = openStore(path, { isReadOnly: true });
    expect(store.history().map(({ sequence, parent }) => sequence - (parent ?? 0))).toEqual(
      Array.from({ length: 41 }, () => 1),
    );
    expectSameTenant(store.rebuild(41), store.load());
    expect(store.load().populations.user.size).toBe(240);
    store.close();
  });
});
