import { differenceRows, emptyRowSet, filterRows, intersectRows, type RowSet, rowSetOf } from '../base/index.ts';
import { chunkShift, firstValueCode, type LinkSet, linkedRows, Population } from '../model/index.ts';
import type { ObjectReader } from './tenant-reader.ts';

/**
 * The active targets of one type: links to deleted objects are kept but hidden (spec tenant 2.4). O(targets) while the
 * objects are being changed; for finished populations hardly anything, after O(objects) for the first question.
 */
export function activeMembers(objects: ObjectReader, links: LinkSet | undefined): RowSet {
  const rows = linkedRows(links, objects.type);
  if (rows.size === 0) return emptyRowSet;
  const hidden = objects instanceof Population ? deletedRows(objects) : undefined;
  if (hidden === undefined) {
    const active = filterRows(rows, (row) => objects.isActive(row));
    return active.size === rows.size ? rows : active;
  }
  if (hidden.size === 0 || intersectRows(hidden, rows).size === 0) return rows;
  return differenceRows(rows, hidden);
}

const deletedByPopulation = new WeakMap<Population, RowSet>();

function deletedRows(population: Population): RowSet {
  const known = deletedByPopulation.get(population);
  if (known !== undefined) return known;
  const column = population.column('deletedDateTime');
  const deleted: number[] = [];
  for (let index = 0; index < (column?.chunkCount ?? 0); index++) {
    const codes = column?.chunk(index) ?? [];
    for (let offset = 0; offset < codes.length; offset++) {
      if ((codes[offset] ?? 0) >= firstValueCode) deleted.push((index << chunkShift) + offset);
    }
  }
  const rows = rowSetOf(deleted);
  deletedByPopulation.set(population, rows);
  return rows;
}
