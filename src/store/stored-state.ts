import type { Database } from 'better-sqlite3';

import { invariant, InvariantError, isJsonObject, type JsonValue } from '../base/index.ts';
import {
  type Column,
  createRowsHasher,
  type ObjectType,
  objectTypes,
  type Population,
  relationNames,
  type Relation,
  type RelationName,
  type Tenant,
} from '../model/index.ts';
import { readPopulationParts, removePopulationParts, writePopulationParts } from './column-parts.ts';
import { KnownSets } from './known-sets.ts';
import { linkWriter, newLinkWriter, readRelation, readRelationAt, rewriteRows } from './link-tables.ts';
import { readPopulation } from './object-reader.ts';
import { objectWriter } from './object-writer.ts';
import { PartStore } from './part-store.ts';
import { objectTables } from './schema/table-layout.ts';
import { recordOf } from './record-of.ts';
import type { Touched } from './touched.ts';
import { progressCounter, runToEnd, type StoreWork } from './work.ts';

/** Key of the piece with the clock. */
const tenantKey = 'tenant';

/** A state that was read. */
export interface ReadState {
  readonly tenant: Tenant;
  /** How often the columns of a type had been written; undefined where they did not agree with the rows, which were read. */
  readonly stamps: ReadonlyMap<ObjectType, number>;
}

/**
 * Reads the whole state, each type from its columns if they agree with its rows, else from the rows. To be called in a
 * transaction, so that it is one state; with `isLazy`, columns are read when they are first asked for, and the transaction
 * must last as long as the tenant. `guard` runs such late readings. Throws an InvariantError for damage.
 */
export function readState(
  database: Database,
  work: StoreWork,
  isLazy = false,
  guard: <T>(action: () => T) => T = (action) => action(),
): ReadState {
  const parts = new PartStore(database);
  const stamps = new Map<ObjectType, number>();
  const populations = recordOf<ObjectType, Population>(objectTypes, (type) => {
    const stamp = stampOf(database, type);
    if (stamp === undefined) return readFromRows(database, type, work);
    stamps.set(type, stamp);
    const onDamage = (): Population => {
      stamps.delete(type);
      return readFromRows(database, type, work);
    };
    const population = readFromParts(parts, type, onDamage, guard);
    if (!isLazy) readColumns(population, work);
    return population;
  });
  const count = progressCounter('reading', countHolders(database), work, 'holders');
  // Where rows were changed by hand, ids may have been: then the hashes that stand with members are not believed.
  const idsOf = (type: ObjectType) => (stamps.has(type) ? populations[type].ids : undefined);
  const relations = recordOf<RelationName, Relation>(relationNames, (relation) =>
    readRelation(database, relation, (type) => populations[type].size, idsOf, count),
  );
  return { tenant: { clock: readNumber(database, 'clock'), populations, relations }, stamps };
}

/** A type from its columns; what is damaged comes from the rows. */
function readFromParts(
  parts: PartStore,
  type: ObjectType,
  readRows: () => Population,
  guard: <T>(action: () => T) => T,
): Population {
  let fromRows: Population | undefined;
  const onDamage = (name: string): Column => {
    fromRows ??= readRows();
    const column = fromRows.factColumn(name);
    invariant(column !== undefined, `the column ${name} of ${type} is damaged, and no object has it`);
    return column;
  };
  return readPopulationParts(parts, type, onDamage, undefined, guard) ?? readRows();
}

function readFromRows(database: Database, type: ObjectType, work: StoreWork): Population {
  const count = progressCounter('reading', countObjects(database, type), work, 'objects');
  return readPopulation(database, new KnownSets(database), type, count);
}

function readColumns(population: Population, work: StoreWork): void {
  const names = population.columnNames();
  const count = progressCounter('reading', names.length, work, 'columns');
  for (const name of names) {
    population.factColumn(name);
    count();
  }
}

