import { invariant } from '../base/index.ts';
import { PackedIds } from './packed-ids.ts';

/** A fork with more ids of its own than this, and than this share of its base, is made a list without a base. */
const mostOwnIds = 1024;
const ownShareShift = 3;

/**
 * The ids of a population by row, and the rows by id. Append-only; a fork shares what it was made from and keeps its own
 * additions, so that two branches of a what-if can add objects without seeing each other.
 */
export class ObjectIds {
  readonly #base: PackedIds | undefined;
  readonly #baseSize: number;
  #own: PackedIds;
  #count: number;
  #isFrozen = false;
  #flat: ObjectIds | undefined;

  constructor(base?: PackedIds, own: PackedIds = new PackedIds(), count: number = own.count) {
    this.#base = base;
    this.#baseSize = base?.count ?? 0;
    this.#own = own;
    this.#count = count;
  }

  /**
   * Takes ownership of packed ids without copying them: four numbers for each row, and by row the ids that are no GUIDs
   * (in lower case; their numbers are ignored). That no id stands twice is the caller's word.
   */
  static fromPacked(words: Uint32Array, texts: ReadonlyMap<number, string> = new Map()): ObjectIds {
    invariant(words.length % 4 === 0, 'packed ids end in the middle of one');
    return new ObjectIds(undefined, new PackedIds(words, words.length / 4, texts));
  }

  /** Number of ids. */
  get size(): number {
    return this.#baseSize + this.#count;
  }

  /** The id of a row. */
  idAt(row: number): string {
    invariant(row >= 0 && row < this.size, `there is no row ${row}`);
    if (this.#base !== undefined && row < this.#baseSize) return this.#base.idAt(row);
    return this.#own.idAt(row - this.#baseSize);
  }

  /** The row of an id, read without regard to case. */
  rowOf(id: string): number | undefined {
    return this.#find(id) ?? this.#find(id.toLowerCase());
  }

  /** Appends a new id (stored in lower case) and returns its row. */
  add(id: string): number {
    invariant(!this.#isFrozen, 'ids that were forked take no new ones');
    const stored = id.toLowerCase();
    invariant(this.#find(stored) === undefined, `id ${stored} is already in use`);
    // A fork of a fork shares the list of its parent as long as nobody else has added to it.
    if (this.#own.count !== this.#count) this.#own = this.#own.copy(this.#count);
    this.#own.add(stored);
    return this.#baseSize + this.#count++;
  }

  /** A copy that can grow on its own; this one can no longer. O(1), except now and then for a long line of forks. */
  fork(): ObjectIds {
    this.#isFrozen = true;
    if (this.#base === undefined) return this.#count === 0 ? new ObjectIds() : new ObjectIds(this.#own);
    if (this.#count > mostOwnIds && this.#count > this.#baseSize >>> ownShareShift) {
      this.#flat ??= new ObjectIds(undefined, this.#base.copy(this.#baseSize, this.#own, this.#count));
      return this.#flat.fork();
    }
    return new ObjectIds(this.#base, this.#own, this.#count);
  }

  /** True when every row of `earlier` is known to have the same id here. O(1); false says nothing. */
  continues(earlier: ObjectIds): boolean {
    if (earlier === this) return true;
    if (earlier.#base === undefined) return earlier.#own === this.#base && earlier.#count === this.#baseSize;
    return earlier.#base === this.#base && earlier.#own === this.#own && earlier.#count <= this.#count;
  }

  /** The ids of rows `start` to `end` as {@link ObjectIds.fromPacked} takes them; a copy. */
  packed(start: number, end: number): { readonly words: Uint32Array; readonly texts: ReadonlyMap<number, string> } {
    const words = new Uint32Array((end - start) * 4);
    const texts = new Map<number, string>();
    const lists = [
      { list: this.#base, first: 0, last: this.#baseSize },
      { list: this.#own, first: this.#baseSize, last: this.size },
    ];
    for (const { list, first, last } of lists) {
      const [from, to] = [Math.max(start, first), Math.min(end, last)];
      if (list === undefined || from >= to) continue;
      words.set(list.words.subarray((from - first) * 4, (to - first) * 4), (from - start) * 4);
      for (const [number, text] of list.texts) {
        if (number + first >= from && number + first < to) texts.set(number + first - start, text);
      }
    }
    return { words, texts };
  }

  #find(id: string): number | undefined {
    const own = this.#count === 0 ? undefined : this.#own.find(id);
    if (own !== undefined && own < this.#count) return this.#baseSize + own;
    return this.#base?.find(id);
  }
}
