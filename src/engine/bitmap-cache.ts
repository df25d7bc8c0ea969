import { passingWords } from './passing-memory.ts';

/** Memory for bitmaps that are kept, in bytes. */
const mostBytes = 128 * 1024 * 1024;
/** However large they are, so many are kept. */
const fewestKept = 16;

/**
 * Bitmaps of the rows of a population by number of a formula, kept while there is room. When there is none, one goes that has not
 * been asked for lately, and its memory is used again: fresh memory is dear.
 */
export class BitmapCache {
  readonly #length: number;
  readonly #capacity: number;
  readonly #kept = new Map<number, Uint32Array>();
  readonly #free: Uint32Array[] = [];
  /** Numbers of the formulas that are kept, in a ring, and whether each was asked for since the hand passed it. */
  readonly #ring: number[] = [];
  readonly #wasAsked = new Set<number>();
  #hand = 0;

  /** Bitmaps of a population of `size` rows; `capacity` is how many are kept. */
  constructor(size: number, capacity?: number) {
    this.#length = (size + 31) >>> 5;
    this.#capacity = capacity ?? Math.max(fewestKept, Math.floor(mostBytes / (this.#length * 4 + 1)));
  }

  /** The bitmap of a formula, if it is kept; to be read only, and until the next {@link keep} only. */
  get(id: number): Uint32Array | undefined {
    const words = this.#kept.get(id);
    if (words !== undefined) this.#wasAsked.add(id);
    return words;
  }

  /** A bitmap without rows, the caller's. */
  take(): Uint32Array {
    return this.#free.pop()?.fill(0) ?? passingWords(this.#length);
  }

  /** A bitmap of which it is not known what stands in it, the caller's. */
  takeAny(): Uint32Array {
    return this.#free.pop() ?? passingWords(this.#length);
  }

  /** Takes back a bitmap that nobody uses any more. */
  giveBack(words: Uint32Array): void {
    this.#free.push(words);
  }

  /** Keeps the bitmap of a formula, which becomes the cache's. */
  keep(id: number, words: Uint32Array): void {
    if (this.#ring.length < this.#capacity) this.#ring.push(id);
    else this.#ring[this.#makeRoom()] = id;
    this.#kept.set(id, words);
  }

  /** Drops one bitmap and returns its place in the ring. */
  #makeRoom(): number {
    for (;;) {
      const place = this.#hand;
      this.#hand = (place + 1) % this.#capacity;
      const id = this.#ring[place] ?? 0;
      if (this.#wasAsked.delete(id)) continue;
      const words = this.#kept.get(id);
      if (words !== undefined) this.#free.push(words);
      this.#kept.delete(id);
      return place;
    }
  }
}
