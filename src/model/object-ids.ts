import { invariant } from '../base/index.ts';

/**
 * The ids of a population by row, and the rows by id. Append-only; a fork shares what it was made from and keeps its own
 * additions, so that two branches of a what-if can add objects without seeing each other.
 */
export class ObjectIds {
  readonly #base: ObjectIds | undefined;
  readonly #baseSize: number;
  readonly #ids: string[] = [];
  readonly #rows = new Map<string, number>();

  constructor(base?: ObjectIds) {
    this.#base = base;
    this.#baseSize = base?.size ?? 0;
  }

  /** Number of ids. */
  get size(): number {
    return this.#baseSize + this.#ids.length;
  }

  /** The id of a row. */
  idAt(row: number): string {
    const id = row < this.#baseSize ? this.#base?.idAt(row) : this.#ids[row - this.#baseSize];
    invariant(id !== undefined, `there is no row ${row}`);
    return id;
  }

  /** The row of an id, read without regard to case. */
  rowOf(id: string): number | undefined {
    return this.#find(id) ?? this.#find(id.toLowerCase());
  }

  /** Appends a new id (stored in lower case) and returns its row. */
  add(id: string): number {
    const stored = id.toLowerCase();
    invariant(this.#find(stored) === undefined, `id ${stored} is already in use`);
    const row = this.size;
    this.#ids.push(stored);
    this.#rows.set(stored, row);
    return row;
  }

  /** A copy that can grow on its own; O(1), except that a long chain of forks is flattened. */
  fork(): ObjectIds {
    return new ObjectIds(this.#baseSize > 0 && this.#ids.length > this.#baseSize ? this.#flatten() : this);
  }

  #find(id: string): number | undefined {
    const own = this.#rows.get(id);
    if (own !== undefined || this.#base === undefined) return own;
    const inherited = this.#base.#find(id);
    return inherited !== undefined && inherited < this.#baseSize ? inherited : undefined;
  }

  #flatten(): ObjectIds {
    const flat = new ObjectIds();
    for (let row = 0; row < this.size; row++) flat.add(this.idAt(row));
    return flat;
  }
}
