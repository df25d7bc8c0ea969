import { inflateSync } from 'node:zlib';

import { invariant, isJsonObject, type JsonValue } from '../base/index.ts';
import {
  createTenant,
  firstValueCode,
  objectTypes,
  type PopulationDraft,
  relationHolders,
  relationNames,
  type Tenant,
  TenantDraft,
} from '../model/index.ts';
import { readLinks } from './snapshot-links.ts';
import { unpackNumbers } from './varint.ts';

/*
 * Checkpoints of formats before 3: a whole state as zlib'd parts. They are read as long as such files are around; nothing
 * writes them any more.
 */

const tenantPart = 'tenant';

/** The state that the parts hold. Throws an InvariantError, SyntaxError or zlib error when they are damaged. */
export function readSnapshot(partOf: (name: string) => Uint8Array | undefined): Tenant {
  const header = readJson(partOf, tenantPart);
  invariant(isJsonObject(header) && typeof header['clock'] === 'number', 'a snapshot has no clock');
  const { sizes, columns } = header;
  invariant(isJsonObject(sizes) && isJsonObject(columns), 'a snapshot has no sizes');
  const draft = new TenantDraft(createTenant(header['clock']));
  for (const type of objectTypes) {
    const [size, names] = [sizes[type], columns[type]];
    // Types that came later are in no old snapshot.
    if (size === 0 || size === undefined) continue;
    invariant(typeof size === 'number' && Array.isArray(names), `a snapshot lacks the size of ${type}`);
    const population = draft.population(type);
    for (const id of readTexts(readJson(partOf, `${type}/id`))) population.addRow(id);
    invariant(population.size === size, `a snapshot lacks ids of ${type}`);
    for (const name of readTexts(names)) unpackColumn(population, name, partOf(`${type}/${name}`));
  }
  for (const relation of relationNames) {
    if (sizes[relationHolders[relation]] !== undefined)
      readLinks(draft, relation, readJson(partOf, `relation/${relation}`));
  }
  return draft.finish();
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
