import { passingWords } from '../passing-memory.ts';

/** Codes are kept in chunks of so many, a power of two. */
const chunkSize = 128;

/** Room for lists of codes that grow, used again and again: what is thrown away would soon have to be collected. */
export class HitPool {
  #codes = passingWords(chunkSize * 64);
  /** The chunk after each chunk of a list. */
  #following = passingWords(64);
  /** The first chunk is nobody's: position 0 says that there is none. */
  #used = 1;

  get codes(): Uint32Array {
    return this.#codes;
  }

  /** Takes all chunks back; lists must not be read after it. */
  clear(): void {
    this.#used = 1;
  }

  /** A new chunk behind the one that ends at a position (0: none), as the position where it begins. */
  take(end: number): number {
    if (this.#used === this.#following.length) {
      this.#codes = longer(this.#codes);
      this.#following = longer(this.#following);
    }
    const chunk = this.#used++;
    if (end !== 0) this.#following[end / chunkSize - 1] = chunk;
    return chunk * chunkSize;
  }

  /** Where the chunk behind the one that ends at a position begins. */
  after(end: number): number {
    return (this.#following[end / chunkSize - 1] ?? 0) * chunkSize;
  }
}

function longer(list: Uint32Array): Uint32Array {
  const twice = passingWords(list.length * 2);
  twice.set(list);
  return twice;
}

/** Growing lists of codes, one for each pattern. Codes arrive in ascending order, perhaps several times. */
export class Hits {
  readonly #pool: HitPool;
  readonly #starts: Uint32Array;
  /** Where the next code is put; the start of a chunk when one must be taken first. */
  readonly #ends: Uint32Array;
  readonly #lengths: Uint32Array;
  readonly #last: Uint32Array;

  constructor(patterns: number, pool: HitPool) {
    this.#pool = pool;
    this.#starts = new Uint32Array(patterns);
    this.#ends = new Uint32Array(patterns);
    this.#lengths = new Uint32Array(patterns);
    this.#last = new Uint32Array(patterns);
  }

  /** Notes that a pattern stands in the value of a code; 0 is no code. */
  add(pattern: number, code: number): void {
    if (this.#last[pattern] === code) return;
    this.#last[pattern] = code;
    let end = this.#ends[pattern] ?? 0;
    if (end % chunkSize === 0) {
      end = this.#pool.take(end);
      if (this.#lengths[pattern] === 0) this.#starts[pattern] = end;
    }
    this.#pool.codes[end] = code;
    this.#ends[pattern] = end + 1;
    this.#lengths[pattern] = (this.#lengths[pattern] ?? 0) + 1;
  }

  /** The codes of a pattern, ascending. */
  codesOf(pattern: number): Uint32Array {
    const codes = new Uint32Array(this.#lengths[pattern] ?? 0);
    let at = this.#starts[pattern] ?? 0;
    for (let index = 0; index < codes.length; index++) {
      codes[index] = this.#pool.codes[at] ?? 0;
      at++;
      if (at % chunkSize === 0) at = this.#pool.after(at);
    }
    return codes;
  }
}
