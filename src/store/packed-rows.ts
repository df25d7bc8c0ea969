import {
  formatHash,
  hashBytes,
  invariant,
  type RowSet,
  rowSetLater,
  rowSetOfSorted,
  rowSetOfWords,
} from '../base/index.ts';

/** Words before the rows: two of a checksum of the rest, the form, the number of rows, and the highest row. */
const headerWords = 5;
const listForm = 1;
const bitmapForm = 2;

/**
 * The rows of targets as bytes: the distances between them as varints, or a bitmap, whichever is smaller, behind a header
 * that says how many there are and the highest. O(rows).
 */
export function packRows(rows: RowSet): Uint8Array {
  const list = rows.toArray();
  const last = list[list.length - 1] ?? 0;
  const bitmapLength = ((last >>> 5) + 1) * 4;
  // A distance takes at least a byte: with more rows than a bitmap has bytes, nobody needs to try.
  const packed = list.length < bitmapLength ? packList(list, bitmapLength) : undefined;
  const bytes = packed ?? packBitmap(list, bitmapLength);
  const header = new Uint32Array(bytes.buffer, 0, headerWords);
  header.set([packed === undefined ? bitmapForm : listForm, list.length, last], 2);
  const { high, low } = hashBytes(bytes.subarray(8));
  header.set([high, low]);
  return bytes;
}

/** Room for lists on their way, since their length shows only at the end. */
let scratch = new Uint8Array(0);

function packList(list: Uint32Array, most: number): Uint8Array | undefined {
  const limit = Math.min(most, list.length * 5);
  if (scratch.length < limit + 5) scratch = new Uint8Array(limit * 2 + 5);
  let length = 0;
  let previous = -1;
  for (let index = 0; index < list.length; index++) {
    const row = list[index] ?? 0;
    let distance = row - previous - 1;
    previous = row;
    while (distance > 127) {
      scratch[length++] = (distance & 127) | 128;
      distance >>>= 7;
    }
    scratch[length++] = distance;
    if (length > limit) return undefined;
  }
  const bytes = new Uint8Array(headerWords * 4 + length);
  bytes.set(scratch.subarray(0, length), headerWords * 4);
  return bytes;
}

function packBitmap(list: Uint32Array, length: number): Uint8Array {
  const bytes = new Uint8Array(headerWords * 4 + length);
  const words = new Uint32Array(bytes.buffer, headerWords * 4);
  for (const row of list) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
  return bytes;
}

/**
 * The set that bytes of {@link packRows} stand for, all of its rows below `size`. They are checked at once (a checksum) and
 * unpacked when somebody first looks at the rows. Throws an InvariantError for other bytes. O(bytes).
 */
export function unpackRows(stored: Uint8Array, size: number): RowSet {
  const bytes = stored.byteOffset % 4 === 0 ? stored : new Uint8Array(stored);
  invariant(bytes.length >= headerWords * 4, 'the rows of a relation are no list');
  const [high = 0, low = 0, form, count = 0, last = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, headerWords);
  const checksum = hashBytes(bytes.subarray(8));
  invariant(formatHash(checksum) === formatHash({ high, low }), 'the rows of a relation are damaged');
  invariant(last < size, `row ${last} of a relation does not exist`);
  const rows = bytes.subarray(headerWords * 4);
  return rowSetLater(count, () => (form === bitmapForm ? unpackBitmap(rows) : unpackList(rows, count)));
}

function unpackBitmap(rows: Uint8Array): RowSet {
  return rowSetOfWords(new Uint32Array(rows.buffer, rows.byteOffset, rows.length / 4).slice());
}

function unpackList(bytes: Uint8Array, count: number): RowSet {
  const rows = new Uint32Array(count);
  let position = 0;
  let row = -1;
  for (let index = 0; index < count; index++) {
    let byte = bytes[position++] ?? 0;
    let distance = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[position++] ?? 0;
      distance |= (byte & 127) << shift;
    }
    row += distance + 1;
    rows[index] = row;
  }
  return rowSetOfSorted(rows);
}
