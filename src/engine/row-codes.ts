import { chunkShift, type Column } from '../model/index.ts';

/** The codes of many rows side by side, two bytes each where the dictionary allows it. */
export type RowCodes = Uint16Array | Uint32Array;

/** Dictionaries up to this size have codes of two bytes. */
const narrowSize = 1 << 16;
const chunkMask = (1 << chunkShift) - 1;

let codesByColumn = new WeakMap<Column, RowCodes>();

/** Drops the codes, as when a program starts: for measurements. */
export function forgetRowCodes(): void {
  codesByColumn = new WeakMap();
}

/** The codes of the first `size` rows of a column; kept as long as the column. O(size) the first time. */
export function codesOfColumn(column: Column, size: number): RowCodes {
  const known = codesByColumn.get(column);
  if (known?.length === size) return known;
  const codes = newCodes(column, size);
  for (let first = 0; first < size; first += 1 << chunkShift) {
    const chunk = column.chunk(first >>> chunkShift);
    codes.set(chunk.length > size - first ? chunk.subarray(0, size - first) : chunk, first);
  }
  codesByColumn.set(column, codes);
  return codes;
}

/** The codes of some ascending rows of a column. O(rows). */
export function codesOfRows(column: Column, rows: Uint32Array): RowCodes {
  const codes = newCodes(column, rows.length);
  let chunk = column.chunk(0);
  let current = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    if (row >>> chunkShift !== current) {
      current = row >>> chunkShift;
      chunk = column.chunk(current);
    }
    const offset = row & chunkMask;
    // A row past the end of a chunk is not known, which is zero.
    if (offset < chunk.length) codes[index] = chunk[offset] ?? 0;
  }
  return codes;
}

function newCodes({ dictionary }: Column, size: number): RowCodes {
  return dictionary.size <= narrowSize ? new Uint16Array(size) : new Uint32Array(size);
}
