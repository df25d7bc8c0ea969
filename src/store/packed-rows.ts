import {
  formatHash,
  type Hash64,
  hashBytes,
  invariant,
  type RowSet,
  rowSetLater,
  rowSetOfSorted,
  rowSetOfWords,
  rowSetWords,
} from '../base/index.ts';

/**
 * Words before the rows: two of a checksum of the rest, the form, the number of rows, the highest row, and two of the hash of the
 * ids in the fingerprint.
 */
const headerWords = 7;
const listForm = 1;
const bitmapForm = 2;
/** Added to the form when the hash of the ids is there. */
const hashedForm = 4;

/**
 * The rows of targets as bytes: the distances between them as varints, or a bitmap, whichever is smaller, behind a header
 * that says how many there are, the highest, and the hash of their ids where the caller knows it. O(rows).
 */
export function packRows(rows: RowSet, idsHash?: Hash64): Uint8Array {
  const words = rowSetWords(rows);
  const last = words === undefined ? lastOf(rows.toArray()) : lastBit(words);
  const bitmapLength = ((last >>> 5) + 1) * 4;
  // A distance takes at least a byte: with more rows than a bitmap has bytes, nobody needs to try.
  const length = Math.min(
    bitmapLength,
    rows.size < bitmapLength ? writeDistances(rows, words, bitmapLength) : Infinity,
  );
  const isList = length < bitmapLength;
  const bytes = new Uint8Array(headerWords * 4 + length);
  if (isList) bytes.set(scratch.subarray(0, length), headerWords * 4);
  else writeBitmap(rows, words, new Uint32Array(bytes.buffer, headerWords * 4));
  const header = new Uint32Array(bytes.buffer, 0, headerWords);
  const form = (isList ? listForm : bitmapForm) + (idsHash === undefined ? 0 : hashedForm);
  header.set([form, rows.size, last, idsHash?.high ?? 0, idsHash?.low ?? 0], 2);
  const { high, low } = hashBytes(bytes.subarray(8));
  header.set([high, low]);
  return bytes;
}

/** Room for distances, since their length shows only at the end. */
let scratch = new Uint8Array(0);
/** Most bytes of a distance. */
const longest = 5;

/** Writes the distances to the scratch bytes and returns their length, or a length from `most` on once they take that much. */
function writeDistances(rows: RowSet, words: Uint32Array | undefined, most: number): number {
  if (scratch.length < most + 33 * longest) scratch = new Uint8Array((most + 33 * longest) * 2);
  return words === undefined ? writeListDistances(rows.toArray(), most) : writeBitDistances(words, most);
}

function writeListDistances(list: Uint32Array, most: number): number {
  const bytes = scratch;
  let length = 0;
  let next = 0;
  for (let index = 0; index < list.length && length < most; index++) {
    const row = list[index] ?? 0;
    let distance = row - next;
    next = row + 1;
    while (distance > 127) {
      bytes[length++] = (distance & 127) | 128;
      distance >>>= 7;
    }
    bytes[length++] = distance;
  }
  return length;
}

function writeBitDistances(words: Uint32Array, most: number): number {
  const bytes = scratch;
  let length = 0;
  let next = 0;
  for (let index = 0; index < words.length && length < most; index++) {
    let word = words[index] ?? 0;
    while (word !== 0) {
      const lowest = word & -word;
      word ^= lowest;
      const row = index * 32 + 31 - Math.clz32(lowest);
      let distance = row - next;
      next = row + 1;
      while (distance > 127) {
        bytes[length++] = (distance & 127) | 128;
        distance >>>= 7;
      }
      bytes[length++] = distance;
    }
  }
  return length;
}

function writeBitmap(rows: RowSet, words: Uint32Array | undefined, target: Uint32Array): void {
  if (words !== undefined) target.set(words.subarray(0, target.length));
  else for (const row of rows.toArray()) target[row >>> 5] = (target[row >>> 5] ?? 0) | (1 << (row & 31));
}

function lastOf(list: Uint32Array): number {
  return list[list.length - 1] ?? 0;
}

function lastBit(words: Uint32Array): number {
  let index = words.length - 1;
  while (index > 0 && words[index] === 0) index--;
  const word = words[index] ?? 0;
  return word === 0 ? 0 : index * 32 + 31 - Math.clz32(word);
}

/**
 * The set that bytes of {@link packRows} stand for, all of its rows below `size`. They are checked at once (a checksum) and
 * unpacked when somebody first looks at the rows. Throws an InvariantError for other bytes. O(bytes).
 */
export function unpackRows(stored: Uint8Array, size: number): RowSet {
  return unpackHashedRows(stored, size).rows;
}

/** The same with the hash of the ids, if one was given when the rows were packed. */
export function unpackHashedRows(
  stored: Uint8Array,
  size: number,
): { readonly rows: RowSet; readonly idsHash: Hash64 | undefined } {
  const bytes = stored.byteOffset % 4 === 0 ? stored : new Uint8Array(stored);
  invariant(bytes.length >= headerWords * 4, 'the rows of a relation are no list');
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, headerWords);
  const [high = 0, low = 0, form = 0, count = 0, last = 0, idsHigh = 0, idsLow = 0] = header;
  const checksum = hashBytes(bytes.subarray(8));
  invariant(formatHash(checksum) === formatHash({ high, low }), 'the rows of a relation are damaged');
  invariant(last < size, `row ${last} of a relation does not exist`);
  const packed = bytes.subarray(headerWords * 4);
  const rows = rowSetLater(count, () => ((form & bitmapForm) !== 0 ? unpackBitmap(packed) : unpackList(packed, count)));
  return { rows, idsHash: (form & hashedForm) === 0 ? undefined : { high: idsHigh, low: idsLow } };
}

function unpackBitmap(rows: Uint8Array): RowSet {
  return rowSetOfWords(new Uint32Array(rows.buffer, rows.byteOffset, rows.length / 4).slice());
}

function unpackList(bytes: Uint8Array, count: number): RowSet {
  const rows = new Uint32Array(count);
  let position = 0;
  let next = 0;
  for (let index = 0; index < count; index++) {
    let byte = bytes[position++] ?? 0;
    if (byte > 127) {
      let distance = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[position++] ?? 0;
        distance |= (byte & 127) << shift;
      }
      byte = distance;
    }
    next += byte;
    rows[index] = next++;
  }
  return rowSetOfSorted(rows);
}
