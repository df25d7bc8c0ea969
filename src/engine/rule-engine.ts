import { differenceRows, emptyRowSet, invariant, type RowSet, rowSetOf, unionRows } from '../base/index.ts';
import { chunkShift, firstValueCode, type Population } from '../model/index.ts';
import type { RowVerdicts, RuleProgram } from '../rules/index.ts';
import { type EngineContext, leafBinder } from './bind-leaf.ts';
import type { OnColumn } from './asked-leaves.ts';
import type { EngineCache } from './engine-cache.ts';
import { ChangedTruths } from './changed-truths.ts';
import { createFormulaBook, type FormulaBook, type FormulaNode } from './formula-book.ts';
import { arrangeParts, type FormulaParts } from './formula-parts.ts';
import { changedLeaves, type RowChanges } from './row-changes.ts';
import { RowUnions } from './row-unions.ts';
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

  constructor(programs: readonly RuleProgram[], cache: EngineCache) {
    this.programs = programs;
    this.book = createFormulaBook(programs);
    this.#cache = cache;
  }

  /**
   * Evaluates all rules for all active objects of a population, three-valued; verdicts in the order of the programs. Equal
   * rules share one answer. About O(bytes of distinct values + for each rule the rows of its rarest condition + members).
   */
  evaluateAll(context: EngineContext, work: EngineWork = {}): readonly RowVerdicts[] {
    const { population, now } = context;
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
    const affected = this.#affected(before, after, changes, cache);
    if (affected.size === 0) return [];
    const truths = new ChangedTruths(this.book, after, cache);
    const found: ChangedRule[] = [];
    for (const [root, rows] of affected) {
      const verdicts = truths.verdicts(root, rows);
      for (const program of this.#parts.programsOf.get(root.id) ?? []) found.push({ program, rows, verdicts });
    }
    return found.toSorted((a, b) => a.program - b.program);
  }

  #affected(
    before: EngineContext,
    after: EngineContext,
    changes: RowChanges,
    cache: EngineCache,
  ): ReadonlyMap<FormulaNode, RowSet> {
    const lists = new Map<FormulaNode, (readonly number[])[]>();
    const leaves = changedLeaves(this.#parts.byName, before, after, changes, cache);
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

  get #parts(): FormulaParts {
    this.#arranged ??= arrangeParts(this.book);
    return this.#arranged;
  }
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
