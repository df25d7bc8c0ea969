import { readTextBytes } from '../../base/index.ts';
import { firstValueCode } from '../../model/index.ts';
import type { PackedTexts } from './packed-texts.ts';

/**
 * What many values of a dictionary end with: the domain of an address, the path of a distinguished name, a surname. What is
 * inside a tail is then looked for once for all its values. Tails are numbered from 1; 0 is the empty tail.
 */
export interface ValueTails {
  /** The ASCII byte that every tail begins with. */
  readonly separator: number;
  /** The tail of each value, by code. */
  readonly tailOf: Uint16Array;
  /** Where the bytes of each tail stand in one of its values, and how many they are. */
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
}

/** Smaller dictionaries are searched soon enough. */
const smallestDictionary = 4096;
/** There must be so many values for each tail. */
const valuesPerTail = 16;
const mostTails = 0xffff;
/** Values that are looked at to find a separator. */
const sampleSize = 1024;
/** Tails must save this share of the bytes. */
const leastSaving = 0.2;

/** The tails of values: O(their bytes). Undefined where tails would save too little. */
export function findTails(values: PackedTexts): ValueTails | undefined {
  if (values.size < smallestDictionary) return undefined;
  const separator = findSeparator(values);
  const most = Math.min(mostTails, Math.ceil(values.size / valuesPerTail));
  return separator === undefined ? undefined : cutTails(values, separator, most);
}

/** A tail begins at the first or the last place of a byte. */
interface Separator {
  readonly byte: number;
  readonly isLast: boolean;
}

/** The separator whose tails come again most, judged by a sample of the values. */
function findSeparator({ size, bytes, offsets }: PackedTexts): Separator | undefined {
  const seen = new Map<string, { readonly separator: Separator; readonly tails: Set<string>; saved: number }>();
  const count = size - firstValueCode;
  const sampled = Math.min(sampleSize, count);
  let length = 0;
  for (let index = 0; index < sampled; index++) {
    const code = firstValueCode + Math.floor((index * count) / sampled);
    const text = readTextBytes(bytes, offsets[code] ?? 0, offsets[code + 1] ?? 0);
    length += text.length;
    for (const sign of new Set(text.match(separators))) {
      for (const isLast of [false, true]) {
        const tail = text.slice(isLast ? text.lastIndexOf(sign) : text.indexOf(sign));
        const key = `${sign}${isLast}`;
        let entry = seen.get(key);
        if (entry === undefined) {
          entry = { separator: { byte: sign.charCodeAt(0), isLast }, tails: new Set(), saved: 0 };
          seen.set(key, entry);
        }
        if (entry.tails.has(tail)) entry.saved += tail.length;
        else entry.tails.add(tail);
      }
    }
  }
  const [best] = [...seen.values()].toSorted((a, b) => b.saved - a.saved);
  return best !== undefined && best.saved >= length * leastSaving ? best.separator : undefined;
}

/** ASCII signs that are no letters and no digits. */
const separators = /[ -/:-@[-`{-~]/g;

/** Parts values at a separator. Undefined if there are more different tails than `most`. O(bytes of the values). */
export function cutTails(
  { bytes, offsets, size }: PackedTexts,
  { byte, isLast }: Separator,
  most: number,
): ValueTails | undefined {
  let capacity = 16;
  while (capacity < most * 2) capacity *= 2;
  const slots = new Uint16Array(capacity);
  const tailOf = new Uint16Array(size);
  const [starts, lengths] = [new Uint32Array(most + 1), new Uint32Array(most + 1)];
  let count = 0;
  for (let code = firstValueCode; code < size; code++) {
    const stop = offsets[code + 1] ?? 0;
    const start = findByte(bytes, byte, offsets[code] ?? 0, stop, isLast);
    if (start === stop) continue;
    let slot = hashOf(bytes, start, stop) & (capacity - 1);
    let tail = slots[slot] ?? 0;
    while (tail !== 0 && !isEqual(bytes, starts[tail] ?? 0, lengths[tail] ?? 0, start, stop)) {
      slot = (slot + 1) & (capacity - 1);
      tail = slots[slot] ?? 0;
    }
    if (tail === 0) {
      if (count === most) return undefined;
      tail = ++count;
      slots[slot] = tail;
      starts[tail] = start;
      lengths[tail] = stop - start;
    }
    tailOf[code] = tail;
  }
  return { separator: byte, tailOf, starts: starts.slice(0, count + 1), lengths: lengths.slice(0, count + 1) };
}

/** The position of a byte; `stop` if there is none. */
function findByte(bytes: Uint8Array, byte: number, start: number, stop: number, isLast: boolean): number {
  if (!isLast) {
    for (let at = start; at < stop; at++) if (bytes[at] === byte) return at;
    return stop;
  }
  for (let at = stop - 1; at >= start; at--) if (bytes[at] === byte) return at;
  return stop;
}

function hashOf(bytes: Uint8Array, start: number, stop: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < stop; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

function isEqual(bytes: Uint8Array, known: number, length: number, start: number, stop: number): boolean {
  if (stop - start !== length) return false;
  for (let index = 0; index < length; index++) if (bytes[known + index] !== bytes[start + index]) return false;
  return true;
}
