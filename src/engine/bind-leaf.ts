import {
  type EpochMilliseconds,
  emptyRowSet,
  equalsOrdinalIgnoreCase,
  invariant,
  type RowSet,
  rowSetOf,
  rowSetOfSorted,
} from '../base/index.ts';
import type { Population } from '../model/index.ts';
import {
  columnOf,
  createValueTest,
  isFalse,
  isOpen,
  isTrue,
  type PlanLeaf,
  type SourceMembers,
} from '../rules/index.ts';
import type { CodeTruth } from './code-truth.ts';
import type { EngineCache } from './engine-cache.ts';
import type { FormulaBook } from './formula-book.ts';
import { RowLists } from './row-lists.ts';
import { ColumnLeaf, constantLeaf, type RowLeaf, rowSetLeaf } from './row-leaf.ts';

/** Where and when rules are evaluated. */
export interface EngineContext {
  readonly population: Population;
  readonly now: EpochMilliseconds;
  /** For memberOf rules: the direct members of a group by id (lower case). Default: not known. */
  readonly membersOf?: (groupId: string) => SourceMembers;
}

/**
 * Ties the conditions of a book to a population, each when it is first asked for. `truths` are answers by number of the
 * condition, where they are at hand; others come from the cache.
 */
export function leafBinder(
  { leaves }: FormulaBook,
  context: EngineContext,
  cache: EngineCache,
  truths: readonly (CodeTruth | undefined)[] = [],
): (index: number) => RowLeaf {
  const bound: (RowLeaf | undefined)[] = [];
  const lists = new RowLists(context.population.size, cache.tables.room);
  return (index) => {
    const known = bound[index];
    if (known !== undefined) return known;
    const entry = leaves[index];
    invariant(entry !== undefined, 'a formula has a condition that is not in the book');
    const leaf = bindLeaf(entry.leaf, context, cache, lists, truths[index]);
    bound[index] = leaf;
    return leaf;
  };
}

/** Ties a condition to a population. Conditions on columns must have been answered in the cache. */
function bindLeaf(
  leaf: PlanLeaf,
  context: EngineContext,
  cache: EngineCache,
  lists: RowLists,
  answered: CodeTruth | undefined,
): RowLeaf {
  const { population, now } = context;
  const { size } = population;
  if (leaf.kind === 'memberOf') return bindMemberOf(leaf, context);
  const predicate = leaf.predicate.at(now);
  if (leaf.property.isAlwaysNull === true) return constantLeaf(predicate.onNull, size);
  if (leaf.property.source === 'id') return bindIds(leaf, context);
  const column = columnOf(population, leaf.property);
  if (column === undefined) return constantLeaf(isOpen, size);
  const truth = answered ?? cache.truthOf(column, predicate);
  invariant(truth !== undefined, 'a condition was not answered');
  return new ColumnLeaf(column, size, truth, cache.tables, lists);
}

/** objectId: ids are no column. Equality finds its rows through the index; other operators look at every id once. */
function bindIds(leaf: Extract<PlanLeaf, { kind: 'values' }>, { population, now }: EngineContext): RowLeaf {
  const { size } = population;
  const predicate = leaf.predicate.at(now);
  if (predicate.onValue !== undefined) return constantLeaf(predicate.onValue, size);
  if (predicate.wanted !== undefined) {
    const rows = predicate.wanted.map((id) => rowOfId(population, id)).filter((row) => row !== undefined);
    return rowSetLeaf(rowSetOf(rows), emptyRowSet, size);
  }
  const test = createValueTest({ size, textAt: (row) => population.idAt(row) }, false);
  const rowsWith = (truths: Uint8Array, truth: number): RowSet =>
    rowSetOfSorted(Uint32Array.from(truths.keys()).filter((row) => truths[row] === truth));
  const truths = Uint8Array.from({ length: size }, (_, row) => test(predicate, row));
  return rowSetLeaf(rowsWith(truths, isTrue), rowsWith(truths, isOpen), size);
}

/** A text that equals an id but for its case; lower-casing an id finds more than that. */
function rowOfId(population: Population, foldedId: string): number | undefined {
  const row = population.rowOf(foldedId);
  return row !== undefined && equalsOrdinalIgnoreCase(population.idAt(row), foldedId) ? row : undefined;
}

/** Direct membership of one of the groups. A group whose members are not all known leaves the others undecided. */
function bindMemberOf(
  leaf: Extract<PlanLeaf, { kind: 'memberOf' }>,
  { population: { size }, membersOf }: EngineContext,
): RowLeaf {
  const sources = leaf.groupIds.map((id) => membersOf?.(id) ?? { known: emptyRowSet, isComplete: false });
  const isMember = new Uint8Array(size);
  for (const { known } of sources)
    known.forEach((row) => {
      if (row < size) isMember[row] = 1;
    });
  const others = sources.every(({ isComplete }) => isComplete) ? isFalse : isOpen;
  const rowsWith = (member: number): RowSet =>
    rowSetOfSorted(Uint32Array.from(isMember.keys()).filter((row) => isMember[row] === member));
  const [inside, outside] = [rowsWith(1), rowsWith(0)];
  const open = others === isOpen ? outside : emptyRowSet;
  const trueOutside = others === isOpen ? emptyRowSet : outside;
  return leaf.isNegated ? rowSetLeaf(trueOutside, open, size) : rowSetLeaf(inside, open, size);
}
