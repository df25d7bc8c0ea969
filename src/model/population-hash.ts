import { addHash, type Hash64, hashText, mixHash, prefixedHash, subtractHash } from '../base/index.ts';
import { changedRows } from './changed-rows.ts';
import { chunkShift, type Column } from './column.ts';
import { notKnownCode, nullCode } from './dictionary.ts';
import type { Population } from './population.ts';

const zero: Hash64 = { high: 0, low: 0 };

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
