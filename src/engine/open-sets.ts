import { emptyRowSet, type RowSet, rowSetOfSorted, rowSetWords } from '../base/index.ts';
import type { RowArena } from './candidates.ts';
import type { FormulaBook, FormulaNode } from './formula-book.ts';
import { FormulaFilter } from './formula-filter.ts';
import { type OpenRows, openRowsOf } from './open-rows.ts';
import { orderBy } from './order-by.ts';
import type { RowBits } from './row-bits.ts';
import { possibleBit, type RowRun } from './row-filters.ts';
import { ColumnLeaf, type RowLeaf } from './row-leaf.ts';
import type { TableCache } from './table-cache.ts';

/** Whether a formula can be open: never, only where one of a few properties is not known, or otherwise. */
export const neverOpen = 1;
const openByAbsence = 2;
export const openOtherwise = 3;
export type Openness = typeof neverOpen | typeof openByAbsence | typeof openOtherwise;

/** A property that is not known for more people than one in this many is none of the few. */
const mostOpenShare = 8;

/** Answers from larger dictionaries are looked up last: their tables lie in no cache. */
const largeDictionary = 1 << 14;

const noRows = new Uint32Array(0);

/**
 * The rows for which formulas are open. That can be only where a property of the formula is not known; such rows are few, and
 * those of each property are looked at as a small population of their own.
 */
export class OpenSets {
  readonly #size: number;
  readonly #leafOf: (leaf: number) => RowLeaf;
  readonly #tables: TableCache;
  readonly #arena: RowArena;
  /** By node; 0 is not worked out. */
  readonly #openness: Uint8Array;
  readonly #filters = new Map<OpenRows, FormulaFilter>();
  readonly #places: OpenRows[] = [];

  /** `leafOf` gives the leaves of the book tied to the population of `size` rows. */
  constructor(
    size: number,
    { nodes }: FormulaBook,
    leafOf: (leaf: number) => RowLeaf,
    tables: TableCache,
    arena: RowArena,
  ) {
    this.#size = size;
    this.#leafOf = leafOf;
    this.#tables = tables;
    this.#arena = arena;
    this.#openness = new Uint8Array(nodes.length);
  }

  opennessOf(node: FormulaNode): Openness {
    const known = this.#openness[node.id];
    if (known === neverOpen || known === openByAbsence || known === openOtherwise) return known;
    let openness: Openness = neverOpen;
    if (node.kind === 'leaf') openness = this.#opennessOfLeaf(this.#leafOf(node.leaf));
    else {
      for (const child of node.children) {
        const part = this.opennessOf(child);
        if (part > openness) openness = part;
      }
    }
    this.#openness[node.id] = openness;
    return openness;
  }

  /** The open rows of a formula that is {@link openByAbsence} and has these members. */
  undecided(node: FormulaNode, members: RowSet): RowSet {
    const buffer = this.#tables.room.takeList(this.#size);
    const undecided = this.#undecided(node, members, buffer);
    this.#tables.room.giveList(buffer);
    return undecided;
  }

  #undecided(node: FormulaNode, members: RowSet, buffer: Uint32Array): RowSet {
    const places = this.#places;
    places.length = 0;
    this.#collectPlaces(node);
    const [first] = places;
    if (first === undefined) return emptyRowSet;
    if (places.length === 1 && this.#isOpenConjunction(node, first)) {
      const { rows, start, end } = this.#possible(node, first, buffer);
      return rows === first.all.rows ? first.set : rowSetOfSorted(this.#spread(first, rows, start, end));
    }
    const bits = this.#tables.room.takeBits(this.#size);
    let count = 0;
    for (const place of places) count += this.#addPossible(node, place, members, bits, buffer);
    const target = this.#arena.take(count);
    const length = bits.drain(target);
    this.#tables.room.giveBits(bits);
    return rowSetOfSorted(target.subarray(0, length));
  }

