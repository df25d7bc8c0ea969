import type { RowBits } from './row-bits.ts';
import type { RowCodes } from './row-codes.ts';
import { chunkShift, type Column, firstValueCode, notKnownCode } from '../model/index.ts';

/** Rows by code: those of code c are `rows[starts[c]..starts[c + 1])`, ascending. */
export interface ArrangedCodes {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

/** Rows of a column by code. */
export interface ColumnRows extends ArrangedCodes {
  readonly size: number;
  /** For large dictionaries: the first row of each code, with the highest bit set if there are more, and no row if there is none. */
  readonly firsts: Uint32Array | undefined;
  /** The first rows are ascending like the codes: codes were given in the order of the rows. */
  readonly isInOrder: boolean;
}

/** Entries of {@link ColumnRows.firsts} that say something else than the one row of a code. */
export const moreRows = 0x80000000;
export const noRow = 0x7fffffff;

/** Larger dictionaries have most values of few rows each: one look for each is better than three. */
export const largeDictionary = 1 << 14;

let rowsByColumn = new WeakMap<Column, ColumnRows>();

/** Drops everything that was arranged, as when a program starts: for measurements. */
export function forgetColumnRows(): void {
  rowsByColumn = new WeakMap();
}

/** The rows of a column, of a population of `size`, arranged by value; kept as long as the column. O(size) the first time. */
export function rowsOfColumn(column: Column, size: number): ColumnRows {
  const known = rowsByColumn.get(column);
  if (known?.size === size) return known;
  const made = arrange(column, size);
  rowsByColumn.set(column, made);
  return made;
}

/** The rows of one code, ascending; a view that must not be changed. */
export function rowsOfCode({ starts, rows }: ArrangedCodes, code: number): Uint32Array {
  return rows.subarray(starts[code], starts[code + 1]);
}

/** Adds the rows of one code to a set. */
export function addRowsOfCode({ starts, rows }: ArrangedCodes, code: number, bits: RowBits): void {
  bits.addRows(rows, starts[code + 1] ?? 0, starts[code] ?? 0);
}

/** Number of rows of one code. O(1). */
export function countOfCode({ starts }: ArrangedCodes, code: number): number {
  return (starts[code + 1] ?? 0) - (starts[code] ?? 0);
}

/** Arranges codes below `size` by code: entry i is row i. A counting sort. */
export function arrangeCodes(codes: RowCodes, size: number): ArrangedCodes {
  const starts = new Uint32Array(size + 1);
  for (let row = 0; row < codes.length; row++) {
    const after = (codes[row] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let code = 0; code < size; code++) starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0);
  const rows = new Uint32Array(codes.length);
  const next = starts.slice();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0;
    const at = next[code] ?? 0;
    rows[at] = row;
    next[code] = at + 1;
  }
  return { starts, rows };
}

/** The same chunk by chunk, for columns. */
function arrange(column: Column, size: number): ColumnRows {
  const codes = column.dictionary.size;
  const starts = new Uint32Array(codes + 1);
  for (let first = 0; first < size; first += 1 << chunkShift) {
    const chunk = column.chunk(first >>> chunkShift);
    const length = Math.min(1 << chunkShift, size - first);
    const known = Math.min(length, chunk.length);
    for (let offset = 0; offset < known; offset++) {
      const after = (chunk[offset] ?? 0) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    starts[notKnownCode + 1] = (starts[notKnownCode + 1] ?? 0) + length - known;
  }
  for (let code = 0; code < codes; code++) starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0);
  const rows = new Uint32Array(size);
  const next = starts.slice();
  for (let first = 0; first < size; first += 1 << chunkShift) {
    const chunk = column.chunk(first >>> chunkShift);
    const length = Math.min(1 << chunkShift, size - first);
    for (let offset = 0; offset < length; offset++) {
      const code = offset < chunk.length ? (chunk[offset] ?? 0) : notKnownCode;
      const at = next[code] ?? 0;
      rows[at] = first + offset;
      next[code] = at + 1;
    }
  }
  const firsts = codes > largeDictionary ? firstRows(starts, rows) : undefined;
  return { size, starts, rows, firsts, isInOrder: firsts !== undefined && isAscending(firsts) };
}

function firstRows(starts: Uint32Array, rows: Uint32Array): Uint32Array {
  const firsts = new Uint32Array(starts.length - 1);
  for (let code = 0; code < firsts.length; code++) {
    const count = (starts[code + 1] ?? 0) - (starts[code] ?? 0);
    const first = rows[starts[code] ?? 0] ?? 0;
    firsts[code] = count === 0 ? noRow : count === 1 ? first : first | moreRows;
  }
  return firsts;
}

/** Whether the first rows of all values that have rows are ascending. */
function isAscending(firsts: Uint32Array): boolean {
  let last = -1;
  for (let code = firstValueCode; code < firsts.length; code++) {
    const first = firsts[code] ?? 0;
    if (first === noRow) continue;
    const row = first & ~moreRows;
    if (row <= last) return false;
    last = row;
  }
  return true;
}
