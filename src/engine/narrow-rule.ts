import { unionRows } from '../base/index.ts';
import type { PlanLeaf, RowVerdicts } from '../rules/index.ts';
import { type EngineContext, leafBinder } from './bind-leaf.ts';
import { ChangedTruths } from './changed-truths.ts';
import { columnOfLeaf } from './column-of-leaf.ts';
import type { EngineCache } from './engine-cache.ts';
import type { FormulaBook, FormulaNode } from './formula-book.ts';
import { asksForWholes } from './search/scan-search.ts';
import { VerdictSets } from './verdict-sets.ts';

/** Testing one value takes as long as searching so many bytes (measured: 1 to 2.3 µs, 0.5 to 0.9 ns). */
const bytesPerTest = 2500;
/** Smaller dictionaries are searched soon enough. */
const largeDictionary = 1 << 14;

/**
 * The verdicts of the only rule of a book, where one of its conditions leaves few people and another one would have to be
 * searched for in many values: that is tested for those people alone. Undefined where it is not so.
 */
export function narrowVerdicts(book: FormulaBook, context: EngineContext, cache: EngineCache): RowVerdicts | undefined {
  const [root] = book.roots;
  const { population, now } = context;
  if (root?.kind !== 'and') return undefined;
  const dearBytes = bytesOfAll(book, context, cache);
  if (dearBytes === 0) return undefined;
  const cheap = root.children.flatMap((child) => {
    const leaf = child.kind === 'leaf' ? book.leaves[child.leaf]?.leaf : undefined;
    const isCheap =
      leaf !== undefined && columnOfLeaf(leaf, population) !== undefined && bytesToSearch(leaf, context, cache) === 0;
    return child.kind === 'leaf' && isCheap ? [{ child, leaf }] : [];
  });
  cache.answer(
    cheap.map(({ leaf }) => leaf),
    population,
    now,
  );
  const leafOf = leafBinder(book, context, cache);
  let rarest: FormulaNode | undefined;
  let least = dearBytes / bytesPerTest;
  for (const { child } of cheap) {
    const { trueCount, openCount } = leafOf(child.leaf);
    if (trueCount + openCount >= least) continue;
    rarest = child;
    least = trueCount + openCount;
  }
  if (rarest === undefined) return undefined;
  const { members, undecided } = new VerdictSets(population.size, book, leafOf, cache.tables).verdicts(rarest);
  return new ChangedTruths(book, context, cache).verdictsByRow(root, unionRows(members, undecided));
}

/** How many bytes of values all conditions together have to look through: those of one property are searched together. */
function bytesOfAll({ leaves }: FormulaBook, context: EngineContext, cache: EngineCache): number {
  const byProperty = new Map<string, number>();
  for (const { leaf } of leaves) {
    if (leaf.kind !== 'values') continue;
    const { name } = leaf.property;
    byProperty.set(name, Math.max(byProperty.get(name) ?? 0, bytesToSearch(leaf, context, cache)));
  }
  return [...byProperty.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** How many bytes of values answering a condition means looking through; 0 where that is soon done. */
function bytesToSearch(leaf: PlanLeaf, { population, now }: EngineContext, cache: EngineCache): number {
  const column = columnOfLeaf(leaf, population);
  if (column === undefined || leaf.kind === 'memberOf') return 0;
  const dictionary = column.dictionary.base ?? column.dictionary;
  const predicate = leaf.predicate.at(now);
  if (dictionary.size <= largeDictionary || cache.knownTruth(dictionary, predicate) !== undefined) return 0;
  const scan = leaf.scan?.();
  const isSearched =
    scan === undefined ? predicate.instants === undefined && predicate.onValue === undefined : !asksForWholes(scan);
  return isSearched ? (dictionary.offsets[dictionary.size] ?? 0) : 0;
}
