import { type RowSet } from '../../base/index.ts';
import { RowsBuilder } from './rows-builder.ts';

/** How exactly times are kept: an hour of the day is nothing that rules or licensing read. */
export type TimeDetail = 'exact' | 'day' | 'month' | 'none';

const coarser: Readonly<Record<TimeDetail, TimeDetail>> = { exact: 'day', day: 'month', month: 'none', none: 'none' };

/** Something that users have alike, with everybody who has it. */
export interface CellRows<Properties> {
  readonly properties: Properties;
  readonly rows: RowSet;
}

/**
 * Users by what they have alike. The service assigns one user after another, so that in a large export nobody has the same time
 * as anybody else and every user would be a cell of their own: beyond a number of cells, times are kept to the day, then to the
 * month, then not at all. Which it is depends on the whole export, not on its order.
 */
export class CellMap<Properties> {
  readonly #range: number;
  readonly #most: number;
  readonly #keyOf: (properties: Properties) => string;
  readonly #withTime: (properties: Properties, change: (time: string | null) => string | null) => Properties;
  #cells = new Map<string, { readonly properties: Properties; readonly rows: RowsBuilder }>();
  #detail: TimeDetail = 'exact';

  constructor(options: {
    /** Number of users. */
    readonly range: number;
    /** Most cells with times. */
    readonly most: number;
    /** Equal for equal properties. */
    readonly keyOf: (properties: Properties) => string;
    /** The same properties at another time. */
    readonly withTime: (properties: Properties, change: (time: string | null) => string | null) => Properties;
  }) {
    this.#range = options.range;
    this.#most = options.most;
    this.#keyOf = options.keyOf;
    this.#withTime = options.withTime;
  }

  /** How exactly times were kept. */
  get detail(): TimeDetail {
    return this.#detail;
  }

  /** Adds a user, whose row must not be smaller than those before. */
  add(given: Properties, row: number): void {
    this.#put(this.#coarsened(given), row);
    while (this.#cells.size > this.#most && this.#detail !== 'none') this.#coarsen();
  }

  #put(properties: Properties, row: number): void {
    const key = this.#keyOf(properties);
    let cell = this.#cells.get(key);
    if (cell === undefined) this.#cells.set(key, (cell = { properties, rows: new RowsBuilder(this.#range) }));
    cell.rows.add(row);
  }

  #coarsened(properties: Properties): Properties {
    const detail = this.#detail;
    return detail === 'exact' ? properties : this.#withTime(properties, (time) => coarseTime(time, detail));
  }

  #coarsen(): void {
    const before = [...this.#cells.values()];
    this.#detail = coarser[this.#detail];
    this.#cells = new Map();
    const rowsByKey = new Map<string, { readonly properties: Properties; readonly rows: number[] }>();
    for (const { properties: exact, rows } of before) {
      const properties = this.#coarsened(exact);
      const key = this.#keyOf(properties);
      let group = rowsByKey.get(key);
      if (group === undefined) rowsByKey.set(key, (group = { properties, rows: [] }));
      const list = group.rows;
      rows.finish().forEach((row) => list.push(row));
    }
    for (const { properties, rows } of rowsByKey.values()) {
      for (const row of Uint32Array.from(rows).sort()) this.#put(properties, row);
    }
  }

  /** All cells. */
  finish(): readonly CellRows<Properties>[] {
    return [...this.#cells.values()].map(({ properties, rows }) => ({ properties, rows: rows.finish() }));
  }
}

/** Midnight of the day, or of the first day of the month. */
function coarseTime(time: string | null, detail: TimeDetail): string | null {
  if (time === null || detail === 'none') return null;
  return detail === 'day' ? `${time.slice(0, 10)}T00:00:00Z` : `${time.slice(0, 7)}-01T00:00:00Z`;
}
