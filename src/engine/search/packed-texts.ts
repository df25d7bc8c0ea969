import type { Dictionary } from '../../model/index.ts';
import { invariant } from '../../base/index.ts';

/** Texts by code in one block of bytes: the text of a code is `bytes[offsets[code]..offsets[code + 1])`. */
export interface PackedTexts {
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/** The values of a dictionary without a base, as they lie in memory. */
export function packedTextsOf(dictionary: Dictionary): PackedTexts {
  invariant(dictionary.base === undefined, 'a fork has only some of its values');
  const { size, bytes, offsets } = dictionary;
  return { size, bytes, offsets };
}
