import { filterRows, type RowSet, rowSetOfSorted } from '../base/index.ts';
import { andBytes, isFalse, isOpen, isTrue, orBytes, type RowVerdicts, type TruthByte } from '../rules/index.ts';
import { type EngineContext, leafBinder } from './bind-leaf.ts';
import { columnOfLeaf } from './column-of-leaf.ts';
import type { EngineCache } from './engine-cache.ts';
import type { FormulaBook, FormulaNode } from './formula-book.ts';
import type { RowLeaf } from './row-leaf.ts';
import { SetEvaluator } from './set-evaluator.ts';

/** Up to so many rows are looked at one by one, what rules share being worked out once for each row. */
const mostSingleRows = 16;

/** Evaluates formulas for a few rows of a population. Made for one change and thrown away. */
export class ChangedTruths {
  readonly #book: FormulaBook;
  readonly #context: EngineContext;
  readonly #cache: EngineCache;
  readonly #leafOf: (index: number) => RowLeaf;
  readonly #truthsByRow = new Map<number, Uint8Array>();
  readonly #active = new Map<RowSet, RowSet>();
  #evaluator: SetEvaluator | undefined;
  #target = new Uint8Array(0);

  constructor(book: FormulaBook, context: EngineContext, cache: EngineCache) {
    this.#book = book;
    this.#context = context;
    this.#cache = cache;
    this.#leafOf = leafBinder(book, context, cache);
  }

  /** Members and undecided ones among the active objects of some rows. */
  verdicts(root: FormulaNode, rows: RowSet): RowVerdicts {
    const active = this.#activeOf(rows);
    return active.size <= mostSingleRows ? this.#oneByOne(root, active) : this.#together(root, active);
  }

  #activeOf(rows: RowSet): RowSet {
    let active = this.#active.get(rows);
    if (active === undefined) {
      const { population } = this.#context;
      active = filterRows(rows, (row) => row < population.size && population.isActive(row));
      this.#active.set(rows, active);
    }
    return active;
  }

  #oneByOne(root: FormulaNode, rows: RowSet): RowVerdicts {
    const members: number[] = [];
    const undecided: number[] = [];
    rows.forEach((row) => {
      let known = this.#truthsByRow.get(row);
      if (known === undefined) {
        known = new Uint8Array(this.#book.nodes.length);
        this.#truthsByRow.set(row, known);
      }
      const truth = this.#truthOf(root, row, known);
      if (truth === isTrue) members.push(row);
      else if (truth === isOpen) undecided.push(row);
    });
    return { members: rowsOf(members), undecided: rowsOf(undecided) };
  }

  /** `known` holds one more than the truth of nodes that were asked before; zero is not asked. */
  #truthOf(node: FormulaNode, row: number, known: Uint8Array): TruthByte {
    const entry = known[node.id] ?? 0;
    if (entry !== 0) return entry === isTrue + 1 ? isTrue : entry === isOpen + 1 ? isOpen : isFalse;
    const truth = node.kind === 'leaf' ? this.#leafTruth(node.leaf, row) : this.#listTruth(node, row, known);
    known[node.id] = truth + 1;
    return truth;
  }

  #listTruth(node: Exclude<FormulaNode, { kind: 'leaf' }>, row: number, known: Uint8Array): TruthByte {
    const isAnd = node.kind === 'and';
    const settled = isAnd ? isFalse : isTrue;
    let truth: TruthByte = isAnd ? isTrue : isFalse;
    for (const child of node.children) {
      const next = this.#truthOf(child, row, known);
      truth = isAnd ? andBytes(truth, next) : orBytes(truth, next);
      if (truth === settled) return truth;
    }
    return truth;
  }

  #leafTruth(index: number, row: number): TruthByte {
    const leaf = this.#book.leaves[index]?.leaf;
    const { population, now } = this.#context;
    const column = leaf === undefined ? undefined : columnOfLeaf(leaf, population);
    if (leaf === undefined || leaf.kind === 'memberOf' || column === undefined) return this.#leafOf(index).truthAt(row);
    return this.#cache.truthAt(column, leaf.predicate.at(now), column.codeAt(row));
  }

  #together(root: FormulaNode, rows: RowSet): RowVerdicts {
    const list = rows.toArray();
    if (this.#target.length < list.length) this.#target = new Uint8Array(list.length);
    this.#sets().truths(root, list, list.length, this.#target);
    const rowsWith = (truth: number): RowSet =>
      rowSetOfSorted(list.filter((_, index) => this.#target[index] === truth));
    return { members: rowsWith(isTrue), undecided: rowsWith(isOpen) };
  }

  #sets(): SetEvaluator {
    if (this.#evaluator === undefined) {
      const { population, now } = this.#context;
      this.#cache.answer(
        this.#book.leaves.map(({ leaf }) => leaf),
        population,
        now,
      );
      this.#evaluator = new SetEvaluator(population.size, this.#book, this.#leafOf);
    }
    return this.#evaluator;
  }
}

const noRows = rowSetOfSorted(new Uint32Array(0));

function rowsOf(ascending: readonly number[]): RowSet {
  return ascending.length === 0 ? noRows : rowSetOfSorted(Uint32Array.from(ascending));
}
