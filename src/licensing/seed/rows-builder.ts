import { type RowSet, rowSetOfSorted, rowSetOfWords } from '../../base/index.ts';

/** A set of rows that grows in ascending order: a list at first, a bitmap once that is smaller. */
export class RowsBuilder {
  readonly #range: number;
  #list: number[] = [];
  #words: Uint32Array | undefined;
  #last = -1;

  /** `range` is one more than the largest row that can come. */
  constructor(range: number) {
    this.#range = range;
  }

  /** Adds a row that is not smaller than those before; the same row again changes nothing. Amortised O(1). */
  add(row: number): void {
    if (row === this.#last) return;
    this.#last = row;
    if (this.#words !== undefined) this.#words[row >>> 5] = (this.#words[row >>> 5] ?? 0) | (1 << (row & 31));
    else if (this.#list.push(row) * 32 > this.#range && this.#list.length > 64) this.#toBitmap();
  }

  /** The finished set. */
  finish(): RowSet {
    return this.#words === undefined ? rowSetOfSorted(Uint32Array.from(this.#list)) : rowSetOfWords(this.#words);
  }

  #toBitmap(): void {
    const words = new Uint32Array((this.#range + 31) >>> 5);
    for (const row of this.#list) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
    this.#words = words;
    this.#list = [];
  }
}
