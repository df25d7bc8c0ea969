import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createStore, writeMembersAsRows } from '../../../src/store/index.ts';
import { smallTenant } from '../../support/small-tenant.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function withRows(): Database.Database {
  return queried((path) => writeMembersAsRows(path));
}

function queried(prepare: (path: string) => unknown = () => undefined): Database.Database {
  const path = join(tempFolder(), 'tenant.db');
  createStore(path, smallTenant(), { who: 'tester', at: 0, what: 'made for a test' }).close();
  prepare(path);
  const database = new Database(path);
  onTestFinished(() => {
    database.close();
  });
  return database;
}

describe('the views', () => {
  it('show objects that are not deleted under the names of Graph', () => {
    const users = queried().prepare('SELECT id, userPrincipalName, city, accountEnabled FROM users ORDER BY id').all();
    expect(users).toEqual([
      { id: 'user-ada', userPrincipalName: 'ada@contoso.com', city: null, accountEnabled: 1 },
      { id: 'user-bob', userPrincipalName: 'bob@contoso.com', city: null, accountEnabled: 0 },
    ]);
  });

  it('tell null from not known', () => {
    const isKnown = queried()
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM json_each(knownProperties) WHERE value = 'city') FROM users WHERE city IS NULL ORDER BY id`,
      )
      .pluck()
      .all();
    expect(isKnown).toEqual([1, 0]);
  });

  it('show deleted objects apart', () => {
    expect(queried().prepare('SELECT type, id, displayName FROM deleted_objects').all()).toEqual([
      { type: 'user', id: 'user-eve', displayName: 'eve@contoso.com' },
    ]);
  });

  it('list members of assigned and dynamic groups by name once they are written, ids that the tenant lacks included', () => {
    const members = withRows()
      .prepare('SELECT groupName, memberType, memberName, memberId FROM group_members ORDER BY groupName, memberId')
      .all();
    expect(members).toEqual([
      { groupName: 'Assigned', memberType: 'device', memberName: 'Laptop', memberId: 'device-1' },
      { groupName: 'Assigned', memberType: null, memberName: null, memberId: 'gone' },
      { groupName: 'Assigned', memberType: 'user', memberName: 'ada@contoso.com', memberId: 'user-ada' },
      { groupName: 'Assigned', memberType: 'user', memberName: 'bob@contoso.com', memberId: 'user-bob' },
      { groupName: 'Sales people', memberType: 'user', memberName: 'ada@contoso.com', memberId: 'user-ada' },
    ]);
  });

  it('list members of administrative units once they are written', () => {
    const members = withRows()
      .prepare('SELECT administrativeUnitName, memberId FROM administrative_unit_members')
      .all();
    expect(members).toEqual([{ administrativeUnitName: 'North', memberId: 'user-bob' }]);
  });

  it.each([
    'group_members',
    'group_exported_members',
    'group_owners',
    'administrative_unit_members',
    'administrative_unit_exported_members',
  ])('say how to ask instead of answering wrongly: %s before members are written, and after a change', (view) => {
    const sql = `SELECT count(*) FROM ${view}`;
    expect(() => queried().prepare(sql).get()).toThrow('members are stored packed: ask with "tenantlab sql"');
    const database = withRows();
    expect(() => database.prepare(sql).get()).not.toThrow();
    database.exec(`INSERT INTO log VALUES (2, 1, 0, 'somebody', 'something', 0)`);
    expect(() => database.prepare(sql).get()).toThrow('--write-rows');
  });

  it('tell the clock and the history in readable time', () => {
    const database = queried();
    expect(database.prepare('SELECT * FROM tenant').get()).toEqual({
      clock: '2026-11-23T00:00:00.000Z',
      created: '1970-01-01T00:00:00.000Z',
      sequence: 1,
    });
    expect(database.prepare('SELECT at, who FROM history').all()).toEqual([
      { at: '1970-01-01T00:00:00.000Z', who: 'tester' },
    ]);
  });

  it('cannot be written to, none of them', () => {
    const database = queried();
    const views = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'view'`).pluck().all();
    expect(views).toHaveLength(18);
    for (const view of views) {
      expect(() => database.exec(`DELETE FROM ${String(view)}`)).toThrow('cannot modify');
    }
    expect(() => database.exec(`UPDATE users SET city = 'Bern'`)).toThrow('cannot modify');
    expect(() => database.exec(`INSERT INTO groups (id) VALUES ('x')`)).toThrow('cannot modify');
  });
});
