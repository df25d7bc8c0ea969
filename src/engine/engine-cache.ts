import { type Column, type Dictionary, type Population } from '../model/index.ts';
import type { PlanLeaf, Predicate } from '../rules/index.ts';
import type { CodeTruth } from './code-truth.ts';
import { columnOfLeaf } from './column-of-leaf.ts';
import { TableCache } from './row-leaf.ts';
import { answerAll, type Question } from './value-search.ts';

/** Answers kept for one dictionary before the oldest go. */
const mostAnswers = 100_000;

/**
 * The answers of conditions by value, shared by everything that evaluates rules on the same dictionaries: each condition is
 * decided once for each distinct value. Answers go with their dictionary.
 */
export class EngineCache {
  readonly tables = new TableCache();
  readonly #truths = new WeakMap<Dictionary, Map<string, CodeTruth>>();

  /** The answers of a condition for the values of a column, if they have been worked out for all of them. */
  truthOf({ dictionary }: Column, { key }: Predicate): CodeTruth | undefined {
    const truth = this.#truths.get(dictionary)?.get(key);
    return truth !== undefined && truth.size === dictionary.size ? truth : undefined;
  }

  /**
   * Works out what is missing of some conditions, all of one dictionary together. `onColumn` is called before each column
   * and may throw to stop.
   */
  answer(
    leaves: readonly PlanLeaf[],
    population: Population,
    now: number,
    onColumn: (done: number, total: number) => void = () => undefined,
  ): void {
    const missing = this.#missing(leaves, population, now);
    let done = 0;
    for (const [column, questions] of missing) {
      onColumn(done++, missing.size);
      const asked = [...questions.values()];
      const answers = answerAll(column.dictionary, column.definition.type, asked);
      for (const [index, { predicate }] of asked.entries()) this.#keep(column.dictionary, predicate.key, answers[index]);
    }
  }

  #missing(
    leaves: readonly PlanLeaf[],
    population: Population,
    now: number,
  ): ReadonlyMap<Column, ReadonlyMap<string, Question>> {
    const byColumn = new Map<Column, Map<string, Question>>();
    for (const leaf of leaves) {
      const column = columnOfLeaf(leaf, population);
      if (column === undefined || leaf.kind === 'memberOf') continue;
      const predicate = leaf.predicate.at(now);
      if (this.truthOf(column, predicate) !== undefined) continue;
      let questions = byColumn.get(column);
      if (questions === undefined) {
        questions = new Map();
        byColumn.set(column, questions);
      }
      if (!questions.has(predicate.key)) questions.set(predicate.key, { predicate, scan: leaf.scan?.() });
    }
    return byColumn;
  }

  #keep(dictionary: Dictionary, key: string, truth: CodeTruth | undefined): void {
    if (truth === undefined) return;
    let known = this.#truths.get(dictionary);
    if (known === undefined) {
      known = new Map();
      this.#truths.set(dictionary, known);
    }
    known.delete(key);
    known.set(key, truth);
    for (const oldest of known.keys()) {
      if (known.size <= mostAnswers) return;
      known.delete(oldest);
    }
  }
}
