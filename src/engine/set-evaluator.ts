import { emptyRowSet, rowSetOfWords } from '../base/index.ts';
import { isOpen, isTrue, type RowVerdicts } from '../rules/index.ts';
import {
  type Candidates,
  keepWhere,
  keepWith,
  mergeOpen,
  RowArena,
  Scratch,
  spellOut,
  verdictsOf,
} from './candidates.ts';
import type { FormulaBook, FormulaNode } from './formula-book.ts';
import { orderBy } from './order-by.ts';
import { RowBits } from './row-bits.ts';
import type { RowLeaf } from './row-leaf.ts';

/** Bitmaps of the rows for which a node holds, and for which it holds or is open; one array if nothing is open. */
interface DenseRows {
  readonly members: Uint32Array;
  readonly possible: Uint32Array;
}

/** A formula is computed on bitmaps when every way into it has more rows than one in this many, else on lists. */
const denseShare = 24;

/** A list is walked when it is at most so many times as long as that of the candidates. */
const longestWalk = 8;

/** Fewer rows than this are looked up as they are. */
const fewRows = 64;

type ListNode = Extract<FormulaNode, { kind: 'and' | 'or' }>;

/**
 * Computes formulas as algebra on sets of rows. A conjunction is driven by its rarest part, whose rows are looked up in the
 * others; large sets are combined as bitmaps. Kleene's logic is kept by carrying rows that are open along with those that
 * are members. One evaluator serves the formulas of one book on one population.
 */
export class SetEvaluator {
  readonly #size: number;
  readonly #leafOf: (leaf: number) => RowLeaf;
  readonly #scratch: Scratch;
  readonly #uses: Uint32Array;
  readonly #arena = new RowArena();
  readonly #dense = new Map<number, DenseRows>();
  /** About how many rows are not false at most, by node; -1 is not worked out. */
  readonly #estimates: Float64Array;
  /** Rows for which large conditions have been asked for. */
  readonly #asked = new Map<number, number>();

  /** `leafOf` gives the leaves of the book tied to the population of `size` rows. */
  constructor(size: number, { nodes, uses }: FormulaBook, leafOf: (leaf: number) => RowLeaf) {
    this.#size = size;
    this.#uses = uses;
    this.#estimates = new Float64Array(nodes.length).fill(-1);
    this.#leafOf = leafOf;
    this.#scratch = new Scratch(size);
  }

