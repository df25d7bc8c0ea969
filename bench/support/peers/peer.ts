/** Another way to evaluate the rules, run on a sample of them. */
export interface Peer {
  readonly name: string;
  /** How many rules of the sample it runs. */
  readonly rules: number;
  /** The first so many users are evaluated. */
  readonly users: number;
  /** Loading and indexing, which is not counted. */
  readonly prepareSeconds: number;
  /** Members of each of its rules. */
  run(): Promise<readonly number[]>;
  close(): void;
}

/** Every k-th of a list, so that a sample is spread over it; the whole list when it is not longer. */
export function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);
}

/** Seconds since a time of `performance.now()`. */
export function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
