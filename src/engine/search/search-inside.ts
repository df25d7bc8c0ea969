import { followUnit, markWays, plainTrie, type TrieStates } from './byte-trie.ts';
import { unitAt, unitLength } from './text-units.ts';
import type { Hits } from './hits.ts';
import type { PackedTexts } from './packed-texts.ts';
import type { ValueTails } from './value-tails.ts';

/**
 * Finds every value that contains one of the folded texts (none of them empty), for all texts in one pass over the bytes:
 * O(bytes of the values + matches), whatever the number of texts. `patterns` are the numbers of the texts among the hits.
 * Reads codes from `first` up to `end`. With `tails` only what stands before the tail of a value is read, and each tail once.
 */
export function searchInside(
  texts: readonly string[],
  patterns: readonly number[],
  values: PackedTexts,
  first: number,
  end: number,
  hits: Hits,
  tails?: ValueTails,
): void {
  if (texts.length === 0) return;
  const automaton = buildAutomaton(texts);
  const { rawClasses, width, next, ends } = automaton;
  const { bytes, offsets } = values;
  const separatorClass = rawClasses[tails?.separator ?? 0] ?? 0;
  let inTails = tails === undefined ? undefined : new TextsInTails(automaton, bytes, tails);
  for (let code = first; code < end; code++) {
    if (inTails?.isInVain === true) inTails = undefined;
    const tail = inTails === undefined ? 0 : (tails?.tailOf[code] ?? 0);
    const stop = (offsets[code + 1] ?? 0) - (tails?.lengths[tail] ?? 0);
    let row = 0;
    for (let at = offsets[code] ?? 0; at < stop;) {
      row = next[row + (rawClasses[bytes[at++] ?? 0] ?? 0)] ?? 0;
      if (row >= 0) continue;
      row = ~row;
      if (row >= next.length) {
        const unit = unitAt(bytes, at - 1);
        row = followUnit(automaton, row - next.length, unit, false);
        at += unitLength(bytes[at - 1] ?? 0) - 1;
        if (row >= 0) continue;
        row = ~row;
      }
      const ending = ends[next[row + width - 1] ?? 0] ?? [];
      for (let index = 0; index < ending.length; index++) hits.add(patterns[ending[index] ?? 0] ?? 0, code);
    }
    if (tail === 0 || inTails === undefined) continue;
    let way = next[row + separatorClass] ?? 0;
    if (way < 0) {
      way = ~way;
      const ending = ends[next[way + width - 1] ?? 0] ?? [];
      for (let index = 0; index < ending.length; index++) hits.add(patterns[ending[index] ?? 0] ?? 0, code);
    }
    const ending = inTails.after(way, tail);
    for (let index = 0; index < ending.length; index++) hits.add(patterns[ending[index] ?? 0] ?? 0, code);
  }
}

/** Tails may be read so many times, and once for so many values; otherwise too many states lead to them. */
const fewReads = 1024;
const valuesPerRead = 16;

/** The texts that end in a tail, behind its separator: worked out once for each state in which that is left. */
class TextsInTails {
  readonly #automaton: TrieStates;
  readonly #bytes: Uint8Array;
  readonly #tails: ValueTails;
  /** Where the separator alone leads to. */
  readonly #usualRow: number;
  readonly #usual: (readonly number[] | undefined)[] = [];
  readonly #others = new Map<number, readonly number[]>();
  #lookups = 0;

  constructor(automaton: TrieStates, bytes: Uint8Array, tails: ValueTails) {
    this.#automaton = automaton;
    this.#bytes = bytes;
    this.#tails = tails;
    const way = automaton.next[automaton.rawClasses[tails.separator] ?? 0] ?? 0;
    this.#usualRow = way < 0 ? ~way : way;
  }

  /** Reading values whole is quicker. */
  get isInVain(): boolean {
    return this.#others.size > fewReads && this.#others.size * valuesPerRead > this.#lookups;
  }

  after(row: number, tail: number): readonly number[] {
    this.#lookups++;
    if (row === this.#usualRow) return (this.#usual[tail] ??= this.#read(row, tail));
    const key = row * this.#tails.lengths.length + tail;
    let texts = this.#others.get(key);
    if (texts === undefined) {
      texts = this.#read(row, tail);
      this.#others.set(key, texts);
    }
    return texts;
  }

  #read(from: number, tail: number): readonly number[] {
    const { rawClasses, width, next, ends } = this.#automaton;
    const texts = new Set<number>();
    const start = this.#tails.starts[tail] ?? 0;
    const stop = start + (this.#tails.lengths[tail] ?? 0);
    let at = start + 1;
    let row = from;
    while (at < stop) {
      row = next[row + (rawClasses[this.#bytes[at++] ?? 0] ?? 0)] ?? 0;
      if (row >= 0) continue;
      row = ~row;
      if (row >= next.length) {
        const unit = unitAt(this.#bytes, at - 1);
        row = followUnit(this.#automaton, row - next.length, unit, false);
        at += unitLength(this.#bytes[at - 1] ?? 0) - 1;
        if (row >= 0) continue;
        row = ~row;
      }
      for (const text of ends[next[row + width - 1] ?? 0] ?? []) texts.add(text);
    }
    return [...texts];
  }
}

/** The automaton of Aho and Corasick. */
function buildAutomaton(texts: readonly string[]): TrieStates {
  const trie = plainTrie(texts, false);
  const { next, order, failures } = linkFailures(trie);
  const ends = trie.ends.map((own) => [...own]);
  for (const state of order) ends[state]?.push(...(ends[failures[state] ?? 0] ?? []));
  return { ...trie, next: markWays({ ...trie, next, ends }), ends };
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
