import { differenceRows, emptyRowSet, invariant, type RowSet, rowSetOf, unionRows } from '../base/index.ts';
import { chunkShift, firstValueCode, type Population } from '../model/index.ts';
import type { RowVerdicts, RuleProgram } from '../rules/index.ts';
import { type EngineContext, leafBinder } from './bind-leaf.ts';
import type { OnColumn } from './asked-leaves.ts';
import type { EngineCache } from './engine-cache.ts';
import { ChangedTruths } from './changed-truths.ts';
import { createFormulaBook, type FormulaBook, type FormulaNode } from './formula-book.ts';
import { arrangeParts, type FormulaParts } from './formula-parts.ts';
import { narrowVerdicts } from './narrow-rule.ts';
import { changedLeaves, type LeafChange, type RowChanges } from './row-changes.ts';
import { RowUnions } from './row-unions.ts';
import { SingleValues } from './single-values.ts';
import { VerdictSets } from './verdict-sets.ts';

/** How to watch and stop an evaluation. */
export interface EngineWork {
  /** Called now and then: `done` of `total` columns whose values are searched, or different rules. May throw to stop. */
  readonly onStep?: (phase: 'values' | 'rules', done: number, total: number) => void;
}

/** What a rule says of some rows after a change. */
export interface ChangedRule {
  /** Index of the program. */
  readonly program: number;
  /** The rows that were looked at. */
  readonly rows: RowSet;
  /** Members and undecided ones among them. */
  readonly verdicts: RowVerdicts;
}

/** Rules between two calls of `onStep`. */
const rulesPerStep = 128;

/** Rules that are evaluated together, with everything that they share held once. Immutable. */
export class RuleEngine {
  readonly programs: readonly RuleProgram[];
  readonly book: FormulaBook;
  readonly #cache: EngineCache;
  #arranged: FormulaParts | undefined;
  #singles: SingleValues | undefined;
  /** What single rows are worked out in; lent to one change after the other. */
  readonly #room: Uint8Array;

  constructor(programs: readonly RuleProgram[], cache: EngineCache) {
    this.programs = programs;
    this.book = createFormulaBook(programs);
    this.#cache = cache;
    this.#room = new Uint8Array(this.book.nodes.length);
  }

