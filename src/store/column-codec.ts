import { invariant } from '../base/index.ts';
import { Dictionary, firstValueCode, type ObjectIds, ObjectIds as Ids } from '../model/index.ts';

/*
 * How columns stand as bytes. All numbers are little-endian 32-bit words at aligned places, so that most of them can be used
 * where they lie. (Node runs on little-endian machines only.)
 */

/** Words before the codes of a chunk: bytes for a code (0: all are equal), number of codes, highest code. */
const chunkHeader = 3;

/** The codes of a chunk, in as few bytes for each as the highest needs. */
export function packCodes(codes: Uint32Array): Uint8Array {
  let highest = 0;
  let isConstant = codes.length > 0;
  for (const code of codes) {
    if (code > highest) highest = code;
    if (code !== codes[0]) isConstant = false;
  }
  const width = isConstant ? 0 : highest < 0x100 ? 1 : highest < 0x10000 ? 2 : 4;
  const bytes = new Uint8Array(chunkHeader * 4 + codes.length * width);
  new Uint32Array(bytes.buffer, 0, chunkHeader).set([width, codes.length, highest]);
  const start = chunkHeader * 4;
  if (width === 1) bytes.set(codes, start);
  else if (width === 2) new Uint16Array(bytes.buffer, start, codes.length).set(codes);
  else if (width === 4) new Uint32Array(bytes.buffer, start, codes.length).set(codes);
  return bytes;
}

/** Chunks in which all codes are equal are shared: a tenant has hundreds that say "null" or "not known" throughout. */
const constantChunks = new Map<string, Uint32Array>();
const mostConstantChunks = 64;

/** The reverse of {@link packCodes}; all codes are below `size`. Throws an InvariantError otherwise. */
export function unpackCodes(stored: Uint8Array, size: number): Uint32Array {
  const bytes = aligned(stored);
  invariant(bytes.length >= chunkHeader * 4, 'a chunk of codes is too short');
  const [width = 0, count = 0, highest = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, chunkHeader);
  invariant(
    bytes.length === chunkHeader * 4 + count * width && highest < size,
    'a chunk of codes does not fit its column',
  );
  const start = bytes.byteOffset + chunkHeader * 4;
  switch (width) {
    case 0:
      return constantChunk(count, highest);
    case 1:
      return Uint32Array.from(new Uint8Array(bytes.buffer, start, count));
    case 2:
      return widened(new Uint16Array(bytes.buffer, start, count));
    default:
      return new Uint32Array(bytes.buffer, start, count);
  }
}

function widened(codes: Uint16Array): Uint32Array {
  const wide = new Uint32Array(codes.length);
  wide.set(codes);
  return wide;
}

function constantChunk(count: number, code: number): Uint32Array {
  const key = `${count} ${code}`;
  let chunk = constantChunks.get(key);
  if (chunk === undefined) {
    chunk = new Uint32Array(count).fill(code);
    if (constantChunks.size < mostConstantChunks) constantChunks.set(key, chunk);
  }
  return chunk;
}

/** The values with codes from `first` to `end`: their number, where each starts (from 0), and the bytes. */
export function packValues(dictionary: Dictionary, first: number, end: number): Uint8Array {
  const sections = valueSections(dictionary, first, end);
  const length = sections.reduce((sum, { stop, start }) => sum + stop - start, 0);
  const count = end - first;
  const bytes = new Uint8Array((count + 2) * 4 + length);
  const words = new Uint32Array(bytes.buffer, 0, count + 2);
  words[0] = count;
  let position = 0;
  let next = 1;
  for (const { source, start, stop, from, to } of sections) {
    for (let index = from; index < to; index++) words[next++] = (source.offsets[index] ?? 0) - start + position;
    bytes.set(source.bytes.subarray(start, stop), (count + 2) * 4 + position);
    position += stop - start;
  }
  words[next] = position;
  return bytes;
}

