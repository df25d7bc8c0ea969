import { addHash, formatHash, type Hash64, hashText, mixHash, type RowSet, rowSetWords } from '../base/index.ts';
import { cellContents } from './cell-contents.ts';
import { isCellType } from './cell-ids.ts';
import { type LinkSet, type RelationName, relationHolders, relationNames } from './links.ts';
import type { ObjectIds } from './object-ids.ts';
import { type ObjectType, objectTypes } from './object-type.ts';
import type { Population } from './population.ts';
import { hashOfPopulation } from './population-hash.ts';
import type { Relation, Tenant } from './tenant.ts';

const zero: Hash64 = { high: 0, low: 0 };

/**
 * A hash of everything a tenant states (objects, links, clock), equal for equal tenants whatever the order of rows or the
 * way they were loaded. License state counts by what it says and of whom, whatever was there before (docs/adr/0010). It detects
 * change between a plan and its application; it is no defence against forgery. O(values + links) the first time, each distinct
 * value being hashed once; parts that were hashed before cost nothing, and an edited population the columns that were changed,
 * in chunks.
 */
export function fingerprintOf(tenant: Tenant): string {
  let sum = hashText(`clock ${tenant.clock}`);
  for (const type of objectTypes) {
    // What they say counts with their users, in their relation.
    if (!isCellType(type)) sum = addHash(sum, hashOfPopulation(tenant.populations[type]));
  }
  for (const relation of relationNames) sum = addHash(sum, hashOfRelation(tenant, relation));
  return formatHash(sum);
}

/** The ids of all populations by row: what a hash of links depends on besides the links. */
type TenantIds = Readonly<Record<ObjectType, ObjectIds>>;

/** A hash of links, which holds wherever rows have the same ids. */
interface KeptHash {
  readonly ids: TenantIds;
  readonly hash: Hash64;
}

/** A hash of a relation; that of cells holds as long as they say the same. */
interface KeptRelationHash extends KeptHash {
  readonly cells: Population | undefined;
}

const relationHashes = new WeakMap<Relation, Map<RelationName, KeptRelationHash>>();
const linkHashes = new WeakMap<LinkSet, KeptHash>();

function hashOfRelation(tenant: Tenant, name: RelationName): Hash64 {
  const relation = tenant.relations[name];
  let hashes = relationHashes.get(relation);
  if (hashes === undefined) {
    hashes = new Map();
    relationHashes.set(relation, hashes);
  }
  const type = relationHolders[name];
  const cells = isCellType(type) ? tenant.populations[type] : undefined;
  const known = hashes.get(name);
  if (known !== undefined && known.cells === cells && isValid(known, tenant)) return known.hash;
  const ids = Object.fromEntries(objectTypes.map((each) => [each, tenant.populations[each].ids])) as TenantIds;
  const hash = sumOfLinks(tenant, name, ids);
  hashes.set(name, { ids, cells, hash });
  return hash;
}

function sumOfLinks(tenant: Tenant, name: RelationName, ids: TenantIds): Hash64 {
  const hashOfRows = createRowsHasher(tenant);
  let sum = zero;
  for (const [holderId, links] of linksByHolderId(tenant, name)) {
    let kept = linkHashes.get(links);
    if (kept === undefined || !isValid(kept, tenant)) {
      kept = { ids, hash: hashLinks(hashOfRows, links) };
      linkHashes.set(links, kept);
    }
    sum = addHash(sum, mixHash(hashText(`${name} of ${holderId}`), kept.hash));
  }
  return sum;
}

/** Links by the id of their holder: of cells, the id that follows from what they say, whatever they were made as. */
function* linksByHolderId(tenant: Tenant, name: RelationName): Iterable<readonly [string, LinkSet]> {
  const type = relationHolders[name];
  if (isCellType(type)) {
    yield* cellContents(tenant, type);
    return;
  }
  const holders = tenant.populations[type];
  for (const [holder, links] of tenant.relations[name]) yield [holders.idAt(holder), links];
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
