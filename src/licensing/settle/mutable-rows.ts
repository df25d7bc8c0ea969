import { differenceRows, patchRows, type RowSet, rowSetOf, unionRows } from '../../base/index.ts';

/** A set of rows that changes: single rows are gathered and merged when somebody asks for the set. */
export class MutableRows {
  #rows: RowSet;
  readonly #added = new Set<number>();
  readonly #removed = new Set<number>();

  constructor(rows: RowSet) {
    this.#rows = rows;
  }

  /** The set as it is now. O(changes since the last time), now and then O(size). */
  get rows(): RowSet {
    if (this.#added.size + this.#removed.size > 0) {
      this.#rows = patchRows(this.#rows, rowSetOf(this.#added), rowSetOf(this.#removed));
      this.#added.clear();
      this.#removed.clear();
    }
    return this.#rows;
  }

  get size(): number {
    return this.#rows.size + this.#added.size - this.#removed.size;
  }

  has(row: number): boolean {
    return this.#added.has(row) || (!this.#removed.has(row) && this.#rows.has(row));
  }

  add(row: number): void {
    if (this.has(row)) return;
    if (!this.#removed.delete(row)) this.#added.add(row);
  }

  remove(row: number): void {
    if (!this.has(row)) return;
    if (!this.#added.delete(row)) this.#removed.add(row);
  }

  addAll(rows: RowSet): void {
    this.#rows = unionRows(this.rows, rows);
  }

  removeAll(rows: RowSet): void {
    this.#rows = differenceRows(this.rows, rows);
  }
}
