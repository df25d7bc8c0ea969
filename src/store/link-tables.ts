import type { Database, Statement } from 'better-sqlite3';

import { type Hash64, invariant, isJsonObject, type JsonValue, type RowSet, rowSetOfSorted } from '../base/index.ts';
import {
  createRowsHasher,
  keepRowsHash,
  knownRowsHash,
  type LinkSet,
  type ObjectIds,
  type ObjectType,
  objectTypes,
  type Relation,
  relationHolders,
  type RelationName,
  relationNames,
  type Tenant,
} from '../model/index.ts';
import { packRows, unpackHashedRows, unpackRows } from './packed-rows.ts';
import type { PartStore } from './part-store.ts';

/** Writes what a tenant says about one holder in one relation. */
type LinkWriter = (relation: RelationName, holder: number) => void;

/** The hash of a set of objects in the fingerprint; undefined where it is not worth computing. */
type HashOfRows = (type: ObjectType, rows: RowSet) => Hash64 | undefined;

/** Prepares writing relations into empty tables, as entry `sequence`. What `hashOfRows` knows stands with the rows. */
export function newLinkWriter(
  database: Database,
  tenant: Tenant,
  sequence: number,
  hashOfRows: HashOfRows = (type, rows) => knownRowsHash(rows, tenant.populations[type].ids),
): LinkWriter {
  const addHolder: Statement<[string, number, string | null, number]> = database.prepare(
    'INSERT INTO link_holder ("relation", "holder", "unresolved", "since") VALUES (?, ?, ?, ?)',
  );
  const addRows: Statement<[string, number, string, number, Uint8Array]> = database.prepare(
    'INSERT INTO link_rows ("relation", "holder", "member_type", "count", "rows") VALUES (?, ?, ?, ?, ?)',
  );
  return (relation, holder) => {
    const links = tenant.relations[relation].get(holder);
    if (links === undefined) return;
    const unresolved = links.unresolved.length === 0 ? null : JSON.stringify(links.unresolved);
    addHolder.run(relation, holder, unresolved, sequence);
    for (const type of objectTypes) {
      const rows = links.rows[type];
      if (rows === undefined || rows.size === 0) continue;
      addRows.run(relation, holder, type, rows.size, packRows(rows, hashOfRows(type, rows)));
    }
  };
}

/** Prepares replacing what is stored for a holder, as entry `sequence`; what a checkpoint needs is kept. */
export function linkWriter(database: Database, parts: PartStore, tenant: Tenant, sequence: number): LinkWriter {
  const write = newLinkWriter(database, tenant, sequence);
  const since = database
    .prepare<[string, number], number>('SELECT "since" FROM link_holder WHERE "relation" = ? AND "holder" = ?')
    .pluck();
  const unresolved = database
    .prepare<[string, number], string | null>(
      'SELECT "unresolved" FROM link_holder WHERE "relation" = ? AND "holder" = ?',
    )
    .pluck();
  const rows = database.prepare<[string, number], { type: string; rows: Uint8Array | string }>(
    'SELECT "member_type" AS "type", "rows" FROM link_rows WHERE "relation" = ? AND "holder" = ?',
  );
  const remove: Statement<[string, number]> = database.prepare(
    'DELETE FROM link_holder WHERE "relation" = ? AND "holder" = ?',
  );
  return (relation, holder) => {
    const first = since.get(relation, holder);
    if (first !== undefined && parts.isKept(first, sequence)) {
      const old = {
        unresolved: unresolved.get(relation, holder) ?? null,
        rows: Object.fromEntries(
          rows
            .all(relation, holder)
            .map((row) => [
              row.type,
              typeof row.rows === 'string' ? row.rows : Buffer.from(row.rows).toString('base64'),
            ]),
        ),
      };
      parts.keep(oldLinkKey(relation, holder), first, sequence, Buffer.from(JSON.stringify(old), 'utf8'));
    }
    remove.run(relation, holder);
    write(relation, holder);
  };
}

/**
 * Reads one relation; `sizeOf` is the number of objects of a type. Rows are checked at once and unpacked when they are first
 * looked at. Throws an InvariantError for rows that cannot be. `idsOf` gives the ids of types whose ids are as they were when the
 * rows were written: then the hashes that stand with the rows are taken over. `onHolder` is called for each holder.
 */
