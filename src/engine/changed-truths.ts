import { emptyRowSet, filterRows, type RowSet, rowSetOfSorted } from '../base/index.ts';
import { andBytes, isFalse, isOpen, isTrue, orBytes, type RowVerdicts, type TruthByte } from '../rules/index.ts';
import { type EngineContext, leafBinder } from './bind-leaf.ts';
import { columnOfLeaf } from './column-of-leaf.ts';
import type { EngineCache } from './engine-cache.ts';
import type { FormulaBook, FormulaNode } from './formula-book.ts';
import type { RowLeaf } from './row-leaf.ts';
import { SetEvaluator } from './set-evaluator.ts';
import { SingleValues } from './single-values.ts';

/** Up to so many rows are looked at one by one, what rules share being worked out once for each row. */
const mostSingleRows = 16;

/** One row, and the answers that there can be about it. */
interface SingleRow {
  readonly row: number;
  /** See `ChangedTruths.#truthOf`. */
  readonly known: Uint8Array;
  /** See `SingleValues.codesAt`. */
  readonly codes: Uint32Array;
  readonly member: RowVerdicts;
  readonly open: RowVerdicts;
}

/** Evaluates formulas for a few rows of a population. Made for one change and thrown away. */
export class ChangedTruths {
  readonly #book: FormulaBook;
  readonly #context: EngineContext;
  readonly #cache: EngineCache;
  readonly #singles: SingleValues;
  readonly #room: Uint8Array;
  readonly #leafOf: (index: number) => RowLeaf;
  readonly #truthsByRow = new Map<number, Uint8Array>();
  readonly #active = new Map<RowSet, RowSet>();
  #single: SingleRow | undefined;
  #evaluator: SetEvaluator | undefined;
  #target = new Uint8Array(0);

  /** `singles` must fit the population; `room` has a byte for each node, and is ours as long as we are used. */
  constructor(
    book: FormulaBook,
    context: EngineContext,
    cache: EngineCache,
    singles = SingleValues.none,
    room: Uint8Array = new Uint8Array(book.nodes.length),
  ) {
    this.#singles = singles;
    this.#room = room;
    this.#book = book;
    this.#context = context;
    this.#cache = cache;
    this.#leafOf = leafBinder(book, context, cache);
  }

  /** Members and undecided ones among the active objects of some rows. */
  verdicts(root: FormulaNode, rows: RowSet): RowVerdicts {
    const active = this.#activeOf(rows);
    if (active.size === 1) return this.#ofOne(root, active);
    return active.size <= mostSingleRows
      ? this.#oneByOne(root, active, (row) => this.#knownOf(row))
      : this.#together(root, active);
  }

  /** The same, and no condition on values is asked about any other value. */
  verdictsByRow(root: FormulaNode, rows: RowSet): RowVerdicts {
    const known = new Uint8Array(this.#book.nodes.length);
    return this.#oneByOne(root, this.#activeOf(rows), () => known.fill(0));
  }

  /**
   * Whether a rule says the same about one row before and after a change of some conditions, because another condition rules it
   * out: so it is for most rules that a change can touch. False says nothing.
   */
  isRuledOut(root: FormulaNode, rows: RowSet, isChanged: Uint8Array): boolean {
    if (root.kind !== 'and' || rows.size !== 1) return false;
    const { row, known, codes } = this.#singleOf(rows);
    for (const child of root.children) {
      if (child.kind !== 'leaf' || isChanged[child.leaf] === 1) continue;
      const isFalseThere = this.#singles.isFalseAt(child.leaf, codes) ?? this.#truthOf(child, row, known) === isFalse;
      if (isFalseThere) return true;
    }
    return false;
  }

  /** A change of one person asks thousands of rules about one row: nothing is made for each of them. */
  #ofOne(root: FormulaNode, rows: RowSet): RowVerdicts {
    const { row, known, member, open } = this.#singleOf(rows);
    const truth = this.#truthOf(root, row, known);
    return truth === isTrue ? member : truth === isOpen ? open : noVerdicts;
  }

  #singleOf(rows: RowSet): SingleRow {
    const [row = 0] = rows.toArray();
    if (this.#single?.row === row) return this.#single;
    const known = this.#knownOf(row);
    const codes = this.#singles.codesAt(this.#context.population, row);
    const [member, open] = [
      { members: rows, undecided: emptyRowSet },
      { members: emptyRowSet, undecided: rows },
    ];
    this.#single = { row, known, codes, member, open };
    return this.#single;
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

  #oneByOne(root: FormulaNode, rows: RowSet, knownOf: (row: number) => Uint8Array): RowVerdicts {
    const members: number[] = [];
    const undecided: number[] = [];
    rows.forEach((row) => {
      const truth = this.#truthOf(root, row, knownOf(row));
      if (truth === isTrue) members.push(row);
      else if (truth === isOpen) undecided.push(row);
    });
    return { members: rowsOf(members), undecided: rowsOf(undecided) };
  }

  #knownOf(row: number): Uint8Array {
    let known = this.#truthsByRow.get(row);
    if (known === undefined) {
      known = this.#truthsByRow.size === 0 ? this.#room.fill(0) : new Uint8Array(this.#book.nodes.length);
      this.#truthsByRow.set(row, known);
    }
    return known;
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
    // Most lists are settled by what other rules have asked already.
    for (const { id } of node.children) if (known[id] === settled + 1) return settled;
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

const noVerdicts: RowVerdicts = { members: emptyRowSet, undecided: emptyRowSet };

function rowsOf(ascending: readonly number[]): RowSet {
  return ascending.length === 0 ? emptyRowSet : rowSetOfSorted(Uint32Array.from(ascending));
}