/** Where values lie: some in the base of a fork, some in the fork. */
function valueSections(dictionary: Dictionary, first: number, end: number) {
  const { base, baseSize } = dictionary;
  const section = (source: Dictionary, from: number, to: number) => ({
    source,
    from: from - source.baseSize,
    to: to - source.baseSize,
    start: source.offsets[from - source.baseSize] ?? 0,
    stop: source.offsets[to - source.baseSize] ?? 0,
  });
  if (base === undefined || first >= baseSize) return [section(dictionary, first, end)];
  if (end <= baseSize) return [section(base, first, end)];
  return [section(base, first, baseSize), section(dictionary, baseSize, end)];
}

/** The dictionary of segments made by {@link packValues}, in order. Throws an InvariantError when they do not fit together. */
export function unpackValues(segments: readonly Uint8Array[]): Dictionary {
  const parts = segments.map((stored) => {
    const bytes = aligned(stored);
    const count = new Uint32Array(bytes.buffer, bytes.byteOffset, 1)[0] ?? 0;
    const start = (count + 2) * 4;
    invariant(bytes.length >= start, 'a segment of values is too short');
    return {
      count,
      starts: new Uint32Array(bytes.buffer, bytes.byteOffset + 4, count + 1),
      bytes: bytes.subarray(start),
    };
  });
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const length = parts.reduce((sum, part) => sum + part.bytes.length, 0);
  const offsets = new Uint32Array(firstValueCode + count + 1);
  const only = parts.length === 1 ? parts[0]?.bytes : undefined;
  const bytes = only ?? new Uint8Array(length);
  let next = firstValueCode;
  let position = 0;
  for (const part of parts) {
    for (let index = 0; index < part.count; index++) offsets[next++] = (part.starts[index] ?? 0) + position;
    if (only === undefined) bytes.set(part.bytes, position);
    invariant(part.starts[part.count] === part.bytes.length, 'a segment of values has no end');
    position += part.bytes.length;
  }
  offsets[next] = position;
  const dictionary = Dictionary.fromPacked(bytes, offsets);
  dictionary.freeze();
  return dictionary;
}

/** The ids of rows `start` to `end`: how many bytes of JSON with those that are no GUIDs follow, four words each, the JSON. */
export function packIds(ids: ObjectIds, start: number, end: number): Uint8Array {
  const { words, texts } = ids.packed(start, end);
  const json = Buffer.from(texts.size === 0 ? '' : JSON.stringify([...texts]), 'utf8');
  const bytes = new Uint8Array(4 + words.length * 4 + json.length);
  const all = new Uint32Array(bytes.buffer, 0, 1 + words.length);
  all[0] = json.length;
  all.set(words, 1);
  bytes.set(json, 4 + words.length * 4);
  return bytes;
}

/** The reverse of {@link packIds} for chunks in order. Throws an InvariantError or SyntaxError for other bytes. */
export function unpackIds(chunks: readonly Uint8Array[], size: number): ObjectIds {
  const words = new Uint32Array(size * 4);
  const texts = new Map<number, string>();
  let row = 0;
  for (const stored of chunks) {
    const bytes = aligned(stored);
    const textLength = new Uint32Array(bytes.buffer, bytes.byteOffset, 1)[0] ?? 0;
    const count = (bytes.length - 4 - textLength) / 16;
    invariant(Number.isInteger(count) && count >= 0 && row + count <= size, 'packed ids do not fit their type');
    words.set(new Uint32Array(bytes.buffer, bytes.byteOffset + 4, count * 4), row * 4);
    if (textLength > 0) {
      const list = JSON.parse(Buffer.from(bytes.subarray(4 + count * 16)).toString('utf8')) as [number, string][];
      for (const [offset, text] of list) texts.set(row + offset, text);
    }
    row += count;
  }
  invariant(row === size, 'packed ids are missing');
  return Ids.fromPacked(words, texts);
}

function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
}
