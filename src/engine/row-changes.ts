import type { RowSet } from '../base/index.ts';
import { nullCode, type Population } from '../model/index.ts';
import { isOpen, type TruthByte } from '../rules/index.ts';
import type { EngineContext } from './bind-leaf.ts';
import { columnOfLeaf } from './column-of-leaf.ts';
import { rowsOfCode, rowsOfColumn } from './column-rows.ts';
import type { EngineCache } from './engine-cache.ts';
import type { BookLeaf } from './formula-book.ts';

/** What changed between two states of a population. */
export interface RowChanges {
  /** Objects created or deleted: every rule looks at them. */
  readonly newOrGone: RowSet;
  /** Objects of which a property changed, by its name in Graph. */
  readonly byProperty: ReadonlyMap<string, RowSet>;
}

/** Rows for which a condition answers something else after a change than before. */
export interface LeafChange {
  readonly leaf: number;
  /** Several lists, none changed afterwards; a row may be in several. */
  readonly rows: readonly (readonly number[])[];
}

/**
 * The conditions whose answer can have changed, and for whom. Rows with the same values before and after are asked about
 * together. O(conditions on changed properties * distinct pairs of values), and the rows whose dates were passed.
 */
export function changedLeaves(
  leaves: readonly BookLeaf[],
  before: EngineContext,
  after: EngineContext,
  changes: RowChanges,
  cache: EngineCache,
): readonly LeafChange[] {
  const pairsByName = new Map<string, readonly CodePair[]>();
  const pairsOf = (name: string, rows: RowSet): readonly CodePair[] => {
    let pairs = pairsByName.get(name);
    if (pairs === undefined) {
      pairs = pairCodes(before.population, after.population, name, rows);
      pairsByName.set(name, pairs);
    }
    return pairs;
  };
  const changed: LeafChange[] = [];
  for (const entry of leaves) {
    const name = nameOfColumn(entry, before.population, after.population);
    const rows = name === undefined ? undefined : changes.byProperty.get(name);
    const found: (readonly number[])[] = [];
    if (name !== undefined && rows !== undefined && rows.size > 0) {
      for (const { oldCode, newCode, rows: alike } of pairsOf(name, rows)) {
        if (truthOf(entry, before, oldCode, cache) !== truthOf(entry, after, newCode, cache)) found.push(alike);
      }
    }
    const crossed = crossedRows(entry, before, after, cache);
    if (crossed.length > 0) found.push(crossed);
    if (found.length > 0) changed.push({ leaf: entry.index, rows: found });
  }
  return changed;
}

/** Rows that changed from one value to another, alike. */
interface CodePair {
  readonly oldCode: number;
  readonly newCode: number;
  readonly rows: number[];
}

function pairCodes(before: Population, after: Population, name: string, rows: RowSet): readonly CodePair[] {
  const [oldColumn, newColumn] = [before.column(name), after.column(name)];
  const pairs = new Map<number, Map<number, CodePair>>();
  const all: CodePair[] = [];
  rows.forEach((row) => {
    const oldCode = oldColumn?.codeAt(row) ?? 0;
    const newCode = newColumn?.codeAt(row) ?? 0;
    let byNew = pairs.get(oldCode);
    if (byNew === undefined) {
      byNew = new Map();
      pairs.set(oldCode, byNew);
    }
    let pair = byNew.get(newCode);
    if (pair === undefined) {
      pair = { oldCode, newCode, rows: [] };
      byNew.set(newCode, pair);
      all.push(pair);
    }
    pair.rows.push(row);
  });
  return all;
}

/** The column that a condition reads, under the name that changes are reported with. */
function nameOfColumn({ leaf }: BookLeaf, before: Population, after: Population): string | undefined {
  return (columnOfLeaf(leaf, after) ?? columnOfLeaf(leaf, before))?.definition.name;
}

function truthOf({ leaf }: BookLeaf, { population, now }: EngineContext, code: number, cache: EngineCache): TruthByte {
  const column = columnOfLeaf(leaf, population);
  if (column === undefined || leaf.kind === 'memberOf') return isOpen;
  return cache.truthAt(column, leaf.predicate.at(now), code);
}

/** Rows with a date that the clock has passed: for them a condition on the present changes by time alone. */
function crossedRows(
  entry: BookLeaf,
  before: EngineContext,
  after: EngineContext,
  cache: EngineCache,
): readonly number[] {
  const { leaf } = entry;
  if (before.now === after.now || leaf.kind === 'memberOf' || !leaf.predicate.usesClock) return [];
  const column = columnOfLeaf(leaf, after.population);
  if (column === undefined) return [];
  const [was, is] = [leaf.predicate.at(before.now), leaf.predicate.at(after.now)];
  const byCode = rowsOfColumn(column, after.population.size);
  const crossed: number[] = [];
  for (let code = nullCode; code < column.dictionary.size; code++) {
    if (cache.truthAt(column, was, code) === cache.truthAt(column, is, code)) continue;
    for (const row of rowsOfCode(byCode, code)) crossed.push(row);
  }
  return crossed;
}
