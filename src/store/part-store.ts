import type { Database, Statement } from 'better-sqlite3';

import { formatHash, hashBytes } from '../base/index.ts';

/** One stored piece. */
interface PartRow {
  readonly checksum: string;
  readonly bytes: Uint8Array;
}

/**
 * Pieces of bytes by key, each with a checksum and the entry of the change log that wrote it. A piece that a checkpoint
 * needs is kept when it is replaced. To be used in a transaction.
 */
export class PartStore {
  readonly #get: Statement<[string], PartRow>;
  readonly #since: Statement<[string], number>;
  readonly #keep: Statement<[number, string]>;
  readonly #put: Statement<[string, number, string, Uint8Array]>;
  readonly #remove: Statement<[string]>;
  readonly #keysOf: Statement<[string, string], string>;
  readonly #addOld: Statement<[string, number, number, string, Uint8Array]>;
  readonly #getAt: Statement<[{ key: string; at: number }], PartRow>;
  readonly #lastCheckpoint: Statement<[number], number | null>;

  constructor(database: Database) {
    this.#get = database.prepare('SELECT "checksum", "bytes" FROM part WHERE "key" = ?');
    this.#since = database.prepare<[string], number>('SELECT "since" FROM part WHERE "key" = ?').pluck();
    this.#keep = database.prepare(
      'INSERT OR REPLACE INTO old_part ("key", "since", "until", "checksum", "bytes") ' +
        'SELECT "key", "since", ?, "checksum", "bytes" FROM part WHERE "key" = ?',
    );
    this.#put = database.prepare(
      'INSERT OR REPLACE INTO part ("key", "since", "checksum", "bytes") VALUES (?, ?, ?, ?)',
    );
    this.#remove = database.prepare('DELETE FROM part WHERE "key" = ?');
    this.#keysOf = database
      .prepare<[string, string], string>('SELECT "key" FROM part WHERE "key" >= ? AND "key" < ?')
      .pluck();
    this.#addOld = database.prepare(
      'INSERT OR REPLACE INTO old_part ("key", "since", "until", "checksum", "bytes") VALUES (?, ?, ?, ?, ?)',
    );
    this.#getAt = database.prepare(
      'SELECT "checksum", "bytes" FROM old_part WHERE "key" = $key AND "since" <= $at AND "until" > $at ' +
        'UNION ALL SELECT "checksum", "bytes" FROM part WHERE "key" = $key AND "since" <= $at LIMIT 1',
    );
    this.#lastCheckpoint = database
      .prepare<[number], number | null>(
        `SELECT max("sequence") FROM checkpoint WHERE "part" = '${columnsMark}' AND "sequence" < ?`,
      )
      .pluck();
  }

  /** The bytes of a piece, as they stand or (`at`) as they stood after an entry; undefined when it is missing or damaged. */
  read(key: string, at?: number): Uint8Array | undefined {
    const row = at === undefined ? this.#get.get(key) : this.#getAt.get({ key, at });
    return row !== undefined && formatHash(hashBytes(row.bytes)) === row.checksum ? row.bytes : undefined;
  }

  /** Whether there is a piece, damaged or not. */
  has(key: string): boolean {
    return this.#since.get(key) !== undefined;
  }

  /** Writes or replaces a piece; `sequence` is the entry that does so. */
  write(key: string, bytes: Uint8Array, sequence: number): void {
    this.#keepOld(key, sequence);
    this.#put.run(key, sequence, formatHash(hashBytes(bytes)), bytes);
  }

  /** Removes a piece. */
  remove(key: string, sequence: number): void {
    this.#keepOld(key, sequence);
    this.#remove.run(key);
  }

  /** Keys that start with `prefix`, which must end with a slash. */
  keysUnder(prefix: string): readonly string[] {
    return this.#keysOf.all(prefix, `${prefix.slice(0, -1)}0`);
  }

  /** Whether a checkpoint needs what was written by entry `since`, now that entry `sequence` replaces it. */
  isKept(since: number, sequence: number): boolean {
    return (this.#lastCheckpoint.get(sequence) ?? 0) >= since;
  }

  /** Keeps something that stands elsewhere as it was from entry `since` until `sequence`. */
  keep(key: string, since: number, sequence: number, bytes: Uint8Array): void {
    this.#addOld.run(key, since, sequence, formatHash(hashBytes(bytes)), bytes);
  }

  #keepOld(key: string, sequence: number): void {
    const since = this.#since.get(key);
    if (since !== undefined && this.isKept(since, sequence)) this.#keep.run(sequence, key);
  }
}

/** The part of a checkpoint whose state stands in the pieces: in those of today, and in those that were kept. */
export const columnsMark = 'columns';
