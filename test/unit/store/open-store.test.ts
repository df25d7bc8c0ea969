import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { createStore, openStore } from '../../../src/store/index.ts';
import { expectToolError } from '../../support/expect-tool-error.ts';
import { manyUsers } from '../../support/many-users.ts';
import { smallTenant } from '../../support/small-tenant.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const details = { who: 'tester', at: 5_000, what: 'made for a test' };
const modes = [{ isReadOnly: true }, { isReadOnly: false }];

function smallStorePath(): string {
  const path = join(tempFolder(), 'tenant.db');
  createStore(path, smallTenant(), details).close();
  return path;
}

/** Changes a tenant file behind the program's back. */
function meddle(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

describe.each(modes)('openStore with %o', (options) => {
  it('says that there is no such file', () => {
    const error = expectToolError('store/not-found', () => openStore(join(tempFolder(), 'tenant.db'), options));
    expect([error.exitCode, error.hint === undefined]).toEqual([3, false]);
  });

  it('says that there is nothing in memory to open', () => {
    expectToolError('store/not-found', () => openStore(':memory:', options));
  });

  it('refuses a folder, an empty file, a text file and the database of another program, and changes none', () => {
    const folder = tempFolder();
    const [directory, empty, text, foreign] = ['folder', 'empty.db', 'text.db', 'foreign.db'].map((name) =>
      join(folder, name),
    ) as [string, string, string, string];
    mkdirSync(directory);
    writeFileSync(empty, '');
    writeFileSync(text, 'id,userPrincipalName\n'.repeat(500));
    meddle(foreign, 'CREATE TABLE users (id)');
    const before = readFileSync(foreign);
    for (const path of [directory, empty, text, foreign]) {
      expect(expectToolError('store/not-a-tenant', () => openStore(path, options)).exitCode).toBe(3);
    }
    expect(readFileSync(foreign)).toEqual(before);
  });

  it('refuses a file of a newer version and does not change it', () => {
    const path = smallStorePath();
    meddle(path, 'PRAGMA user_version = 99');
    const before = readFileSync(path);
    const error = expectToolError('store/newer-version', () => openStore(path, options));
    expect(error.message).toContain('format 99');
    expect(readFileSync(path)).toEqual(before);
  });

  it('says that a file is damaged when its end is missing', () => {
    const path = join(tempFolder(), 'tenant.db');
    createStore(path, manyUsers(2_000), details).close();
    truncateSync(path, 40_960);
    expectToolError('store/corrupt', () => {
      const store = openStore(path, options);
      try {
        store.load();
      } finally {
        store.close();
      }
    });
  });

  it.each([
    ['a missing row', 'DELETE FROM object_user WHERE "row" = 1'],
    ['a boolean that is none', 'UPDATE object_user SET accountEnabled = 7 WHERE "row" = 0'],
    ['an unknown property', `UPDATE object_user SET additional = '{"nonsense":1}' WHERE "row" = 0`],
    ['additional data that is no JSON', `UPDATE object_user SET additional = '{' WHERE "row" = 0`],
    ['a member that does not exist', `UPDATE link_rows SET "rows" = '[0,77]' WHERE member_type = 'user'`],
    ['members out of order', `UPDATE link_rows SET "rows" = '[1,0]' WHERE member_type = 'user'`],
    ['a holder that does not exist', `UPDATE link_holder SET holder = 77 WHERE relation = 'groupOwners'`],
    ['a lost clock', 'DELETE FROM meta'],
    ['a lost table', 'DROP TABLE link_rows'],
    ['a set of names that is no JSON', `UPDATE known_set SET names = 'x' || "id"`],
  ])('says that a file is damaged by %s', (_name, sql) => {
    const path = smallStorePath();
    meddle(path, `PRAGMA foreign_keys = OFF; ${sql}`);
    const store = openStore(path, options);
    const error = expectToolError('store/corrupt', () => store.load());
    expect(error.exitCode).toBe(3);
    store.close();
  });

  it('says that a checkpoint is damaged', () => {
    const path = smallStorePath();
    meddle(path, `UPDATE part SET bytes = substr(bytes, 1, 12) WHERE "key" LIKE 'user/id/%'`);
    const store = openStore(path, options);
    expectToolError('store/corrupt', () => store.rebuild(1));
    store.close();
  });
});

describe('openStore for reading', () => {
  it('refuses to write', () => {
    const store = openStore(smallStorePath(), { isReadOnly: true });
    const tenant = store.load();
    expectToolError('store/read-only', () => store.commit(details, [], tenant));
    expectToolError('store/read-only', () => store.checkpoint());
    store.close();
  });

  it('does not change a byte of the file', () => {
    const path = smallStorePath();
    const before = readFileSync(path);
    const store = openStore(path, { isReadOnly: true });
    store.load();
    store.history();
    store.close();
    expect(readFileSync(path)).toEqual(before);
  });

  it('sees what a writer committed that still has the file open', () => {
    const path = smallStorePath();
    const writer = openStore(path);
    const tenant = writer.load();
    const after = { ...tenant, clock: tenant.clock + 1 };
    const mutation = { kind: 'setClock', before: tenant.clock, after: after.clock } as const;
    writer.commit(details, [{ mutation, cause: 'step 0' }], after);
    const reader = openStore(path, { isReadOnly: true });
    expect(reader.load().clock).toBe(after.clock);
    reader.close();
    writer.close();
  });

  it('reads a copy that was made of the closed file', () => {
    const path = smallStorePath();
    copyFileSync(path, `${path}.copy`);
    const store = openStore(`${path}.copy`, { isReadOnly: true });
    expect(store.load().populations.user.size).toBe(3);
    store.close();
  });
});

describe('two stores on one file in one process', () => {
  it('make the second writer wait for its time and then fail clearly, with nothing lost', () => {
    const path = smallStorePath();
    const holder = new Database(path);
    holder.exec('BEGIN IMMEDIATE');
    const store = openStore(path, { busyTimeoutMs: 30 });
    const tenant = store.load();
    const error = expectToolError('store/locked', () => store.commit(details, [], tenant));
    expect([error.exitCode, error.hint === undefined]).toEqual([3, false]);
    holder.exec('COMMIT');
    expect(store.commit(details, [], tenant).sequence).toBe(2);
    holder.close();
    store.close();
  });
});
