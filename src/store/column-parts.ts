import { type Hash64, invariant, InvariantError, isJsonObject, type JsonValue } from '../base/index.ts';
import {
  chunkShift,
  Column,
  columnDefinition,
  firstValueCode,
  hashOfPopulation,
  type ObjectType,
  Population,
} from '../model/index.ts';
import { packCodes, packIds, packValues, unpackCodes, unpackIds, unpackValues } from './column-codec.ts';
import type { PartStore } from './part-store.ts';

/*
 * The columns of a type beside its rows, in pieces that are written when they change and read when they are needed:
 *   user                    what there is: number of objects, their hash, pieces of each column
 *   user/id/<n>             the ids of 65,536 rows
 *   user/city/codes/<n>     the codes of 65,536 rows
 *   user/city/values/<n>    values in the order of their codes; a commit appends a piece with its new ones
 */

/** A column with more pieces of values than this gets one for all when it next changes. */
const mostValueParts = 16;

/** The pieces of a column: chunks of codes, segments of values, and one more than the highest code. */
interface ColumnParts {
  readonly codes: number;
  readonly values: number;
  readonly size: number;
}

/** What the first piece of a type says. */
interface PopulationParts {
  readonly size: number;
  readonly hash: Hash64;
  readonly ids: number;
  readonly columns: ReadonlyMap<string, ColumnParts>;
}

/**
 * Reads a type from its pieces: ids at once, each column when it is first asked for. `onDamage` stands in for a column of
 * which a piece is missing or damaged. Undefined when the first piece or ids are. `at`: as it was after that entry.
 */
export function readPopulationParts(
  parts: PartStore,
  type: ObjectType,
  onDamage: (name: string) => Column,
  at?: number,
  guard: <T>(action: () => T) => T = (action) => action(),
): Population | undefined {
  const found = unlessUnfit(() => readHeader(parts, type, at));
  if (found === undefined) return undefined;
  const chunks = readAll(found.ids, (index) => parts.read(idKey(type, index), at));
  const ids = chunks === undefined ? undefined : unlessUnfit(() => unpackIds(chunks, found.size));
  if (ids === undefined) return undefined;
  const columns = Array.from(found.columns, ([name, piece]): [string, () => Column] => [
    name,
    () => guard(() => readColumn(parts, type, name, piece, at) ?? onDamage(name)),
  ]);
  return new Population(type, ids, new Map(columns), found.hash);
}

function readColumn(
  parts: PartStore,
  type: ObjectType,
  name: string,
  piece: ColumnParts,
  at: number | undefined,
): Column | undefined {
  const definition = columnDefinition(type, name);
  const values = readAll(piece.values, (index) => parts.read(valuesKey(type, name, index), at));
  const codes = readAll(piece.codes, (index) => parts.read(codesKey(type, name, index), at));
  if (definition === undefined || values === undefined || codes === undefined) return undefined;
  return unlessUnfit(() => {
    const dictionary = unpackValues(values);
    if (dictionary.size !== piece.size) return undefined;
    return new Column(
      definition,
      dictionary,
      codes.map((bytes) => unpackCodes(bytes, dictionary.size)),
    );
  });
}

/** Undefined for pieces that do not fit together. */
function unlessUnfit<T>(action: () => T | undefined): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof InvariantError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readAll(count: number, read: (index: number) => Uint8Array | undefined): Uint8Array[] | undefined {
  const list: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const bytes = read(index);
    if (bytes === undefined) return undefined;
    list.push(bytes);
  }
  return list;
}

/**
 * Writes a type in pieces; `before` is what the pieces hold now, so that only what changed is written. One
 * step for each column. O(changed columns × chunks).
 */
export function* writePopulationParts(
  parts: PartStore,
  sequence: number,
  after: Population,
  before: Population | undefined,
): Generator<void, void> {
  const { type } = after;
  const stored = before === undefined ? undefined : readHeader(parts, type);
  const columns = new Map<string, ColumnParts>();
  for (const name of after.columnNames()) {
    const known = stored?.columns.get(name);
    if (before !== undefined && known !== undefined && after.sharesColumn(before, name)) columns.set(name, known);
    else {
      const column = after.factColumn(name);
      if (column !== undefined)
        columns.set(name, writeColumn(parts, sequence, after, column, before?.factColumn(name), known));
    }
    yield;
  }
  for (const name of stored?.columns.keys() ?? []) {
    if (!columns.has(name)) removeKeys(parts, sequence, `${type}/${name}/`, new Set());
  }
  const ids = chunksOf(after.size);
  const firstChanged = stored === undefined ? 0 : stored.size >>> chunkShift;
  for (let index = after.size === stored?.size ? ids : firstChanged; index < ids; index++) {
    const start = index << chunkShift;
    parts.write(
      idKey(type, index),
      packIds(after.ids, start, Math.min(after.size, start + (1 << chunkShift))),
      sequence,
    );
  }
  writeHeader(parts, sequence, type, { size: after.size, hash: hashOfPopulation(after), ids, columns });
}

