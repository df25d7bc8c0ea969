import { foldUnit } from '../base/index.ts';
import { buildTrie } from './byte-trie.ts';
import { putUnit, unitAt, unitLength } from './text-units.ts';
import type { Hits } from './hits.ts';
import type { PackedTexts } from './packed-texts.ts';

/** Finds every value that starts with one of the folded texts: O(values + bytes in common), whatever the number of texts. */
export function searchStarts(
  texts: readonly string[],
  values: PackedTexts,
  first: number,
  end: number,
  hits: Hits,
): void {
  if (texts.length === 0) return;
  const { rawClasses, foldedClasses, width, next, ends } = buildTrie(texts, false);
  const { bytes, offsets } = values;
  const folded = new Uint8Array(3);
  for (let code = first; code < end; code++) {
    const stop = offsets[code + 1] ?? 0;
    let row = 0;
    for (let at = offsets[code] ?? 0; at < stop;) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) {
        at++;
        row = next[row + (rawClasses[byte] ?? 0)] ?? 0;
      } else {
        const length = putUnit(folded, 0, foldUnit(unitAt(bytes, at)));
        at += unitLength(byte);
        row = next[row + (foldedClasses[folded[0] ?? 0] ?? 0)] ?? 0;
        for (let index = 1; index < length && row !== 0; index++)
          row = next[row + (foldedClasses[folded[index] ?? 0] ?? 0)] ?? 0;
      }
      if (row > 0) continue;
      if (row === 0) break;
      row = ~row;
      for (const pattern of ends[next[row + width - 1] ?? 0] ?? []) hits.add(pattern, code);
    }
  }
}

/** Finds every value that ends with one of the folded texts, read from behind. */
export function searchEnds(
  texts: readonly string[],
  values: PackedTexts,
  first: number,
  end: number,
  hits: Hits,
): void {
  if (texts.length === 0) return;
  const { rawClasses, foldedClasses, width, next, ends } = buildTrie(texts, true);
  const { bytes, offsets } = values;
  const folded = new Uint8Array(3);
  for (let code = first; code < end; code++) {
    const start = offsets[code] ?? 0;
    let row = 0;
    for (let at = (offsets[code + 1] ?? 0) - 1; at >= start; at--) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) row = next[row + (rawClasses[byte] ?? 0)] ?? 0;
      else {
        while (((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
        const length = putUnit(folded, 0, foldUnit(unitAt(bytes, at)));
        row = next[row + (foldedClasses[folded[length - 1] ?? 0] ?? 0)] ?? 0;
        for (let index = length - 2; index >= 0 && row !== 0; index--)
          row = next[row + (foldedClasses[folded[index] ?? 0] ?? 0)] ?? 0;
      }
      if (row > 0) continue;
      if (row === 0) break;
      row = ~row;
      for (const pattern of ends[next[row + width - 1] ?? 0] ?? []) hits.add(pattern, code);
    }
  }
}