/** The state after entry `at`, at which a checkpoint stands. Throws an InvariantError for damage. */
export function readStateAt(database: Database, at: number): Tenant {
  const parts = new PartStore(database);
  const populations = recordOf<ObjectType, Population>(objectTypes, (type) => {
    const fail = (name: string): never => {
      throw new InvariantError(`the checkpoint ${at} lacks ${name} of ${type}`);
    };
    const population = readPopulationParts(parts, type, fail, at);
    invariant(population !== undefined, `the checkpoint ${at} lacks ${type}`);
    readColumns(population, {});
    return population;
  });
  const relations = recordOf<RelationName, Relation>(relationNames, (relation) =>
    readRelationAt(database, relation, (type) => populations[type].size, at),
  );
  const bytes = parts.read(tenantKey, at);
  const facts = bytes === undefined ? null : (JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue);
  invariant(isJsonObject(facts) && typeof facts['clock'] === 'number', `the checkpoint ${at} lacks the clock`);
  return { clock: facts['clock'], populations, relations };
}

/** Writes a whole state into empty tables, as entry `sequence`, in steps. To be run in a transaction. */
export function* writeState(
  database: Database,
  tenant: Tenant,
  sequence: number,
  work: StoreWork,
): Generator<void, ReadState> {
  const sets = new KnownSets(database);
  const total = objectTypes.reduce((sum, type) => sum + tenant.populations[type].size, 0);
  const count = progressCounter('writing', total, work, 'objects');
  for (const type of objectTypes) {
    const population = tenant.populations[type];
    const write = objectWriter(database, sets, population);
    for (let row = 0; row < population.size; row++) {
      write(row);
      if (count()) yield;
    }
  }
  const holders = relationNames.reduce((sum, relation) => sum + tenant.relations[relation].size, 0);
  const countHolder = progressCounter('writing', holders, work, 'holders');
  // Once and for all: who opens the tenant later need not look at members to say which state it is.
  const writeLinks = newLinkWriter(database, tenant, sequence, createRowsHasher(tenant));
  for (const relation of relationNames) {
    for (const holder of tenant.relations[relation].keys()) {
      writeLinks(relation, holder);
      if (countHolder()) yield;
    }
  }
  writeClock(database, new PartStore(database), tenant, sequence);
  return { tenant, stamps: yield* writeColumns(database, tenant, sequence, objectTypes, work) };
}

/** Writes all columns of some types anew, in steps. Returns how often each was written by now. */
function* writeColumns(
  database: Database,
  tenant: Tenant,
  sequence: number,
  types: readonly ObjectType[],
  work: StoreWork = {},
): Generator<void, ReadonlyMap<ObjectType, number>> {
  const parts = new PartStore(database);
  const total = types.reduce((sum, type) => sum + tenant.populations[type].columnNames().length, 0);
  const count = progressCounter('writing', total, work, 'columns');
  const stamps = new Map<ObjectType, number>();
  for (const type of types) {
    removePopulationParts(parts, sequence, type);
    for (const _ of writePopulationParts(parts, sequence, tenant.populations[type], undefined)) if (count()) yield;
    stamps.set(type, writeStamp(database, type));
  }
  return stamps;
}

/**
 * Writes the touched parts of a state, as entry `sequence`. Columns are kept in step where they were so when `before` was
 * read: there `stamps` tells how often they had been written. To be called in a transaction. `onPart` is called after each
 * row and holder. Returns the stamps of `after`.
 */
