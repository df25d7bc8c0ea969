import { type RowSet, rowSetOfSorted } from '../base/index.ts';
import { type Column, notKnownCode } from '../model/index.ts';
import { type ArrangedCodes, arrangeCodes, largeDictionary, rowsOfCode, rowsOfColumn } from './column-rows.ts';
import type { RowPlace } from './formula-filter.ts';
import { codesOfRows, type RowCodes } from './row-codes.ts';
import type { RowRun } from './row-filters.ts';

let placesByColumn = new WeakMap<Column, OpenRows>();

/** Drops what was gathered, as when a program starts: for measurements. */
export function forgetOpenRows(): void {
  placesByColumn = new WeakMap();
}

/** The rows for which a column is not known, of a population of `size`; kept as long as the column. */
export function openRowsOf(column: Column, size: number): OpenRows {
  let place = placesByColumn.get(column);
  if (place?.populationSize !== size) {
    place = new OpenRows(column, rowsOfCode(rowsOfColumn(column, size), notKnownCode), size);
    placesByColumn.set(column, place);
  }
  return place;
}

/**
 * The rows for which one property is not known, as a small population of their own: what conditions on other properties say
 * of them is read from codes that lie side by side.
 */
export class OpenRows implements RowPlace {
  readonly populationSize: number;
  /** The column that is not known. */
  readonly column: Column;
  /** Rows of the population, ascending; must not be changed. */
  readonly rows: Uint32Array;
  /** The same as a set. */
  readonly set: RowSet;
  /** The numbers of all rows. */
  readonly all: RowRun;
  readonly #codes = new WeakMap<Column, RowCodes>();
  readonly #arranged = new WeakMap<Column, ArrangedCodes>();

  constructor(column: Column, rows: Uint32Array, populationSize: number) {
    this.column = column;
    this.populationSize = populationSize;
    this.rows = rows;
    this.set = rowSetOfSorted(rows);
    this.all = { rows: Uint32Array.from(rows.keys()), start: 0, end: rows.length };
  }

  get size(): number {
    return this.rows.length;
  }

  codesOf(column: Column): RowCodes {
    let codes = this.#codes.get(column);
    if (codes === undefined) {
      codes = codesOfRows(column, this.rows);
      this.#codes.set(column, codes);
    }
    return codes;
  }

  /**
   * The rows with one code of a column, where they lie ready; undefined for large dictionaries, and where the column is not known
   * for some rows of the place either.
   */
  runOf(column: Column, code: number): RowRun | undefined {
    if (column.dictionary.size > largeDictionary) return undefined;
    let arranged = this.#arranged.get(column);
    if (arranged === undefined) {
      arranged = arrangeCodes(this.codesOf(column), column.dictionary.size);
      this.#arranged.set(column, arranged);
    }
    const { starts, rows } = arranged;
    if ((starts[notKnownCode + 1] ?? 0) > 0) return undefined;
    return { rows, start: starts[code] ?? 0, end: starts[code + 1] ?? 0 };
  }

  rowAt(index: number): number {
    return this.rows[index] ?? 0;
  }
}