  /**
   * Evaluates all rules for all active objects of a population, three-valued; verdicts in the order of the programs. Equal
   * rules share one answer. About O(bytes of distinct values + for each rule the rows of its rarest condition + members).
   */
  evaluateAll(context: EngineContext, work: EngineWork = {}): readonly RowVerdicts[] {
    const { population, now } = context;
    if (this.programs.length === 1) {
      work.onStep?.('rules', 0, 1);
      const narrow = narrowVerdicts(this.book, context, this.#cache);
      if (narrow !== undefined) {
        work.onStep?.('rules', 1, 1);
        return [narrow];
      }
    }
    const leaves = this.book.leaves.map(({ leaf }) => leaf);
    const onColumn: OnColumn = (done, total) => work.onStep?.('values', done, total);
    const asked = this.#cache.ask(leaves, population, now, onColumn);
    const evaluator = new VerdictSets(
      population.size,
      this.book,
      leafBinder(this.book, context, this.#cache, asked.truths),
      this.#cache.tables,
    );
    const deleted = deletedRows(population);
    const answers: (RowVerdicts | undefined)[] = this.book.nodes.map(() => undefined);
    const roots = [...new Set(this.book.roots)];
    let done = 0;
    const onStep = (): void => work.onStep?.('rules', done, roots.length);
    const evaluate = (nodes: readonly FormulaNode[]): void => {
      for (const root of evaluator.inOrder(nodes)) {
        if (done % rulesPerStep === 0) onStep();
        answers[root.id] = withoutRows(evaluator.verdicts(root), deleted);
        done++;
      }
    };
    const isReady = asked.readyNodes(this.book.nodes);
    try {
      evaluate(roots.filter(({ id }) => isReady[id] === 1));
      asked.finish(onStep);
    } finally {
      asked.drop();
    }
    evaluate(roots.filter(({ id }) => isReady[id] !== 1));
    work.onStep?.('rules', roots.length, roots.length);
    return this.book.roots.map(({ id }) => {
      const answer = answers[id];
      invariant(answer !== undefined, 'a rule was not evaluated');
      return answer;
    });
  }

  /**
   * What the rules say after a change of a population, for the objects for which a rule can have changed its answer only;
   * about the others nothing has changed. Rules in the order of the programs. What is worked out for the state after goes
   * to `cache`, a branch of the engine's own where that state is thrown away.
   */
  evaluateChanged(
    before: EngineContext,
    after: EngineContext,
    changes: RowChanges,
    cache: EngineCache = this.#cache,
  ): readonly ChangedRule[] {
    const leaves = changedLeaves(this.#parts.byName, before, after, changes, cache);
    const affected = this.#affected(leaves, changes);
    if (affected.size === 0) return [];
    const truths = new ChangedTruths(this.book, after, cache, this.#singlesFor(before, after), this.#room);
    const found: ChangedRule[] = [];
    const isChanged = new Uint8Array(this.book.leaves.length);
    for (const { leaf } of leaves) isChanged[leaf] = 1;
    for (const [root, rows] of affected) {
      if (changes.newOrGone.size === 0 && truths.isRuledOut(root, rows, isChanged)) continue;
      const verdicts = truths.verdicts(root, rows);
      for (const program of this.#parts.programsOf.get(root.id) ?? []) found.push({ program, rows, verdicts });
    }
    return inProgramOrder(found);
  }

  #affected(leaves: readonly LeafChange[], changes: RowChanges): ReadonlyMap<FormulaNode, RowSet> {
    const lists = new Map<FormulaNode, (readonly number[])[]>();
    for (const { leaf, rows } of leaves) {
      for (const root of this.#parts.rootsOf[leaf] ?? []) {
        const known = lists.get(root);
        if (known === undefined) lists.set(root, [...rows]);
        else known.push(...rows);
      }
    }
    const affected = new Map<FormulaNode, RowSet>();
    const unions = new RowUnions();
    for (const [root, parts] of lists) affected.set(root, unions.of(parts));
    if (changes.newOrGone.size > 0) {
      for (const root of this.#parts.roots)
        affected.set(root, unionRows(affected.get(root) ?? emptyRowSet, changes.newOrGone));
    }
    return affected;
  }

  #singlesFor(before: EngineContext, after: EngineContext): SingleValues {
    if (this.#singles?.fits(before.population) !== true)
      this.#singles = SingleValues.of(this.book, before.population, this.#cache);
    // The change itself may have made a column anew.
    return this.#singles.fits(after.population) ? this.#singles : SingleValues.none;
  }

  get #parts(): FormulaParts {
    this.#arranged ??= arrangeParts(this.book);
    return this.#arranged;
  }
}

/** Sorting numbers is several times as fast as sorting what they belong to. */
function inProgramOrder(found: readonly ChangedRule[]): readonly ChangedRule[] {
  const keys = Float64Array.from(found, ({ program }, index) => program * found.length + index);
  const ordered: ChangedRule[] = [];
  for (const key of keys.sort()) {
    const each = found[key % found.length];
    if (each !== undefined) ordered.push(each);
  }
  return ordered;
}

function withoutRows(verdicts: RowVerdicts, deleted: RowSet): RowVerdicts {
  if (deleted.size === 0) return verdicts;
  return {
    members: differenceRows(verdicts.members, deleted),
    undecided: differenceRows(verdicts.undecided, deleted),
  };
}

/** Rows of deleted objects. O(rows), a word at a time where nothing is deleted. */
function deletedRows(population: Population): RowSet {
  const column = population.column('deletedDateTime');
  if (column === undefined) return emptyRowSet;
  const deleted: number[] = [];
  for (let index = 0; index < column.chunkCount; index++) {
    const codes = column.chunk(index);
    for (let offset = 0; offset < codes.length; offset++) {
      if ((codes[offset] ?? 0) >= firstValueCode) deleted.push((index << chunkShift) + offset);
    }
  }
  return rowSetOf(deleted);
}
