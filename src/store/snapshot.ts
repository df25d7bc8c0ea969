import { deflateSync, inflateSync } from 'node:zlib';

import { invariant, isJsonObject, type JsonValue } from '../base/index.ts';
import {
  type Column,
  createTenant,
  firstValueCode,
  objectTypes,
  type Population,
  type PopulationDraft,
  relationNames,
  type Tenant,
  TenantDraft,
} from '../model/index.ts';
import { readLinks, writeLinks } from './snapshot-links.ts';
import { packNumbers, unpackNumbers } from './varint.ts';

/** One compressed piece of a snapshot: the clock and sizes, the ids of a type, a column, or a relation. */
export interface SnapshotPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** zlib's fastest level: a whole state is written at creation, and its size matters less than the wait. */
const level = 1;
const tenantPart = 'tenant';

/** A whole state in pieces, made one at a time. The dictionaries are cut down to the values in use. O(rows × columns). */
export function* snapshotParts(tenant: Tenant): Generator<SnapshotPart> {
  const populations = objectTypes.map((type) => tenant.populations[type]);
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
  for (const relation of relationNames) yield packJson(`relation/${relation}`, writeLinks(tenant, relation));
}

/** The state that the parts hold. Throws an InvariantError, SyntaxError or zlib error when they are damaged. */
export function readSnapshot(partOf: (name: string) => Uint8Array | undefined): Tenant {
  const header = readJson(partOf, tenantPart);
  invariant(isJsonObject(header) && typeof header['clock'] === 'number', 'a snapshot has no clock');
  const { sizes, columns } = header;
  invariant(isJsonObject(sizes) && isJsonObject(columns), 'a snapshot has no sizes');
  const draft = new TenantDraft(createTenant(header['clock']));
  for (const type of objectTypes) {
    const [size, names] = [sizes[type], columns[type]];
    if (size === 0) continue;
    invariant(typeof size === 'number' && Array.isArray(names), `a snapshot lacks the size of ${type}`);
    const population = draft.population(type);
    for (const id of readTexts(readJson(partOf, `${type}/id`))) population.addRow(id);
    invariant(population.size === size, `a snapshot lacks ids of ${type}`);
    for (const name of readTexts(names)) unpackColumn(population, name, partOf(`${type}/${name}`));
  }
  for (const relation of relationNames) readLinks(draft, relation, readJson(partOf, `relation/${relation}`));
  return draft.finish();
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

function unpackColumn(population: PopulationDraft, name: string, bytes: Uint8Array | undefined): void {
  invariant(bytes !== undefined, `a snapshot lacks ${population.type}/${name}`);
  const content = inflateSync(bytes);
  const codesStart = 4 + content.readUInt32LE(0);
  const texts = readTexts(JSON.parse(content.toString('utf8', 4, codesStart)) as JsonValue);
  const codes = unpackNumbers(content.subarray(codesStart), population.size);
  const draft = population.columnDraft(name);
  for (const text of texts) draft.intern(text);
  if (texts.length * 4 > population.size) draft.dictionary.releaseIndex();
  invariant(draft.dictionary.size === texts.length + firstValueCode, `values of ${name} repeat in a snapshot`);
  for (const [row, code] of codes.entries()) {
    invariant(code < draft.dictionary.size, `${name} has a value that is not in the snapshot`);
    draft.setCode(row, code);
  }
}

function packJson(name: string, value: JsonValue): SnapshotPart {
  return { name, bytes: deflateSync(Buffer.from(JSON.stringify(value), 'utf8'), { level }) };
}

function readJson(partOf: (name: string) => Uint8Array | undefined, name: string): JsonValue {
  const bytes = partOf(name);
  invariant(bytes !== undefined, `a snapshot lacks ${name}`);
  return JSON.parse(inflateSync(bytes).toString('utf8')) as JsonValue;
}

function readTexts(value: JsonValue): readonly string[] {
  invariant(
    Array.isArray(value) && value.every((item): item is string => typeof item === 'string'),
    'a list of texts in a snapshot is none',
  );
  return value;
}
