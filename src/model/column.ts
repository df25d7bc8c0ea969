import { Dictionary, notKnownCode } from './dictionary.ts';
import type { PropertyDefinition } from './property-definition.ts';

/** Rows per chunk: the unit of copying when a snapshot is changed, and of storage. */
export const chunkShift = 16;
const chunkRows = 1 << chunkShift;
const chunkMask = chunkRows - 1;
const noCodes = new Uint32Array(0);

/**
 * One property of all objects of a type: a code per row into a dictionary. Immutable. Rows past the end of a chunk are
 * not known, so a column may be shorter than its population.
 */
export class Column {
  readonly definition: PropertyDefinition;
  readonly dictionary: Dictionary;
  readonly #chunks: readonly Uint32Array[];

  constructor(definition: PropertyDefinition, dictionary: Dictionary, chunks: readonly Uint32Array[]) {
    this.definition = definition;
    this.dictionary = dictionary;
    this.#chunks = chunks;
    dictionary.freeze();
  }

  /** The code of a row: {@link notKnownCode}, nullCode or a value code. O(1). */
  codeAt(row: number): number {
    return this.#chunks[row >>> chunkShift]?.[row & chunkMask] ?? notKnownCode;
  }

  /** The codes of chunk `index` (rows `index << chunkShift` on), for scans; must not be changed; may be short. */
  chunk(index: number): Uint32Array {
    return this.#chunks[index] ?? noCodes;
  }

  /** Number of chunks that hold codes. */
  get chunkCount(): number {
    return this.#chunks.length;
  }

  /** Starts a changed copy; chunks are copied when first written. */
  edit(): ColumnDraft {
    return new ColumnDraft(this.definition, this.dictionary, this.#chunks);
  }
}

/** A column under construction. */
export class ColumnDraft {
  readonly definition: PropertyDefinition;
  #dictionary: Dictionary;
  readonly #chunks: Uint32Array[];
  readonly #owned: boolean[];

  constructor(
    definition: PropertyDefinition,
    dictionary: Dictionary = new Dictionary(),
    chunks: readonly Uint32Array[] = [],
  ) {
    this.definition = definition;
    this.#dictionary = dictionary;
    this.#chunks = [...chunks];
    this.#owned = [];
  }

  /** The values, for reading; another dictionary once a first new value was added to those of a finished column. */
  get dictionary(): Dictionary {
    return this.#dictionary;
  }

  /** The code of a text, a new one if it is new. */
  intern(text: string): number {
    if (this.#dictionary.isFrozen) {
      const found = this.#dictionary.find(text);
      if (found !== undefined) return found;
      this.#dictionary = this.#dictionary.fork();
    }
    return this.#dictionary.intern(text);
  }

  /** The code of a row. */
  codeAt(row: number): number {
    return this.#chunks[row >>> chunkShift]?.[row & chunkMask] ?? notKnownCode;
  }

  /** The codes of chunk `index` as they stand, for scans; must not be changed; may be short. */
  chunk(index: number): Uint32Array {
    return this.#chunks[index] ?? noCodes;
  }

  /** Number of chunks that hold codes. */
  get chunkCount(): number {
    return this.#chunks.length;
  }

  /** Sets the code of a row, which must come from the dictionary as it stands. Amortised O(1) after the first write to a chunk. */
  setCode(row: number, code: number): void {
    const chunk = this.#writable(row >>> chunkShift, (row & chunkMask) + 1);
    chunk[row & chunkMask] = code;
  }

  /** Sets the value of a row by its encoded text. */
  setText(row: number, text: string): void {
    this.setCode(row, this.intern(text));
  }

  /** The finished column; the draft must not be used afterwards. */
  finish(): Column {
    return new Column(this.definition, this.#dictionary, this.#chunks);
  }

  #writable(index: number, length: number): Uint32Array {
    const current = this.#chunks[index] ?? noCodes;
    if (this.#owned[index] === true && current.length >= length) return current;
    while (this.#chunks.length < index) this.#chunks.push(noCodes);
    const capacity = Math.min(chunkRows, Math.max(length, current.length, this.#owned[index] ? current.length * 2 : 8));
    const copy = new Uint32Array(capacity);
    copy.set(current);
    this.#chunks[index] = copy;
    this.#owned[index] = true;
    return copy;
  }
}
