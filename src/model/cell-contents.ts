import { canonicalJson, compareOrdinal, type RowSet, unionRows } from '../base/index.ts';
import {
  canonicalCellValue,
  cellIdOfText,
  cellProperties,
  cellRelations,
  type CellType,
  saysUsual,
} from './cell-ids.ts';
import { changedRows } from './changed-rows.ts';
import type { Column } from './column.ts';
import { notKnownCode, nullCode } from './dictionary.ts';
import { linkedRows, type LinkSet } from './links.ts';
import { type ObjectType, objectTypes } from './object-type.ts';
import type { Population } from './population.ts';
import { hashOfPopulation } from './population-hash.ts';
import type { PropertyDefinition } from './property-definition.ts';
import { decodeValue, type MaybeKnown } from './property-value.ts';
import type { Tenant } from './tenant.ts';

const contentIds = new WeakMap<Population, readonly string[]>();

/**
 * For each row of a population of cells the id that follows from what it says now (`cellId` of its facts). It is the id of the
 * cell, unless the cell was changed after it was made (by hand, in a database). Kept with the population. O(cells) the first time,
 * each distinct value being written down once; then only changed cells are worked out.
 */
export function contentIdsOf(type: CellType, population: Population): readonly string[] {
  const known = contentIds.get(population);
  if (known !== undefined) return known;
  const ids = changedIds(type, population) ?? idsOfRows(type, population, everyRow(population));
  contentIds.set(population, ids);
  // Populations remember the nearest one that they were made from and whose hash is known: so that this one is it.
  hashOfPopulation(population);
  return ids;
}

/** The ids from those of the population it was made from. */
function changedIds(type: CellType, population: Population): readonly string[] | undefined {
  const { origin } = population;
  const before = origin === undefined ? undefined : contentIds.get(origin);
  if (origin === undefined || before === undefined || !population.ids.continues(origin.ids)) return undefined;
  const rows = changedRows(origin, population);
  if (rows === undefined) return undefined;
  const list = [...rows];
  const ids = [...before];
  for (const [index, id] of idsOfRows(type, population, list).entries()) ids[list[index] ?? 0] = id;
  return ids;
}

function everyRow({ size }: Population): readonly number[] {
  return Array.from({ length: size }, (_, row) => row);
}

function idsOfRows(type: CellType, population: Population, rows: readonly number[]): readonly string[] {
  const skuIds = population.factColumn('skuId');
  const parts = cellProperties(type)
    .toSorted((left, right) => compareOrdinal(left.name, right.name))
    .map((definition) => new WrittenValues(definition, population.factColumn(definition.name)));
  return rows.map((row) => {
    const isUsual = saysUsual(type, valueOf(skuIds, skuIds?.codeAt(row) ?? notKnownCode));
    return cellIdOfText(type, `{${parts.map((part) => part.at(row, isUsual)).join(',')}}`);
  });
}

/** A property of cells as it stands in their canonical JSON, each value written down once. */
class WrittenValues {
  readonly #definition: PropertyDefinition;
  readonly #column: Column | undefined;
  readonly #usual = new Map<number, string>();
  readonly #unusual = new Map<number, string>();

  constructor(definition: PropertyDefinition, column: Column | undefined) {
    this.#definition = definition;
    this.#column = column;
  }

  at(row: number, isUsual: boolean): string {
    const code = this.#column?.codeAt(row) ?? notKnownCode;
    const texts = isUsual ? this.#usual : this.#unusual;
    const known = texts.get(code);
    if (known !== undefined) return known;
    const value = canonicalCellValue(this.#definition, valueOf(this.#column, code), isUsual);
    const text = `${JSON.stringify(this.#definition.name)}:${canonicalJson(value)}`;
    texts.set(code, text);
    return text;
  }
}

function valueOf(column: Column | undefined, code: number): MaybeKnown {
  if (column === undefined || code === notKnownCode) return undefined;
  return code === nullCode ? null : decodeValue(column.definition, column.dictionary.textAt(code));
}

/**
 * License state without its history: by the id that follows from what they say, the links of all cells that somebody is in. Cells
 * that say the same are one, with the users of all. O(cells).
 */
export function cellContents(tenant: Tenant, type: CellType): ReadonlyMap<string, LinkSet> {
  const ids = contentIdsOf(type, tenant.populations[type]);
  const contents = new Map<string, LinkSet>();
  for (const [row, links] of tenant.relations[cellRelations[type]]) {
    const id = ids[row];
    if (id === undefined || linkedRows(links, 'user').size === 0) continue;
    const others = contents.get(id);
    contents.set(id, others === undefined ? links : union(others, links));
  }
  return contents;
}

function union(left: LinkSet, right: LinkSet): LinkSet {
  const rows: Partial<Record<ObjectType, RowSet>> = {};
  for (const type of objectTypes) {
    const [first, second] = [left.rows[type], right.rows[type]];
    if (first !== undefined || second !== undefined)
      rows[type] = unionRows(linkedRows(left, type), linkedRows(right, type));
  }
  return { rows, unresolved: [...new Set([...left.unresolved, ...right.unresolved])] };
}
