import { RowArena } from './candidates.ts';
import { type ColumnRows, moreRows, noRow } from './column-rows.ts';
import { RowBits } from './row-bits.ts';

/** Makes lists of the rows of many codes, for the conditions of one evaluation. */
export class RowLists {
  readonly #size: number;
  readonly #arena = new RowArena();
  #bits: RowBits | undefined;
  #buffer: Uint32Array | undefined;

  /** For a population of `size` rows. */
  constructor(size: number) {
    this.#size = size;
  }

  /** The rows of some codes of a column, ascending. O(codes + rows). */
  rowsOf(codes: Uint32Array, { starts, rows, firsts }: ColumnRows): Uint32Array {
    const bits = (this.#bits ??= new RowBits(this.#size));
    if (firsts === undefined) bits.addCodes(codes, starts, rows);
    else addByFirst(bits, codes, firsts, starts, rows);
    const buffer = (this.#buffer ??= new Uint32Array(this.#size));
    return this.#arena.copy(buffer, bits.drain(buffer));
  }
}

function addByFirst(
  bits: RowBits,
  codes: Uint32Array,
  firsts: Uint32Array,
  starts: Uint32Array,
  rows: Uint32Array,
): void {
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    const first = firsts[code] ?? noRow;
    if (first < noRow) bits.add(first);
    else if (first >= moreRows) bits.addRows(rows, starts[code + 1] ?? 0, starts[code] ?? 0);
  }
}
