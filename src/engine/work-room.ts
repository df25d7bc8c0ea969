import { RowBits } from './row-bits.ts';

/** What is given back beyond this is dropped. */
const mostKept = 8;

/**
 * Memory to work in for as many rows as a population has, lent and taken back. A rule alone needs some megabytes of it for less
 * than a millisecond; made anew each time, they would set off the garbage collector once in a few dozen rules.
 */
export class WorkRoom {
  readonly #lists: Uint32Array[] = [];
  readonly #bits: RowBits[] = [];

  /** A list of at least `size` numbers, whatever stands in it. */
  takeList(size: number): Uint32Array {
    const list = this.#lists.pop();
    return list === undefined || list.length < size ? new Uint32Array(size) : list;
  }

  giveList(list: Uint32Array): void {
    if (this.#lists.length < mostKept) this.#lists.push(list);
  }

  /** An empty set for at least `size` rows. */
  takeBits(size: number): RowBits {
    const bits = this.#bits.pop();
    return bits === undefined || bits.size < size ? new RowBits(size) : bits;
  }

  /** Takes back a set, which must be empty. */
  giveBits(bits: RowBits): void {
    if (this.#bits.length < mostKept) this.#bits.push(bits);
  }
}
