import { type Dictionary, firstValueCode } from '../model/index.ts';
import { putUnit } from './cesu8.ts';

/** Texts by code in one block of bytes: the text of a code is `bytes[offsets[code]..offsets[code + 1])`. */
export interface PackedTexts {
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

const packedByDictionary = new WeakMap<Dictionary, PackedTexts>();

/** The values of a dictionary, packed. */
export function packedTextsOf(dictionary: Dictionary): PackedTexts {
  const known = packedByDictionary.get(dictionary);
  if (known !== undefined && known.size === dictionary.size) return known;
  const packed = pack(dictionary);
  packedByDictionary.set(dictionary, packed);
  return packed;
}

function pack(dictionary: Dictionary): PackedTexts {
  const { size } = dictionary;
  const offsets = new Uint32Array(size + 1);
  let bytes = new Uint8Array(1024);
  let length = 0;
  for (let code = firstValueCode; code < size; code++) {
    offsets[code] = length;
    const text = dictionary.textAt(code);
    if (length + text.length * 3 > bytes.length) {
      const longer = new Uint8Array((length + text.length * 3) * 2);
      longer.set(bytes.subarray(0, length));
      bytes = longer;
    }
    for (let index = 0; index < text.length; index++) length = putUnit(bytes, length, text.charCodeAt(index));
  }
  offsets[size] = length;
  return { size, bytes: bytes.slice(0, length), offsets };
}