  /** Members and undecided rows of a formula, deleted objects included. */
  verdicts(node: FormulaNode): RowVerdicts {
    if (this.#isSparse(node)) {
      const candidates = this.#scratch.candidates();
      this.#collect(node, candidates);
      const verdicts = verdictsOf(candidates, this.#arena);
      this.#scratch.giveBack(candidates);
      return verdicts;
    }
    const { members, possible } = this.#denseRows(node);
    // Bitmaps that nobody else will ask for become the result; others stay for the next formula.
    const own = (words: Uint32Array): Uint32Array => (this.#dense.has(node.id) ? words.slice() : words);
    if (members === possible) return { members: rowSetOfWords(own(members)), undecided: emptyRowSet };
    const undecided = own(possible);
    for (let index = 0; index < undecided.length; index++)
      undecided[index] = (undecided[index] ?? 0) & ~(members[index] ?? 0);
    return { members: rowSetOfWords(own(members)), undecided: rowSetOfWords(undecided) };
  }

  /** The truths of `rows[0..count)`. O(rows * conditions). */
  truths(node: FormulaNode, rows: Uint32Array, count: number, target: Uint8Array): void {
    if (node.kind === 'leaf') {
      const dense = this.#denseOf(node, count);
      if (dense === undefined) this.#leafOf(node.leaf).truths(rows, count, target);
      else readWords(dense, rows, count, target);
      return;
    }
    const [first, ...rest] = node.children;
    if (first !== undefined) this.truths(first, rows, count, target);
    const other = this.#scratch.truths();
    for (const child of rest) {
      this.truths(child, rows, count, other);
      if (node.kind === 'and') {
        for (let index = 0; index < count; index++) target[index] = (target[index] ?? 0) & (other[index] ?? 0);
      } else for (let index = 0; index < count; index++) target[index] = (target[index] ?? 0) | (other[index] ?? 0);
    }
    this.#scratch.giveBack(other);
  }

  /**
   * The bitmaps of a condition that many rows satisfy, if they are there or worth making: a bit is nearer than a code and its
   * answer, and rules ask for few such conditions again and again.
   */
  #denseOf(node: FormulaNode, count: number): DenseRows | undefined {
    const known = this.#dense.get(node.id);
    if (known !== undefined || count < fewRows || this.#isSparse(node)) return known;
    const asked = (this.#asked.get(node.id) ?? 0) + count;
    this.#asked.set(node.id, asked);
    return asked < this.#size ? undefined : this.#denseRows(node);
  }

  #isSparse(node: FormulaNode): boolean {
    return this.#estimate(node) * denseShare <= this.#size;
  }

  /** About how many rows are not false at most. */
  #estimate(node: FormulaNode): number {
    const known = this.#estimates[node.id] ?? -1;
    if (known >= 0) return known;
    const estimate = this.#computeEstimate(node);
    this.#estimates[node.id] = estimate;
    return estimate;
  }

  #computeEstimate(node: FormulaNode): number {
    if (node.kind === 'leaf') {
      const { trueCount, openCount } = this.#leafOf(node.leaf);
      return trueCount + openCount;
    }
    let [sum, least] = [0, this.#size];
    for (const child of node.children) {
      const part = this.#estimate(child);
      sum += part;
      if (part < least) least = part;
    }
    return node.kind === 'and' ? least : Math.min(this.#size, sum);
  }

  /** Fills `target` with all rows of a node that are not false. The node must be sparse. */
  #collect(node: FormulaNode, target: Candidates): void {
    if (node.kind === 'leaf') this.#collectLeaf(this.#leafOf(node.leaf), target);
    else if (node.kind === 'and') this.#collectAnd(node, target);
    else this.#collectOr(node, target);
  }

  #collectLeaf(leaf: RowLeaf, target: Candidates): void {
    const ready = leaf.readyRows();
    const open = leaf.openCount === 0 ? noRows : leaf.readyOpen();
    if (ready !== undefined && open !== undefined) {
      if (open.length > 0) mergeOpen(ready, ready.length, open, target);
      else {
        target.rows.set(ready);
        target.count = ready.length;
      }
      return;
    }
    const scratch = this.#scratch;
    const members = scratch.bits();
    leaf.addTrue(members);
    if (open === undefined) {
      const bits = scratch.bits();
      leaf.addOpen(bits);
      this.#drainBoth(members, bits, target);
      scratch.giveBack(bits);
    } else if (open.length === 0) target.count = members.drain(target.rows);
    else {
      const known = scratch.candidates();
      mergeOpen(known.rows, members.drain(known.rows), open, target);
      scratch.giveBack(known);
    }
    scratch.giveBack(members);
  }

  #collectAnd(node: ListNode, target: Candidates): void {
    const ordered = orderBy(node.children, (child) => this.#estimate(child));
    const [driver, ...rest] = ordered;
    if (driver === undefined) return;
    this.#collect(driver, target);
    const other = this.#scratch.truths();
    for (const child of rest) {
      if (target.count === 0) break;
      if (child.kind === 'leaf') {
        this.#keepLeaf(child, target);
        continue;
      }
      this.truths(child, target.rows, target.count, other);
      keepWith(target, other);
    }
    this.#scratch.giveBack(other);
  }

  /** Drops the candidates that a condition rules out. */
  #keepLeaf(node: Extract<FormulaNode, { kind: 'leaf' }>, target: Candidates): void {
    const leaf = this.#leafOf(node.leaf);
    if (this.#keepListed(leaf, target)) return;
    const dense = this.#denseOf(node, target.count);
    if (dense === undefined) leaf.keep(target);
    else if (target.isDecided && dense.members === dense.possible) keepBits(dense.members, target);
    else keepWhere(target, truthReader(dense));
  }