  #opennessOfLeaf(leaf: RowLeaf): Openness {
    if (leaf.openCount === 0) return neverOpen;
    if (!(leaf instanceof ColumnLeaf) || !leaf.isOpenByAbsenceOnly) return openOtherwise;
    return leaf.openCount * mostOpenShare > this.#size ? openOtherwise : openByAbsence;
  }

  /** One of the conditions that all have to hold reads the property: there are no members among the rows of the place. */
  #isOpenConjunction(node: FormulaNode, place: OpenRows): boolean {
    if (node.kind !== 'and') return this.#isOpenIn(node, place);
    for (const child of node.children) if (this.#isOpenIn(child, place)) return true;
    return false;
  }

  /** The properties of a formula that are not known for somebody. */
  #collectPlaces(node: FormulaNode): void {
    if (this.opennessOf(node) === neverOpen) return;
    if (node.kind !== 'leaf') for (const child of node.children) this.#collectPlaces(child);
    else {
      const leaf = this.#leafOf(node.leaf);
      if (!(leaf instanceof ColumnLeaf)) return;
      const place = openRowsOf(leaf.column, this.#size);
      if (!this.#places.includes(place)) this.#places.push(place);
    }
  }

  /** Adds the rows of a place for which a formula is not false and that are no members; returns how many, some perhaps twice. */
  #addPossible(node: FormulaNode, place: OpenRows, members: RowSet, bits: RowBits, buffer: Uint32Array): number {
    let count = 0;
    if (node.kind === 'or') {
      // A part that is not open in the place can only have members there.
      for (const child of node.children)
        if (this.#canBeOpenIn(child, place)) count += this.#addPossible(child, place, members, bits, buffer);
      return count;
    }
    const { rows, start, end } = this.#possible(node, place, buffer);
    const words = rowSetWords(members);
    const list = words === undefined ? members.toArray() : noRows;
    let at = 0;
    for (let index = start; index < end; index++) {
      const row = place.rowAt(rows[index] ?? 0);
      while (at < list.length && (list[at] ?? 0) < row) at++;
      if (list[at] === row || (words !== undefined && (((words[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1)) continue;
      bits.add(row);
      count++;
    }
    return count;
  }

  #canBeOpenIn(node: FormulaNode, place: OpenRows): boolean {
    if (node.kind === 'leaf') return this.#isOpenIn(node, place);
    for (const child of node.children) if (this.#canBeOpenIn(child, place)) return true;
    return false;
  }

  /** No row of the place is ruled out: the formula is a condition on its property, or one such condition is enough for it. */
  #isPossibleIn(node: FormulaNode, place: OpenRows): boolean {
    if (node.kind !== 'or') return this.#isOpenIn(node, place);
    for (const child of node.children) if (this.#isPossibleIn(child, place)) return true;
    return false;
  }

  /** The numbers of the rows of a place for which a formula is not false: in `buffer`, or where they lie ready. */
  #possible(node: FormulaNode, place: OpenRows, buffer: Uint32Array): RowRun {
    const filter = this.#filterOf(place);
    const parts = node.kind === 'and' ? orderBy(node.children, this.#costOf) : [node];
    const first = this.#readyPart(parts, place);
    let run = first === undefined ? place.all : (this.#readyRun(first, place) ?? place.all);
    for (const part of parts) {
      if (run.start === run.end) break;
      if (part === first || this.#isPossibleIn(part, place)) continue;
      run = { rows: buffer, start: 0, end: filter.keep(part, run, buffer) };
    }
    return run;
  }

  /** The part with the fewest rows among those whose rows lie ready. */
  #readyPart(parts: readonly FormulaNode[], place: OpenRows): FormulaNode | undefined {
    let fewest = place.size;
    let chosen: FormulaNode | undefined;
    for (const part of parts) {
      const run = this.#readyRun(part, place);
      if (run === undefined || run.end - run.start >= fewest) continue;
      fewest = run.end - run.start;
      chosen = part;
    }
    return chosen;
  }

  #readyRun(node: FormulaNode, place: OpenRows): RowRun | undefined {
    if (node.kind !== 'leaf') return undefined;
    const leaf = this.#leafOf(node.leaf);
    if (!(leaf instanceof ColumnLeaf) || leaf.onlyCode === undefined) return undefined;
    return place.runOf(leaf.column, leaf.onlyCode);
  }

  /** A condition on the property that is not known in a place is open for all its rows. */
  #isOpenIn(node: FormulaNode, place: OpenRows): boolean {
    if (node.kind !== 'leaf') return false;
    const leaf = this.#leafOf(node.leaf);
    return leaf instanceof ColumnLeaf && leaf.column === place.column;
  }

  /** Conditions that rule out most come first, those on large dictionaries after all others. */
  readonly #costOf = (node: FormulaNode): number => {
    if (node.kind !== 'leaf') return this.#size;
    const leaf = this.#leafOf(node.leaf);
    const isLarge = leaf instanceof ColumnLeaf && leaf.column.dictionary.size > largeDictionary;
    return leaf.trueCount + leaf.openCount + (isLarge ? this.#size : 0);
  };

  #filterOf(place: OpenRows): FormulaFilter {
    let filter = this.#filters.get(place);
    if (filter === undefined) {
      filter = new FormulaFilter(place, this.#leafOf, this.#tables, possibleBit);
      this.#filters.set(place, filter);
    }
    return filter;
  }

  /** The rows with the numbers `numbers[start..end)` of a place. */
  #spread(place: OpenRows, numbers: Uint32Array, start: number, end: number): Uint32Array {
    const target = this.#arena.take(end - start);
    const { rows } = place;
    for (let index = start; index < end; index++) target[index - start] = rows[numbers[index] ?? 0] ?? 0;
    return target;
  }
}
