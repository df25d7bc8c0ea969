import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { InvariantError, ToolError } from '../../../src/base/index.ts';
import { withReadErrors, withStoreErrors } from '../../../src/store/store-error.ts';
import { expectToolError } from '../../support/expect-tool-error.ts';

function throwing(error: Error): () => never {
  return () => {
    throw error;
  };
}

describe('errors of SQLite', () => {
  it.each([
    ['SQLITE_BUSY', 'store/locked'],
    ['SQLITE_BUSY_RECOVERY', 'store/locked'],
    ['SQLITE_LOCKED', 'store/locked'],
    ['SQLITE_FULL', 'store/disk-full'],
    ['SQLITE_READONLY_DIRECTORY', 'store/read-only'],
    ['SQLITE_PERM', 'store/read-only'],
    ['SQLITE_CANTOPEN', 'store/cannot-open'],
    ['SQLITE_IOERR_WRITE', 'store/io-error'],
    ['SQLITE_CORRUPT', 'store/corrupt'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'store/corrupt'],
    ['SQLITE_NOTADB', 'store/not-a-tenant'],
    ['SQLITE_NOMEM', 'store/failed'],
  ])('%s becomes %s with the path, a hint and exit code 3', (sqlite, code) => {
    const cause = new Database.SqliteError('what SQLite says', sqlite);
    const error = expectToolError(code, () => withStoreErrors('tenant.db', throwing(cause)));
    expect(error.message).toContain('"tenant.db"');
    expect(error.hint).toMatch(/\w/);
    expect([error.exitCode, error.cause]).toEqual([3, cause]);
  });

  it.each([
    ['ENOSPC', 'store/disk-full'],
    ['EACCES', 'store/read-only'],
    ['EROFS', 'store/read-only'],
    ['ENOENT', 'store/cannot-open'],
  ])('%s of the file system becomes %s', (system, code) => {
    expectToolError(code, () =>
      withStoreErrors('tenant.db', throwing(Object.assign(new Error('no'), { code: system }))),
    );
  });

  it('happen really when there is no room', () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE big (bytes)');
    database.pragma('max_page_count = 4');
    expectToolError('store/disk-full', () =>
      withStoreErrors('tenant.db', () => database.exec('INSERT INTO big VALUES (zeroblob(100000))')),
    );
    database.close();
  });
});

describe('other errors', () => {
  it('pass as they are', () => {
    const errors = [
      new TypeError('a bug'),
      new ToolError({ code: 'a/b', message: 'known' }),
      new InvariantError('broken'),
    ];
    for (const error of errors) expect(() => withStoreErrors('tenant.db', throwing(error))).toThrow(error);
    const unknown = Object.assign(new Error('odd'), { code: 'EODD' });
    expect(() => withStoreErrors('tenant.db', throwing(unknown))).toThrow(unknown);
  });

  it('mean a damaged file when they come up while one is read', () => {
    const errors = [new InvariantError('row 3 is missing'), new SyntaxError('no JSON')];
    for (const error of errors) {
      const { message } = expectToolError('store/corrupt', () => withReadErrors('tenant.db', throwing(error)));
      expect(message).toContain(error.message);
    }
    const bug = new TypeError('a bug');
    expect(() => withReadErrors('tenant.db', throwing(bug))).toThrow(bug);
  });
});
