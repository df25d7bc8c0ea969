/** Growing lists of codes, one for each pattern. Codes arrive in ascending order, perhaps several times. */
export class Hits {
  readonly #lists: Uint32Array[];
  readonly #lengths: Uint32Array;
  readonly #last: Uint32Array;

  constructor(patterns: number) {
    this.#lists = Array.from({ length: patterns }, () => noCodes);
    this.#lengths = new Uint32Array(patterns);
    this.#last = new Uint32Array(patterns);
  }

  /** Notes that a pattern stands in the value of a code; 0 is no code. */
  add(pattern: number, code: number): void {
    if (this.#last[pattern] === code) return;
    this.#last[pattern] = code;
    const length = this.#lengths[pattern] ?? 0;
    let list = this.#lists[pattern] ?? noCodes;
    if (length === list.length) {
      const longer = new Uint32Array(Math.max(8, length * 2));
      longer.set(list);
      list = longer;
      this.#lists[pattern] = list;
    }
    list[length] = code;
    this.#lengths[pattern] = length + 1;
  }

  /** The codes of a pattern, ascending. */
  codesOf(pattern: number): Uint32Array {
    return (this.#lists[pattern] ?? noCodes).slice(0, this.#lengths[pattern]);
  }
}

const noCodes = new Uint32Array(0);