function writeColumn(
  parts: PartStore,
  sequence: number,
  { type, size: rows }: Population,
  column: Column,
  before: Column | undefined,
  known: ColumnParts | undefined,
): ColumnParts {
  const { name } = column.definition;
  const { size } = column.dictionary;
  const isSame =
    before !== undefined &&
    known !== undefined &&
    before.dictionary.size === known.size &&
    column.dictionary.continues(before.dictionary);
  let values = isSame ? known.values : 0;
  if (values >= mostValueParts) values = 0;
  const first = values === 0 ? firstValueCode : (known?.size ?? firstValueCode);
  if (values === 0 || first < size) {
    parts.write(valuesKey(type, name, values), packValues(column.dictionary, first, size), sequence);
    values++;
  }
  const codes = Math.min(column.chunkCount, chunksOf(rows));
  for (let index = 0; index < codes; index++) {
    const chunk = column.chunk(index);
    if (isSame && index < known.codes && sameCodes(chunk, before.chunk(index))) continue;
    const length = Math.min(chunk.length, rows - (index << chunkShift));
    parts.write(codesKey(type, name, index), packCodes(chunk.subarray(0, length)), sequence);
  }
  if (known !== undefined && (values < known.values || codes < known.codes)) {
    const kept = new Set([
      ...Array.from({ length: values }, (_, index) => valuesKey(type, name, index)),
      ...Array.from({ length: codes }, (_, index) => codesKey(type, name, index)),
    ]);
    removeKeys(parts, sequence, `${type}/${name}/`, kept);
  }
  return { codes, values, size };
}

/** Removes all pieces of a type. */
export function removePopulationParts(parts: PartStore, sequence: number, type: ObjectType): void {
  parts.remove(type, sequence);
  removeKeys(parts, sequence, `${type}/`, new Set());
}

function sameCodes(left: Uint32Array, right: Uint32Array): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}

function removeKeys(parts: PartStore, sequence: number, prefix: string, kept: ReadonlySet<string>): void {
  for (const key of parts.keysUnder(prefix)) if (!kept.has(key)) parts.remove(key, sequence);
}

function readHeader(parts: PartStore, type: ObjectType, at?: number): PopulationParts | undefined {
  const bytes = parts.read(type, at);
  if (bytes === undefined) return undefined;
  const json = JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue;
  invariant(isJsonObject(json) && isJsonObject(json['columns']), `the columns of ${type} are not described`);
  const number = (value: JsonValue | undefined): number => {
    invariant(typeof value === 'number', `a number about the columns of ${type} is none`);
    return value;
  };
  const columns = Object.entries(json['columns']).map(([name, value]): [string, ColumnParts] => {
    const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
    return [name, { codes: number(list[0]), values: number(list[1]), size: number(list[2]) }];
  });
  return {
    size: number(json['size']),
    hash: { high: number(json['high']), low: number(json['low']) },
    ids: number(json['ids']),
    columns: new Map(columns),
  };
}

function writeHeader(parts: PartStore, sequence: number, type: ObjectType, header: PopulationParts): void {
  const { size, ids, hash } = header;
  const columns = Object.fromEntries(
    Array.from(header.columns, ([name, piece]) => [name, [piece.codes, piece.values, piece.size]]),
  );
  const json = { size, ids, high: hash.high, low: hash.low, columns };
  parts.write(type, Buffer.from(JSON.stringify(json), 'utf8'), sequence);
}

function chunksOf(rows: number): number {
  return (rows + (1 << chunkShift) - 1) >>> chunkShift;
}

function idKey(type: ObjectType, index: number): string {
  return `${type}/id/${index}`;
}

function codesKey(type: ObjectType, name: string, index: number): string {
  return `${type}/${name}/codes/${index}`;
}

function valuesKey(type: ObjectType, name: string, index: number): string {
  return `${type}/${name}/values/${index}`;
}
