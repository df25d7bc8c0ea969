import { invariant, mostTextBytes, readTextBytes, sharedBuffer, writeTextBytes } from '../base/index.ts';

/** Slots of an index at the start; a power of two. */
const firstSlots = 16;
/** A list with at most this many texts keeps the ones that were read as strings. */
const mostDecoded = 4096;

/** Lists with fewer bytes are copied soon enough when a thread is to read them. */
const leastShared = 1 << 20;

/** The text that is being looked for, as bytes. */
let scratch = new Uint8Array(1024);

/**
 * A growing list of distinct texts as bytes (see base/text-bytes.ts): text i is `bytes[offsets[i]..offsets[i + 1])`. A hash
 * index from texts to their numbers is made when it is first needed. A fraction of the memory of strings in a map.
 */
export class PackedTexts {
  bytes: Uint8Array;
  offsets: Uint32Array;
  #count: number;
  #slots: Uint32Array | undefined;
  #hashes: Int32Array | undefined;
  #decoded: (string | undefined)[] | undefined;
  readonly #skipped: number;

  /** Takes ownership of `count` packed texts, of which the first `skipped` are placeholders that no search finds. */
  constructor(bytes: Uint8Array, offsets: Uint32Array, count: number, skipped: number) {
    this.bytes = bytes;
    this.offsets = offsets;
    this.#count = count;
    this.#skipped = skipped;
    this.#decoded = count > mostDecoded ? undefined : [];
  }

  /** A list of nothing but `skipped` placeholders. */
  static empty(skipped: number): PackedTexts {
    return new PackedTexts(new Uint8Array(0), new Uint32Array(skipped + 1), skipped, skipped);
  }

  /** Number of texts. */
  get count(): number {
    return this.#count;
  }

