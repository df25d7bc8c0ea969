import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { rowSetOf } from '../../../src/base/index.ts';
import {
  applyMutations,
  fingerprintOf,
  type Mutation,
  ObjectIds,
  Population,
  type Tenant,
  TenantDraft,
} from '../../../src/model/index.ts';
import { createStore, openStore, type TenantStore } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { expectToolError } from '../../support/expect-tool-error.ts';
import { manyUsers } from '../../support/many-users.ts';
import { smallTenant } from '../../support/small-tenant.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const details = { who: 'tester', at: 5_000, what: 'made for a test' };

function storedPath(tenant: Tenant = smallTenant()): string {
  const path = join(tempFolder(), 'tenant.db');
  createStore(path, tenant, details).close();
  return path;
}

function meddle(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

function ask(path: string, sql: string): readonly unknown[] {
  const database = new Database(path, { readonly: true });
  const answer = database.prepare(sql).pluck().all();
  database.close();
  return answer;
}

function loaded(path: string, isReadOnly = true): Tenant {
  const store = openStore(path, { isReadOnly });
  const tenant = store.load();
  fingerprintOf(tenant);
  for (const population of Object.values(tenant.populations)) {
    for (const name of population.columnNames()) population.column(name);
  }
  store.close();
  return tenant;
}

function change(store: TenantStore, tenant: Tenant, ...mutations: readonly Mutation[]): Tenant {
  const after = applyMutations(tenant, mutations);
  store.commit(
    details,
    mutations.map((mutation) => ({ mutation, cause: 'step 0' })),
    after,
  );
  return after;
}

function move(id: string, department: string): Mutation {
  return { kind: 'setProperties', type: 'user', id, before: {}, after: { department } };
}

describe.each([true, false])('columns beside the rows, read only: %s', (isReadOnly) => {
  it.each([
    ['a value', `UPDATE object_user SET department = 'Legal' WHERE "row" = 0`, 'Legal'],
    [
      'a value that becomes not known',
      `UPDATE object_user SET known = (SELECT known FROM object_user WHERE "row" = 1), department = NULL WHERE "row" = 0`,
      undefined,
    ],
  ])('notice %s that was changed by hand', (_name, sql, expected) => {
    const path = storedPath();
    meddle(path, sql);
    expect(loaded(path, isReadOnly).populations.user.valueAt(0, 'department')).toBe(expected);
    expect(loaded(path, isReadOnly).populations.user.valueAt(0, 'department')).toBe(expected);
  });

  it('notice an object that was added by hand', () => {
    const path = storedPath();
    meddle(
      path,
      `INSERT INTO object_user ("row", id, known, city) SELECT 3, 'user-new', known, 'Bern' FROM object_user WHERE "row" = 0`,
    );
    const { user } = loaded(path, isReadOnly).populations;
    expect([user.size, user.valueAt(3, 'city'), user.rowOf('USER-NEW')]).toEqual([4, 'Bern', 3]);
  });

  it.each([
    ['proxyAddresses', '["SMTP:ada@contoso.com"', 'proxyAddresses has a value that is no JSON'],
    ['proxyAddresses', '"SMTP:ada@contoso.com"', 'proxyAddresses has a value that is no JSON list of texts'],
    ['proxyAddresses', '[1]', 'proxyAddresses has a value that is no JSON list of texts'],
    ['assignedPlans', '{}', 'assignedPlans has a value that is no JSON list'],
    ['employeeHireDate', 'garbage', 'employeeHireDate has a value that is no instant'],
    ['id', 'XYZ', 'the id "XYZ" in object_user is not in lower case'],
    ['id', '', 'the id "" in object_user is not in lower case'],
    ['additional', '{"x', 'Unterminated string'],
  ])('refuse what does not fit and was written by hand: %s = %j', (column, value, message) => {
    const path = storedPath();
    meddle(path, `UPDATE object_user SET "${column}" = '${value}' WHERE "row" = 0`);
    expect(expectToolError('store/corrupt', () => loaded(path, isReadOnly)).message).toContain(message);
  });

  it.each([
    ['proxyAddresses', '[ "SMTP:ada@contoso.com" ]', ['SMTP:ada@contoso.com']],
    ['employeeHireDate', '2026-11-23T01:00:00.000+01:00', '2026-11-23T00:00:00Z'],
    ['manager', 'USER-BOB', 'user-bob'],
  ])('take what fits and was written by hand in another way: %s = %j', (column, value, expected) => {
    const path = storedPath();
    const names = `(SELECT json_insert(names, '$[#]', '${column}') FROM known_set WHERE id = object_user.known)`;
    meddle(
      path,
      `INSERT INTO known_set (names) SELECT ${names} FROM object_user WHERE "row" = 0;` +
        `UPDATE object_user SET "${column}" = '${value}', known = (SELECT max(id) FROM known_set) WHERE "row" = 0`,
    );
    expect(loaded(path, isReadOnly).populations.user.valueAt(0, column)).toEqual(expected);
  });

  it('notice ids of targets outside of the tenant that were changed by hand', () => {
    const path = storedPath();
    meddle(path, `UPDATE link_holder SET unresolved = '["left","right"]' WHERE unresolved IS NOT NULL`);
    expect(loaded(path, isReadOnly).relations.groupMembers.get(0)?.unresolved).toEqual(['left', 'right']);
    meddle(path, `UPDATE link_holder SET unresolved = '["left"' WHERE unresolved IS NOT NULL`);
    expectToolError('store/corrupt', () => loaded(path, isReadOnly));
  });

  it.each([
    ['a byte', `UPDATE part SET bytes = zeroblob(length(bytes)) WHERE "key" = 'user/department/codes/0'`],
    ['values', `UPDATE part SET bytes = substr(bytes, 1, 9) WHERE "key" = 'user/department/values/0'`],
    ['a piece', `DELETE FROM part WHERE "key" LIKE 'user/department/%'`],
    ['ids', `UPDATE part SET checksum = '' WHERE "key" = 'user/id/0'`],
    ['the description', `DELETE FROM part WHERE "key" = 'user'`],
    ['a description that is none', `UPDATE part SET bytes = 'x' WHERE "key" = 'user'`],
    ['everything', 'DELETE FROM part'],
    ['their state', 'DELETE FROM column_state'],
  ])('are made anew from the rows when %s is damaged', (_name, sql) => {
    const path = storedPath();
    meddle(path, sql);
    expectSameTenant(loaded(path, isReadOnly), smallTenant());
  });
});

describe('columns beside the rows', () => {
  it('are written back by who may write, so that the next reader need not read rows', () => {
    const path = storedPath();
    meddle(path, `UPDATE object_user SET department = 'Legal' WHERE "row" = 0`);
    expect(ask(path, `SELECT is_stale FROM column_state WHERE "type" = 'user'`)).toEqual([1]);
    loaded(path, false);
    expect(ask(path, `SELECT is_stale FROM column_state WHERE "type" = 'user'`)).toEqual([0]);
    expect(loaded(path).populations.user.valueAt(0, 'department')).toBe('Legal');
  });

  it.each([
    `UPDATE object_user SET id = 'user-ida' WHERE "row" = 0`,
    `UPDATE object_user SET id = 'user-ida' WHERE "row" = 0; DELETE FROM column_state`,
  ])('do not let an id that was changed by hand keep the hashes of its memberships: %s', (sql) => {
    const path = storedPath();
    meddle(path, sql);
    const draft = smallTenant();
    const ids = new ObjectIds();
    for (const id of ['user-ida', 'user-bob', 'user-eve']) ids.add(id);
    const { user } = draft.populations;
    const columns = new Map(user.columnNames().map((name) => [name, () => user.column(name) ?? neverMind()]));
    const expected = { ...draft, populations: { ...draft.populations, user: new Population('user', ids, columns) } };
    expectSameTenant(loaded(path), expected);
    expectSameTenant(loaded(path, false), expected);
    expectSameTenant(loaded(path), expected);
  });

  it('leave what the log says about earlier entries as it is when rows are changed by hand', () => {
    const path = storedPath();
    meddle(path, `UPDATE object_user SET department = 'Legal' WHERE "row" = 0`);
    const store = openStore(path);
    store.load();
    store.checkpoint();
    expectSameTenant(store.rebuild(1), smallTenant());
    store.close();
  });

  it('do not hide a change by hand that came while a writer had the tenant open', () => {
    const path = storedPath();
    const store = openStore(path);
    const tenant = store.load();
    meddle(path, `UPDATE object_user SET city = 'Bern' WHERE "row" = 1`);
    change(store, tenant, move('user-ada', 'Legal'));
    store.close();
    const { user } = loaded(path).populations;
    expect([user.valueAt(0, 'department'), user.valueAt(1, 'accountEnabled')]).toEqual(['Legal', false]);
    expect(ask(path, `SELECT is_stale FROM column_state WHERE "type" = 'user'`)).toEqual([1]);
  });

  it('do not mix with those that another process wrote anew meanwhile', () => {
    const path = storedPath();
    const ours = openStore(path);
    const tenant = ours.load();
    meddle(path, `UPDATE object_user SET department = 'Zoo' WHERE "row" = 2`);
    loaded(path, false);
    const after = change(ours, tenant, move('user-ada', 'Legal'), move('user-bob', 'Zebra'));
    ours.close();
    expect(after.populations.user.valueAt(1, 'department')).toBe('Zebra');
    const { user } = loaded(path).populations;
    expect([0, 1].map((row) => user.valueAt(row, 'department'))).toEqual(['Legal', 'Zebra']);
  });

  it('are read when they are asked for, all of one state whatever a writer does', () => {
    const path = storedPath();
    const reader = openStore(path, { isReadOnly: true });
    const before = reader.load();
    const writer = openStore(path);
    change(writer, writer.load(), move('user-ada', 'Legal'));
    expect(before.populations.user.valueAt(0, 'department')).toBe('Sales');
    expect(reader.load().populations.user.valueAt(0, 'department')).toBe('Legal');
    expectSameTenant(before, smallTenant());
    reader.close();
    writer.close();
  });

  it('say that the file is closed when they are asked for too late', () => {
    const store = openStore(storedPath(), { isReadOnly: true });
    const tenant = store.load();
    store.close();
    expectToolError('store/closed', () => tenant.populations.user.column('department'));
  });

  it('hold many chunks, of which a commit writes those that changed, and every state comes back', () => {
    const path = storedPath(manyUsers(140_000));
    const store = openStore(path);
    const states = [store.load()];
    const last = (): Tenant => states.at(-1) ?? manyUsers(0);
    const commitChange = (...mutations: readonly Mutation[]): void => {
      states.push(change(store, last(), ...mutations));
    };
    commitChange(move('user-70000', 'Legal'));
    const written = `SELECT "key" FROM part WHERE since = 2 ORDER BY 1`;
    expect(ask(path, written)).toEqual(['user', 'user/department/codes/1', 'user/department/values/1']);
    commitChange(move('user-139999', 'Legal'), {
      kind: 'addObject',
      type: 'user',
      id: 'user-new',
      properties: { city: 'Bern' },
    });
    store.checkpoint();
    for (let index = 0; index < 40; index++) commitChange(move(`user-${index * 3000}`, `New ${index}`));
    expectSameLater(store, states);
    store.close();
    const reader = openStore(path, { isReadOnly: true });
    const { user } = reader.load().populations;
    expect([user.size, user.valueAt(140_000, 'city'), user.valueAt(117_000, 'department')]).toEqual([
      140_001,
      'Bern',
      'New 39',
    ]);
    expect(fingerprintOf(reader.load())).toBe(fingerprintOf(last()));
    reader.close();
  });

  it('keep links for checkpoints: changed, forgotten and new ones', () => {
    const store = createStore(':memory:', smallTenant(), details);
    const states = [store.load()];
    const links = (added: readonly string[], removed: readonly string[], isKnown = true): Mutation => ({
      kind: 'changeLinks',
      relation: 'groupMembers',
      holderId: 'group-assigned',
      added,
      removed,
      wasKnown: true,
      isKnown,
    });
    const steps: readonly Mutation[] = [
      links([], ['user-ada', 'gone']),
      links(['ghost', 'user-ada'], []),
      links([], [], false),
      {
        kind: 'changeLinks',
        relation: 'unitMembers',
        holderId: 'unit-1',
        added: ['user-ada'],
        removed: [],
        wasKnown: true,
        isKnown: true,
      },
      { kind: 'setClock', before: 0, after: 77 },
      links(['device-1'], []),
    ];
    for (const [index, step] of steps.entries()) {
      states.push(change(store, states.at(-1) ?? smallTenant(), step));
      if (index % 2 === 0) store.checkpoint();
    }
    for (const [index, state] of states.entries()) expectSameTenant(store.rebuild(index + 1), state);
    store.close();
  });

  it('keep large and small member lists as they are', () => {
    const draft = new TenantDraft(manyUsers(3_000));
    const sets = [
      [],
      [0],
      [2_999],
      [5, 6, 900],
      Array.from({ length: 3_000 }, (_, row) => row),
      Array.from({ length: 300 }, (_, row) => row * 10),
    ];
    for (const [index, rows] of sets.entries()) {
      const { row } = draft.addObject('group', `group-${index}`, { displayName: `Group ${index}` });
      draft.setLinks('groupMembers', row, { rows: { user: rowSetOf(rows) }, unresolved: [] });
    }
    const tenant = draft.finish();
    const path = storedPath(tenant);
    const store = openStore(path, { isReadOnly: true });
    expect(
      sets.map((_, row) => [...(store.load().relations.groupMembers.get(row)?.rows.user?.toArray() ?? [])]),
    ).toEqual(sets);
    store.close();
  });
});

function neverMind(): never {
  throw new Error('a column that has a name is missing');
}

function expectSameLater(store: TenantStore, states: readonly Tenant[]): void {
  const rebuilt = [1, 2, 3, 10, states.length].map((sequence) => fingerprintOf(store.rebuild(sequence)));
  expect(rebuilt).toEqual(
    [1, 2, 3, 10, states.length].map((sequence) => fingerprintOf(states[sequence - 1] ?? manyUsers(0))),
  );
}
