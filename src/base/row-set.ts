/**
 * An immutable set of row numbers (integers from 0), the one interface behind every member set. Small sets are sorted
 * lists, large ones bitmaps; nothing outside this file can tell which.
 */
export interface RowSet {
  readonly size: number;
  has(row: number): boolean;
  /** Rows in ascending order. */
  forEach(visit: (row: number) => void): void;
  /** Rows in ascending order, as a copy or a shared array that must not be changed. O(size) for lists. */
  toArray(): Uint32Array;
}

/** A set becomes a bitmap when it holds more than one row in this many of its range: then the bitmap is smaller. */
const bitmapDensity = 32;

class SortedRows implements RowSet {
  readonly #rows: Uint32Array;

  constructor(rows: Uint32Array) {
    this.#rows = rows;
  }

  get size(): number {
    return this.#rows.length;
  }

  has(row: number): boolean {
    let low = 0;
    let high = this.#rows.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.#rows[middle] ?? 0;
      if (found === row) return true;
      if (found < row) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  forEach(visit: (row: number) => void): void {
    for (const row of this.#rows) visit(row);
  }

  toArray(): Uint32Array {
    return this.#rows;
  }
}

class BitmapRows implements RowSet {
  readonly size: number;
  readonly #words: Uint32Array;

  constructor(words: Uint32Array, size: number) {
    this.#words = words;
    this.size = size;
  }

  has(row: number): boolean {
    return ((this.#words[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
  }

  forEach(visit: (row: number) => void): void {
    for (let index = 0; index < this.#words.length; index++) {
      let word = this.#words[index] ?? 0;
      while (word !== 0) {
        const lowest = word & -word;
        visit(index * 32 + (31 - Math.clz32(lowest)));
        word ^= lowest;
      }
    }
  }

  toArray(): Uint32Array {
    const rows = new Uint32Array(this.size);
    let next = 0;
    this.forEach((row) => {
      rows[next++] = row;
    });
    return rows;
  }
}

/** The set without members. */
export const emptyRowSet: RowSet = new SortedRows(new Uint32Array(0));

/** Makes a set of rows given in any order, duplicates allowed. O(n log n). */
export function rowSetOf(rows: Iterable<number>): RowSet {
  const sorted = Uint32Array.from(rows).sort();
  let length = 0;
  for (let index = 0; index < sorted.length; index++) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) sorted[length++] = sorted[index] ?? 0;
  }
  return rowSetOfSorted(sorted.slice(0, length));
}

/** Takes ownership of strictly ascending rows; the caller must not change the array afterwards. O(n) or less. */
export function rowSetOfSorted(rows: Uint32Array): RowSet {
  const last = rows.length === 0 ? 0 : (rows[rows.length - 1] ?? 0) + 1;
  if (rows.length * bitmapDensity <= last || rows.length < 64) {
    return rows.length === 0 ? emptyRowSet : new SortedRows(rows);
  }
  const words = new Uint32Array((last + 31) >>> 5);
  for (const row of rows) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
  return new BitmapRows(words, rows.length);
}

/** Rows that are in either set. O(sum of sizes). */
export function unionRows(left: RowSet, right: RowSet): RowSet {
  if (left.size === 0) return right;
  if (right.size === 0) return left;
  return mergeRows(left, right, (inLeft, inRight) => inLeft || inRight);
}

/** Rows of `left` that are also in `right`. */
export function intersectRows(left: RowSet, right: RowSet): RowSet {
  return mergeRows(left, right, (inLeft, inRight) => inLeft && inRight);
}

/** Rows of `left` that are not in `right`. */
export function differenceRows(left: RowSet, right: RowSet): RowSet {
  if (right.size === 0 || left.size === 0) return left;
  return mergeRows(left, right, (inLeft, inRight) => inLeft && !inRight);
}

/** True when both hold the same rows. */
export function equalRows(left: RowSet, right: RowSet): boolean {
  if (left === right) return true;
  if (left.size !== right.size) return false;
  const [a, b] = [left.toArray(), right.toArray()];
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

function mergeRows(left: RowSet, right: RowSet, keep: (inLeft: boolean, inRight: boolean) => boolean): RowSet {
  const [a, b] = [left.toArray(), right.toArray()];
  const merged = new Uint32Array(a.length + b.length);
  let [i, j, length] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const fromLeft = a[i] ?? Infinity;
    const fromRight = b[j] ?? Infinity;
    const row = Math.min(fromLeft, fromRight);
    const inLeft = fromLeft === row;
    const inRight = fromRight === row;
    if (inLeft) i++;
    if (inRight) j++;
    if (keep(inLeft, inRight)) merged[length++] = row;
  }
  return rowSetOfSorted(merged.slice(0, length));
}
