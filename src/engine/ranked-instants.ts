import { firstValueCode } from '../model/index.ts';
import { type InstantRange, isFalse, isTrue, type TruthByte } from '../rules/index.ts';
import type { CodeTruth } from './code-truth.ts';

/** The instants of a dictionary in order, so that a range of them is one of small numbers. */
export class RankedInstants {
  readonly #sorted: Float64Array;
  /** By code: how many instants are earlier; as many as there are codes for a value that is no instant. */
  readonly #ranks: Uint32Array;

  /** `instants` by code; not a number where the value is none. O(n log n). */
  constructor(instants: Float64Array) {
    const values = instants.subarray(firstValueCode);
    this.#sorted = values.filter((instant) => !Number.isNaN(instant)).toSorted();
    this.#ranks = new Uint32Array(instants.length).fill(instants.length);
    for (const [index, instant] of values.entries())
      if (!Number.isNaN(instant)) this.#ranks[index + firstValueCode] = this.#countBefore(instant);
  }

  /** The answers of a condition that asks for a range; the shorter list. O(size), without a branch for each code. */
  truthOf({ from, to, isOutside }: InstantRange, onNull: TruthByte): CodeTruth {
    const ranks = this.#ranks;
    const size = ranks.length;
    const first = this.#countBefore(from);
    const width = Math.max(0, this.#countUpTo(to) - first);
    let count = 0;
    for (let code = firstValueCode; code < size; code++) count += Number(((ranks[code] ?? 0) - first) >>> 0 < width);
    const values = Math.max(0, size - firstValueCode);
    const isListed = count * 2 <= values;
    const length = isListed ? count : values - count;
    // The place behind the last is written to and not counted.
    const listed = new Uint32Array(length + 1);
    for (let code = firstValueCode, index = 0; code < size; code++) {
      listed[index] = code;
      index += Number(((ranks[code] ?? 0) - first) >>> 0 < width === isListed);
    }
    return {
      size,
      listed: listed.subarray(0, length),
      listedTruth: isListed === isOutside ? isFalse : isTrue,
      open: new Uint32Array(0),
      onNull,
    };
  }

  #countBefore(instant: number): number {
    return this.#firstWhere((each) => each >= instant);
  }

  #countUpTo(instant: number): number {
    return this.#firstWhere((each) => each > instant);
  }

  #firstWhere(isReached: (instant: number) => boolean): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isReached(this.#sorted[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
