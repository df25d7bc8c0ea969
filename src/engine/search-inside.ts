import { foldUnit } from '../base/index.ts';
import { markEnds, plainTrie, type TrieStates } from './byte-trie.ts';
import { putUnit, unitAt, unitLength } from './text-units.ts';
import type { Hits } from './hits.ts';
import type { PackedTexts } from './packed-texts.ts';

/**
 * Finds every value that contains one of the folded texts (none of them empty), for all texts in one pass over the bytes:
 * O(bytes of the values + matches), whatever the number of texts. `patterns` are the numbers of the texts among the hits.
 * Reads codes from `first` up to `end`.
 */
export function searchInside(
  texts: readonly string[],
  patterns: readonly number[],
  values: PackedTexts,
  first: number,
  end: number,
  hits: Hits,
): void {
  if (texts.length === 0) return;
  const { rawClasses, foldedClasses, width, next, ends } = buildAutomaton(texts);
  const { bytes, offsets } = values;
  for (let code = first; code < end; code++) {
    const stop = offsets[code + 1] ?? 0;
    let row = 0;
    for (let at = offsets[code] ?? 0; at < stop;) {
      row = next[row + (rawClasses[bytes[at++] ?? 0] ?? 0)] ?? 0;
      if (row >= 0) continue;
      row = ~row;
      if (row >= next.length) {
        const unit = unitAt(bytes, at - 1);
        row = feed(next, foldedClasses, row - next.length, foldUnit(unit));
        at += unitLength(bytes[at - 1] ?? 0) - 1;
        if (row >= 0) continue;
        row = ~row;
      }
      const ending = ends[next[row + width - 1] ?? 0] ?? [];
      for (let index = 0; index < ending.length; index++) hits.add(patterns[ending[index] ?? 0] ?? 0, code);
    }
  }
}

const folded = new Uint8Array(3);

/** Where a folded unit leads to. */
function feed(next: Int32Array, foldedClasses: Uint8Array, from: number, unit: number): number {
  const length = putUnit(folded, 0, unit);
  let row = from;
  for (let index = 0; index < length; index++) row = next[row + (foldedClasses[folded[index] ?? 0] ?? 0)] ?? 0;
  return row;
}

/**
 * The automaton of Aho and Corasick. Bytes of longer units have a class of their own, whose way is the complement of a row
 * beyond all rows: they must be folded first.
 */
function buildAutomaton(texts: readonly string[]): TrieStates {
  const trie = plainTrie(texts, false, 1);
  const { width, rawClasses } = trie;
  const { next: linked, order, failures } = linkFailures(trie);
  const ends = trie.ends.map((own) => [...own]);
  for (const state of order) ends[state]?.push(...(ends[failures[state] ?? 0] ?? []));
  const next = markEnds({ ...trie, next: linked, ends });
  for (let row = 0; row < next.length; row += width) next[row + width - 2] = ~(row + next.length);
  return { ...trie, rawClasses: rawClasses.slice().fill(width - 2, 0x80), next, ends };
}

/** Completes the ways of a trie: where it has no way on, the automaton goes where the longest proper suffix would. */
function linkFailures({ next: trie, width, ends }: TrieStates): {
  readonly next: Int32Array;
  readonly order: readonly number[];
  readonly failures: Uint32Array;
} {
  const next = trie.slice();
  const failures = new Uint32Array(ends.length);
  const order: number[] = [];
  const classCount = width - 2;
  for (let each = 0; each < classCount; each++) {
    const child = (next[each] ?? 0) / width;
    if (child !== 0) order.push(child);
  }
  for (let index = 0; index < order.length; index++) {
    const state = order[index] ?? 0;
    const failure = failures[state] ?? 0;
    for (let each = 0; each < classCount; each++) {
      const at = state * width + each;
      const onFailure = next[failure * width + each] ?? 0;
      const child = (next[at] ?? 0) / width;
      if (child === 0) next[at] = onFailure;
      else {
        failures[child] = onFailure / width;
        order.push(child);
      }
    }
  }
  return { next, order, failures };
}
