import {
  addHash,
  formatHash,
  type Hash64,
  hashText,
  mixHash,
  prefixedHash,
  type RowSet,
  rowSetWords,
  subtractHash,
} from '../base/index.ts';
import { isCellType } from './cell-ids.ts';
import { chunkShift, type Column } from './column.ts';
import { notKnownCode, nullCode } from './dictionary.ts';
import { type LinkSet, type RelationName, relationHolders, relationNames } from './links.ts';
import type { ObjectIds } from './object-ids.ts';
import { type ObjectType, objectTypes } from './object-type.ts';
import type { Population } from './population.ts';
import type { Relation, Tenant } from './tenant.ts';

const zero: Hash64 = { high: 0, low: 0 };

/** A population with more changed rows than one in this many is hashed anew. */
const mostChangedShare = 4;

/**
 * A hash of everything a tenant states (objects, links, clock), equal for equal tenants whatever the order of rows or the
 * way they were loaded. License state counts by what it says and of whom, whatever was there before (docs/adr/0010). It detects change between a plan and its application; it is no defence against forgery.
 * O(cells + links) the first time, each distinct value being hashed once; parts that were hashed before cost nothing, and
 * an edited population the columns that were changed, in chunks.
 */
export function fingerprintOf(tenant: Tenant): string {
  let sum = hashText(`clock ${tenant.clock}`);
  for (const type of objectTypes) {
    // Their ids follow from what they say, and nobody in them means nothing: only their users count.
    if (!isCellType(type)) sum = addHash(sum, hashOfPopulation(tenant.populations[type]));
  }
  for (const relation of relationNames) sum = addHash(sum, hashOfRelation(tenant, relation));
  return formatHash(sum);
}

/** The part of a population in the fingerprint; kept with it. */
export function hashOfPopulation(population: Population): Hash64 {
  if (population.hash !== undefined) return population.hash;
  const hash = changedHash(population) ?? sumOfRows(population);
  population.keepHash(hash);
  return hash;
}

function sumOfRows(population: Population): Hash64 {
  const size = population.size;
  const high = new Uint32Array(size);
  const low = new Uint32Array(size);
  for (const name of population.columnNames()) {
    const column = population.factColumn(name);
    if (column === undefined) continue;
    const hashes = new ValueHashes(column);
    for (let index = 0; index < column.chunkCount; index++) {
      const codes = column.chunk(index);
      const first = index << chunkShift;
      const length = Math.min(codes.length, size - first);
      for (let offset = 0; offset < length; offset++) {
        const code = codes[offset] ?? notKnownCode;
        if (code === notKnownCode) continue;
        hashes.prepare(code);
        high[first + offset] = (high[first + offset] ?? 0) + (hashes.high[code] ?? 0);
        low[first + offset] = (low[first + offset] ?? 0) + (hashes.low[code] ?? 0);
      }
    }
  }
  let sum = zero;
  for (let row = 0; row < size; row++) {
    sum = addHash(sum, mixHash(hashOfId(population, row), { high: high[row] ?? 0, low: low[row] ?? 0 }));
  }
  return sum;
}

/** The hash from that of the population it was made from: the changed rows out, and in again as they are now. */
function changedHash(population: Population): Hash64 | undefined {
  const { origin } = population;
  if (origin?.hash === undefined || !population.ids.continues(origin.ids)) return undefined;
  const rows = changedRows(origin, population);
  if (rows === undefined) return undefined;
  let sum = origin.hash;
  for (const row of rows) {
    if (row < origin.size) sum = subtractHash(sum, hashOfRow(origin, row));
    sum = addHash(sum, hashOfRow(population, row));
  }
  return sum;
}

