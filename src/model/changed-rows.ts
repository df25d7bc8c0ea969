import { chunkShift } from './column.ts';
import { notKnownCode } from './dictionary.ts';
import type { Population } from './population.ts';

/** A population with more changed rows than one in this many is looked at anew. */
const mostChangedShare = 4;

/**
 * Rows of a population that may differ from one that it was made from, new ones included; undefined when there are too many, or
 * when codes cannot be compared. O(rows of changed chunks).
 */
export function changedRows(before: Population, after: Population): ReadonlySet<number> | undefined {
  const rows = new Set<number>();
  const most = after.size / mostChangedShare;
  for (let row = before.size; row < after.size; row++) rows.add(row);
  for (const name of new Set([...before.columnNames(), ...after.columnNames()])) {
    if (rows.size > most) return undefined;
    if (after.sharesColumn(before, name)) continue;
    const [earlier, now] = [before.factColumn(name), after.factColumn(name)];
    if (earlier !== undefined && now !== undefined && !now.dictionary.continues(earlier.dictionary)) return undefined;
    for (let index = 0; index < Math.max(earlier?.chunkCount ?? 0, now?.chunkCount ?? 0); index++) {
      const [old, current] = [earlier?.chunk(index), now?.chunk(index)];
      if (old === current) continue;
      const length = Math.min(Math.max(old?.length ?? 0, current?.length ?? 0), after.size - (index << chunkShift));
      for (let offset = 0; offset < length; offset++) {
        if ((old?.[offset] ?? notKnownCode) !== (current?.[offset] ?? notKnownCode)) {
          rows.add((index << chunkShift) + offset);
        }
      }
    }
  }
  return rows.size > most ? undefined : rows;
}
