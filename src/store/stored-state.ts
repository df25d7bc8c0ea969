import type { Database } from 'better-sqlite3';

import { invariant } from '../base/index.ts';
import {
  type ObjectType,
  objectTypes,
  type Population,
  relationNames,
  type Relation,
  type RelationName,
  type Tenant,
} from '../model/index.ts';
import { KnownSets } from './known-sets.ts';
import { linkWriter, readRelation } from './link-tables.ts';
import { readPopulation } from './object-reader.ts';
import { objectWriter } from './object-writer.ts';
import { objectTables } from './schema/table-layout.ts';
import { recordOf } from './record-of.ts';
import type { Touched } from './touched.ts';
import { progressCounter, type StoreWork } from './work.ts';

/** Reads the whole state. To be called in a transaction, so that it is one state. Throws an InvariantError for damage. */
export function readState(database: Database, work: StoreWork): Tenant {
  const sets = new KnownSets(database);
  const count = progressCounter('reading', countObjects(database), work);
  const populations = recordOf<ObjectType, Population>(objectTypes, (type) =>
    readPopulation(database, sets, type, count),
  );
  const relations = recordOf<RelationName, Relation>(relationNames, (relation) =>
    readRelation(database, relation, (type) => populations[type].size),
  );
  return { clock: readNumber(database, 'clock'), populations, relations };
}

/** Writes a whole state into empty tables. To be called in a transaction. */
export function writeState(database: Database, tenant: Tenant, work: StoreWork): void {
  const sets = new KnownSets(database);
  const total = objectTypes.reduce((sum, type) => sum + tenant.populations[type].size, 0);
  const count = progressCounter('writing', total, work);
  for (const type of objectTypes) {
    const population = tenant.populations[type];
    const write = objectWriter(database, sets, population);
    for (let row = 0; row < population.size; row++) {
      write(row);
      count();
    }
  }
  const writeLinks = linkWriter(database);
  for (const relation of relationNames) {
    for (const holder of tenant.relations[relation].keys()) writeLinks(tenant, relation, holder);
  }
  writeNumber(database, 'clock', tenant.clock);
}

/** Writes the touched parts of a state. To be called in a transaction. */
export function writeTouched(database: Database, tenant: Tenant, touched: Touched): void {
  const sets = new KnownSets(database);
  for (const [type, rows] of touched.objects) {
    const write = objectWriter(database, sets, tenant.populations[type]);
    for (const row of rows) write(row);
  }
  const writeLinks = linkWriter(database);
  for (const [relation, holders] of touched.holders) {
    for (const holder of holders) writeLinks(tenant, relation, holder);
  }
  writeNumber(database, 'clock', tenant.clock);
}

/** Sets a fact about the tenant. */
export function writeNumber(database: Database, key: 'clock' | 'created', value: number): void {
  database
    .prepare(
      'INSERT INTO meta ("key", "value") VALUES (?, ?) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"',
    )
    .run(key, value);
}

function readNumber(database: Database, key: 'clock'): number {
  const value: unknown = database.prepare('SELECT "value" FROM meta WHERE "key" = ?').pluck().get(key);
  invariant(typeof value === 'number', `the tenant has no ${key}`);
  return value;
}

/** Rows have no gaps, so the last one tells their number without a scan. */
function countObjects(database: Database): number {
  const sizes = objectTypes.map(
    (type) =>
      database
        .prepare<[], number>(`SELECT coalesce(max("row") + 1, 0) FROM ${objectTables[type].name}`)
        .pluck()
        .get() ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
