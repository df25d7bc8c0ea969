import type { Column } from '../model/index.ts';
import { largeDictionary } from './column-rows.ts';
import type { FormulaNode } from './formula-book.ts';
import type { RowCodes } from './row-codes.ts';
import {
  keepCode,
  keepMarked,
  keepSearched,
  keepTruth,
  keepWords,
  markTruth,
  markWords,
  memberBit,
  type RowRun,
  type TruthBit,
} from './row-filters.ts';
import { ColumnLeaf, type RowLeaf } from './row-leaf.ts';
import type { TableCache } from './table-cache.ts';

/** Few rows are searched for in a list this many times as long: making a table of it would cost more. */
const searchedShare = 16;

function isSearched({ truth: { listed, size } }: ColumnLeaf, { start, end }: RowRun): boolean {
  return size > largeDictionary && (end - start) * searchedShare < listed.length;
}

/** A list of rows of a population in which rows go by other numbers, or all of it. */
export interface RowPlace {
  readonly size: number;
  /** The codes of a column by number of the place. */
  codesOf(column: Column): RowCodes;
  /** The row of the population that has a number in the place. */
  rowAt(index: number): number;
}

/**
 * Looks up formulas for rows of a place, in two values: whether they hold for sure ({@link memberBit}), or whether they hold
 * or are open. What is not known is one or the other, so that no row carries a truth of its own.
 */
export class FormulaFilter {
  readonly #place: RowPlace;
  readonly #leafOf: (leaf: number) => RowLeaf;
  readonly #tables: TableCache;
  readonly #bit: TruthBit;
  readonly #wordsOf: (node: FormulaNode, count: number) => Uint32Array | undefined;
  readonly #marks: Uint8Array[] = [];

  /** `wordsOf` gives a bitmap of the rows of a node where one is at hand for looking up `count` rows. */
  constructor(
    place: RowPlace,
    leafOf: (leaf: number) => RowLeaf,
    tables: TableCache,
    bit: TruthBit,
    wordsOf: (node: FormulaNode, count: number) => Uint32Array | undefined = () => undefined,
  ) {
    this.#place = place;
    this.#leafOf = leafOf;
    this.#tables = tables;
    this.#bit = bit;
    this.#wordsOf = wordsOf;
  }

  /** Writes the rows of a run that a formula does not rule out to `target` and returns their number. */
  keep(node: FormulaNode, run: RowRun, target: Uint32Array): number {
    if (node.kind === 'leaf') return this.#keepLeaf(node, run, target);
    if (node.kind === 'and') {
      let rest = run;
      for (const child of node.children) rest = { rows: target, start: 0, end: this.keep(child, rest, target) };
      return rest.end;
    }
    const marks = this.#takeMarks(run);
    this.#mark(node, run, marks);
    const kept = keepMarked(marks, run, target);
    this.#marks.push(marks);
    return kept;
  }

  #keepLeaf(node: Extract<FormulaNode, { kind: 'leaf' }>, run: RowRun, target: Uint32Array): number {
    const words = this.#wordsOf(node, run.end - run.start);
    if (words !== undefined) return keepWords(words, run, target);
    const leaf = this.#leafOf(node.leaf);
    if (!(leaf instanceof ColumnLeaf)) {
      const marks = this.#takeMarks(run);
      this.#markOther(leaf, run, marks);
      const kept = keepMarked(marks, run, target);
      this.#marks.push(marks);
      return kept;
    }
    const codes = this.#place.codesOf(leaf.column);
    if (leaf.onlyCode !== undefined && (this.#bit === memberBit || leaf.openCount === 0))
      return keepCode(codes, leaf.onlyCode, run, target);
    if (isSearched(leaf, run)) return keepSearched(codes, leaf.truth, this.#bit, run, target);
    const table = this.#tables.borrow(leaf.truth);
    const kept = keepTruth(codes, table, this.#bit, run, target);
    this.#tables.giveBack(leaf.truth, table);
    return kept;
  }

  /** Writes one or zero for each row of a run. */
  #mark(node: FormulaNode, run: RowRun, marks: Uint8Array): void {
    if (node.kind === 'leaf') {
      this.#markLeaf(node, run, marks);
      return;
    }
    const [first, ...rest] = node.children;
    if (first !== undefined) this.#mark(first, run, marks);
    const other = this.#takeMarks(run);
    const count = run.end - run.start;
    for (const child of rest) {
      this.#mark(child, run, other);
      if (node.kind === 'and') {
        for (let index = 0; index < count; index++) marks[index] = (marks[index] ?? 0) & (other[index] ?? 0);
      } else for (let index = 0; index < count; index++) marks[index] = (marks[index] ?? 0) | (other[index] ?? 0);
    }
    this.#marks.push(other);
  }

  #markLeaf(node: Extract<FormulaNode, { kind: 'leaf' }>, run: RowRun, marks: Uint8Array): void {
    const words = this.#wordsOf(node, run.end - run.start);
    if (words !== undefined) {
      markWords(words, run, marks);
      return;
    }
    const leaf = this.#leafOf(node.leaf);
    if (!(leaf instanceof ColumnLeaf)) {
      this.#markOther(leaf, run, marks);
      return;
    }
    const table = this.#tables.borrow(leaf.truth);
    markTruth(this.#place.codesOf(leaf.column), table, this.#bit, run, marks);
    this.#tables.giveBack(leaf.truth, table);
  }

  #markOther(leaf: RowLeaf, { rows, start, end }: RowRun, marks: Uint8Array): void {
    for (let index = start; index < end; index++)
      marks[index - start] = (leaf.truthAt(this.#place.rowAt(rows[index] ?? 0)) >>> this.#bit) & 1;
  }

  #takeMarks({ start, end }: RowRun): Uint8Array {
    const marks = this.#marks.pop();
    return marks === undefined || marks.length < end - start ? new Uint8Array(end - start) : marks;
  }
}
