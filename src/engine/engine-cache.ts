import { type Column, type Dictionary, notKnownCode, nullCode, type Population } from '../model/index.ts';
import { createValueTest, isOpen, type PlanLeaf, type Predicate, type TruthByte } from '../rules/index.ts';
import { type AskedColumn, AskedLeaves, type OnColumn } from './asked-leaves.ts';
import { type CodeTruth, truthOfCode } from './code-truth.ts';
import { columnOfLeaf } from './column-of-leaf.ts';
import { HitPool } from './search/hits.ts';
import type { SearchHelper } from './search/search-helper.ts';
import { TableCache } from './table-cache.ts';
import { type Question, ValueQuestions } from './value-search.ts';

/** Answers kept for one dictionary before the oldest go. */
const mostAnswers = 100_000;

/** A question, and the numbers of the conditions that ask it. */
interface AskedBy extends Question {
  readonly leaves: number[];
}

/**
 * The answers of conditions by value, shared by everything that evaluates rules on the same dictionaries: each condition is
 * decided once for each distinct value. Answers go with their dictionary; forks share those of their base.
 */
export class EngineCache {
  readonly tables: TableCache;
  readonly #parent: EngineCache | undefined;
  readonly #helper: SearchHelper | undefined;
  readonly #truths = new WeakMap<Dictionary, Map<string, CodeTruth>>();

  /** `helper` searches values while rules are evaluated that need none of what it looks for; without one nothing is different. */
  constructor(helper?: SearchHelper, parent?: EngineCache) {
    this.#helper = helper;
    this.#parent = parent;
    this.tables = new TableCache(parent?.tables);
  }

  /** A cache that knows what this one knows and keeps to itself what it learns: for a state that will be thrown away. */
  branch(): EngineCache {
    return new EngineCache(this.#helper, this);
  }

  /** The answers of a condition for the values of a dictionary without a base, if they have been worked out. */
  knownTruth(dictionary: Dictionary, predicate: Predicate): CodeTruth | undefined {
    return this.#known(dictionary, predicate.key);
  }

  /** The answers of a condition for the values of a column, if they have been worked out. */
  truthOf({ dictionary }: Column, predicate: Predicate): CodeTruth | undefined {
    const { base } = dictionary;
    const known = this.#known(dictionary, predicate.key);
    if (known !== undefined || base === undefined) return known;
    const inherited = this.#known(base, predicate.key);
    return inherited === undefined ? undefined : this.#extend(dictionary, predicate, inherited);
  }

  /** The answer of a condition for one code of a column, asked anew where it has not been worked out. */
  truthAt({ dictionary }: Column, predicate: Predicate, code: number): TruthByte {
    if (code === notKnownCode) return isOpen;
    if (code === nullCode) return predicate.onNull;
    const { base, baseSize } = dictionary;
    const holder = base !== undefined && code < baseSize ? base : dictionary;
    const truth = this.#known(holder, predicate.key);
    return truth === undefined ? createValueTest(dictionary, false)(predicate, code) : truthOfCode(truth, code);
  }

  /**
   * The answers of some conditions, in their order, as far as they read columns; what is missing is worked out, all of one
   * dictionary together. `onColumn` is called before each column and may throw to stop.
   */
  answer(
    leaves: readonly PlanLeaf[],
    population: Population,
    now: number,
    onColumn: OnColumn = () => undefined,
  ): readonly (CodeTruth | undefined)[] {
    const asked = this.ask(leaves, population, now, onColumn);
    asked.finish(onColumn);
    return asked.truths;
  }

  /** The same; answers that the helper is asked for come later. */
  ask(leaves: readonly PlanLeaf[], population: Population, now: number, onColumn: OnColumn): AskedLeaves {
    const truths: (CodeTruth | undefined)[] = leaves.map(() => undefined);
    const pool = new HitPool();
    const asked = [...this.#missing(leaves, population, now, truths)].map(([column, byKey]): AskedColumn => {
      const questions = [...byKey.values()];
      const { dictionary, definition } = column;
      const root = rootOf(column);
      return {
        byteCount: root.offsets[root.size] ?? 0,
        leaves: questions.flatMap(({ leaves: askers }) => askers),
        questions: new ValueQuestions(root, definition.type, questions, pool),
        settle: (answers) => {
          for (const [index, { predicate, leaves: askers }] of questions.entries()) {
            const truth = answers[index];
            this.#keep(root, predicate.key, truth, leaves.length);
            if (dictionary === root) for (const leaf of askers) truths[leaf] = truth;
          }
        },
      };
    });
    return new AskedLeaves(truths, asked, this.#helper, onColumn);
  }

  #known(dictionary: Dictionary, key: string): CodeTruth | undefined {
    const own = this.#truths.get(dictionary)?.get(key);
    return own !== undefined || this.#parent === undefined ? own : this.#parent.#known(dictionary, key);
  }

