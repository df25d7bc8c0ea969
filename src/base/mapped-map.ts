/** A map whose values are made from those of another one when they are read. */
export class MappedMap<Key, From, To> implements ReadonlyMap<Key, To> {
  readonly #source: ReadonlyMap<Key, From>;
  readonly #map: (value: From) => To;

  constructor(source: ReadonlyMap<Key, From>, map: (value: From) => To) {
    this.#source = source;
    this.#map = map;
  }

  get size(): number {
    return this.#source.size;
  }

  get(key: Key): To | undefined {
    const value = this.#source.get(key);
    return value === undefined ? undefined : this.#map(value);
  }

  has(key: Key): boolean {
    return this.#source.has(key);
  }

  *entries(): MapIterator<[Key, To]> {
    for (const [key, value] of this.#source) yield [key, this.#map(value)];
  }

  keys(): MapIterator<Key> {
    return this.#source.keys();
  }

  *values(): MapIterator<To> {
    for (const value of this.#source.values()) yield this.#map(value);
  }

  [Symbol.iterator](): MapIterator<[Key, To]> {
    return this.entries();
  }

  forEach(visit: (value: To, key: Key, map: ReadonlyMap<Key, To>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}
