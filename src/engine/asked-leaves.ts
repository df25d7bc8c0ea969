import type { CodeTruth } from './code-truth.ts';
import type { FormulaNode } from './formula-book.ts';
import type { SearchHelper } from './search/search-helper.ts';
import type { ValueQuestions } from './value-search.ts';

/** Called before each column whose values are searched. May throw to stop. */
export type OnColumn = (done: number, total: number) => void;

/** What some conditions ask of the values of one dictionary. */
export interface AskedColumn {
  readonly byteCount: number;
  /** Numbers of the conditions. */
  readonly leaves: readonly number[];
  readonly questions: ValueQuestions;
  readonly settle: (answers: readonly CodeTruth[]) => void;
}

/** Conditions that are being answered, some at once and some when a helper has found what they look for. */
export class AskedLeaves {
  /** The answers by number of the condition, as far as they are there. */
  readonly truths: readonly (CodeTruth | undefined)[];
  /** What a helper was asked for, in that order. */
  readonly #waiting: AskedColumn[] = [];
  readonly #total: number;
  #done = 0;

  /** Answers what no helper is asked for. `truths` is filled by the columns. */
  constructor(
    truths: readonly (CodeTruth | undefined)[],
    columns: readonly AskedColumn[],
    helper: SearchHelper | undefined,
    onColumn: OnColumn,
  ) {
    this.truths = truths;
    this.#total = columns.length;
    try {
      const others: AskedColumn[] = [];
      // What takes longest is asked for first: then it is least likely that somebody waits for it in the end.
      for (const column of columns.toSorted((a, b) => b.byteCount - a.byteCount)) {
        const isBegun = helper !== undefined && column.questions.beginWith(helper);
        (isBegun ? this.#waiting : others).push(column);
      }
      for (const column of others) {
        onColumn(this.#done, this.#total);
        this.#answer(column);
      }
    } catch (error) {
      this.drop();
      throw error;
    }
  }

  /** 1 for each node, by its id, of which all conditions are answered. O(nodes). */
  readyNodes(nodes: readonly FormulaNode[]): Uint8Array {
    const isReady = new Uint8Array(nodes.length).fill(1);
    if (this.#waiting.length === 0) return isReady;
    const waiting = new Set(this.#waiting.flatMap(({ leaves }) => leaves));
    for (const node of nodes) {
      const isWaiting =
        node.kind === 'leaf' ? waiting.has(node.leaf) : node.children.some(({ id }) => isReady[id] === 0);
      if (isWaiting) isReady[node.id] = 0;
    }
    return isReady;
  }

  /**
   * Answers the others. The last ones first: most likely the helper has not come to them, so both go on working until they
   * meet. `onColumn` is called before each and may throw to stop.
   */
  finish(onColumn: OnColumn): void {
    for (let column = this.#waiting.at(-1); column !== undefined; column = this.#waiting.at(-1)) {
      onColumn(this.#done, this.#total);
      this.#waiting.pop();
      this.#answer(column);
    }
  }

  #answer({ questions, settle }: AskedColumn): void {
    settle(questions.answers());
    this.#done++;
  }

  /** Asks for nothing any more: the evaluation was stopped. */
  drop(): void {
    for (const { questions } of this.#waiting) questions.drop();
    this.#waiting.length = 0;
  }
}
