import { isBitmapSmaller, type RowSet, rowSetOfSorted, rowSetOfWords } from '../base/index.ts';
import type { Column } from '../model/index.ts';
import { BitmapCache } from './bitmap-cache.ts';
import type { RowArena } from './candidates.ts';
import { FormulaFilter } from './formula-filter.ts';
import type { FormulaBook, FormulaNode } from './formula-book.ts';
import { orderBy } from './order-by.ts';
import type { RowBits } from './row-bits.ts';
import { codesOfColumn, type RowCodes } from './row-codes.ts';
import { memberBit, type RowRun } from './row-filters.ts';
import { ColumnLeaf, type RowLeaf } from './row-leaf.ts';
import type { TableCache } from './table-cache.ts';
import type { WorkRoom } from './work-room.ts';

/** A formula is computed on bitmaps when every way into it has more rows than one in this many, else on lists. */
const denseShare = 24;

/** Fewer rows than this are looked up as they are. */
const fewRows = 64;

/** What looking up a code and its answer costs next to adding a row to a bitmap, by whether columns lie in a cache. */
const cheapLookup = 1.5;
const dearLookup = 8;
/** What finding a row of a scattered condition costs next to that. */
const scatteredCost = 8;
const largePopulation = 1 << 18;

type ListNode = Extract<FormulaNode, { kind: 'and' | 'or' }>;

/**
 * The rows for which formulas hold for sure. A conjunction is driven by its rarest part, whose rows are looked up in the
 * others; large sets are combined as bitmaps. One serves the formulas of one book on one population.
 */
export class MemberSets {
  readonly #size: number;
  readonly #leafOf: (leaf: number) => RowLeaf;
  readonly #filter: FormulaFilter;
  readonly #uses: Uint32Array;
  readonly #arena: RowArena;
  readonly #bitmaps: BitmapCache;
  readonly #lookupCost: number;
  readonly #estimateOf = (node: FormulaNode): number => this.#estimate(node);
  readonly #room: WorkRoom;
  /** About how many rows there are at most, by node; -1 is not worked out. */
  readonly #estimates: Float64Array;
  readonly #columns = new Map<Column, number>();
  /** Rows that have been looked up, by node. */
  readonly #asked: Float64Array;

  /** `leafOf` gives the leaves of the book tied to the population of `size` rows. */
  constructor(
    size: number,
    { nodes, uses }: FormulaBook,
    leafOf: (leaf: number) => RowLeaf,
    tables: TableCache,
    arena: RowArena,
  ) {
    this.#size = size;
    this.#bitmaps = new BitmapCache(size);
    this.#lookupCost = size > largePopulation ? dearLookup : cheapLookup;
    this.#uses = uses;
    this.#room = tables.room;
    this.#leafOf = leafOf;
    this.#arena = arena;
    this.#estimates = new Float64Array(nodes.length).fill(-1);
    this.#asked = new Float64Array(nodes.length);
    const place = { size, codesOf: codesOf(size), rowAt: (row: number) => row };
    this.#filter = new FormulaFilter(place, leafOf, tables, memberBit, (node, count) => this.#bitmapFor(node, count));
  }

  /** Rows for which a formula is true, those of deleted objects included. */
  members(node: FormulaNode): RowSet {
    if (this.#isSparse(node)) {
      const buffer = this.#room.takeList(this.#size);
      const { rows, start, end } = this.#collect(node, buffer);
      // Lists that are kept need memory of their own; those of one value have it.
      const isReady = this.#isOneValue(node) || isBitmapSmaller(end - start, (rows[end - 1] ?? 0) + 1);
      const members = rowSetOfSorted(isReady ? rows.subarray(start, end) : this.#arena.copy(rows, end, start));
      this.#room.giveList(buffer);
      return members;
    }
    const words = this.#wordsOf(node);
    const members = rowSetOfWords(words.slice());
    this.#release(node, words);
    return members;
  }

  #isOneValue(node: FormulaNode): boolean {
    const leaf = node.kind === 'leaf' ? this.#leafOf(node.leaf) : undefined;
    return leaf instanceof ColumnLeaf && leaf.onlyCode !== undefined;
  }

  /**
   * A number that is near for formulas that look up the same: computed one after the other, they find its codes and bitmap
   * in the caches of the core.
   */
  placeInOrder(node: FormulaNode): number {
    if (node.kind !== 'and') return 0;
    const first = this.#second(node.children);
    if (first?.kind !== 'leaf') return 0;
    const leaf = this.#leafOf(first.leaf);
    if (!(leaf instanceof ColumnLeaf)) return 0;
    let number = this.#columns.get(leaf.column);
    if (number === undefined) {
      number = this.#columns.size + 1;
      this.#columns.set(leaf.column, number);
    }
    return number * this.#estimates.length + first.id;
  }

