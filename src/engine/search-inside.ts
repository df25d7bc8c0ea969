import { foldUnit } from '../base/index.ts';
import { buildTrie, type TrieStates } from './byte-trie.ts';
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
  const { rawClasses, foldedClasses, classCount, next, ends } = buildAutomaton(texts);
  const { bytes, offsets } = values;
  const folded = new Uint8Array(3);
  const report = (reached: number, code: number): number => {
    for (const text of ends[reached / classCount] ?? []) hits.add(patterns[text] ?? 0, code);
    return reached;
  };
  for (let code = first; code < end; code++) {
    const stop = offsets[code + 1] ?? 0;
    let state = 0;
    for (let at = offsets[code] ?? 0; at < stop;) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) {
        at++;
        state = next[state + (rawClasses[byte] ?? 0)] ?? 0;
        if (state < 0) state = report(~state, code);
        continue;
      }
      const length = putUnit(folded, 0, foldUnit(unitAt(bytes, at)));
      at += unitLength(byte);
      for (let index = 0; index < length; index++) {
        state = next[state + (foldedClasses[folded[index] ?? 0] ?? 0)] ?? 0;
        if (state < 0) state = report(~state, code);
      }
    }
  }
}

/** The automaton of Aho and Corasick. A negative next state, complemented, has texts that end in it. */
function buildAutomaton(texts: readonly string[]): TrieStates {
  const trie = buildTrie(texts, false);
  const { classCount } = trie;
  const { next, order, failures } = linkFailures(trie);
  const ends = trie.ends.map((own) => [...own]);
  for (const state of order) ends[state]?.push(...(ends[failures[state] ?? 0] ?? []));
  for (let index = 0; index < next.length; index++) {
    const target = next[index] ?? 0;
    if ((ends[target / classCount]?.length ?? 0) > 0) next[index] = ~target;
  }
  return { ...trie, next, ends };
}

/** Completes the moves of a trie: where it has no way on, the automaton goes where the longest proper suffix would. */
function linkFailures({ next: trie, classCount, ends }: TrieStates): {
  readonly next: Int32Array;
  readonly order: readonly number[];
  readonly failures: Uint32Array;
} {
  const next = trie.slice();
  const failures = new Uint32Array(ends.length);
  const order: number[] = [];
  for (let each = 0; each < classCount; each++) {
    const child = (next[each] ?? 0) / classCount;
    if (child !== 0) order.push(child);
  }
  for (let index = 0; index < order.length; index++) {
    const state = order[index] ?? 0;
    const failure = failures[state] ?? 0;
    for (let each = 0; each < classCount; each++) {
      const at = state * classCount + each;
      const onFailure = next[failure * classCount + each] ?? 0;
      const child = (next[at] ?? 0) / classCount;
      if (child === 0) next[at] = onFailure;
      else {
        failures[child] = onFailure / classCount;
        order.push(child);
      }
    }
  }
  return { next, order, failures };
}
