import { emptyRowSet, type RowSet, rowSetOfWords } from '../../base/index.ts';
import { chunkRows, clearTail, type Lane } from './lanes.ts';

/** The rows for which a rule says member, and those for which it cannot be decided. */
export interface RowVerdicts {
  readonly members: RowSet;
  readonly undecided: RowSet;
}

/** Verdicts under collection: a bit per row. */
export class VerdictWords {
  readonly #length: number;
  readonly #members: Uint32Array;
  #undecided: Uint32Array | undefined;

  constructor(size: number) {
    this.#length = (size + 31) >>> 5;
    this.#members = new Uint32Array(this.#length);
  }

  /** Adds a whole lane: the first `length` rows of a chunk. Four rows are looked at together. */
  addLane(chunk: number, lane: Lane, length: number): void {
    clearTail(lane, length);
    const source = lane.words;
    const end = (length + 3) >>> 2;
    const first = (chunk * chunkRows) >>> 5;
    const members = this.#members;
    for (let index = 0; index < end; index++) {
      const four = source[index] ?? 0;
      if (four === 0) continue;
      const target = first + (index >>> 3);
      const shift = (index & 7) << 2;
      const yes = (four >>> 1) & 0x01010101;
      members[target] = (members[target] ?? 0) | (nibbleOf(yes) << shift);
      const open = four & 0x01010101 & ~yes;
      if (open !== 0) {
        const undecided = this.#undecidedWords();
        undecided[target] = (undecided[target] ?? 0) | (nibbleOf(open) << shift);
      }
    }
  }

  /** Takes rows of a chunk out again. */
  remove(chunk: number, offsets: Uint32Array): void {
    const first = chunk * chunkRows;
    for (const offset of offsets) {
      const word = (first + offset) >>> 5;
      const keep = ~(1 << (offset & 31));
      this.#members[word] = (this.#members[word] ?? 0) & keep;
      if (this.#undecided !== undefined) this.#undecided[word] = (this.#undecided[word] ?? 0) & keep;
    }
  }

  /** The finished sets; nothing may be added afterwards. */
  finish(): RowVerdicts {
    return {
      members: rowSetOfWords(this.#members),
      undecided: this.#undecided === undefined ? emptyRowSet : rowSetOfWords(this.#undecided),
    };
  }

  #undecidedWords(): Uint32Array {
    return (this.#undecided ??= new Uint32Array(this.#length));
  }
}

/** The lowest bits of four bytes as four bits; the first byte, lowest in the word (little-endian), becomes the lowest. */
function nibbleOf(bytes: number): number {
  return Math.imul(bytes, 0x10204080) >>> 28;
}
