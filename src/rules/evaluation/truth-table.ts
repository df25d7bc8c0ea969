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
  readonly #base: TruthTable | undefined;
  readonly #baseSize: number;
  #entries: Uint8Array;

  /** `base`: the table of the same predicate that answers for codes below `baseSize`. */
  constructor(predicate: Predicate, values: DecodedValues, size: number, base?: TruthTable, baseSize = 0) {
    this.#predicate = predicate;
    this.#values = values;
    this.#base = base;
    this.#baseSize = base === undefined ? 0 : baseSize;
    this.#entries = new Uint8Array(Math.max(size - this.#baseSize, base === undefined ? firstValueCode : 0));
    if (base === undefined) {
      this.#entries[notKnownCode] = isOpen + 1;
      this.#entries[nullCode] = predicate.onNull + 1;
    }
  }

  /** Bytes held. */
  get byteLength(): number {
    return this.#entries.length;
  }

  /** True when there is room for the answer of a code. */
  covers(code: number): boolean {
    return code < this.#baseSize + this.#entries.length;
  }

  /** Makes room for the codes of a dictionary that has grown. */
  grow(size: number): void {
    const own = size - this.#baseSize;
    if (own <= this.#entries.length) return;
    const entries = new Uint8Array(own + (own >>> 3));
    entries.set(this.#entries);
    this.#entries = entries;
  }

  /** The answer for one code below the size. */
  at(code: number): TruthByte {
    const entry = this.#entryOf(code) - 1;
    return entry === isTrue ? isTrue : entry === isFalse ? isFalse : isOpen;
  }

  /** Writes the answers for `codes[0..length)` to the lane; missing codes are not known. */
  lookUp(codes: Uint32Array, length: number, lane: Uint8Array): void {
    const end = Math.min(length, codes.length);
    if (this.#base === undefined) {
      const entries = this.#entries;
      for (let index = 0; index < end; index++) {
        const code = codes[index] ?? notKnownCode;
        lane[index] = ((entries[code] ?? 0) || this.#ask(code)) - 1;
      }
    } else {
      for (let index = 0; index < end; index++) lane[index] = this.#entryOf(codes[index] ?? notKnownCode) - 1;
    }
    if (end < length) lane.fill(isOpen, end, length);
  }

  /** Writes the answers for the codes at some offsets to the first positions of the lane. */
  lookUpAt(codes: Uint32Array, offsets: Uint32Array, count: number, lane: Uint8Array): void {
    const end = codes.length;
    for (let index = 0; index < count; index++) {
      const offset = offsets[index] ?? 0;
      lane[index] = this.#entryOf(offset < end ? (codes[offset] ?? notKnownCode) : notKnownCode) - 1;
    }
  }

  #entryOf(code: number): number {
    if (this.#base !== undefined && code < this.#baseSize) return this.#base.#entryOf(code);
    return this.#entries[code - this.#baseSize] || this.#ask(code);
  }

  #ask(code: number): number {
    const entry = this.#predicate.test(this.#values, code) + 1;
    this.#entries[code - this.#baseSize] = entry;
    return entry;
  }
}
