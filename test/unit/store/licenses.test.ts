import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { applyMutations, fingerprintOf, type Mutation } from '../../../src/model/index.ts';
import { createStore, openQuery, openStore, writeMembersAsRows } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { licenseScene } from '../../support/license-scene.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const details = { who: 'tester', at: 0, what: 'made for a test' };

const start = licenseScene({
  seats: { ENTERPRISEPACK: 2, EMS: 5 },
  users: ['u1', 'u2', 'u3'],
  groups: { g: { members: ['u1', 'u2', 'u3'] } },
});

function stored() {
  const path = join(tempFolder(), 'tenant.db');
  const store = createStore(path, start.tenant, details);
  const steps = ['assignLicense: { group: g, sku: ENTERPRISEPACK }', 'assignLicense: { user: u1, sku: EMS }'];
  const scene = start.play(...steps);
  const { outcome } = scene;
  if (outcome === undefined) throw new Error('nothing was played');
  store.commit({ who: 'tester', at: 1, what: 'licenses' }, outcome.mutations, outcome.after.tenant);
  return { path, store, scene };
}

describe('licenses at rest', () => {
  it('are read as they were written, and rebuilt from the log', () => {
    const { path, store, scene } = stored();
    store.close();
    const reopened = openStore(path);
    const loaded = reopened.load();
    expect(fingerprintOf(loaded)).toBe(fingerprintOf(scene.tenant));
    expectSameTenant(reopened.rebuild(1), start.tenant);
    expect(fingerprintOf(reopened.rebuild(2))).toBe(fingerprintOf(loaded));
    reopened.close();
  });

  it('are a row for each user and path in SQL, packed and as plain rows', () => {
    const { path, store } = stored();
    store.close();
    const sql =
      'SELECT "userPrincipalName", "state", "error" FROM license_assignments WHERE "assignedByGroup" IS NOT NULL ORDER BY 1';
    const expected = [
      ['u1@contoso.example', 'Active', 'None'],
      ['u2@contoso.example', 'Active', 'None'],
      ['u3@contoso.example', 'Error', 'CountViolation'],
    ];
    expect(ask(path, sql)).toEqual(expected);
    writeMembersAsRows(path);
    expect(ask(path, sql)).toEqual(expected);
    expect(askPlainly(path, sql)).toEqual(expected);
  });

  it('are a row for each user and service plan in SQL, packed and as plain rows', () => {
    const { path, store, scene } = stored();
    store.close();
    const sql =
      'SELECT "userPrincipalName", "servicePlanId", "service", "capabilityStatus", "assignedDateTime" FROM assigned_plans';
    const expected = ['u1', 'u2', 'u3'].flatMap((user) =>
      scene
        .plans(user)
        .map(({ servicePlanId, service, capabilityStatus, assignedDateTime }) =>
          JSON.stringify([`${user}@contoso.example`, servicePlanId, service, capabilityStatus, assignedDateTime]),
        ),
    );
    const texts = (rows: readonly unknown[]): readonly string[] => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(expected.length).toBeGreaterThan(10);
    expect(texts(ask(path, sql))).toEqual(expected.toSorted());
    writeMembersAsRows(path);
    expect(texts(askPlainly(path, sql))).toEqual(expected.toSorted());
  });

  it('are not shown of users who are deleted', () => {
    const { path, store, scene } = stored();
    const deletion: Mutation = {
      kind: 'setProperties',
      type: 'user',
      id: scene.tenant.populations.user.idAt(0),
      before: {},
      after: { deletedDateTime: '2026-01-01T00:00:00Z' },
    };
    const after = applyMutations(scene.tenant, [deletion]);
    store.commit({ who: 'tester', at: 2, what: 'a user leaves' }, [{ mutation: deletion, cause: 'step 0' }], after);
    store.close();
    for (const view of ['license_assignments', 'assigned_plans']) {
      const names = ask(path, `SELECT "userPrincipalName" FROM ${view}`).flat();
      expect(names).not.toContain('u1@contoso.example');
      expect(names).toContain('u2@contoso.example');
    }
  });

  it.each(['license_assignments', 'assigned_plans'])(
    'are asked for by other programs once they are written as rows, until they change: %s',
    (view) => {
      const { path, store } = stored();
      const sql = `SELECT count(*) FROM ${view}`;
      expect(() => askPlainly(path, sql)).toThrow('members are stored packed: ask with "tenantlab sql"');
      store.close();
      writeMembersAsRows(path);
      expect(() => askPlainly(path, sql)).not.toThrow();
      const later = openStore(path);
      later.commit({ who: 'tester', at: 3, what: 'something' }, [], later.load());
      later.close();
      expect(() => askPlainly(path, sql)).toThrow('--write-rows');
    },
  );

  it('stand beside what was bought', () => {
    const { path, store } = stored();
    store.close();
    expect(ask(path, 'SELECT "skuPartNumber", "totalLicenses" FROM subscriptions ORDER BY 1')).toEqual([
      ['EMS', 5n],
      ['ENTERPRISEPACK', 2n],
    ]);
  });

  it('are members of nothing: no view over members looks for them', () => {
    const { path, store } = stored();
    store.close();
    const database = new Database(path, { readonly: true });
    const views = database
      .prepare<[], [string, string]>(`SELECT "name", "sql" FROM sqlite_master WHERE "type" = 'view'`)
      .raw()
      .all();
    database.close();
    const reading = (table: string): readonly string[] =>
      views.flatMap(([name, sql]) => (sql.includes(table) ? [name] : []));
    expect(reading('object_subscription')).toEqual(['subscriptions']);
    expect(reading('object_license_assignment')).toEqual(['license_assignments']);
    expect(reading('object_service_plan_assignment')).toEqual(['assigned_plans']);
  });
});

