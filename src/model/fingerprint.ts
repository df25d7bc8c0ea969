import { addHash, type Hash64, formatHash, hashText, mixHash } from '../base/index.ts';
import type { Column } from './column.ts';
import { notKnownCode, nullCode } from './dictionary.ts';
import { type LinkSet, type RelationName, relationHolders, relationNames } from './links.ts';
import { objectTypes } from './object-type.ts';
import type { Population } from './population.ts';
import type { Tenant } from './tenant.ts';

const zero: Hash64 = { high: 0, low: 0 };

/**
 * A hash of everything a tenant states (objects, links, clock), equal for equal tenants whatever the order of rows or the
 * way they were loaded. It detects change between a plan and its application; it is no defence against forgery.
 * O(cells + links); each distinct value is hashed once.
 */
export function fingerprintOf(tenant: Tenant): string {
  let sum = hashText(`clock ${tenant.clock}`);
  for (const type of objectTypes) sum = addHash(sum, hashPopulation(tenant.populations[type]));
  for (const relation of relationNames) sum = addHash(sum, hashRelation(tenant, relation));
  return formatHash(sum);
}

function hashPopulation(population: Population): Hash64 {
  const size = population.size;
  const high = new Uint32Array(size);
  const low = new Uint32Array(size);
  for (const name of population.columnNames()) {
    const column = population.column(name);
    if (column === undefined) continue;
    const hashes = new ValueHashes(column);
    for (let row = 0; row < size; row++) {
      const code = column.codeAt(row);
      if (code === notKnownCode) continue;
      hashes.prepare(code);
      high[row] = (high[row] ?? 0) + (hashes.high[code] ?? 0);
      low[row] = (low[row] ?? 0) + (hashes.low[code] ?? 0);
    }
  }
  let sum = zero;
  for (let row = 0; row < size; row++) {
    const id = hashText(`${population.type} ${population.idAt(row)}`);
    sum = addHash(sum, mixHash(id, { high: high[row] ?? 0, low: low[row] ?? 0 }));
  }
  return sum;
}

/** Hashes of the values of a column by code, each computed once: arrays, since near-unique columns have as many as rows. */
class ValueHashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly #column: Column;
  readonly #isReady: Uint8Array;

  constructor(column: Column) {
    this.#column = column;
    this.high = new Uint32Array(column.dictionary.size);
    this.low = new Uint32Array(column.dictionary.size);
    this.#isReady = new Uint8Array(column.dictionary.size);
  }

  prepare(code: number): void {
    if (this.#isReady[code] === 1) return;
    const { definition, dictionary } = this.#column;
    const { name } = definition;
    const hash = hashText(code === nullCode ? `${name} is null` : `${name}=${dictionary.textAt(code)}`);
    this.high[code] = hash.high;
    this.low[code] = hash.low;
    this.#isReady[code] = 1;
  }
}

function hashRelation(tenant: Tenant, name: RelationName): Hash64 {
  const holders = tenant.populations[relationHolders[name]];
  let sum = zero;
  for (const [holder, links] of tenant.relations[name]) {
    const id = hashText(`${name} of ${holders.idAt(holder)}`);
    sum = addHash(sum, mixHash(id, hashLinks(tenant, links)));
  }
  return sum;
}

function hashLinks(tenant: Tenant, links: LinkSet): Hash64 {
  let sum = zero;
  for (const type of objectTypes) {
    const population = tenant.populations[type];
    links.rows[type]?.forEach((row) => {
      sum = addHash(sum, hashText(population.idAt(row)));
    });
  }
  for (const id of links.unresolved) sum = addHash(sum, hashText(id));
  return sum;
}
