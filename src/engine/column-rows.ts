import type { RowBits } from './row-bits.ts';
import { chunkShift, type Column, notKnownCode } from '../model/index.ts';

/** Rows of a column by code: the rows of code c are `rows[starts[c]..starts[c + 1])`, ascending. */
export interface ColumnRows {
  readonly size: number;
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

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
export function rowsOfCode({ starts, rows }: ColumnRows, code: number): Uint32Array {
  return rows.subarray(starts[code], starts[code + 1]);
}

/** Adds the rows of one code to a set. */
export function addRowsOfCode({ starts, rows }: ColumnRows, code: number, bits: RowBits): void {
  bits.addRows(rows, starts[code + 1] ?? 0, starts[code] ?? 0);
}

/** Number of rows of one code. O(1). */
export function countOfCode({ starts }: ColumnRows, code: number): number {
  return (starts[code + 1] ?? 0) - (starts[code] ?? 0);
}

/** A counting sort by code. */
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
  return { size, starts, rows };
}
