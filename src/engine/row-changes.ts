import { foldOrdinal, type RowSet } from '../base/index.ts';
import { nullCode, type Population } from '../model/index.ts';
import { isOpen } from '../rules/index.ts';
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

/** The conditions of a book by what they read. */
export interface LeavesByName {
  /** By folded name of the property. */
  readonly leaves: ReadonlyMap<string, readonly BookLeaf[]>;
  /** The ones that compare with the present. */
  readonly timed: readonly BookLeaf[];
}

/** Arranges conditions. O(conditions). */
export function arrangeLeaves(all: readonly BookLeaf[]): LeavesByName {
  const leaves = new Map<string, BookLeaf[]>();
  for (const entry of all) {
    if (entry.leaf.kind === 'memberOf') continue;
    const name = foldOrdinal(entry.leaf.property.source);
    const known = leaves.get(name);
    if (known === undefined) leaves.set(name, [entry]);
    else known.push(entry);
  }
  return { leaves, timed: all.filter(({ leaf }) => leaf.kind === 'values' && leaf.predicate.usesClock) };
}

/**
 * The conditions whose answer can have changed, and for whom. Rows with the same values before and after are asked about
 * together. O(conditions on changed properties * distinct pairs of values), and the rows whose dates were passed.
 */
export function changedLeaves(
  { leaves, timed }: LeavesByName,
  before: EngineContext,
  after: EngineContext,
  changes: RowChanges,
  cache: EngineCache,
): readonly LeafChange[] {
  const changed: LeafChange[] = [];
  for (const [name, rows] of changes.byProperty) {
    const asked = leaves.get(foldOrdinal(name));
    if (asked === undefined) continue;
    const pairs = pairCodes(before.population, after.population, name, rows);
    const [oldColumn, newColumn] = [before.population.column(name), after.population.column(name)];
    for (const { index, leaf } of asked) {
      if (leaf.kind === 'memberOf' || leaf.property.isAlwaysNull === true) continue;
      const [was, is] = [leaf.predicate.at(before.now), leaf.predicate.at(after.now)];
      const found: (readonly number[])[] = [];
      for (const { oldCode, newCode, rows: alike } of pairs) {
        const oldTruth = oldColumn === undefined ? isOpen : cache.truthAt(oldColumn, was, oldCode);
        const newTruth = newColumn === undefined ? isOpen : cache.truthAt(newColumn, is, newCode);
        if (oldTruth !== newTruth) found.push(alike);
      }
      if (found.length > 0) changed.push({ leaf: index, rows: found });
    }
  }
  if (before.now === after.now) return changed;
  for (const entry of timed) {
    const crossed = crossedRows(entry, before, after, cache);
    if (crossed.length > 0) changed.push({ leaf: entry.index, rows: [crossed] });
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

/** Rows with a date that the clock has passed: for them a condition on the present changes by time alone. */
function crossedRows(
  entry: BookLeaf,
  before: EngineContext,
  after: EngineContext,
  cache: EngineCache,
): readonly number[] {
  const { leaf } = entry;
  if (leaf.kind === 'memberOf') return [];
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
