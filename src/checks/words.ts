import type { RowSet } from '../base/index.ts';
import type { People } from './check.ts';

/** `3 people (ada@…, ben@…, cid@…)`, `nobody`: up to three names. */
export function countAndNames(people: People, rows: RowSet): string {
  const names: string[] = [];
  for (const row of rows.toArray().subarray(0, 3)) names.push(people.nameOf(row));
  const more = rows.size > names.length ? ', …' : '';
  const none = people.population.type === 'device' ? 'no device' : 'nobody';
  return rows.size === 0 ? none : `${countOf(people, rows.size)} (${names.join(', ')}${more})`;
}

/** {@link countAndNames}, and apart from them how many cannot be decided. */
export function countWithUndecided(people: People, rows: RowSet, undecided: RowSet): string {
  const open = undecided.size === 0 ? '' : `, and for ${countOf(people, undecided.size)} it cannot be decided`;
  return `${countAndNames(people, rows)}${open}`;
}

/** `1 person`, `5 devices`. */
export function countOf(people: People, count: number): string {
  return `${count} ${nounOf(people, count)}`;
}

/** `person`, `people`, `device`, `devices`. */
export function nounOf({ population }: People, count: number): string {
  if (population.type === 'device') return count === 1 ? 'device' : 'devices';
  return count === 1 ? 'person' : 'people';
}

/** `"a", "b" or "c"`. */
export function alternatives(texts: readonly string[]): string {
  const quoted = texts.map((text) => `"${text}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