  /** Length of the bytes in use. */
  get byteCount(): number {
    return this.offsets[this.#count] ?? 0;
  }

  /** Text `index`, which must be one. */
  textAt(index: number): string {
    const decoded = this.#decoded;
    if (decoded === undefined) return this.#read(index);
    return (decoded[index] ??= this.#read(index));
  }

  /** The number of a text, or undefined. */
  find(text: string): number | undefined {
    const length = encode(text);
    const slots = this.#slots ?? this.#buildIndex();
    const found = slots[this.#slotOf(slots, length, hashBytes(scratch, 0, length))] ?? 0;
    return found === 0 ? undefined : found - 1;
  }

  /** The number of a text, appended if it is new. */
  intern(text: string): number {
    const length = encode(text);
    const slots = this.#slots ?? this.#buildIndex();
    const hash = hashBytes(scratch, 0, length);
    const slot = this.#slotOf(slots, length, hash);
    const found = slots[slot] ?? 0;
    if (found !== 0) return found - 1;
    const index = this.#append(length);
    slots[slot] = index + 1;
    if (this.#hashes !== undefined) this.#hashes[slot] = hash;
    if (this.#count * 2 > slots.length) this.#buildIndex();
    return index;
  }

  /**
   * Gives back the room that a long list has to grow, and puts it where threads can read it without a copy. O(bytes), once for
   * each long list.
   */
  compact(): void {
    const { byteCount } = this;
    if (byteCount < leastShared || isShared(this.bytes)) return;
    const bytes = new Uint8Array(sharedBuffer(byteCount));
    bytes.set(this.bytes.subarray(0, byteCount));
    this.bytes = bytes;
    const offsets = new Uint32Array(sharedBuffer((this.#count + 1) * Uint32Array.BYTES_PER_ELEMENT));
    offsets.set(this.offsets.subarray(0, this.#count + 1));
    this.offsets = offsets;
  }

  /** Drops the index, which is rebuilt when next needed. */
  releaseIndex(): void {
    this.#slots = undefined;
    this.#hashes = undefined;
  }

  /** A list of its own with the first `count` texts, and room to grow. */
  copy(count: number): PackedTexts {
    const end = this.offsets[count] ?? 0;
    return new PackedTexts(this.bytes.slice(0, end), this.offsets.slice(0, count + 1), count, this.#skipped);
  }

  /** Appends the first `count` texts of another list without placeholders, which must be new here. */
  appendAll(other: PackedTexts, count: number): void {
    const start = this.byteCount;
    const added = other.offsets[count] ?? 0;
    this.#reserve(start + added, this.#count + count);
    this.bytes.set(other.bytes.subarray(0, added), start);
    for (let index = 1; index <= count; index++) {
      this.offsets[this.#count + index] = start + (other.offsets[index] ?? 0);
    }
    this.#count += count;
    this.releaseIndex();
    if (this.#count > mostDecoded) this.#decoded = undefined;
  }

  #read(index: number): string {
    return readTextBytes(this.bytes, this.offsets[index] ?? 0, this.offsets[index + 1] ?? 0);
  }

  #append(length: number): number {
    const start = this.byteCount;
    this.#reserve(start + length, this.#count + 1);
    const { bytes } = this;
    for (let index = 0; index < length; index++) bytes[start + index] = scratch[index] ?? 0;
    this.offsets[this.#count + 1] = start + length;
    if (this.#count >= mostDecoded) this.#decoded = undefined;
    return this.#count++;
  }

  #reserve(byteCount: number, count: number): void {
    invariant(byteCount <= 0xffffffff, 'the values of a property are larger than 4 GB');
    if (byteCount > this.bytes.length) {
      const bytes = new Uint8Array(Math.max(byteCount, 64, this.bytes.length + (this.bytes.length >>> 1)));
      bytes.set(this.bytes);
      this.bytes = bytes;
    }
    if (count >= this.offsets.length) {
      const offsets = new Uint32Array(Math.max(count + 1, 16, this.offsets.length + (this.offsets.length >>> 1)));
      offsets.set(this.offsets);
      this.offsets = offsets;
    }
  }

  /** The slot that holds the text in the scratch bytes, else the free one where it belongs. */
  #slotOf(slots: Uint32Array, length: number, hash: number): number {
    const { bytes, offsets } = this;
    const hashes = this.#hashes;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const number = slots[slot] ?? 0;
      if (number === 0) return slot;
      if (hashes === undefined || hashes[slot] === hash) {
        const start = offsets[number - 1] ?? 0;
        if ((offsets[number] ?? 0) - start === length && equalsScratch(bytes, start, length)) return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  #buildIndex(): Uint32Array {
    const [oldSlots, oldHashes] = [this.#slots, this.#hashes];
    let capacity = firstSlots;
    while (capacity < this.#count * 3) capacity *= 2;
    const slots = new Uint32Array(capacity);
    const hashes = new Int32Array(capacity);
    const mask = capacity - 1;
    const put = (number: number, hash: number): void => {
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number;
      hashes[slot] = hash;
    };
    if (oldSlots === undefined || oldHashes === undefined) {
      const { bytes, offsets } = this;
      for (let index = this.#skipped; index < this.#count; index++) {
        put(index + 1, hashBytes(bytes, offsets[index] ?? 0, offsets[index + 1] ?? 0));
      }
    } else {
      for (let slot = 0; slot < oldSlots.length; slot++) {
        if (oldSlots[slot] !== 0) put(oldSlots[slot] ?? 0, oldHashes[slot] ?? 0);
      }
    }
    this.#slots = slots;
    this.#hashes = hashes;
    return slots;
  }
}

function isShared({ buffer }: Uint8Array): boolean {
  return !(buffer instanceof ArrayBuffer);
}

function encode(text: string): number {
  const most = mostTextBytes(text.length);
  if (most > scratch.length) scratch = new Uint8Array(most * 2);
  const length = writeTextBytes(text, scratch, 0);
  return length;
}

function equalsScratch(bytes: Uint8Array, start: number, length: number): boolean {
  for (let index = 0; index < length; index++) if (bytes[start + index] !== scratch[index]) return false;
  return true;
}

/** FNV-1a over bytes, with a final mix because the low bits choose the slot. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = (end - start) | 0;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