/** Rows that may differ, new ones included; undefined when there are too many, or when codes cannot be compared. */
function changedRows(before: Population, after: Population): ReadonlySet<number> | undefined {
  const rows = new Set<number>();
  const most = after.size / mostChangedShare;
  for (let row = before.size; row < after.size; row++) rows.add(row);
  for (const name of new Set([...before.columnNames(), ...after.columnNames()])) {
    if (rows.size > most) return undefined;
    if (after.sharesColumn(before, name)) continue;
    const [earlier, now] = [before.factColumn(name), after.factColumn(name)];
    if (earlier !== undefined && now !== undefined && !now.dictionary.continues(earlier.dictionary)) return undefined;
    for (let index = 0; index < Math.max(earlier?.chunkCount ?? 0, now?.chunkCount ?? 0); index++) {
      const [old, current] = [earlier?.chunk(index), now?.chunk(index)];
      if (old === current) continue;
      const length = Math.min(Math.max(old?.length ?? 0, current?.length ?? 0), after.size - (index << chunkShift));
      for (let offset = 0; offset < length; offset++) {
        if ((old?.[offset] ?? notKnownCode) !== (current?.[offset] ?? notKnownCode)) {
          rows.add((index << chunkShift) + offset);
        }
      }
    }
  }
  return rows.size > most ? undefined : rows;
}

function hashOfRow(population: Population, row: number): Hash64 {
  let sum = zero;
  for (const name of population.columnNames()) {
    const column = population.factColumn(name);
    const code = column?.codeAt(row) ?? notKnownCode;
    if (column === undefined || code === notKnownCode) continue;
    sum = addHash(sum, hashText(code === nullCode ? `${name} is null` : `${name}=${column.dictionary.textAt(code)}`));
  }
  return mixHash(hashOfId(population, row), sum);
}

function hashOfId(population: Population, row: number): Hash64 {
  return hashText(`${population.type} ${population.idAt(row)}`);
}

/** Hashes of the values of a column by code, each computed once: arrays, since near-unique columns have as many as rows. */
class ValueHashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly #column: Column;
  readonly #isReady: Uint8Array;
  readonly #hashBytes: ReturnType<typeof prefixedHash>;

  constructor(column: Column) {
    const { size } = column.dictionary;
    this.#column = column;
    this.high = new Uint32Array(size);
    this.low = new Uint32Array(size);
    this.#isReady = new Uint8Array(size);
    this.#hashBytes = prefixedHash(`${column.definition.name}=`);
  }

  prepare(code: number): void {
    if (this.#isReady[code] === 1) return;
    const hash = this.#hashOf(code);
    this.high[code] = hash.high;
    this.low[code] = hash.low;
    this.#isReady[code] = 1;
  }

  #hashOf(code: number): Hash64 {
    const { definition, dictionary } = this.#column;
    if (code === nullCode) return hashText(`${definition.name} is null`);
    const owner = dictionary.base !== undefined && code < dictionary.baseSize ? dictionary.base : dictionary;
    const index = code - owner.baseSize;
    return this.#hashBytes(owner.bytes, owner.offsets[index] ?? 0, owner.offsets[index + 1] ?? 0);
  }
}

/** The ids of all populations by row: what a hash of links depends on besides the links. */
type TenantIds = Readonly<Record<ObjectType, ObjectIds>>;

/** A hash of links, which holds wherever rows have the same ids. */
interface KeptHash {
  readonly ids: TenantIds;
  readonly hash: Hash64;
}

const relationHashes = new WeakMap<Relation, Map<RelationName, KeptHash>>();
const linkHashes = new WeakMap<LinkSet, KeptHash>();

function hashOfRelation(tenant: Tenant, name: RelationName): Hash64 {
  const relation = tenant.relations[name];
  let hashes = relationHashes.get(relation);
  if (hashes === undefined) {
    hashes = new Map();
    relationHashes.set(relation, hashes);
  }
  const known = hashes.get(name);
  if (known !== undefined && isValid(known, tenant)) return known.hash;
  const ids = Object.fromEntries(objectTypes.map((type) => [type, tenant.populations[type].ids])) as TenantIds;
  const hash = sumOfLinks(tenant, name, ids);
  hashes.set(name, { ids, hash });
  return hash;
}

function sumOfLinks(tenant: Tenant, name: RelationName, ids: TenantIds): Hash64 {
  const holders = tenant.populations[relationHolders[name]];
  const hashOfRows = createRowsHasher(tenant);
  let sum = zero;
  const isOfCells = isCellType(relationHolders[name]);
  for (const [holder, links] of tenant.relations[name]) {
    if (isOfCells && (links.rows.user?.size ?? 0) === 0) continue;
    let kept = linkHashes.get(links);
    if (kept === undefined || !isValid(kept, tenant)) {
      kept = { ids, hash: hashLinks(hashOfRows, links) };
      linkHashes.set(links, kept);
    }
    sum = addHash(sum, mixHash(hashText(`${name} of ${holders.idAt(holder)}`), kept.hash));
  }
  return sum;
}

