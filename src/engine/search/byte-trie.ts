import { foldUnit } from '../../base/index.ts';
import { putUnit, textBytes } from './text-units.ts';

/**
 * A trie of folded texts as a table of ways. A state is named by its row: the place of its ways out in {@link next}. The way out
 * with a class leads to the row at `row + class`, or to its complement (negative) if texts end there; 0 is the root, which in a
 * plain trie means that there is no way on. Bytes of longer units must be folded first: their way is the complement of the row
 * plus the length of {@link next}.
 */
export interface TrieStates {
  /** Classes of raw bytes, those of one-byte units case folded; class 0 stands for every such byte that no text has. */
  readonly rawClasses: Uint8Array;
  /** Classes of bytes of folded units. */
  readonly foldedClasses: Uint8Array;
  /** Length of a row: the classes, the class of bytes of longer units, and behind them the number of the state. */
  readonly width: number;
  readonly next: Int32Array;
  /** Texts that end in a state, by its number. */
  readonly ends: readonly (readonly number[])[];
}

/** Builds a trie of folded texts, read backwards if `isReversed`. Equal texts share a state. O(bytes of the texts * classes). */
export function buildTrie(texts: readonly string[], isReversed: boolean): TrieStates {
  const trie = plainTrie(texts, isReversed);
  return { ...trie, next: markWays(trie) };
}

/** Turns the ways that lead to states in which texts end, and those of longer units, into complements. */
export function markWays({ next, width, ends }: TrieStates): Int32Array {
  const marked = next.slice();
  for (let row = 0; row < next.length; row += width) {
    for (let at = row; at < row + width - 2; at++) {
      const target = next[at] ?? 0;
      if ((ends[target / width]?.length ?? 0) > 0) marked[at] = ~target;
    }
    marked[row + width - 2] = ~(row + next.length);
  }
  return marked;
}

/** A trie without complements. */
export function plainTrie(texts: readonly string[], isReversed: boolean): TrieStates {
  const patterns = texts.map((text) => (isReversed ? textBytes(text).reverse() : textBytes(text)));
  const foldedClasses = new Uint8Array(256);
  let classCount = 1;
  let capacity = 1;
  for (const pattern of patterns) {
    capacity += pattern.length;
    // At most 240 classes: no text has the bytes 0xf0 to 0xff.
    for (const byte of pattern) if (foldedClasses[byte] === 0) foldedClasses[byte] = classCount++;
  }
  const width = classCount + 2;
  const next = new Int32Array(capacity * width);
  const ends: number[][] = [[]];
  for (const [index, pattern] of patterns.entries()) {
    let row = 0;
    for (const byte of pattern) {
      const at = row + (foldedClasses[byte] ?? 0);
      let following = next[at] ?? 0;
      if (following === 0) {
        const state = ends.push([]) - 1;
        following = state * width;
        next[at] = following;
        next[following + width - 1] = state;
      }
      row = following;
    }
    ends[row / width]?.push(index);
  }
  return {
    rawClasses: rawClassesOf(foldedClasses, classCount),
    foldedClasses,
    width,
    next: next.slice(0, ends.length * width),
    ends,
  };
}

function rawClassesOf(foldedClasses: Uint8Array, longer: number): Uint8Array {
  const classes = new Uint8Array(256).fill(longer);
  for (let byte = 0; byte < 0x80; byte++) classes[byte] = foldedClasses[foldUnit(byte)] ?? 0;
  return classes;
}

const folded = new Uint8Array(3);

/** Where the folded form of a longer unit leads to from a row; 0 where a plain trie has no way on. Read backwards if `isReversed`. */
export function followUnit(
  { next, foldedClasses }: TrieStates,
  from: number,
  unit: number,
  isReversed: boolean,
): number {
  const length = putUnit(folded, 0, foldUnit(unit));
  let row = from;
  for (let index = 0; index < length && (row !== 0 || index === 0); index++) {
    const byte = folded[isReversed ? length - 1 - index : index] ?? 0;
    row = next[row + (foldedClasses[byte] ?? 0)] ?? 0;
  }
  return row;
}