  /** Walks two lists side by side, where both are about as long: memory read in order is several times quicker. */
  #keepListed(leaf: RowLeaf, target: Candidates): boolean {
    const { rows, count } = target;
    if (!target.isDecided || leaf.openCount > 0 || leaf.trueCount > count * longestWalk) return false;
    const listed = leaf.readyRows();
    if (listed === undefined) return false;
    let kept = 0;
    let at = 0;
    for (let index = 0; index < count && at < listed.length; index++) {
      const row = rows[index] ?? 0;
      while (at < listed.length && (listed[at] ?? 0) < row) at++;
      if (listed[at] === row) rows[kept++] = row;
    }
    target.count = kept;
    return true;
  }

  #collectOr(node: ListNode, target: Candidates): void {
    const scratch = this.#scratch;
    const members = scratch.bits();
    const open = scratch.bits();
    let hasOpen = false;
    for (const child of node.children) {
      if (child.kind === 'leaf') {
        const leaf = this.#leafOf(child.leaf);
        leaf.addTrue(members);
        if (leaf.openCount > 0) leaf.addOpen(open);
        hasOpen ||= leaf.openCount > 0;
        continue;
      }
      const part = scratch.candidates();
      this.#collect(child, part);
      if (part.isDecided) members.addRows(part.rows, part.count);
      else {
        hasOpen = true;
        for (let index = 0; index < part.count; index++)
          (part.truth[index] === isTrue ? members : open).add(part.rows[index] ?? 0);
      }
      scratch.giveBack(part);
    }
    if (hasOpen) this.#drainBoth(members, open, target);
    else target.count = members.drain(target.rows);
    scratch.giveBack(members);
    scratch.giveBack(open);
  }

  /** Moves members and open rows to the target; a row that is both is a member. */
  #drainBoth(members: RowBits, open: RowBits, target: Candidates): void {
    const known = this.#scratch.candidates();
    known.count = members.drain(known.rows);
    members.addRows(known.rows, known.count);
    open.addRows(known.rows, known.count);
    target.count = open.drain(target.rows);
    target.isDecided = target.count === known.count;
    spellOut(target);
    if (!target.isDecided) {
      for (let index = 0; index < target.count; index++)
        target.truth[index] = members.has(target.rows[index] ?? 0) ? isTrue : isOpen;
    }
    members.drain(known.rows);
    this.#scratch.giveBack(known);
  }

  #denseRows(node: FormulaNode): DenseRows {
    let dense = this.#dense.get(node.id);
    if (dense === undefined) {
      dense = node.kind === 'leaf' ? this.#denseLeaf(this.#leafOf(node.leaf)) : this.#denseList(node);
      if (node.kind === 'leaf' || (this.#uses[node.id] ?? 0) > 1) this.#dense.set(node.id, dense);
    }
    return dense;
  }

  #denseLeaf(leaf: RowLeaf): DenseRows {
    const members = new Uint32Array((this.#size + 31) >>> 5);
    leaf.fillWords(members);
    if (leaf.openCount === 0) return { members, possible: members };
    const possible = new RowBits(this.#size);
    leaf.addOpen(possible);
    unite(possible.words, members);
    return { members, possible: possible.words };
  }

  #denseList(node: ListNode): DenseRows {
    const parts = node.children.map((child) => this.#denseRows(child));
    const join = node.kind === 'and' ? intersect : unite;
    const members = joinAll(
      parts.map((part) => part.members),
      join,
    );
    const isDecided = parts.every((part) => part.members === part.possible);
    const possible = isDecided
      ? members
      : joinAll(
          parts.map((part) => part.possible),
          join,
        );
    return { members, possible };
  }
}

type Join = (target: Uint32Array, other: Uint32Array) => void;

function joinAll(parts: readonly Uint32Array[], join: Join): Uint32Array {
  const [first, ...rest] = parts;
  const words = first?.slice() ?? new Uint32Array(0);
  for (const part of rest) join(words, part);
  return words;
}

const noRows = new Uint32Array(0);

/** Keeps the decided candidates that stand in a bitmap. */
function keepBits(words: Uint32Array, target: Candidates): void {
  const { rows, count } = target;
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const row = rows[index] ?? 0;
    if (((words[row >>> 5] ?? 0) >>> (row & 31)) & 1) rows[kept++] = row;
  }
  target.count = kept;
}

/** False is 0, open 1 and true 3. */
function truthReader({ members, possible }: DenseRows): (row: number) => number {
  return (row) => {
    const bit = ((members[row >>> 5] ?? 0) >>> (row & 31)) & 1;
    return (bit << 1) | (((possible[row >>> 5] ?? 0) >>> (row & 31)) & 1);
  };
}

function readWords({ members, possible }: DenseRows, rows: Uint32Array, count: number, target: Uint8Array): void {
  for (let index = 0; index < count; index++) {
    const row = rows[index] ?? 0;
    const bit = ((members[row >>> 5] ?? 0) >>> (row & 31)) & 1;
    // False is 0, open 1 and true 3.
    target[index] = (bit << 1) | (((possible[row >>> 5] ?? 0) >>> (row & 31)) & 1);
  }
}

function intersect(target: Uint32Array, other: Uint32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] ?? 0) & (other[index] ?? 0);
}

function unite(target: Uint32Array, other: Uint32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] ?? 0) | (other[index] ?? 0);
}
