/**
 * A map that differs from another one in few entries: it holds the differences only. Immutable. Entries of the base keep
 * their place in the order, new ones come last.
 */
export class OverlayMap<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly size: number;
  readonly #base: ReadonlyMap<Key, Value>;
  readonly #changed: ReadonlyMap<Key, Value>;
  readonly #removed: ReadonlySet<Key>;

  private constructor(
    base: ReadonlyMap<Key, Value>,
    changed: ReadonlyMap<Key, Value>,
    removed: ReadonlySet<Key>,
    size: number,
  ) {
    this.#base = base;
    this.#changed = changed;
    this.#removed = removed;
    this.size = size;
  }

  /**
   * `base` with some entries set and some removed; `base` itself must not change afterwards. O(changes), and now and then
   * O(size), when the differences have become a large part.
   */
  static from<Key, Value>(
    base: ReadonlyMap<Key, Value>,
    changes: ReadonlyMap<Key, Value>,
    removals: ReadonlySet<Key> = new Set(),
  ): ReadonlyMap<Key, Value> {
    if (changes.size === 0 && removals.size === 0) return base;
    const root = base instanceof OverlayMap ? (base.#base as ReadonlyMap<Key, Value>) : base;
    const changed = new Map(base instanceof OverlayMap ? (base.#changed as ReadonlyMap<Key, Value>) : []);
    const removed = new Set(base instanceof OverlayMap ? (base.#removed as ReadonlySet<Key>) : []);
    let { size } = base;
    for (const key of removals) {
      if (!base.has(key)) continue;
      size--;
      changed.delete(key);
      if (root.has(key)) removed.add(key);
    }
    for (const [key, value] of changes) {
      if (!base.has(key) || removals.has(key)) size++;
      removed.delete(key);
      changed.set(key, value);
    }
    const overlay = new OverlayMap(root, changed, removed, size);
    return (changed.size + removed.size) * flattenShare > root.size ? new Map(overlay) : overlay;
  }

  get(key: Key): Value | undefined {
    if (this.#changed.has(key)) return this.#changed.get(key);
    return this.#removed.has(key) ? undefined : this.#base.get(key);
  }

  has(key: Key): boolean {
    return this.#changed.has(key) || (!this.#removed.has(key) && this.#base.has(key));
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of this.#base) {
      if (this.#removed.has(key)) continue;
      const changed = this.#changed.get(key);
      yield [key, changed === undefined && !this.#changed.has(key) ? value : (changed as Value)];
    }
    for (const [key, value] of this.#changed) if (!this.#base.has(key)) yield [key, value];
  }

  *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}

/** Differences are merged into a plain map when they are more than one in this many of the base. */
const flattenShare = 4;