export function writeTouched(
  database: Database,
  before: ReadState,
  after: Tenant,
  touched: Touched,
  sequence: number,
  onPart: () => void = () => undefined,
): ReadonlyMap<ObjectType, number> {
  const sets = new KnownSets(database);
  const parts = new PartStore(database);
  const stamps = new Map(before.stamps);
  for (const [type, rows] of touched.objects) {
    const isInStep = before.stamps.has(type) && stampOf(database, type) === before.stamps.get(type);
    const write = objectWriter(database, sets, after.populations[type]);
    for (const row of rows) {
      write(row);
      onPart();
    }
    stamps.delete(type);
    if (!isInStep) continue;
    runToEnd(writePopulationParts(parts, sequence, after.populations[type], before.tenant.populations[type]));
    stamps.set(type, writeStamp(database, type));
  }
  const writeLinks = linkWriter(database, parts, after, sequence);
  for (const [relation, holders] of touched.holders) {
    for (const holder of holders) {
      writeLinks(relation, holder);
      onPart();
    }
  }
  if (after.clock !== before.tenant.clock) writeClock(database, parts, after, sequence);
  return stamps;
}

/** Whether the pieces hold the state after entry `sequence`, the newest, so that a checkpoint can stand on them. */
export function areColumnsInStep(database: Database, sequence: number): boolean {
  const newest = database.prepare<[], number | null>('SELECT max("since") FROM part').pluck().get();
  return (
    objectTypes.every((type) => stampOf(database, type) !== undefined) &&
    new PartStore(database).has(tenantKey) &&
    (newest ?? 0) <= sequence
  );
}

/**
 * Writes the columns of types whose rows were read because the columns were missing, damaged or behind. Returns the stamps of
 * all types. Rows that were changed by hand stand in the columns from the next entry on: checkpoints keep what the log says.
 */
export function repairColumns(database: Database, state: ReadState, sequence: number): ReadonlyMap<ObjectType, number> {
  const known = new Set(database.prepare<[], string>('SELECT "type" FROM column_state').pluck().all());
  const wrong = objectTypes.filter((type) => !state.stamps.has(type));
  const behind = wrong.filter((type) => known.has(type));
  const missing = wrong.filter((type) => !known.has(type));
  const parts = new PartStore(database);
  rewriteRows(database, state.tenant, wrong);
  if (!parts.has(tenantKey)) writeClock(database, parts, state.tenant, sequence);
  return new Map([
    ...state.stamps,
    ...runToEnd(writeColumns(database, state.tenant, sequence + 1, behind)),
    ...runToEnd(writeColumns(database, state.tenant, sequence, missing)),
  ]);
}

function writeClock(database: Database, parts: PartStore, tenant: Tenant, sequence: number): void {
  writeNumber(database, 'clock', tenant.clock);
  parts.write(tenantKey, Buffer.from(JSON.stringify({ clock: tenant.clock }), 'utf8'), sequence);
}

/** Sets a fact about the tenant. */
export function writeNumber(database: Database, key: 'clock' | 'created' | 'rowsWrittenAt', value: number): void {
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

/** How often the columns of a type were written; undefined when they are not there or the rows were changed by others since. */
function stampOf(database: Database, type: ObjectType): number | undefined {
  return database
    .prepare<[string], number>('SELECT "stamp" FROM column_state WHERE "type" = ? AND "is_stale" = 0')
    .pluck()
    .get(type);
}

/** Says that the columns of a type agree with its rows. */
function writeStamp(database: Database, type: ObjectType): number {
  const stamp = database
    .prepare<[string], number>(
      'INSERT INTO column_state ("type", "stamp", "is_stale") VALUES (?, 1, 0) ' +
        'ON CONFLICT ("type") DO UPDATE SET "stamp" = "stamp" + 1, "is_stale" = 0 RETURNING "stamp"',
    )
    .pluck()
    .get(type);
  invariant(stamp !== undefined, 'a column state was not written');
  return stamp;
}

/** Rows have no gaps, so the last one tells their number without a scan. */
function countObjects(database: Database, type: ObjectType): number {
  const size = database
    .prepare<[], number>(`SELECT coalesce(max("row") + 1, 0) FROM ${objectTables[type].name}`)
    .pluck()
    .get();
  return size ?? 0;
}

function countHolders(database: Database): number {
  return database.prepare<[], number>('SELECT count(*) FROM link_holder').pluck().get() ?? 0;
}