  #missing(
    leaves: readonly PlanLeaf[],
    population: Population,
    now: number,
    truths: (CodeTruth | undefined)[],
  ): ReadonlyMap<Column, ReadonlyMap<string, AskedBy>> {
    const byColumn = new Map<Column, Map<string, AskedBy>>();
    for (const [index, leaf] of leaves.entries()) {
      const column = columnOfLeaf(leaf, population);
      if (column === undefined || leaf.kind === 'memberOf') continue;
      const predicate = leaf.predicate.at(now);
      const known = this.#known(rootOf(column), predicate.key);
      if (known !== undefined) {
        this.#touch(rootOf(column), predicate.key, known);
        if (column.dictionary.base === undefined) truths[index] = known;
        continue;
      }
      let questions = byColumn.get(column);
      if (questions === undefined) {
        questions = new Map();
        byColumn.set(column, questions);
      }
      const asked = questions.get(predicate.key);
      if (asked === undefined) questions.set(predicate.key, { predicate, scan: leaf.scan?.(), leaves: [index] });
      else asked.leaves.push(index);
    }
    return byColumn;
  }

  /** Adds the answers for the values that a fork has and its base lacks. */
  #extend(fork: Dictionary, predicate: Predicate, inherited: CodeTruth): CodeTruth {
    const test = createValueTest(fork, false);
    const [listed, open]: [number[], number[]] = [[], []];
    for (let code = fork.baseSize; code < fork.size; code++) {
      const answer = test(predicate, code);
      if (answer === isOpen) open.push(code);
      else if (answer === inherited.listedTruth) listed.push(code);
    }
    const extended = {
      ...inherited,
      size: fork.size,
      listed: append(inherited.listed, listed),
      open: append(inherited.open, open),
    };
    this.#keep(fork, predicate.key, extended);
    return extended;
  }

  /** Where answers may have to go soon, those that are needed now are not the oldest. */
  #touch(dictionary: Dictionary, key: string, truth: CodeTruth): void {
    const own = this.#truths.get(dictionary);
    if (own === undefined || own.size * 2 < mostAnswers || !own.delete(key)) return;
    own.set(key, truth);
  }

  /** Keeps an answer, and at least as many as `needed`: an evaluation must find all that it has asked for. */
  #keep(dictionary: Dictionary, key: string, truth: CodeTruth | undefined, needed = 0): void {
    if (truth === undefined) return;
    let known = this.#truths.get(dictionary);
    if (known === undefined) {
      known = new Map();
      this.#truths.set(dictionary, known);
    }
    known.set(key, truth);
    const most = Math.max(mostAnswers, needed);
    if (known.size <= most) return;
    for (const oldest of known.keys()) {
      known.delete(oldest);
      if (known.size <= most) return;
    }
  }
}

/** The dictionary that a fork shares its values with. Answers are kept for it. */
function rootOf({ dictionary }: Column): Dictionary {
  return dictionary.base ?? dictionary;
}

/** An ascending list with later codes at its end; the list itself when there are none. */
function append(list: Uint32Array, later: readonly number[]): Uint32Array {
  if (later.length === 0) return list;
  const longer = new Uint32Array(list.length + later.length);
  longer.set(list);
  longer.set(later, list.length);
  return longer;
}
