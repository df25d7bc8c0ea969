import { RowArena } from './candidates.ts';
import { type ColumnRows, moreRows, noRow } from './column-rows.ts';
import { passingWords } from './passing-memory.ts';
import type { RowBits } from './row-bits.ts';
import { WorkRoom } from './work-room.ts';

/** Two lists are merged where at most one code in this many has further rows; else all rows are sorted. */
const mergedShare = 16;

/** Makes lists of the rows of many codes, for the conditions of one evaluation. */
export class RowLists {
  readonly #size: number;
  readonly #arena = new RowArena(passingWords);
  readonly #room: WorkRoom;

  /** For a population of `size` rows. */
  constructor(size: number, room = new WorkRoom()) {
    this.#size = size;
    this.#room = room;
  }

  /** The rows of some codes of values of a column, both ascending. O(codes + rows). */
  rowsOf(codes: Uint32Array, ofColumn: ColumnRows): Uint32Array {
    const bits = this.#room.takeBits(this.#size);
    const buffer = this.#room.takeList(this.#size);
    const list = this.#list(codes, ofColumn, bits, buffer);
    this.#room.giveBits(bits);
    this.#room.giveList(buffer);
    return list;
  }

  #list(
    codes: Uint32Array,
    { starts, rows, firsts, isInOrder }: ColumnRows,
    bits: RowBits,
    buffer: Uint32Array,
  ): Uint32Array {
    if (firsts === undefined) bits.addCodes(codes, starts, rows);
    else if (!isInOrder || countOthers(codes, firsts) * mergedShare > codes.length)
      addByFirst(bits, codes, firsts, starts, rows);
    else {
      const count = listFirsts(codes, firsts, buffer);
      const others = addOthers(bits, codes, firsts, starts, rows);
      if (others === 0) return this.#arena.copy(buffer, count);
      const more = this.#room.takeList(this.#size);
      const list = mergeRows(buffer, count, more, bits.drain(more), this.#arena.take(count + others));
      this.#room.giveList(more);
      return list;
    }
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

/** How many codes have more than one row. */
function countOthers(codes: Uint32Array, firsts: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < codes.length; index++) count += (firsts[codes[index] ?? 0] ?? 0) >>> 31;
  return count;
}

/** Writes the first row of each code that has one, and returns their number. */
function listFirsts(codes: Uint32Array, firsts: Uint32Array, target: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < codes.length; index++) {
    const first = (firsts[codes[index] ?? 0] ?? noRow) & noRow;
    // What is written for a code without rows is written over.
    target[count] = first;
    count += Number(first !== noRow);
  }
  return count;
}

/** Adds the rows of codes behind the first of each, and returns their number. */
function addOthers(
  bits: RowBits,
  codes: Uint32Array,
  firsts: Uint32Array,
  starts: Uint32Array,
  rows: Uint32Array,
): number {
  let count = 0;
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    if ((firsts[code] ?? 0) < moreRows) continue;
    const [start, end] = [(starts[code] ?? 0) + 1, starts[code + 1] ?? 0];
    bits.addRows(rows, end, start);
    count += end - start;
  }
  return count;
}

/** Merges two ascending lists that have nothing in common. */
function mergeRows(
  left: Uint32Array,
  leftCount: number,
  right: Uint32Array,
  rightCount: number,
  target: Uint32Array,
): Uint32Array {
  let [one, other] = [0, 0];
  for (let index = 0; index < target.length; index++) {
    const isLeft = other === rightCount || (one < leftCount && (left[one] ?? 0) < (right[other] ?? 0));
    target[index] = (isLeft ? left[one++] : right[other++]) ?? 0;
  }
  return target;
}
