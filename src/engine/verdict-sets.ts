import { emptyRowSet } from '../base/index.ts';
import type { RowVerdicts } from '../rules/index.ts';
import { RowArena } from './candidates.ts';
import type { FormulaBook, FormulaNode } from './formula-book.ts';
import { MemberSets } from './member-sets.ts';
import { neverOpen, OpenSets, openOtherwise } from './open-sets.ts';
import type { RowLeaf } from './row-leaf.ts';
import { SetEvaluator } from './set-evaluator.ts';
import type { TableCache } from './table-cache.ts';

/**
 * Members and undecided rows of formulas, each in two values: the ones for which a formula holds, and where a property that it
 * reads is not known the ones for which it would not be false. Formulas that can be open for other reasons, or for a large part of
 * the population, are computed in three values. One serves the formulas of one book on one population.
 */
export class VerdictSets {
  readonly #members: MemberSets;
  readonly #open: OpenSets;
  readonly #threeValued: () => SetEvaluator;
  #evaluator: SetEvaluator | undefined;

  /** `leafOf` gives the leaves of the book tied to the population of `size` rows. */
  constructor(size: number, book: FormulaBook, leafOf: (leaf: number) => RowLeaf, tables: TableCache) {
    const arena = new RowArena();
    this.#members = new MemberSets(size, book, leafOf, tables, arena);
    this.#open = new OpenSets(size, book, leafOf, tables, arena);
    this.#threeValued = () => new SetEvaluator(size, book, leafOf);
  }

  /** Formulas in the order in which they are computed quickest. */
  inOrder(nodes: readonly FormulaNode[]): readonly FormulaNode[] {
    const places = Float64Array.from(nodes, (node, index) => this.#members.placeInOrder(node) * nodes.length + index);
    const ordered: FormulaNode[] = [];
    for (const place of places.sort()) {
      const node = nodes[place % nodes.length];
      if (node !== undefined) ordered.push(node);
    }
    return ordered;
  }

  /** Members and undecided rows of a formula, deleted objects included. */
  verdicts(node: FormulaNode): RowVerdicts {
    const openness = this.#open.opennessOf(node);
    if (openness === openOtherwise) {
      this.#evaluator ??= this.#threeValued();
      return this.#evaluator.verdicts(node);
    }
    const members = this.#members.members(node);
    return { members, undecided: openness === neverOpen ? emptyRowSet : this.#open.undecided(node, members) };
  }
}
