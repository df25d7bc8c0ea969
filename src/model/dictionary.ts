import { invariant } from '../base/index.ts';
import { PackedTexts } from './packed-texts.ts';

/** Code of "not known" in every column: absent from the export. */
export const notKnownCode = 0;
/** Code of null in every column. */
export const nullCode = 1;
/** Codes from here on stand for values. */
export const firstValueCode = 2;

/** A fork with more own values than this, and than this share of its base, is made a dictionary without a base. */
const mostOwnValues = 1024;
const ownShareShift = 3;

/**
 * The distinct values of one property as texts, numbered from {@link firstValueCode}. Numbers never change their meaning.
 * A dictionary grows only while its one owner builds it: that of a finished column is frozen, and who needs new values makes
 * a fork, which shares the values of its base (the same codes below `baseSize`) and keeps its own. What a what-if adds goes
 * when the what-if goes.
 */
export class Dictionary {
  /** The dictionary whose values a fork shares; it is frozen and has no base itself. */
  readonly base: Dictionary | undefined;
  /** Codes below this one have the meaning that they have in the base; 0 without one. */
  readonly baseSize: number;
  #own: PackedTexts;
  #count: number;
  #isFrozen = false;
  #flat: Dictionary | undefined;

  constructor(base?: Dictionary, own: PackedTexts = PackedTexts.empty(base === undefined ? firstValueCode : 0)) {
    this.base = base;
    this.baseSize = base?.size ?? 0;
    this.#own = own;
    this.#count = own.count;
  }

  /**
   * Takes ownership of packed values without copying them. Element c of `offsets` is where the text of code c starts and
   * that of the code before it ends: three zeros first, then never descending up to the length of `bytes`. Throws an
   * InvariantError if it is not so. That no value stands twice, and that the bytes are texts, is the caller's word.
   */
  static fromPacked(bytes: Uint8Array, offsets: Uint32Array): Dictionary {
    const count = offsets.length - 1;
    invariant(
      count >= firstValueCode && offsets[firstValueCode] === 0 && offsets[count] === bytes.length,
      'packed values have wrong ends',
    );
    let isAscending = true;
    for (let code = 0; code < count; code++) if ((offsets[code] ?? 0) > (offsets[code + 1] ?? 0)) isAscending = false;
    invariant(isAscending, 'packed values are out of order');
    return new Dictionary(undefined, new PackedTexts(bytes, offsets, count, firstValueCode));
  }

  /** One more than the highest code in use. */
  get size(): number {
    return this.baseSize + this.#count;
  }

  /**
   * The own values as bytes (see base/text-bytes.ts), for scans; must not be changed, and may be longer than what is in use.
   * The text of code c, from `baseSize` on, is `bytes[offsets[c - baseSize]..offsets[c - baseSize + 1])`; there is none for
   * the first two codes of a dictionary without a base.
   */
  get bytes(): Uint8Array {
    return this.#own.bytes;
  }

  /** Where the own values start in {@link bytes}. */
  get offsets(): Uint32Array {
    return this.#own.offsets;
  }

  /** True when the dictionary no longer changes. */
  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  /** The text of a value code. */
  textAt(code: number): string {
    if (this.base !== undefined && code < this.baseSize) return this.base.textAt(code);
    invariant(code >= firstValueCode && code < this.size, `code ${code} is not a value of the dictionary`);
    return this.#own.textAt(code - this.baseSize);
  }

  /** The code of `text`, or undefined. */
  find(text: string): number | undefined {
    const own = this.#count === 0 ? undefined : this.#own.find(text);
    if (own !== undefined && own < this.#count) return this.baseSize + own;
    return this.base?.find(text);
  }

  /** The code of `text`, a new one if it is new. Throws an InvariantError for a new text when the dictionary is frozen. */
  intern(text: string): number {
    if (this.base !== undefined || this.#isFrozen) {
      const found = this.find(text);
      if (found !== undefined) return found;
      invariant(!this.#isFrozen, 'a frozen dictionary takes no new values');
      // A fork of a fork shares the list of its parent as long as nobody else has added to it.
      if (this.#own.count !== this.#count) this.#own = this.#own.copy(this.#count);
    }
    const index = this.#own.intern(text);
    this.#count = this.#own.count;
    return this.baseSize + index;
  }

  /** Ends the growth of the dictionary. */
  freeze(): void {
    if (!this.#isFrozen && this.base === undefined) this.#own.compact();
    this.#isFrozen = true;
  }

  /** A dictionary with the same values that can take more; this one is frozen. O(1), except now and then for a long line of forks. */
  fork(): Dictionary {
    this.freeze();
    if (this.base === undefined) return this.size > firstValueCode ? new Dictionary(this) : new Dictionary();
    if (this.#count > mostOwnValues && this.#count > this.base.size >>> ownShareShift) {
      this.#flat ??= this.#flatten(this.base);
      return this.#flat.fork();
    }
    const fork = new Dictionary(this.base, this.#own);
    fork.#count = this.#count;
    return fork;
  }

  /** True when every code of `earlier` is known to mean the same here. O(1); false says nothing. */
  continues(earlier: Dictionary): boolean {
    if (earlier === this || earlier === this.base) return true;
    return earlier.base === this.base && earlier.#own === this.#own && earlier.#count <= this.#count;
  }

  /** Drops the reverse index, which is rebuilt when next needed: a large part of the memory of near-unique columns. */
  releaseIndex(): void {
    this.#own.releaseIndex();
  }

  #flatten(base: Dictionary): Dictionary {
    const own = base.#own.copy(base.#count);
    own.appendAll(this.#own, this.#count);
    const flat = new Dictionary(undefined, own);
    flat.freeze();
    return flat;
  }
}