/** An answer as `tenantlab sql` has it. */
function ask(path: string, sql: string): readonly (readonly unknown[])[] {
  const query = openQuery(path);
  const rows = [...query.run({ name: 'sql', text: sql })].flatMap((answer) => [...answer.rows]);
  query.close();
  return rows;
}

/** An answer as any other program has it. */
function askPlainly(path: string, sql: string): readonly unknown[] {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare(sql).raw().all();
  database.close();
  return rows;
}

describe('the fingerprint of licenses', () => {
  it('does not tell how they came about', () => {
    const once = start.play('assignLicense: { user: u1, sku: EMS }');
    const back = start
      .play('assignLicense: { user: u1, sku: EMS }')
      .play('assignLicense: { user: u2, sku: EMS }')
      .play('removeLicense: { user: u2, sku: EMS }');
    const plansOfU2 = back.plans('u2').map(({ capabilityStatus }) => capabilityStatus);
    expect(new Set(plansOfU2)).toEqual(new Set(['Deleted']));
    expect(fingerprintOf(back.tenant)).not.toBe(fingerprintOf(once.tenant));
    const again = back.play('assignLicense: { user: u2, sku: EMS }');
    const direct = start.play('assignLicense: { user: u1, sku: EMS }').play('assignLicense: { user: u2, sku: EMS }');
    expect(fingerprintOf(again.tenant)).toBe(fingerprintOf(direct.tenant));
  });

  it('notices what was changed by hand', () => {
    const { path, store, scene } = stored();
    store.close();
    const database = new Database(path);
    const { changes } = database
      .prepare(`UPDATE object_license_assignment SET "state" = 'Active', "error" = 'None' WHERE "state" = 'Error'`)
      .run();
    database.close();
    expect(changes).toBe(1);
    const reader = openStore(path, { isReadOnly: true });
    expect(fingerprintOf(reader.load())).not.toBe(fingerprintOf(scene.tenant));
    reader.close();
  });
});