  /** The part with the second fewest rows: the first one that is looked up. */
  #second(nodes: readonly FormulaNode[]): FormulaNode | undefined {
    let [least, next] = [Infinity, Infinity];
    let [rarest, second]: (FormulaNode | undefined)[] = [];
    for (const node of nodes) {
      const estimate = this.#estimate(node);
      if (estimate < least) {
        [next, second] = [least, rarest];
        [least, rarest] = [estimate, node];
      } else if (estimate < next) [next, second] = [estimate, node];
    }
    return second;
  }

  #isSparse(node: FormulaNode): boolean {
    return this.#estimate(node) * denseShare <= this.#size;
  }

  /** About how many rows there are at most. */
  #estimate(node: FormulaNode): number {
    const known = this.#estimates[node.id] ?? -1;
    if (known >= 0) return known;
    const estimate = this.#computeEstimate(node);
    this.#estimates[node.id] = estimate;
    return estimate;
  }

  #computeEstimate(node: FormulaNode): number {
    if (node.kind === 'leaf') return this.#leafOf(node.leaf).trueCount;
    let sum = 0;
    let least = this.#size;
    for (const child of node.children) {
      const part = this.#estimate(child);
      sum += part;
      if (part < least) least = part;
    }
    return node.kind === 'and' ? least : Math.min(this.#size, sum);
  }

  /** All rows of a node that is sparse: in `buffer`, from its beginning, or where they lie ready. */
  #collect(node: FormulaNode, buffer: Uint32Array): RowRun {
    if (node.kind === 'and') return this.#collectAnd(node, buffer);
    if (node.kind === 'leaf') {
      const leaf = this.#leafOf(node.leaf);
      const ready = leaf instanceof ColumnLeaf ? leaf.readyRun() : undefined;
      if (ready !== undefined) return ready;
    }
    const bits = this.#room.takeBits(this.#size);
    for (const child of node.kind === 'or' ? node.children : [node]) this.#addTo(child, bits);
    const end = bits.drain(buffer);
    this.#room.giveBits(bits);
    return { rows: buffer, start: 0, end };
  }

  #addTo(node: FormulaNode, bits: RowBits): void {
    if (node.kind === 'leaf') {
      this.#leafOf(node.leaf).addTrue(bits);
      return;
    }
    const buffer = this.#room.takeList(this.#size);
    const { rows, start, end } = this.#collect(node, buffer);
    bits.addRows(rows, end, start);
    this.#room.giveList(buffer);
  }

  #collectAnd(node: ListNode, buffer: Uint32Array): RowRun {
    const ordered = orderBy(node.children, this.#estimateOf);
    let run: RowRun | undefined;
    for (const child of ordered) {
      if (run === undefined) run = this.#collect(child, buffer);
      else if (run.start < run.end) run = { rows: buffer, start: 0, end: this.#filter.keep(child, run, buffer) };
    }
    return run ?? { rows: buffer, start: 0, end: 0 };
  }

  /**
   * The bitmap of a node, if it is kept or worth making: a bit is nearer than a code and its answer. It is made when looking
   * up has cost as much as making it would have.
   */
  #bitmapFor(node: FormulaNode, count: number): Uint32Array | undefined {
    const known = this.#bitmaps.get(node.id);
    if (known !== undefined || count < fewRows || node.kind === 'and') return known;
    const asked = (this.#asked[node.id] ?? 0) + count;
    this.#asked[node.id] = asked;
    if (asked * this.#lookupCost < this.#costOf(node)) return undefined;
    const words = this.#wordsOf(node);
    if (this.#bitmaps.get(node.id) === undefined) this.#bitmaps.keep(node.id, words);
    return words;
  }

  /** What making the bitmap of a node costs, in rows added. */
  #costOf(node: FormulaNode): number {
    const rows = this.#estimate(node);
    // Where most rows are among them, the others are taken away.
    const added = Math.min(rows, this.#size - rows) + this.#size / 128;
    const leaf = node.kind === 'leaf' ? this.#leafOf(node.leaf) : undefined;
    const isScattered = leaf instanceof ColumnLeaf && leaf.onlyCode === undefined && leaf.isScattered;
    return isScattered ? added * scatteredCost : added;
  }

  /** The bitmap of a node; the caller's unless the cache has it. */
  #wordsOf(node: FormulaNode): Uint32Array {
    const known = this.#bitmaps.get(node.id);
    if (known !== undefined) return known;
    const words = node.kind === 'and' ? this.#joinedWords(node) : this.#bitmaps.take();
    if (node.kind === 'leaf') this.#leafOf(node.leaf).fillWords(words);
    else if (node.kind === 'or') for (const child of node.children) this.#addWords(child, words);
    if (node.kind === 'leaf' || (this.#uses[node.id] ?? 0) > 1) this.#bitmaps.keep(node.id, words);
    return words;
  }

  /** Adds the rows of a node to a bitmap. */
  #addWords(node: FormulaNode, target: Uint32Array): void {
    if (node.kind === 'leaf' && this.#isSparse(node)) {
      this.#leafOf(node.leaf).addWords(target);
      return;
    }
    const words = this.#wordsOf(node);
    unite(target, words);
    this.#release(node, words);
  }

  #joinedWords(node: ListNode): Uint32Array {
    const target = this.#bitmaps.takeAny();
    let isFirst = true;
    for (const child of node.children) {
      const words = this.#wordsOf(child);
      if (isFirst) target.set(words);
      else intersect(target, words);
      isFirst = false;
      this.#release(child, words);
    }
    return target;
  }

  #release(node: FormulaNode, words: Uint32Array): void {
    if (this.#bitmaps.get(node.id) === undefined) this.#bitmaps.giveBack(words);
  }
}

/** Codes by column. Formulas that look up the same column follow each other, so the last one is remembered. */
function codesOf(size: number): (column: Column) => RowCodes {
  let last: { readonly column: Column; readonly codes: RowCodes } | undefined;
  return (column) => {
    if (last?.column !== column) last = { column, codes: codesOfColumn(column, size) };
    return last.codes;
  };
}

function intersect(target: Uint32Array, other: Uint32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] ?? 0) & (other[index] ?? 0);
}

function unite(target: Uint32Array, other: Uint32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] ?? 0) | (other[index] ?? 0);
}
