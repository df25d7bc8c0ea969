import type { Database, Statement } from 'better-sqlite3';

import { invariant } from '../base/index.ts';
import type { ObjectTable } from './schema/table-layout.ts';

/**
 * The sets of property names that are known for an object, each stored once: objects of one source know the same names,
 * so a whole tenant has a few of them.
 */
export class KnownSets {
  readonly #insert: Statement<[string]>;
  readonly #select: Statement<[string]>;
  readonly #selectNames: Statement<[number]>;
  readonly #idByKey = new Map<string, number>();
  readonly #maskByKey = new Map<string, Uint8Array>();

  constructor(database: Database) {
    this.#insert = database.prepare('INSERT INTO known_set ("names") VALUES (?)');
    this.#select = database.prepare('SELECT "id" FROM known_set WHERE "names" = ?').pluck();
    this.#selectNames = database.prepare('SELECT "names" FROM known_set WHERE "id" = ?').pluck();
  }

  /** The number of the set in which column `index` of the table is known where `mask[index]` is 1; stored if it is new. */
  intern(table: ObjectTable, mask: Uint8Array): number {
    const key = table.type + mask.join('');
    const known = this.#idByKey.get(key);
    if (known !== undefined) return known;
    const names = JSON.stringify(
      table.columns.filter((_, index) => mask[index] === 1).map(({ definition }) => definition.name),
    );
    const stored = this.#select.get(names) ?? this.#insert.run(names).lastInsertRowid;
    const id = Number(stored);
    this.#idByKey.set(key, id);
    return id;
  }

  /** A 1 for every column of the table that is known in set `id`. Throws an InvariantError for a set that is not stored. */
  maskOf(table: ObjectTable, id: unknown): Uint8Array {
    invariant(typeof id === 'number', 'an object names no set of known properties');
    const key = `${table.type} ${id}`;
    let mask = this.#maskByKey.get(key);
    if (mask === undefined) {
      const text = this.#selectNames.get(id);
      const names: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
      invariant(Array.isArray(names), `there is no set ${id} of known properties`);
      const known = new Set<unknown>(names);
      mask = Uint8Array.from(table.columns, ({ definition }) => (known.has(definition.name) ? 1 : 0));
      this.#maskByKey.set(key, mask);
    }
    return mask;
  }
}
