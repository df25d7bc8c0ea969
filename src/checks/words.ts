import type { RowSet } from '../base/index.ts';
import type { People } from './check.ts';

/** `3 people: ada@…, ben@…, … ` for a message; up to three names. */
export function countAndNames(people: People, rows: RowSet): string {
  const names: string[] = [];
  for (const row of rows.toArray().subarray(0, 3)) names.push(people.nameOf(row));
  const more = rows.size > names.length ? ', …' : '';
  return rows.size === 0 ? 'nobody' : `${rows.size} ${nounOf(people, rows.size)} (${names.join(', ')}${more})`;
}

/** `person`, `people`, `device`, `devices`. */
export function nounOf({ population }: People, count: number): string {
  if (population.type === 'device') return count === 1 ? 'device' : 'devices';
  return count === 1 ? 'person' : 'people';
}
