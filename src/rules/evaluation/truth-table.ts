import { firstValueCode, notKnownCode, nullCode } from '../../model/index.ts';
import type { DecodedValues } from './decoded-values.ts';
import type { Predicate } from './predicate.ts';
import { isFalse, isOpen, isTrue, type TruthByte } from './truth.ts';

/**
 * The answers of one predicate by code. An entry is made when it is first asked for, so that values which no object at
 * hand has cost nothing. Entries are one more than the truth byte; zero is "not asked yet".
 */
export class TruthTable {
  readonly #predicate: Predicate;
  readonly #values: DecodedValues;
  #entries: Uint8Array;

  constructor(predicate: Predicate, values: DecodedValues, size: number) {
    this.#predicate = predicate;
    this.#values = values;
    this.#entries = new Uint8Array(Math.max(size, firstValueCode));
    this.#entries[notKnownCode] = isOpen + 1;
    this.#entries[nullCode] = predicate.onNull + 1;
  }

  /** Bytes held. */
  get byteLength(): number {
    return this.#entries.length;
  }

  /** Makes room for the codes of a dictionary that has grown. */
  grow(size: number): void {
    if (size <= this.#entries.length) return;
    const entries = new Uint8Array(size + (size >>> 3));
    entries.set(this.#entries);
    this.#entries = entries;
  }

  /** The answer for one code below the size. */
  at(code: number): TruthByte {
    const entry = (this.#entries[code] || this.#ask(code)) - 1;
    return entry === isTrue ? isTrue : entry === isFalse ? isFalse : isOpen;
  }

  /** Writes the answers for `codes[0..length)` to the lane; missing codes are not known. */
  lookUp(codes: Uint32Array, length: number, lane: Uint8Array): void {
    const entries = this.#entries;
    const end = Math.min(length, codes.length);
    for (let index = 0; index < end; index++) {
      const code = codes[index] ?? notKnownCode;
      lane[index] = ((entries[code] ?? 0) || this.#ask(code)) - 1;
    }
    if (end < length) lane.fill(isOpen, end, length);
  }

  /** Writes the answers for the codes at some offsets to the first positions of the lane. */
  lookUpAt(codes: Uint32Array, offsets: Uint32Array, count: number, lane: Uint8Array): void {
    const entries = this.#entries;
    const end = codes.length;
    for (let index = 0; index < count; index++) {
      const offset = offsets[index] ?? 0;
      const code = offset < end ? (codes[offset] ?? notKnownCode) : notKnownCode;
      lane[index] = ((entries[code] ?? 0) || this.#ask(code)) - 1;
    }
  }

  #ask(code: number): number {
    const entry = this.#predicate.test(this.#values, code) + 1;
    this.#entries[code] = entry;
    return entry;
  }
}
