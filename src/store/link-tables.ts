import type { Database, Statement } from 'better-sqlite3';

import { invariant, rowSetOfSorted } from '../base/index.ts';
import {
  type LinkSet,
  type ObjectType,
  objectTypes,
  type Relation,
  relationHolders,
  type RelationName,
  type Tenant,
} from '../model/index.ts';

/**
 * Prepares writing relations: the returned function replaces what is stored for one holder. Targets stand as one JSON array
 * of rows for each type: six bytes for a member of a large tenant, and plain SQL can still read them (`json_each`).
 */
export function linkWriter(database: Database): (tenant: Tenant, relation: RelationName, holder: number) => void {
  const remove: Statement<[string, number]> = database.prepare(
    'DELETE FROM link_holder WHERE "relation" = ? AND "holder" = ?',
  );
  const addHolder: Statement<[string, number, string | null]> = database.prepare(
    'INSERT INTO link_holder ("relation", "holder", "unresolved") VALUES (?, ?, ?)',
  );
  const addRows: Statement<[string, number, string, number, string]> = database.prepare(
    'INSERT INTO link_rows ("relation", "holder", "member_type", "count", "rows") VALUES (?, ?, ?, ?, ?)',
  );
  return (tenant, relation, holder) => {
    remove.run(relation, holder);
    const links = tenant.relations[relation].get(holder);
    if (links === undefined) return;
    addHolder.run(relation, holder, links.unresolved.length === 0 ? null : JSON.stringify(links.unresolved));
    for (const type of objectTypes) {
      const rows = links.rows[type];
      if (rows === undefined || rows.size === 0) continue;
      addRows.run(relation, holder, type, rows.size, `[${rows.toArray().join(',')}]`);
    }
  };
}

/** Reads one relation; `sizeOf` is the number of objects of a type. Throws an InvariantError for rows that cannot be. */
export function readRelation(
  database: Database,
  relation: RelationName,
  sizeOf: (type: ObjectType) => number,
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
  }
  for (const [holder, memberType, rows] of members.iterate(relation)) {
    const type = objectTypes.find((candidate) => candidate === memberType);
    const current = typeof holder === 'number' ? links.get(holder) : undefined;
    invariant(
      type !== undefined && typeof holder === 'number' && current !== undefined,
      `${relation} has no such holder`,
    );
    const set = rowSetOfSorted(readRows(rows, sizeOf(type)));
    links.set(holder, { rows: { ...current.rows, [type]: set }, unresolved: current.unresolved });
  }
  return links;
}

function readRows(stored: unknown, size: number): Uint32Array {
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
  return rows;
}

function readUnresolved(stored: unknown): readonly string[] {
  const list: unknown = typeof stored === 'string' ? JSON.parse(stored) : undefined;
  invariant(
    Array.isArray(list) && list.every((id): id is string => typeof id === 'string'),
    'unresolved ids are no list of texts',
  );
  return list;
}
