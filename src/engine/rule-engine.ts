import { differenceRows, emptyRowSet, invariant, type RowSet, rowSetOf } from '../base/index.ts';
import { chunkShift, firstValueCode, type Population } from '../model/index.ts';
import type { RowVerdicts, RuleProgram } from '../rules/index.ts';
import { bindLeaf, type EngineContext } from './bind-leaf.ts';
import type { EngineCache } from './engine-cache.ts';
import { createFormulaBook, type FormulaBook } from './formula-book.ts';
import type { RowLeaf } from './row-leaf.ts';
import { SetEvaluator } from './set-evaluator.ts';

/** How to watch and stop an evaluation. */
export interface EngineWork {
  /** Called now and then: `done` of `total` columns whose values are searched, or rules. May throw to stop. */
  readonly onStep?: (phase: 'values' | 'rules', done: number, total: number) => void;
}

/** Rules between two calls of `onStep`. */
const rulesPerStep = 128;

/** Rules that are evaluated together, with everything that they share held once. Immutable. */
export class RuleEngine {
  readonly programs: readonly RuleProgram[];
  readonly book: FormulaBook;
  readonly #cache: EngineCache;

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
    const evaluator = this.#evaluator(context, work);
    const deleted = deletedRows(context.population);
    const known = new Map<number, RowVerdicts>();
    const total = this.programs.length;
    const verdicts = this.book.roots.map((root, index) => {
      if (index % rulesPerStep === 0) work.onStep?.('rules', index, total);
      let answer = known.get(root.id);
      if (answer === undefined) {
        answer = withoutRows(evaluator.verdicts(root), deleted);
        known.set(root.id, answer);
      }
      return answer;
    });
    work.onStep?.('rules', total, total);
    return verdicts;
  }

  #evaluator(context: EngineContext, work: EngineWork): SetEvaluator {
    const { population, now } = context;
    this.#cache.answer(
      this.book.leaves.map(({ leaf }) => leaf),
      population,
      now,
      (done, total) => work.onStep?.('values', done, total),
    );
    const bound: (RowLeaf | undefined)[] = [];
    return new SetEvaluator(population.size, (index) => {
      let leaf = bound[index];
      if (leaf === undefined) {
        const entry = this.book.leaves[index];
        invariant(entry !== undefined, 'a formula has a condition that is not in the book');
        leaf = bindLeaf(entry.leaf, context, this.#cache);
        bound[index] = leaf;
      }
      return leaf;
    });
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
