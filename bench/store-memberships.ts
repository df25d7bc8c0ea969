/*
 * Stores memberships as the store does (packed, one blob for each group) and as rows with a prepared insert, in one transaction
 * each, with the same settings, into files of their own. Rounds are interleaved; medians and the ratio are what counts.
 * Usage: npx tsx bench/store-memberships.ts [memberships, default 30000000] [groups, default 15000] [users, default 1000000]
 * Writes bench/results/store-memberships.json.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { createRandom, formatInstant, rowSetOfSorted, systemClock } from '../src/base/index.ts';
import { createRowsHasher, createTenant, type Tenant, TenantDraft } from '../src/model/index.ts';
import { newLinkWriter, readRelation } from '../src/store/link-tables.ts';
import { migrateDatabase } from '../src/store/migrate-database.ts';

const memberships = Number(process.argv[2] ?? 30_000_000);
const groups = Number(process.argv[3] ?? 15_000);
const users = Number(process.argv[4] ?? 1_000_000);
const rounds = 3;

interface Round {
  readonly packedSeconds: number;
  /** The same with the hash of each list for the fingerprint, which the creation of a tenant adds. */
  readonly hashedSeconds: number;
  readonly rowSeconds: number;
  readonly readSeconds: number;
}

/** Groups of all sizes: the largest hold a good part of the people, most of them a few hundred. */
function tenantWithMembers(): Tenant {
  const random = createRandom(1);
  const shares = Array.from({ length: groups }, (_, index) => 1 / (index + 20) ** 0.8);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const draft = new TenantDraft(createTenant(0));
  for (let row = 0; row < users; row++) draft.population('user').addRow(random.guid());
  for (const [group, share] of shares.entries()) {
    const count = Math.max(1, Math.min(users, Math.round((memberships * share) / total)));
    const stride = users / count;
    const rows = new Uint32Array(count);
    for (let index = 0; index < count; index++) {
      const first = Math.floor(index * stride);
      rows[index] = first + Math.floor(random.real() * (Math.floor((index + 1) * stride) - first));
    }
    draft.setLinks('groupMembers', group, { rows: { user: rowSetOfSorted(rows) }, unresolved: [] });
  }
  return draft.finish();
}

function countOf(tenant: Tenant): number {
  let count = 0;
  for (const links of tenant.relations.groupMembers.values()) count += links.rows.user?.size ?? 0;
  return count;
}

function copyOf(tenant: Tenant): Tenant {
  const draft = new TenantDraft(tenant);
  for (const [group, links] of tenant.relations.groupMembers) {
    const rows = rowSetOfSorted(links.rows.user?.toArray().slice() ?? new Uint32Array(0));
    draft.setLinks('groupMembers', group, { rows: { user: rows }, unresolved: [] });
  }
  return draft.finish();
}

/** A new file with the settings under which the store builds one. */
function newFile(path: string): Database.Database {
  const database = new Database(path);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  return database;
}

function timed(action: () => void): number {
  const start = performance.now();
  action();
  return (performance.now() - start) / 1000;
}

function storePacked(path: string, tenant: Tenant, isHashed: boolean): number {
  const database = newFile(path);
  migrateDatabase(database);
  const seconds = timed(() => {
    database.transaction(() => {
      const write = newLinkWriter(database, tenant, 1, isHashed ? createRowsHasher(tenant) : undefined);
      for (const holder of tenant.relations.groupMembers.keys()) write('groupMembers', holder);
    })();
  });
  database.close();
  return seconds;
}

function readPacked(path: string, expected: number): number {
  const database = new Database(path, { readonly: true });
  let count = 0;
  const seconds = timed(() => {
    const relation = readRelation(database, 'groupMembers', (type) => (type === 'user' ? users : groups));
    for (const links of relation.values()) count += links.rows.user?.toArray().length ?? 0;
  });
  database.close();
  if (count !== expected) throw new Error(`read ${count} memberships instead of ${expected}`);
  return seconds;
}

function storeRows(path: string, tenant: Tenant): number {
  const database = newFile(path);
  database.exec('CREATE TABLE membership (holder INTEGER, member INTEGER, PRIMARY KEY (holder, member)) WITHOUT ROWID');
  const seconds = timed(() => {
    database.transaction(() => {
      const insert = database.prepare('INSERT INTO membership VALUES (?, ?)');
      for (const [holder, links] of tenant.relations.groupMembers) {
        for (const row of links.rows.user?.toArray() ?? []) insert.run(holder, row);
      }
    })();
  });
  database.close();
  return seconds;
}

const folder = mkdtempSync(join(tmpdir(), 'tenantlab-bench-'));
try {
  const tenant = tenantWithMembers();
  const count = countOf(tenant);
  const sizes = { packedMegabytes: 0, rowMegabytes: 0 };
  const results: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    // Sets that nobody has seen, so that every round does all of the work.
    const unseen = copyOf(tenant);
    const [packed, rows] = [join(folder, `packed-${round}.db`), join(folder, `rows-${round}.db`)];
    const packedSeconds = storePacked(packed, unseen, false);
    const hashed = join(folder, `hashed-${round}.db`);
    const hashedSeconds = storePacked(hashed, unseen, true);
    const rowSeconds = storeRows(rows, tenant);
    const readSeconds = readPacked(packed, count);
    sizes.packedMegabytes = Math.round(statSync(packed).size / 1e5) / 10;
    sizes.rowMegabytes = Math.round(statSync(rows).size / 1e5) / 10;
    results.push({ packedSeconds, hashedSeconds, rowSeconds, readSeconds });
    process.stdout.write(
      `packed ${packedSeconds.toFixed(2)} s, rows ${rowSeconds.toFixed(2)} s, read ${readSeconds.toFixed(2)} s\n`,
    );
    for (const path of [packed, hashed, rows]) rmSync(path);
  }
  report(count, sizes, results);
} finally {
  rmSync(folder, { recursive: true });
}

function report(count: number, sizes: object, results: readonly Round[]): void {
  const median = (pick: (round: Round) => number): number => {
    const middle = results.map(pick).toSorted((left, right) => left - right)[Math.floor(results.length / 2)] ?? 0;
    return Math.round(middle * 100) / 100;
  };
  const document = {
    date: formatInstant(systemClock()),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGigabytes: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      sqlite: new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get(),
    },
    work: { memberships: count, groups, users, rounds },
    medianSeconds: {
      packed: median(({ packedSeconds }) => packedSeconds),
      packedWithHashes: median(({ hashedSeconds }) => hashedSeconds),
      rows: median(({ rowSeconds }) => rowSeconds),
      readPacked: median(({ readSeconds }) => readSeconds),
    },
    ...sizes,
    rowsOverPacked: median(({ packedSeconds, rowSeconds }) => rowSeconds / packedSeconds),
    rowsOverPackedWithHashes: median(({ hashedSeconds, rowSeconds }) => rowSeconds / hashedSeconds),
    results,
  };
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
  writeFileSync(
    join(import.meta.dirname, 'results/store-memberships.json'),
    `${JSON.stringify(document, undefined, 2)}\n`,
  );
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}
