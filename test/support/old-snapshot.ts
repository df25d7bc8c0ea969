import { deflateSync } from 'node:zlib';

import type { JsonValue, RowSet } from '../../src/base/index.ts';
import {
  type Column,
  firstValueCode,
  isCellType,
  objectTypes,
  type Population,
  relationHolders,
  type RelationName,
  relationNames,
  type Tenant,
} from '../../src/model/index.ts';

/* Checkpoints as formats before 3 wrote them. */

/** One compressed piece of a snapshot: the clock and sizes, the ids of a type, a column, or a relation. */
export interface SnapshotPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const level = 1;
const tenantPart = 'tenant';

/** A whole state in pieces, made one at a time. The dictionaries are cut down to the values in use. O(rows × columns). */
export function* snapshotParts(tenant: Tenant): Generator<SnapshotPart> {
  // Types that came later are not in old ones; tests of reading may still put them in.
  const populations = objectTypes.map((type) => tenant.populations[type]).filter(isWritten);
  const sizes = Object.fromEntries(populations.map(({ type, size }) => [type, size]));
  const columns = Object.fromEntries(populations.map((population) => [population.type, population.columnNames()]));
  yield packJson(tenantPart, { clock: tenant.clock, sizes, columns });
  for (const population of populations) {
    if (population.size === 0) continue;
    yield packJson(
      `${population.type}/id`,
      Array.from({ length: population.size }, (_, row) => population.idAt(row)),
    );
    for (const name of population.columnNames()) {
      const column = population.column(name);
      if (column !== undefined) yield packColumn(population, column);
    }
  }
  for (const relation of relationNames.filter((name) => isWritten(tenant.populations[relationHolders[name]])))
    yield packJson(`relation/${relation}`, writeLinks(tenant, relation));
}

function isWritten({ type, size }: Population): boolean {
  return size > 0 || !(type === 'subscription' || isCellType(type));
}

function packColumn(population: Population, column: Column): SnapshotPart {
  const newCodes = new Int32Array(column.dictionary.size).fill(-1);
  const texts: string[] = [];
  const codes = new Uint32Array(population.size);
  for (let row = 0; row < codes.length; row++) {
    const code = column.codeAt(row);
    let packed = code < firstValueCode ? code : (newCodes[code] ?? -1);
    if (packed < 0) {
      packed = texts.push(column.dictionary.textAt(code)) + firstValueCode - 1;
      newCodes[code] = packed;
    }
    codes[row] = packed;
  }
  const head = Buffer.from(JSON.stringify(texts), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const bytes = deflateSync(Buffer.concat([length, head, packNumbers(codes)]), { level });
  return { name: `${population.type}/${column.definition.name}`, bytes };
}

function packJson(name: string, value: JsonValue): SnapshotPart {
  return { name, bytes: deflateSync(Buffer.from(JSON.stringify(value), 'utf8'), { level }) };
}

/**
 * A relation as JSON: for each holder its row, the unresolved ids, and for each type the distances between the rows, which
 * are small numbers and compress well.
 */
function writeLinks(tenant: Tenant, relation: RelationName): JsonValue {
  return Array.from(tenant.relations[relation], ([holder, links]) => [
    holder,
    links.unresolved,
    Object.fromEntries(Object.entries(links.rows).map(([type, rows]) => [type, distances(rows)])),
  ]);
}

/** Distance of each row from the one before it, the first from -1: all are positive. */
function distances(rows: RowSet): readonly number[] {
  const list: number[] = [];
  let previous = -1;
  rows.forEach((row) => {
    list.push(row - previous);
    previous = row;
  });
  return list;
}

/** Packs unsigned 32-bit numbers, seven bits to a byte with the lowest first; numbers below 128 take one byte. */
export function packNumbers(numbers: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 5);
  let length = 0;
  for (const number of numbers) {
    let rest = number;
    while (rest > 127) {
      bytes[length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[length++] = rest;
  }
  return bytes.subarray(0, length);
}