function isValid({ ids }: KeptHash, tenant: Tenant): boolean {
  return objectTypes.every((type) => tenant.populations[type].ids.continues(ids[type]));
}

function hashLinks(hashOfRows: RowsHasher, links: LinkSet): Hash64 {
  let sum = zero;
  for (const type of objectTypes) {
    const rows = links.rows[type];
    if (rows !== undefined && rows.size > 0) sum = addHash(sum, hashOfRows(type, rows));
  }
  for (const id of links.unresolved) sum = addHash(sum, hashText(id));
  return sum;
}

/** The part of a set of objects in the fingerprint: the sum of the hashes of their ids. */
type RowsHasher = (type: ObjectType, rows: RowSet) => Hash64;

const rowsHashes = new WeakMap<RowSet, { readonly ids: ObjectIds; readonly hash: Hash64 }>();

/** Tells the hash of a set of objects to whoever asks for it later, where the caller knows it. */
export function keepRowsHash(rows: RowSet, ids: ObjectIds, hash: Hash64): void {
  rowsHashes.set(rows, { ids, hash });
}

/** The hash of a set of objects if it was computed or told before. O(1). */
export function knownRowsHash(rows: RowSet, ids: ObjectIds): Hash64 | undefined {
  const kept = rowsHashes.get(rows);
  return kept !== undefined && ids.continues(kept.ids) ? kept.hash : undefined;
}

/** Makes a function that hashes sets of objects of a tenant, each once, and each id once: a person is a member of many groups. */
export function createRowsHasher(tenant: Tenant): RowsHasher {
  const idHashes = new Map<ObjectType, IdHashes>();
  return (type, rows) => {
    const { ids } = tenant.populations[type];
    const known = knownRowsHash(rows, ids);
    if (known !== undefined) return known;
    let hashes = idHashes.get(type);
    if (hashes === undefined) {
      hashes = new IdHashes(ids);
      idHashes.set(type, hashes);
    }
    const hash = hashes.sumOf(rows);
    keepRowsHash(rows, ids, hash);
    return hash;
  };
}

class IdHashes {
  readonly #ids: ObjectIds;
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  readonly #isReady: Uint8Array;

  constructor(ids: ObjectIds) {
    this.#ids = ids;
    this.#high = new Uint32Array(ids.size);
    this.#low = new Uint32Array(ids.size);
    this.#isReady = new Uint8Array(ids.size);
  }

  sumOf(rows: RowSet): Hash64 {
    const words = rowSetWords(rows);
    return words === undefined ? this.#sumOfList(rows.toArray()) : this.#sumOfWords(words);
  }

  #sumOfList(rows: Uint32Array): Hash64 {
    const [highs, lows, isReady] = [this.#high, this.#low, this.#isReady];
    let [high, low] = [0, 0];
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] ?? 0;
      if (isReady[row] !== 1) this.#prepare(row);
      high = (high + (highs[row] ?? 0)) | 0;
      low = (low + (lows[row] ?? 0)) | 0;
    }
    return { high: high >>> 0, low: low >>> 0 };
  }

  #sumOfWords(words: Uint32Array): Hash64 {
    const [highs, lows, isReady] = [this.#high, this.#low, this.#isReady];
    let [high, low] = [0, 0];
    for (let index = 0; index < words.length; index++) {
      let word = words[index] ?? 0;
      while (word !== 0) {
        const lowest = word & -word;
        word ^= lowest;
        const row = index * 32 + 31 - Math.clz32(lowest);
        if (isReady[row] !== 1) this.#prepare(row);
        high = (high + (highs[row] ?? 0)) | 0;
        low = (low + (lows[row] ?? 0)) | 0;
      }
    }
    return { high: high >>> 0, low: low >>> 0 };
  }

  #prepare(row: number): void {
    const hash = hashText(this.#ids.idAt(row));
    this.#high[row] = hash.high;
    this.#low[row] = hash.low;
    this.#isReady[row] = 1;
  }
}
