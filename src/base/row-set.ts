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
/** Below this a list is always good enough. */
const smallestBitmap = 64;

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
  readonly words: Uint32Array;

  constructor(words: Uint32Array, size: number) {
    this.words = words;
    this.size = size;
  }

  has(row: number): boolean {
    return ((this.words[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
  }

  forEach(visit: (row: number) => void): void {
    for (let index = 0; index < this.words.length; index++) {
      let word = this.words[index] ?? 0;
      while (word !== 0) {
        const lowest = word & -word;
        visit(index * 32 + (31 - Math.clz32(lowest)));
        word ^= lowest;
      }
    }
  }

  toArray(): Uint32Array {
    return listBits(this.words, this.size);
  }
}

/**
 * A set that differs from another one in few rows: changing one member of a million must not copy the others. `added` are
 * not in the base, `removed` are; one of them is not empty.
 */
class PatchedRows implements RowSet {
  readonly size: number;
  readonly base: RowSet;
  readonly added: RowSet;
  readonly removed: RowSet;
  #plain: RowSet | undefined;

  constructor(base: RowSet, added: RowSet, removed: RowSet) {
    this.base = base;
    this.added = added;
    this.removed = removed;
    this.size = base.size + added.size - removed.size;
  }

  has(row: number): boolean {
    return this.added.has(row) || (this.base.has(row) && !this.removed.has(row));
  }

  forEach(visit: (row: number) => void): void {
    this.plain().forEach(visit);
  }

  toArray(): Uint32Array {
    return this.plain().toArray();
  }

  /** The same set on its own. O(size) the first time. */
  plain(): RowSet {
    this.#plain ??= unionRows(differenceRows(this.base, this.removed), this.added);
    return this.#plain;
  }
}

/** A patch is kept apart while it has fewer rows than one in this many of the base, or hardly any. */
const patchShare = 16;
const smallPatch = 64;

/**
 * A set with some rows added, none of which it has, and some removed, all of which it has. O(added + removed + patches that
 * it carries already), now and then O(size).
 */
export function patchRows(given: RowSet, added: RowSet, removed: RowSet): RowSet {
  const rows = made(given);
  if (added.size === 0 && removed.size === 0) return given;
  if (!(rows instanceof PatchedRows)) return patchOf(rows, added, removed);
  const allAdded = unionRows(differenceRows(rows.added, removed), differenceRows(added, rows.removed));
  const allRemoved = unionRows(differenceRows(rows.removed, added), differenceRows(removed, rows.added));
  return allAdded.size === 0 && allRemoved.size === 0 ? rows.base : patchOf(rows.base, allAdded, allRemoved);
}

function patchOf(base: RowSet, added: RowSet, removed: RowSet): RowSet {
  const patched = new PatchedRows(base, added, removed);
  return (added.size + removed.size) * patchShare > base.size + smallPatch * patchShare ? patched.plain() : patched;
}

function plainRows(rows: RowSet): RowSet {
  return rows instanceof PatchedRows ? rows.plain() : rows;
}

/** What `left` has and `right` lacks when one was made from the other, or both from the same set; undefined otherwise. */
function differenceOfPatches(left: RowSet, right: RowSet): RowSet | undefined {
  const leftBase = left instanceof PatchedRows ? left.base : left;
  const rightBase = right instanceof PatchedRows ? right.base : right;
  if (leftBase !== rightBase) return undefined;
  const [added, removed] = left instanceof PatchedRows ? [left.added, left.removed] : [emptyRowSet, emptyRowSet];
  const [otherAdded, otherRemoved] =
    right instanceof PatchedRows ? [right.added, right.removed] : [emptyRowSet, emptyRowSet];
  return unionRows(differenceRows(added, otherAdded), differenceRows(otherRemoved, removed));
}

/** A set of known size whose rows are made when somebody first asks for them. */
class LaterRows implements RowSet {
  readonly size: number;
  #make: (() => RowSet) | undefined;
  #rows: RowSet | undefined;

  constructor(size: number, make: () => RowSet) {
    this.size = size;
    this.#make = make;
  }

  get rows(): RowSet {
    if (this.#rows === undefined) {
      this.#rows = this.#make?.() ?? emptyRowSet;
      this.#make = undefined;
    }
    return this.#rows;
  }

  has(row: number): boolean {
    return this.rows.has(row);
  }

  forEach(visit: (row: number) => void): void {
    this.rows.forEach(visit);
  }

  toArray(): Uint32Array {
    return this.rows.toArray();
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
  const { length } = rows;
  const last = length === 0 ? 0 : (rows[length - 1] ?? 0) + 1;
  if (!isBitmapSmaller(length, last)) return length === 0 ? emptyRowSet : new SortedRows(rows);
  const words = new Uint32Array((last + 31) >>> 5);
  for (const row of rows) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
  return new BitmapRows(words, rows.length);
}

/** Whether {@link rowSetOfSorted} copies a list of so many rows below `end` to a bitmap and does not keep it. */
export function isBitmapSmaller(count: number, end: number): boolean {
  return count >= smallestBitmap && count * bitmapDensity > end;
}

/** A set of `size` rows that `make` makes when somebody first looks at them. */
export function rowSetLater(size: number, make: () => RowSet): RowSet {
  return size === 0 ? emptyRowSet : new LaterRows(size, make);
}

/** The words of a set that is kept as a bitmap (bit r of word r / 32 is row r), not to be changed; undefined for a list. O(1). */
export function rowSetWords(rows: RowSet): Uint32Array | undefined {
  const set = made(rows);
  return set instanceof BitmapRows ? set.words : undefined;
}

/** The set itself, for asking which kind it is. */
function made(rows: RowSet): RowSet {
  return rows instanceof LaterRows ? rows.rows : rows;
}

/** Makes a set from a bitmap (bit r of word r / 32 is row r). Takes ownership of the words. O(words). */
export function rowSetOfWords(words: Uint32Array): RowSet {
  let size = 0;
  for (let index = 0; index < words.length; index++) size += countBits(words[index] ?? 0);
  if (size * bitmapDensity > words.length * 32 && size >= smallestBitmap) return new BitmapRows(words, size);
  return rowSetOfSorted(listBits(words, size));
}

/** The rows of a bitmap that has `size` of them, ascending. */
function listBits(words: Uint32Array, size: number): Uint32Array {
  const rows = new Uint32Array(size);
  let next = 0;
  for (let index = 0; index < words.length; index++) {
    let word = words[index] ?? 0;
    while (word !== 0) {
      const lowest = word & -word;
      word ^= lowest;
      rows[next++] = index * 32 + 31 - Math.clz32(lowest);
    }
  }
  return rows;
}

/** Rows that are in either set. O(sum of sizes), or of words for bitmaps. */
export function unionRows(one: RowSet, other: RowSet): RowSet {
  const [left, right] = [made(one), made(other)];
  if (left.size === 0 || left === right) return right;
  if (right.size === 0) return left;
  if (left instanceof PatchedRows || right instanceof PatchedRows) return unionRows(plainRows(left), plainRows(right));
  if (left instanceof SortedRows && right instanceof SortedRows) return mergeLists(left.toArray(), right.toArray());
  const words = new Uint32Array(Math.max(wordCount(left), wordCount(right)));
  setBits(words, left);
  setBits(words, right);
  return rowSetOfWords(words);
}

/** Rows of `left` that are also in `right`. O(smaller set), or of words for two bitmaps. */
export function intersectRows(one: RowSet, other: RowSet): RowSet {
  const [left, right] = [made(one), made(other)];
  if (left === right) return left;
  if (left.size === 0 || right.size === 0) return emptyRowSet;
  if (left instanceof BitmapRows && right instanceof BitmapRows) {
    const [a, b] = [left.words, right.words];
    const words = new Uint32Array(Math.min(a.length, b.length));
    for (let index = 0; index < words.length; index++) words[index] = (a[index] ?? 0) & (b[index] ?? 0);
    return rowSetOfWords(words);
  }
  const [smaller, larger] = left.size <= right.size ? [left, right] : [right, left];
  return filterRows(smaller, (row) => larger.has(row));
}

/** Rows of `left` that are not in `right`. O(left), or of words (and `right`) for a bitmap. */
export function differenceRows(one: RowSet, other: RowSet): RowSet {
  if (one.size === 0 || other.size === 0) return one;
  const [left, right] = [made(one), made(other)];
  if (left === right) return emptyRowSet;
  if (left instanceof PatchedRows || right instanceof PatchedRows) {
    return differenceOfPatches(left, right) ?? differenceRows(plainRows(left), plainRows(right));
  }
  if (left instanceof BitmapRows && right instanceof BitmapRows) {
    const [a, b] = [left.words, right.words];
    const words = a.slice();
    const common = Math.min(a.length, b.length);
    for (let index = 0; index < common; index++) words[index] = (a[index] ?? 0) & ~(b[index] ?? 0);
    return rowSetOfWords(words);
  }
  if (left instanceof BitmapRows) {
    const words = left.words.slice();
    for (const row of right.toArray()) {
      if (row >>> 5 < words.length) words[row >>> 5] = (words[row >>> 5] ?? 0) & ~(1 << (row & 31));
    }
    return rowSetOfWords(words);
  }
  return filterRows(left, (row) => !right.has(row));
}

/** True when a row is in both sets. O(smaller set), or of words for two bitmaps; it stops at the first. */
export function hasCommonRow(one: RowSet, other: RowSet): boolean {
  const [left, right] = [made(one), made(other)];
  if (left.size === 0 || right.size === 0) return false;
  if (left instanceof BitmapRows && right instanceof BitmapRows) {
    const length = Math.min(left.words.length, right.words.length);
    for (let index = 0; index < length; index++)
      if (((left.words[index] ?? 0) & (right.words[index] ?? 0)) !== 0) return true;
    return false;
  }
  const [smaller, larger] = left.size <= right.size ? [left, right] : [right, left];
  return smaller.toArray().some((row) => larger.has(row));
}

/** Rows for which `keep` says yes. O(size). */
export function filterRows(rows: RowSet, keep: (row: number) => boolean): RowSet {
  const kept = new Uint32Array(rows.size);
  let length = 0;
  rows.forEach((row) => {
    if (keep(row)) kept[length++] = row;
  });
  return rowSetOfSorted(kept.slice(0, length));
}

/** True when both hold the same rows. */
export function equalRows(one: RowSet, other: RowSet): boolean {
  const [left, right] = [made(one), made(other)];
  if (left === right) return true;
  if (left.size !== right.size) return false;
  if (left instanceof PatchedRows || right instanceof PatchedRows) {
    const difference = differenceOfPatches(left, right);
    return difference === undefined ? equalRows(plainRows(left), plainRows(right)) : difference.size === 0;
  }
  if (left instanceof BitmapRows && right instanceof BitmapRows) return equalArrays(left.words, right.words);
  return equalArrays(left.toArray(), right.toArray());
}

function equalArrays(a: Uint32Array, b: Uint32Array): boolean {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) if ((a[index] ?? 0) !== (b[index] ?? 0)) return false;
  return true;
}

function mergeLists(a: Uint32Array, b: Uint32Array): RowSet {
  const merged = new Uint32Array(a.length + b.length);
  let [i, j, length] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const fromA = a[i] ?? Infinity;
    const fromB = b[j] ?? Infinity;
    if (fromA <= fromB) i++;
    if (fromB <= fromA) j++;
    merged[length++] = Math.min(fromA, fromB);
  }
  return rowSetOfSorted(merged.slice(0, length));
}

function wordCount(rows: RowSet): number {
  if (rows instanceof BitmapRows) return rows.words.length;
  const list = rows.toArray();
  return ((list[list.length - 1] ?? 0) >>> 5) + 1;
}

function setBits(words: Uint32Array, rows: RowSet): void {
  if (rows instanceof BitmapRows) {
    const source = rows.words;
    for (let index = 0; index < source.length; index++) words[index] = (words[index] ?? 0) | (source[index] ?? 0);
    return;
  }
  for (const row of rows.toArray()) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
}

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
