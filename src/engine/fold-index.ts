import { foldUnit } from '../base/index.ts';
import { firstValueCode } from '../model/index.ts';
import { isFolded } from './folded-text.ts';
import { unitAt, unitLength } from './search/text-units.ts';
import type { PackedTexts } from './search/packed-texts.ts';

/**
 * From folded texts to the codes of all values that fold to them: an open-addressing hash table, built in one pass over the
 * values. Eight bytes for each slot, about two slots for each value.
 */
export class FoldIndex {
  readonly #values: PackedTexts;
  readonly #slots: Uint32Array;
  readonly #hashes: Int32Array;

  /** Indexes the codes below `end`. */
  constructor(values: PackedTexts, end: number) {
    this.#values = values;
    let capacity = 16;
    while (capacity < (end - firstValueCode) * 2) capacity *= 2;
    this.#slots = new Uint32Array(capacity);
    this.#hashes = new Int32Array(capacity);
    const { bytes, offsets } = values;
    const mask = capacity - 1;
    for (let code = firstValueCode; code < end; code++) {
      const hash = hashFoldedBytes(bytes, offsets[code] ?? 0, offsets[code + 1] ?? 0);
      let slot = hash & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = code;
      this.#hashes[slot] = hash;
    }
  }

  /** The codes of the values that fold to `text`, ascending. O(1) on average. */
  codesOf(text: string): Uint32Array {
    const hash = hashFoldedText(text);
    const mask = this.#slots.length - 1;
    let codes: Uint32Array = noCodes;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot] ?? 0;
      if (code === 0) return codes.length > 1 ? codes.toSorted() : codes;
      if (this.#hashes[slot] === hash && isFolded(this.#values, code, text)) codes = append(codes, code);
    }
  }
}

const noCodes: Uint32Array = new Uint32Array(0);

function append(codes: Uint32Array, code: number): Uint32Array {
  const longer = new Uint32Array(codes.length + 1);
  longer.set(codes);
  longer[codes.length] = code;
  return longer;
}

function hashFoldedBytes(bytes: Uint8Array, start: number, stop: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < stop;) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      hash = Math.imul(hash ^ foldUnit(byte), 0x01000193);
      at++;
    } else {
      hash = Math.imul(hash ^ foldUnit(unitAt(bytes, at)), 0x01000193);
      at += unitLength(byte);
    }
  }
  return mix(hash);
}

function hashFoldedText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash);
}

/** The low bits choose the slot, so all bits must reach them. */
function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
