import { type RowSet, rowSetOf } from '../base/index.ts';

/** Unions of lists of rows, each combination of the same lists made once: many rules are touched by the same few changes. */
export class RowUnions {
  readonly #numbers = new Map<readonly number[], number>();
  readonly #unions = new Map<string, RowSet>();
  readonly #singles = new Map<readonly number[], RowSet>();

  /** All rows of the lists. Lists are told apart by identity. */
  of(lists: readonly (readonly number[])[]): RowSet {
    const [only] = lists;
    if (only === undefined || lists.some((list) => list !== only)) return this.#joined(lists);
    let rows = this.#singles.get(only);
    if (rows === undefined) {
      rows = rowSetOf(only);
      this.#singles.set(only, rows);
    }
    return rows;
  }

  #joined(lists: readonly (readonly number[])[]): RowSet {
    const numbers = [...new Set(lists.map((list) => this.#numberOf(list)))].toSorted((a, b) => a - b);
    const key = numbers.join(' ');
    let union = this.#unions.get(key);
    if (union === undefined) {
      const distinct = new Set(lists);
      const rows: number[] = [];
      for (const list of distinct) for (const row of list) rows.push(row);
      union = rowSetOf(rows);
      this.#unions.set(key, union);
    }
    return union;
  }

  #numberOf(list: readonly number[]): number {
    let number = this.#numbers.get(list);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(list, number);
    }
    return number;
  }
}
