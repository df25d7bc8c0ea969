import { chunkShift } from '../../model/index.ts';
import { isFalse } from './truth.ts';

/** Rows per chunk: one lane holds the truth of a condition for all of them, a byte each. */
export const chunkRows = 1 << chunkShift;

/** A lane, seen as bytes and as words of four rows. */
export interface Lane {
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
}

/** Working memory of an evaluation, used like a stack: one lane and one list of offsets for each depth. */
export interface Scratch {
  lane(depth: number): Lane;
  offsets(depth: number): Uint32Array;
}

/** Creates working memory that grows as it is used. */
export function createScratch(rows: number): Scratch {
  const capacity = Math.min(chunkRows, (rows + 3) & ~3);
  const lanes: Lane[] = [];
  const lists: Uint32Array[] = [];
  return {
    lane: (depth) => (lanes[depth] ??= createLane(capacity)),
    offsets: (depth) => (lists[depth] ??= new Uint32Array(capacity)),
  };
}

/** `target = target and other` for the first `length` rows. */
export function andLanes(target: Lane, other: Lane, length: number): void {
  const [left, right] = [target.words, other.words];
  const end = (length + 3) >>> 2;
  for (let index = 0; index < end; index++) left[index] = (left[index] ?? 0) & (right[index] ?? 0);
}

/** `target = target or other` for the first `length` rows. */
export function orLanes(target: Lane, other: Lane, length: number): void {
  const [left, right] = [target.words, other.words];
  const end = (length + 3) >>> 2;
  for (let index = 0; index < end; index++) left[index] = (left[index] ?? 0) | (right[index] ?? 0);
}

/**
 * Writes the offsets of rows that are not false. Returns their number, or undefined as soon as there are more than `limit`.
 */
export function openOffsets(lane: Lane, length: number, offsets: Uint32Array, limit: number): number | undefined {
  clearTail(lane, length);
  const { bytes, words } = lane;
  const end = (length + 3) >>> 2;
  let count = 0;
  for (let index = 0; index < end; index++) {
    if (words[index] === 0) continue;
    for (let offset = index * 4; offset < index * 4 + 4; offset++) {
      if (bytes[offset] !== isFalse) offsets[count++] = offset;
    }
    if (count > limit) return undefined;
  }
  return count;
}

/** Makes the rest of the last word false. */
export function clearTail(lane: Lane, length: number): void {
  lane.bytes.fill(isFalse, length, (length + 3) & ~3);
}

function createLane(capacity: number): Lane {
  const words = new Uint32Array((capacity + 3) >>> 2);
  return { bytes: new Uint8Array(words.buffer), words };
}
