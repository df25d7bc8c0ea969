/*
 * Writes, opens, changes and rebuilds a large synthetic tenant and prints times, sizes and memory.
 * Usage: node --import tsx bench/store-large-tenant.ts [users, default 100000]
 *        node --import tsx bench/store-large-tenant.ts load FILE    (a fresh process: its memory is that of loading)
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import Database from 'better-sqlite3';

import { rowSetOf } from '../src/base/index.ts';
import { type CausedMutation, fingerprintOf, type Tenant, TenantDraft } from '../src/model/index.ts';
import { createStore, openStore } from '../src/store/index.ts';
import { generateTenant } from '../src/synth/index.ts';

const details = { who: 'bench', at: 0, what: 'a measurement' };

function timed<T>(name: string, action: () => T): T {
  const start = performance.now();
  const result = action();
  console.log(`${name.padEnd(38)} ${(performance.now() - start).toFixed(0).padStart(7)} ms`);
  return result;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** Gives the groups members so that every user is in about 30 of them. */
function enlarge(tenant: Tenant): Tenant {
  const draft = new TenantDraft(tenant);
  const users = draft.population('user').size;
  const groups = draft.population('group').size;
  for (let row = 0; row < groups; row++) {
    const step = Math.max(1, Math.round((groups / 30) * ((row % 3) + 0.5)));
    const members = Array.from({ length: Math.floor(users / step) }, (_, index) => index * step);
    draft.setLinks('groupMembers', row, { rows: { user: rowSetOf(members) }, unresolved: [] });
  }
  return draft.finish();
}

/** Properties per user that have a value, and that are known. */
function fillOf(tenant: Tenant): readonly [number, number] {
  const { user } = tenant.populations;
  let [values, known] = [0, 0];
  for (const name of user.columnNames()) {
    for (let row = 0; row < user.size; row++) {
      const code = user.column(name)?.codeAt(row) ?? 0;
      if (code > 0) known++;
      if (code > 1) values++;
    }
  }
  return [values / user.size, known / user.size];
}

function memberships(tenant: Tenant): number {
  let count = 0;
  for (const links of tenant.relations.groupMembers.values()) count += links.rows.user?.size ?? 0;
  return count;
}

function loadOnly(path: string): void {
  const store = timed('open for reading', () => openStore(path, { isReadOnly: true }));
  const tenant = timed('load without columns', () => store.load());
  const { user } = tenant.populations;
  timed('five columns', () => {
    for (const name of ['userPrincipalName', 'mail', 'department', 'accountEnabled', 'deletedDateTime'])
      user.column(name);
  });
  timed('one user by id', () => user.rowOf(user.idAt(user.size - 1)));
  timed('all other columns', () => {
    for (const population of Object.values(tenant.populations)) {
      for (const name of population.columnNames()) population.column(name);
    }
  });
  timed('fingerprint', () => fingerprintOf(tenant));
  console.log(`${'resident after load'.padEnd(38)} ${megabytes(process.memoryUsage().rss)}`);
  globalThis.gc?.();
  console.log(`${'resident after collection'.padEnd(38)} ${megabytes(process.memoryUsage().rss)}`);
  console.log(`${'peak resident'.padEnd(38)} ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
  console.log(`${'users'.padEnd(38)} ${user.size}`);
  store.close();
  const writer = timed('open for writing', () => openStore(path));
  timed('load the whole', () => writer.load());
  writer.close();
  const database = new Database(path);
  database.exec(`UPDATE column_state SET is_stale = 1`);
  database.close();
  const repairing = openStore(path);
  timed('load from rows, write columns', () => repairing.load());
  repairing.close();
}

function changeDepartments(tenant: Tenant, count: number): { mutations: CausedMutation[]; after: Tenant } {
  const draft = new TenantDraft(tenant);
  const users = draft.population('user');
  const mutations: CausedMutation[] = [];
  for (let row = 0; row < Math.min(count, users.size); row++) {
    const before = users.valueAt(row, 'department');
    users.setValue(row, 'department', `Department ${row % 7}`);
    mutations.push({
      cause: 'step 0',
      mutation: {
        kind: 'setProperties',
        type: 'user',
        id: users.idAt(row),
        before: before === undefined ? {} : { department: before },
        after: { department: `Department ${row % 7}` },
      },
    });
  }
  return { mutations, after: draft.finish() };
}

function measure(users: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-bench-'));
  try {
    const path = join(folder, 'tenant.db');
    const tenant = enlarge(timed('generate', () => generateTenant({ users, seed: 1, clock: 1_790_000_000_000 })));
    const [values, known] = fillOf(tenant);
    console.log(
      `${users} users with ${values.toFixed(0)} values of ${known.toFixed(0)} known properties each, ${memberships(tenant)} memberships`,
    );
    const store = timed('create', () => createStore(path, tenant, details));
    console.log(`${'file'.padEnd(38)} ${megabytes(statSync(path).size)}`);
    for (const count of [1, 1000]) {
      const { mutations, after } = changeDepartments(store.load(), count);
      timed(`commit ${count} change(s)`, () => store.commit(details, mutations, after));
    }
    const rebuilt = timed('rebuild', () => store.rebuild(3));
    if (fingerprintOf(rebuilt) !== fingerprintOf(store.load())) throw new Error('the rebuilt state differs');
    timed('checkpoint', () => store.checkpoint());
    store.close();
    const script = fileURLToPath(import.meta.url);
    spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', script, 'load', path], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, second] = process.argv.slice(2);
if (first === 'load' && second !== undefined) loadOnly(second);
else measure(Number(first ?? 100_000));
