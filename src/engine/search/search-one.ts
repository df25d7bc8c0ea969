import { foldUnit } from '../../base/index.ts';
import type { Hits } from './hits.ts';
import type { PackedTexts } from './packed-texts.ts';

/** Shorter texts let too few bytes be skipped. */
const shortestText = 3;
const asciiEnd = 0x80;

/**
 * Whether {@link searchOne} can find a text: ASCII (nothing else folds to ASCII, so bytes can be compared), and long enough
 * to skip, or one byte that is the same in both cases.
 */
export function isSearchedAlone(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= asciiEnd) return false;
  return text.length >= shortestText || (text.length === 1 && !/[A-Za-z]/.test(text));
}

/**
 * Finds the values that contain one folded text, skipping most bytes (Horspool): several times quicker for one text than
 * looking at every byte, which pays for many texts together. Values from code `first` up to `end`.
 */
export function searchOne(
  text: string,
  pattern: number,
  { bytes, offsets }: PackedTexts,
  first: number,
  end: number,
  hits: Hits,
): void {
  const stop = offsets[end] ?? 0;
  const find = text.length === 1 ? findByte(bytes, text.charCodeAt(0)) : findText(bytes, text, stop);
  let code = first;
  for (let at = find(offsets[first] ?? 0); at >= 0 && at < stop;) {
    while ((offsets[code + 1] ?? stop) <= at) code++;
    const valueEnd = offsets[code + 1] ?? stop;
    if (at + text.length > valueEnd) {
      // It reaches over into the next value.
      at = find(at + 1);
      continue;
    }
    hits.add(pattern, code);
    at = find(valueEnd);
  }
}

type Find = (from: number) => number;

function findByte(bytes: Uint8Array, byte: number): Find {
  return (from) => bytes.indexOf(byte, from);
}

function findText(bytes: Uint8Array, text: string, stop: number): Find {
  const wanted = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const last = wanted.length - 1;
  const final = wanted[last] ?? 0;
  const folds = new Uint8Array(256).map((_, byte) => (byte < asciiEnd ? foldUnit(byte) : byte));
  const skips = new Uint32Array(256).fill(wanted.length);
  for (let byte = 0; byte < 256; byte++) {
    const found = wanted.subarray(0, last).lastIndexOf(folds[byte] ?? 0);
    if (found >= 0) skips[byte] = last - found;
  }
  return (from) => {
    for (let at = from + last; at < stop;) {
      const byte = bytes[at] ?? 0;
      if (folds[byte] === final) {
        let index = last - 1;
        while (index >= 0 && folds[bytes[at - last + index] ?? 0] === wanted[index]) index--;
        if (index < 0) return at - last;
      }
      at += skips[byte] ?? 1;
    }
    return -1;
  };
}
