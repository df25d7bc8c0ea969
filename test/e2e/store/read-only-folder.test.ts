import { chmodSync, copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { createStore, openStore } from '../../../src/store/index.ts';
import { manyUsers } from '../../support/many-users.ts';
import { createOldStore } from '../../support/old-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { startActor } from './start-actor.ts';

const details = { who: 'tester', at: 0, what: 'made for a test' };

/** Nobody: permissions do not hold back the administrator, so a test that runs as such starts its actors as nobody. */
const otherUser = process.getuid?.() === 0 ? 65_534 : undefined;

function lockFolder(folder: string): void {
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
  chmodSync(folder, 0o555);
  onTestFinished(() => chmodSync(folder, 0o755));
}

async function linesOf(role: string, path: string): Promise<readonly string[]> {
  const actor = startActor(role, path, '', otherUser);
  await actor.ended;
  return actor.lines.slice(1);
}

describe('a tenant file in a read-only folder', () => {
  it('can be read, and writing is refused clearly', async () => {
    const folder = tempFolder();
    const path = join(folder, 'tenant.db');
    createStore(path, manyUsers(30), details).close();
    lockFolder(folder);
    expect(await linesOf('read', path)).toEqual(['users 30']);
    expect(await linesOf('open', path)).toEqual(['store/read-only']);
    expect(readdirSync(folder)).toEqual(['tenant.db']);
  });

  it('can be read in an older format', async () => {
    const folder = tempFolder();
    createOldStore(join(folder, 'tenant.db'), manyUsers(30), tempFolder());
    lockFolder(folder);
    expect(await linesOf('read', join(folder, 'tenant.db'))).toEqual(['users 30']);
  });

  it('is refused when changes still stand in its journal, rather than read without them', async () => {
    const [folder, source] = [tempFolder(), join(tempFolder(), 'tenant.db')];
    const store = createStore(source, manyUsers(30), details);
    store.commit(details, [], store.load());
    for (const suffix of ['', '-wal']) copyFileSync(source + suffix, join(folder, `tenant.db${suffix}`));
    store.close();
    lockFolder(folder);
    expect(await linesOf('read', join(folder, 'tenant.db'))).toEqual(['store/read-only']);
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'tenant.db'), 0o644);
    chmodSync(join(folder, 'tenant.db-wal'), 0o644);
    const opened = openStore(join(folder, 'tenant.db'), { isReadOnly: true });
    expect(opened.history()).toHaveLength(2);
    opened.close();
  });
});
