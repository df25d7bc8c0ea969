import { foldUnit } from '../base/index.ts';
import { textBytes } from './text-units.ts';

/** A state of a trie: numbers of the next states by class of byte. */
export interface TrieStates {
  /** Classes of raw bytes of one-byte units, case folded: class 0 stands for every byte that no pattern has. */
  readonly rawClasses: Uint8Array;
  /** Classes of bytes of folded units. */
  readonly foldedClasses: Uint8Array;
  readonly classCount: number;
  /** Next state times {@link classCount} by `state * classCount + class`; 0 is the root, and in a plain trie no way on. */
  readonly next: Int32Array;
  /** Patterns that end in a state. */
  readonly ends: readonly (readonly number[])[];
}

/** Builds a trie of folded texts, read backwards if `isReversed`. Equal texts share a state. O(bytes of the texts * classes). */
export function buildTrie(texts: readonly string[], isReversed: boolean): TrieStates {
  const patterns = texts.map((text) => (isReversed ? textBytes(text).reverse() : textBytes(text)));
  const foldedClasses = new Uint8Array(256);
  let classCount = 1;
  let capacity = 1;
  for (const pattern of patterns) {
    capacity += pattern.length;
    // At most 240 classes: no text has the bytes 0xf0 to 0xff.
    for (const byte of pattern) if (foldedClasses[byte] === 0) foldedClasses[byte] = classCount++;
  }
  const next = new Int32Array(capacity * classCount);
  const ends: number[][] = [[]];
  for (const [index, pattern] of patterns.entries()) {
    let state = 0;
    for (const byte of pattern) {
      const at = state * classCount + (foldedClasses[byte] ?? 0);
      let following = (next[at] ?? 0) / classCount;
      if (following === 0) {
        following = ends.push([]) - 1;
        next[at] = following * classCount;
      }
      state = following;
    }
    ends[state]?.push(index);
  }
  return {
    rawClasses: rawClassesOf(foldedClasses),
    foldedClasses,
    classCount,
    next: next.slice(0, ends.length * classCount),
    ends,
  };
}

function rawClassesOf(foldedClasses: Uint8Array): Uint8Array {
  const classes = foldedClasses.slice();
  for (let byte = 0; byte < 0x80; byte++) classes[byte] = foldedClasses[foldUnit(byte)] ?? 0;
  return classes;
}
