/** Slots of a cache; a power of two. */
const slots = 256;
/** Look-ups after which a cache must have proved useful. */
const trial = 1024;

/**
 * Remembers the codes of texts read lately, so that most repeated texts need no look-up in a large hash map: comparing two
 * texts is cheaper than hashing one (measured: a third of the time of loading). Gives up by itself on near-unique columns.
 */
export class CodeCache {
  #texts: (string | undefined)[] | undefined = Array.from({ length: slots }, () => undefined);
  readonly #codes = new Uint32Array(slots);
  #lookups = 0;
  #misses = 0;

  /** The code of a text, from `intern` if it is not at hand. */
  codeOf(text: string, intern: (text: string) => number): number {
    const texts = this.#texts;
    if (texts === undefined) return intern(text);
    const slot = slotOf(text);
    this.#lookups++;
    if (texts[slot] === text) return this.#codes[slot] ?? 0;
    this.#misses++;
    if (this.#lookups === trial && this.#misses * 2 > trial) this.#texts = undefined;
    const code = intern(text);
    texts[slot] = text;
    this.#codes[slot] = code;
    return code;
  }
}

/** Three characters and the length: enough to part the values of a property with few of them. */
function slotOf(text: string): number {
  const { length } = text;
  return (
    (length * 31 + text.charCodeAt(0) * 7 + text.charCodeAt(length >>> 1) * 13 + text.charCodeAt(length - 1)) &
    (slots - 1)
  );
}
