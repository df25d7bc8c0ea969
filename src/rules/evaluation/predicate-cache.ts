import { firstValueCode, notKnownCode, nullCode, type ObjectIds } from '../../model/index.ts';
import { DecodedValues, type TextSource } from './decoded-values.ts';
import type { Predicate } from './predicate.ts';
import { TruthTable } from './truth-table.ts';
import { isOpen, type TruthByte } from './truth.ts';

/**
 * Truth tables by dictionary and predicate: each distinct condition is decided once for each distinct value, whatever the
 * number of rules and objects. Tables follow their dictionary as it grows and go when it goes, and a fork of a dictionary
 * shares the tables of its base, so that one cache may serve any number of tenants and snapshots.
 */
export interface PredicateCache {
  /** The table of a predicate, with room for every code in use. */
  tableOf(source: TextSource, predicate: Predicate): TruthTable;
  /** One answer, without making a table for it. */
  truthAt(source: TextSource, predicate: Predicate, code: number): TruthByte;
  /** Offsets of deleted objects in a chunk of the column deletedDateTime. */
  deletedIn(codes: Uint32Array): Uint32Array;
  /** Ids as values: code {@link firstValueCode} plus the row. */
  idsOf(ids: ObjectIds): TextSource;
}

/** Enough for every table of a mid-sized tenant; a near-unique column of a large one needs the bound. */
const defaultTableBytes = 64 * 1024 * 1024;

/** Creates an empty cache. `mostTableBytes`: when the tables of one dictionary need more, its oldest tables go. */
export function createPredicateCache(mostTableBytes = defaultTableBytes): PredicateCache {
  const tablesBySource = new WeakMap<TextSource, SourceTables>();
  const deletedByCodes = new WeakMap<Uint32Array, Uint32Array>();
  const sourcesByIds = new WeakMap<ObjectIds, TextSource>();
  const tablesOf = (source: TextSource): SourceTables => {
    let tables = tablesBySource.get(source);
    if (tables === undefined) {
      tables = new SourceTables(source, mostTableBytes, source.base === undefined ? undefined : tablesOf(source.base));
      tablesBySource.set(source, tables);
    }
    return tables;
  };
  return {
    tableOf: (source, predicate) => tablesOf(source).table(predicate),
    truthAt: (source, predicate, code) => tablesOf(source).truthAt(predicate, code),
    deletedIn: (codes) => {
      let deleted = deletedByCodes.get(codes);
      if (deleted === undefined) {
        deleted = Uint32Array.from([...codes.keys()].filter((offset) => (codes[offset] ?? 0) >= firstValueCode));
        deletedByCodes.set(codes, deleted);
      }
      return deleted;
    },
    idsOf: (ids) => {
      let source = sourcesByIds.get(ids);
      if (source === undefined) {
        source = idSource(ids);
        sourcesByIds.set(ids, source);
      }
      return source;
    },
  };
}

/** What a table costs besides its entries. */
const tableOverhead = 256;

class SourceTables {
  readonly #source: TextSource;
  readonly #values: DecodedValues;
  readonly #base: SourceTables | undefined;
  readonly #mostBytes: number;
  readonly #tables = new Map<string, TruthTable>();
  #bytes = 0;

  constructor(source: TextSource, mostBytes: number, base: SourceTables | undefined) {
    this.#source = source;
    this.#mostBytes = mostBytes;
    this.#base = base;
    this.#values = new DecodedValues(source, base === undefined ? undefined : base.#values);
  }

  table(predicate: Predicate): TruthTable {
    const known = this.#tables.get(predicate.key);
    if (known !== undefined) {
      const before = known.byteLength;
      known.grow(this.#source.size);
      this.#bytes += known.byteLength - before;
      return known;
    }
    const { size, baseSize } = this.#source;
    const table = new TruthTable(predicate, this.#values, size, this.#base?.table(predicate), baseSize);
    this.#tables.set(predicate.key, table);
    this.#bytes += table.byteLength + tableOverhead;
    this.#dropOldest();
    return table;
  }

  truthAt(predicate: Predicate, code: number): TruthByte {
    if (code === notKnownCode) return isOpen;
    if (code === nullCode) return predicate.onNull;
    if (this.#base !== undefined && code < (this.#source.baseSize ?? 0)) return this.#base.truthAt(predicate, code);
    const table = this.#tables.get(predicate.key);
    return table?.covers(code) === true ? table.at(code) : predicate.test(this.#values, code);
  }

  #dropOldest(): void {
    for (const [key, table] of this.#tables) {
      if (this.#bytes <= this.#mostBytes || this.#tables.size <= 1) return;
      this.#tables.delete(key);
      this.#bytes -= table.byteLength + tableOverhead;
    }
  }
}

function idSource(ids: ObjectIds): TextSource {
  return {
    get size() {
      return ids.size + firstValueCode;
    },
    textAt: (code) => ids.idAt(code - firstValueCode),
  };
}
