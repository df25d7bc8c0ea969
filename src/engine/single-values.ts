import { type Dictionary, firstValueCode, nullCode, type Population } from '../model/index.ts';
import { isFalse, isTrue } from '../rules/index.ts';
import { columnOfLeaf } from './column-of-leaf.ts';
import type { EngineCache } from './engine-cache.ts';
import type { FormulaBook } from './formula-book.ts';

/** The code of a row in a column, where the tables cannot tell. */
const unclear = 0;

/**
 * Conditions that hold for one value of their property and no other, in tables by number of the condition. Most conditions are
 * such, and a change of one person asks thousands of them: two numbers to compare are nearer than an answer to look up.
 */
export class SingleValues {
  /** Tables without a condition; they fit every population. */
  static readonly none = new SingleValues(0);
  /** The columns, by name, with the dictionaries that the tables speak of. */
  readonly #columns: (readonly [name: string, dictionary: Dictionary])[] = [];
  /** The number of the column of each condition, from 1; 0 for conditions of other kinds. */
  readonly #columnOf: Uint32Array;
  readonly #codes: Uint32Array;

  private constructor(leafCount: number) {
    this.#columnOf = new Uint32Array(leafCount);
    this.#codes = new Uint32Array(leafCount);
  }

  /** The conditions of a book that have been answered for the dictionaries of a population. O(conditions). */
  static of({ leaves }: FormulaBook, population: Population, cache: EngineCache): SingleValues {
    const singles = new SingleValues(leaves.length);
    const numbers = new Map<string, number>();
    for (const { index, leaf } of leaves) {
      const column = columnOfLeaf(leaf, population);
      if (column === undefined || leaf.kind === 'memberOf' || leaf.predicate.usesClock) continue;
      const { dictionary, definition } = column;
      const root = dictionary.base ?? dictionary;
      const truth = cache.knownTruth(root, leaf.predicate.at(0));
      if (truth?.listedTruth !== isTrue || truth.listed.length !== 1) continue;
      if (truth.open.length > 0 || truth.onNull !== isFalse || truth.size !== root.size) continue;
      let number = numbers.get(definition.name);
      if (number === undefined) {
        number = singles.#columns.push([definition.name, root]);
        numbers.set(definition.name, number);
      }
      singles.#columnOf[index] = number;
      singles.#codes[index] = truth.listed[0] ?? 0;
    }
    return singles;
  }

  /** Whether a population has the values that the tables speak of. */
  fits(population: Population): boolean {
    return this.#columns.every(([name, dictionary]) => {
      const found = population.column(name)?.dictionary;
      return found === undefined || found === dictionary || found.base === dictionary;
    });
  }

  /** The codes of a row, for {@link isFalseAt}. O(columns). */
  codesAt(population: Population, row: number): Uint32Array {
    const codes = new Uint32Array(this.#columns.length + 1);
    for (const [index, [name, dictionary]] of this.#columns.entries()) {
      const column = population.column(name);
      const code = column?.codeAt(row) ?? unclear;
      // A value that a fork has added may fold to the one that is asked for.
      const isClear = code === nullCode || (code >= firstValueCode && code < dictionary.size);
      codes[index + 1] = isClear ? code : unclear;
    }
    return codes;
  }

  /** Whether a condition is false for a row with these codes; undefined where only the condition itself can tell. */
  isFalseAt(leaf: number, codes: Uint32Array): boolean | undefined {
    const column = this.#columnOf[leaf] ?? 0;
    const code = column === 0 ? unclear : (codes[column] ?? unclear);
    return code === unclear ? undefined : code !== this.#codes[leaf];
  }
}
