/**
 * A set of rows under construction: a bitmap with a second one above it that tells which words are not empty, so that taking
 * few rows out of many costs little. A way to sort and to unite lists in O(rows).
 */
export class RowBits {
  /** Bit r of word r / 32 is row r; to be read only. */
  readonly words: Uint32Array;
  readonly #summary: Uint32Array;

  /** Rows below this one fit in. */
  readonly size: number;

  constructor(size: number) {
    this.size = size;
    this.words = new Uint32Array((size + 31) >>> 5);
    this.#summary = new Uint32Array((this.words.length + 31) >>> 5);
  }

  /** Adds the rows of a list from one place up to another, in any order. */
  addRows(rows: Uint32Array, end = rows.length, start = 0): void {
    const [words, summary] = [this.words, this.#summary];
    for (let index = start; index < end; index++) {
      const row = rows[index] ?? 0;
      const word = row >>> 5;
      words[word] = (words[word] ?? 0) | (1 << (row & 31));
      summary[word >>> 5] = (summary[word >>> 5] ?? 0) | (1 << (word & 31));
    }
  }

  /** Adds the rows of many codes: those of code c are `rows[starts[c]..starts[c + 1])`. */
  addCodes(codes: Uint32Array, starts: Uint32Array, rows: Uint32Array): void {
    const [words, summary] = [this.words, this.#summary];
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index] ?? 0;
      const end = starts[code + 1] ?? 0;
      for (let at = starts[code] ?? 0; at < end; at++) {
        const row = rows[at] ?? 0;
        const word = row >>> 5;
        words[word] = (words[word] ?? 0) | (1 << (row & 31));
        summary[word >>> 5] = (summary[word >>> 5] ?? 0) | (1 << (word & 31));
      }
    }
  }

  /** Adds one row. */
  add(row: number): void {
    const word = row >>> 5;
    this.words[word] = (this.words[word] ?? 0) | (1 << (row & 31));
    this.#summary[word >>> 5] = (this.#summary[word >>> 5] ?? 0) | (1 << (word & 31));
  }

  has(row: number): boolean {
    return ((this.words[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
  }

  /** Moves all rows to `target`, ascending, and returns their number; the set is empty afterwards. */
  drain(target: Uint32Array): number {
    const [words, summary] = [this.words, this.#summary];
    let count = 0;
    for (let upper = 0; upper < summary.length; upper++) {
      let full = summary[upper] ?? 0;
      if (full === 0) continue;
      summary[upper] = 0;
      while (full !== 0) {
        const lowestWord = full & -full;
        full ^= lowestWord;
        const word = (upper << 5) + 31 - Math.clz32(lowestWord);
        let bits = words[word] ?? 0;
        words[word] = 0;
        const first = word << 5;
        while (bits !== 0) {
          const lowest = bits & -bits;
          bits ^= lowest;
          target[count++] = first + 31 - Math.clz32(lowest);
        }
      }
    }
    return count;
  }
}
