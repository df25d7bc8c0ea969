import { buildTrie, followUnit, type TrieStates } from './byte-trie.ts';
import { unitAt, unitLength } from './text-units.ts';
import type { Hits } from './hits.ts';
import type { PackedTexts } from './packed-texts.ts';
import type { ValueTails } from './value-tails.ts';

/** Finds every value that starts with one of the folded texts: O(values + bytes in common), whatever the number of texts. */
export function searchStarts(
  texts: readonly string[],
  values: PackedTexts,
  first: number,
  end: number,
  hits: Hits,
): void {
  if (texts.length === 0) return;
  const trie = buildTrie(texts, false);
  const { rawClasses, width, next, ends } = trie;
  const { bytes, offsets } = values;
  for (let code = first; code < end; code++) {
    const stop = offsets[code + 1] ?? 0;
    let row = 0;
    for (let at = offsets[code] ?? 0; at < stop;) {
      row = next[row + (rawClasses[bytes[at++] ?? 0] ?? 0)] ?? 0;
      if (row > 0) continue;
      if (row === 0) break;
      row = ~row;
      if (row >= next.length) {
        row = followUnit(trie, row - next.length, unitAt(bytes, at - 1), false);
        at += unitLength(bytes[at - 1] ?? 0) - 1;
        if (row > 0) continue;
        if (row === 0) break;
        row = ~row;
      }
      const ending = ends[next[row + width - 1] ?? 0] ?? [];
      for (let index = 0; index < ending.length; index++) hits.add(ending[index] ?? 0, code);
    }
  }
}

/** Finds every value that ends with one of the folded texts, read from behind; with `tails` each tail is read once. */
export function searchEnds(
  texts: readonly string[],
  values: PackedTexts,
  first: number,
  end: number,
  hits: Hits,
  tails?: ValueTails,
): void {
  if (texts.length === 0) return;
  const trie = buildTrie(texts, true);
  const { rawClasses, next } = trie;
  const { bytes, offsets } = values;
  const inTails = readTails(trie, bytes, tails);
  const ended: number[] = [];
  for (let code = first; code < end; code++) {
    const tail = tails?.tailOf[code] ?? 0;
    let row = 0;
    if (tail !== 0) {
      const ending = inTails.ended[tail] ?? [];
      for (let index = 0; index < ending.length; index++) hits.add(ending[index] ?? 0, code);
      row = inTails.rows[tail] ?? 0;
      if (row === 0) continue;
    }
    const stop = (offsets[code + 1] ?? 0) - (tails?.lengths[tail] ?? 0);
    // Most values are told by the byte at which reading begins.
    if (next[row + (rawClasses[bytes[stop - 1] ?? 0] ?? 0)] === 0) continue;
    readBackwards(trie, bytes, offsets[code] ?? 0, stop, row, ended);
    if (ended.length === 0) continue;
    for (let index = 0; index < ended.length; index++) hits.add(ended[index] ?? 0, code);
    ended.length = 0;
  }
}

/** What ends in each tail, and the row that is reached before it; 0 where there is no way on. */
function readTails(
  trie: TrieStates,
  bytes: Uint8Array,
  tails: ValueTails | undefined,
): { readonly rows: Int32Array; readonly ended: readonly (readonly number[])[] } {
  const ended: number[][] = [];
  const rows = new Int32Array(tails?.starts.length ?? 0);
  for (let tail = 0; tail < rows.length; tail++) {
    const own: number[] = [];
    const start = tails?.starts[tail] ?? 0;
    rows[tail] = readBackwards(trie, bytes, start, start + (tails?.lengths[tail] ?? 0), 0, own);
    ended.push(own);
  }
  return { rows, ended };
}

/** Reads from `stop` down to `start` and adds the texts that end on the way. Returns the row reached, 0 if there is no way on. */
function readBackwards(
  trie: TrieStates,
  bytes: Uint8Array,
  start: number,
  stop: number,
  from: number,
  ended: number[],
): number {
  const { rawClasses, width, next, ends } = trie;
  let row = from;
  for (let at = stop - 1; at >= start; at--) {
    row = next[row + (rawClasses[bytes[at] ?? 0] ?? 0)] ?? 0;
    if (row > 0) continue;
    if (row === 0) break;
    row = ~row;
    if (row >= next.length) {
      while (((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
      row = followUnit(trie, row - next.length, unitAt(bytes, at), true);
      if (row > 0) continue;
      if (row === 0) break;
      row = ~row;
    }
    const ending = ends[next[row + width - 1] ?? 0] ?? [];
    for (let index = 0; index < ending.length; index++) ended.push(ending[index] ?? 0);
  }
  return row;
}
