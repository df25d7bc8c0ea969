/** A growing set of row numbers: one bit per row. */
export class RowBits {
  #words = new Uint32Array(16);

  /** Adds a row; returns false if it was there before. Amortised O(1). */
  add(row: number): boolean {
    const index = row >>> 5;
    if (index >= this.#words.length) {
      const grown = new Uint32Array(Math.max(index + 1, this.#words.length * 2));
      grown.set(this.#words);
      this.#words = grown;
    }
    const before = this.#words[index] ?? 0;
    const bit = 1 << (row & 31);
    this.#words[index] = before | bit;
    return (before & bit) === 0;
  }

  /** Visits the rows in ascending order. */
  forEach(visit: (row: number) => void): void {
    this.#words.forEach((word, index) => {
      for (let bit = 0; word !== 0 && bit < 32; bit++) if ((word & (1 << bit)) !== 0) visit(index * 32 + bit);
    });
  }
}
