import { type RowSet, rowSetOfSorted, rowSetOfWords, rowSetWords } from '../base/index.ts';
import type { RowArena } from './candidates.ts';
import { FormulaFilter } from './formula-filter.ts';
import type { FormulaBook, FormulaNode } from './formula-book.ts';
import { RowBits } from './row-bits.ts';
import { codesOfColumn } from './row-codes.ts';
import { memberBit, type RowRun } from './row-filters.ts';
import { ColumnLeaf, type RowLeaf } from './row-leaf.ts';
import type { TableCache } from './table-cache.ts';

/** A formula is computed on bitmaps when every way into it has more rows than one in this many, else on lists. */
const denseShare = 24;

/** Fewer rows than this are looked up as they are. */
const fewRows = 64;

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
  /** Bitmaps that are asked for again and again, by node. */
  readonly #words = new Map<number, Uint32Array>();
  readonly #freeWords: Uint32Array[] = [];
  readonly #freeBits: RowBits[] = [];
  readonly #freeLists: Uint32Array[] = [];
  /** Bounds on the rows, by node; -1 is not worked out. */
  readonly #estimates: Float64Array;
  /** Rows for which large conditions have been looked up, by node. */
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
    this.#uses = uses;
    this.#leafOf = leafOf;
    this.#arena = arena;
    this.#estimates = new Float64Array(nodes.length).fill(-1);
    this.#asked = new Float64Array(nodes.length);
    const place = { size, codesOf: codesOf(size), rowAt: (row: number) => row };
    this.#filter = new FormulaFilter(place, leafOf, tables, memberBit, (node, count) => this.#wordsFor(node, count));
  }

  /** Rows for which a formula is true, those of deleted objects included. */
  members(node: FormulaNode): RowSet {
    if (this.#isSparse(node)) {
      const buffer = this.#takeList();
      const { rows, start, end } = this.#collect(node, buffer);
      const isReady = rows !== buffer;
      const members = isReady ? rows.subarray(start, end) : this.#arena.copy(rows, end);
      this.#freeLists.push(buffer);
      return rowSetOfSorted(members);
    }
    const words = this.#wordsOf(node);
    if (this.#words.has(node.id)) return rowSetOfWords(words.slice());
    const members = rowSetOfWords(words);
    if (rowSetWords(members) !== words) this.#freeWords.push(words);
    return members;
  }

  #isSparse(node: FormulaNode): boolean {
    return this.#estimate(node) * denseShare <= this.#size;
  }

  /** A bound on the rows, exact for conditions. */
  #estimate(node: FormulaNode): number {
    const known = this.#estimates[node.id] ?? -1;
    if (known >= 0) return known;
    const estimate = this.#computeEstimate(node);
    this.#estimates[node.id] = estimate;
    return estimate;
  }

  #computeEstimate(node: FormulaNode): number {
    if (node.kind === 'leaf') return this.#leafOf(node.leaf).trueCount;
    let [sum, least] = [0, this.#size];
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
    const bits = this.#takeBits();
    for (const child of node.kind === 'or' ? node.children : [node]) this.#addTo(child, bits);
    const end = bits.drain(buffer);
    this.#freeBits.push(bits);
    return { rows: buffer, start: 0, end };
  }

  #addTo(node: FormulaNode, bits: RowBits): void {
    if (node.kind === 'leaf') {
      this.#leafOf(node.leaf).addTrue(bits);
      return;
    }
    const buffer = this.#takeList();
    const { rows, start, end } = this.#collect(node, buffer);
    bits.addRows(rows, end, start);
    this.#freeLists.push(buffer);
  }

  #collectAnd(node: ListNode, buffer: Uint32Array): RowRun {
    const ordered = node.children.toSorted((a, b) => this.#estimate(a) - this.#estimate(b));
    const [driver, ...rest] = ordered;
    if (driver === undefined) return { rows: buffer, start: 0, end: 0 };
    let run = this.#collect(driver, buffer);
    for (const child of rest) {
      if (run.start === run.end) break;
      run = { rows: buffer, start: 0, end: this.#filter.keep(child, run, buffer) };
    }
    return run;
  }

  /**
   * The bitmap of a condition that many rows satisfy, if it is there or worth making: a bit is nearer than a code and its
   * answer, and rules ask for few such conditions again and again.
   */
  #wordsFor(node: FormulaNode, count: number): Uint32Array | undefined {
    const known = this.#words.get(node.id);
    if (known !== undefined || count < fewRows || this.#isSparse(node)) return known;
    const asked = (this.#asked[node.id] ?? 0) + count;
    this.#asked[node.id] = asked;
    return asked < this.#size ? undefined : this.#wordsOf(node);
  }

  /** The bitmap of a node; nobody else has it unless it is among the ones that are kept. */
  #wordsOf(node: FormulaNode): Uint32Array {
    const known = this.#words.get(node.id);
    if (known !== undefined) return known;
    const words = node.kind === 'leaf' ? this.#leafOf(node.leaf).trueWords() : this.#joinedWords(node);
    if (node.kind === 'leaf' || (this.#uses[node.id] ?? 0) > 1) this.#words.set(node.id, words);
    return words;
  }

  #joinedWords(node: ListNode): Uint32Array {
    const target = this.#freeWords.pop() ?? new Uint32Array((this.#size + 31) >>> 5);
    const join = node.kind === 'and' ? intersect : unite;
    let joined: Uint32Array | undefined;
    for (const child of node.children) {
      const words = this.#wordsOf(child);
      if (joined === undefined) target.set(words);
      else join(target, words);
      joined = target;
      if (!this.#words.has(child.id)) this.#freeWords.push(words);
    }
    return target;
  }

  #takeBits(): RowBits {
    return this.#freeBits.pop() ?? new RowBits(this.#size);
  }

  #takeList(): Uint32Array {
    return this.#freeLists.pop() ?? new Uint32Array(Math.ceil(this.#size / denseShare));
  }
}

function codesOf(size: number) {
  return (column: Parameters<typeof codesOfColumn>[0]) => codesOfColumn(column, size);
}

function intersect(target: Uint32Array, other: Uint32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] ?? 0) & (other[index] ?? 0);
}

function unite(target: Uint32Array, other: Uint32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] ?? 0) | (other[index] ?? 0);
}