export function readRelation(
  database: Database,
  relation: RelationName,
  sizeOf: (type: ObjectType) => number,
  idsOf: (type: ObjectType) => ObjectIds | undefined = () => undefined,
  onHolder: () => void = () => undefined,
): Relation {
  const holders = database
    .prepare<[string], unknown[]>(
      'SELECT "holder", "unresolved" FROM link_holder WHERE "relation" = ? ORDER BY "holder"',
    )
    .raw();
  const members = database
    .prepare<[string], unknown[]>('SELECT "holder", "member_type", "rows" FROM link_rows WHERE "relation" = ?')
    .raw();
  const holderCount = sizeOf(relationHolders[relation]);
  const links = new Map<number, LinkSet>();
  for (const [holder, unresolved] of holders.iterate(relation)) {
    invariant(typeof holder === 'number' && holder < holderCount, `a holder of ${relation} does not exist`);
    links.set(holder, { rows: {}, unresolved: unresolved === null ? [] : readUnresolved(unresolved) });
    onHolder();
  }
  for (const [holder, memberType, rows] of members.iterate(relation)) {
    const type = objectTypes.find((candidate) => candidate === memberType);
    const current = typeof holder === 'number' ? links.get(holder) : undefined;
    invariant(
      type !== undefined && typeof holder === 'number' && current !== undefined,
      `${relation} has no such holder`,
    );
    const set = readHashedRows(rows, sizeOf(type), idsOf(type));
    links.set(holder, { rows: { ...current.rows, [type]: set }, unresolved: current.unresolved });
  }
  return links;
}

/** A relation as it was after entry `at`, at which a checkpoint stands. */
export function readRelationAt(
  database: Database,
  relation: RelationName,
  sizeOf: (type: ObjectType) => number,
  at: number,
): Relation {
  const links = new Map<number, LinkSet>();
  const since = new Map(
    database
      .prepare<[string], [number, number]>('SELECT "holder", "since" FROM link_holder WHERE "relation" = ?')
      .raw()
      .all(relation),
  );
  // What stands there today may name objects that came later, in holders that are not looked at.
  for (const [holder, current] of readRelation(database, relation, () => Number.MAX_SAFE_INTEGER)) {
    if ((since.get(holder) ?? 0) <= at) links.set(holder, current);
  }
  const old = database.prepare<[string, string, number, number], { key: string; bytes: Uint8Array }>(
    'SELECT "key", "bytes" FROM old_part WHERE "key" >= ? AND "key" < ? AND "since" <= ? AND "until" > ?',
  );
  for (const { key, bytes } of old.all(oldLinkKey(relation, ''), `link/${relation}0`, at, at)) {
    const json = JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue;
    invariant(isJsonObject(json) && isJsonObject(json['rows']), `an old state of ${relation} is no object`);
    const rows: Partial<Record<ObjectType, RowSet>> = {};
    for (const [name, text] of Object.entries(json['rows'])) {
      const type = objectTypes.find((candidate) => candidate === name);
      invariant(type !== undefined && typeof text === 'string', `an old state of ${relation} has no rows`);
      rows[type] = readRows(text.startsWith('[') ? text : Buffer.from(text, 'base64'), sizeOf(type));
    }
    const unresolved = json['unresolved'] ?? null;
    links.set(Number(key.slice(oldLinkKey(relation, '').length)), {
      rows,
      unresolved: unresolved === null ? [] : readUnresolved(unresolved),
    });
  }
  return links;
}

function readHashedRows(stored: unknown, size: number, ids: ObjectIds | undefined): RowSet {
  if (ids === undefined || !(stored instanceof Uint8Array)) return readRows(stored, size);
  const { rows, idsHash } = unpackHashedRows(stored, size);
  if (idsHash !== undefined) keepRowsHash(rows, ids, idsHash);
  return rows;
}

/** Writes the rows of some types of targets anew, with hashes of the ids as they are now. */
export function rewriteRows(database: Database, tenant: Tenant, types: readonly ObjectType[]): void {
  const hashOfRows = createRowsHasher(tenant);
  const update: Statement<[Uint8Array, string, number, string]> = database.prepare(
    'UPDATE link_rows SET "rows" = ? WHERE "relation" = ? AND "holder" = ? AND "member_type" = ?',
  );
  for (const relation of relationNames) {
    for (const [holder, links] of tenant.relations[relation]) {
      for (const type of types) {
        const rows = links.rows[type];
        if (rows !== undefined) update.run(packRows(rows, hashOfRows(type, rows)), relation, holder, type);
      }
    }
  }
}

/** The rows of targets: packed, or a JSON array in a file that an older version wrote. */
export function readRows(stored: unknown, size: number): RowSet {
  if (stored instanceof Uint8Array) return unpackRows(stored, size);
  const list: unknown = typeof stored === 'string' ? JSON.parse(stored) : undefined;
  invariant(Array.isArray(list), 'the rows of a relation are no list');
  const rows = new Uint32Array(list.length);
  let previous = -1;
  for (let index = 0; index < list.length; index++) {
    const row: unknown = list[index];
    invariant(Number.isInteger(row) && typeof row === 'number', 'a row of a relation is no number');
    invariant(row > previous && row < size, `row ${row} of a relation is out of order or does not exist`);
    rows[index] = row;
    previous = row;
  }
  return rowSetOfSorted(rows);
}

function oldLinkKey(relation: RelationName, holder: number | ''): string {
  return `link/${relation}/${holder}`;
}

function readUnresolved(stored: unknown): readonly string[] {
  const list: unknown = typeof stored === 'string' ? JSON.parse(stored) : undefined;
  invariant(
    Array.isArray(list) && list.every((id): id is string => typeof id === 'string'),
    'unresolved ids are no list of texts',
  );
  return list;
}
