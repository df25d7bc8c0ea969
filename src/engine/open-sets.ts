import { emptyRowSet, type RowSet, rowSetOfSorted } from '../base/index.ts';
import type { RowArena } from './candidates.ts';
import type { FormulaBook, FormulaNode } from './formula-book.ts';
import { FormulaFilter } from './formula-filter.ts';
import { type OpenRows, openRowsOf } from './open-rows.ts';
import { RowBits } from './row-bits.ts';
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
  #buffer = new Uint32Array(0);
  #bits: RowBits | undefined;

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
    const places = new Set<OpenRows>();
    this.#collectPlaces(node, places);
    const [first, ...others] = places;
    if (first === undefined) return emptyRowSet;
    if (others.length === 0 && conjuncts(node).some((part) => this.#isOpenIn(part, first))) {
      const { rows, end } = this.#possible(node, first);
      return rows === first.all.rows ? first.set : rowSetOfSorted(this.#spread(first, rows, end));
    }
    const bits = (this.#bits ??= new RowBits(this.#size));
    let count = 0;
    for (const place of places) {
      const { rows, end } = this.#possible(node, place);
      for (let index = 0; index < end; index++) {
        const row = place.rowAt(rows[index] ?? 0);
        if (!members.has(row)) bits.add(row);
      }
      count += end;
    }
    const target = this.#arena.take(count);
    const length = bits.drain(target);
    return rowSetOfSorted(target.subarray(0, length));
  }

  #opennessOfLeaf(leaf: RowLeaf): Openness {
    if (leaf.openCount === 0) return neverOpen;
    if (!(leaf instanceof ColumnLeaf) || !leaf.isOpenByAbsenceOnly) return openOtherwise;
    return leaf.openCount * mostOpenShare > this.#size ? openOtherwise : openByAbsence;
  }

  /** The properties of a formula that are not known for somebody. */
  #collectPlaces(node: FormulaNode, places: Set<OpenRows>): void {
    if (this.opennessOf(node) === neverOpen) return;
    if (node.kind !== 'leaf') for (const child of node.children) this.#collectPlaces(child, places);
    else {
      const leaf = this.#leafOf(node.leaf);
      if (leaf instanceof ColumnLeaf) places.add(openRowsOf(leaf.column, this.#size));
    }
  }

  /** The numbers of the rows of a place for which a formula is not false. */
  #possible(node: FormulaNode, place: OpenRows): RowRun {
    if (this.#buffer.length < place.size) this.#buffer = new Uint32Array(place.size);
    const buffer = this.#buffer;
    const filter = this.#filterOf(place);
    const parts = conjuncts(node).filter((part) => !this.#isOpenIn(part, place));
    const costs = new Map(parts.map((part) => [part, this.#costOf(part)]));
    let run = place.all;
    for (const part of parts.toSorted((a, b) => (costs.get(a) ?? 0) - (costs.get(b) ?? 0))) {
      if (run.end === 0) break;
      run = { rows: buffer, start: 0, end: filter.keep(part, run, buffer) };
    }
    return run;
  }

  /** A condition on the property that is not known in a place is open for all its rows. */
  #isOpenIn(node: FormulaNode, place: OpenRows): boolean {
    if (node.kind !== 'leaf') return false;
    const leaf = this.#leafOf(node.leaf);
    return leaf instanceof ColumnLeaf && openRowsOf(leaf.column, this.#size) === place;
  }

  /** Conditions that rule out most come first, those on large dictionaries after all others. */
  #costOf(node: FormulaNode): number {
    if (node.kind !== 'leaf') return this.#size;
    const leaf = this.#leafOf(node.leaf);
    const isLarge = leaf instanceof ColumnLeaf && leaf.column.dictionary.size > largeDictionary;
    return leaf.trueCount + leaf.openCount + (isLarge ? this.#size : 0);
  }

  #filterOf(place: OpenRows): FormulaFilter {
    let filter = this.#filters.get(place);
    if (filter === undefined) {
      filter = new FormulaFilter(place, this.#leafOf, this.#tables, possibleBit);
      this.#filters.set(place, filter);
    }
    return filter;
  }

  /** The rows with the numbers `numbers[0..count)` of a place. */
  #spread(place: OpenRows, numbers: Uint32Array, count: number): Uint32Array {
    const target = this.#arena.take(count);
    const { rows } = place;
    for (let index = 0; index < count; index++) target[index] = rows[numbers[index] ?? 0] ?? 0;
    return target;
  }
}

/** What all has to hold for a formula to hold. */
function conjuncts(node: FormulaNode): readonly FormulaNode[] {
  return node.kind === 'and' ? node.children : [node];
}
