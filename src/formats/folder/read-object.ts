import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import { didYouMean } from '../../diagnostics/index.ts';
import {
  additionalDataName,
  findProperty,
  isCellType,
  nullCode,
  type ObjectType,
  type PropertyDefinition,
  propertyCatalogue,
} from '../../model/index.ts';
import { deriveObjectId } from '../derive-object-id.ts';
import { describeType } from '../describe-type.ts';
import { isDynamic } from '../is-dynamic.ts';
import { linkKeysOf } from './folder-layout.ts';
import { exactReference, fault, type FolderReading } from './folder-reading.ts';
import { readCell } from './read-cell.ts';
import type { FileRecord } from './read-object-file.ts';

const specialKeys = ['id', 'notKnown', additionalDataName];

/** Adds one object of a file; faults are added to the reading. */
export function readObject(reading: FolderReading, type: ObjectType, record: FileRecord): void {
  if (!isJsonObject(record.value))
    return fault(reading, record, 'tenant/wrong-type', [], 'An object must be a mapping.');
  const value = isCellType(type) ? readCell(reading, type, record, record.value) : record.value;
  if (value === undefined) return;
  const id = idOf(type, value);
  if (id === undefined) {
    const message = `This ${type} has neither an id nor a name that an id can be derived from.`;
    return fault(reading, record, 'tenant/missing-key', [], message);
  }
  const population = reading.draft.population(type);
  if (population.rowOf(id) !== undefined) {
    const message = isCellType(type)
      ? `There is already a ${type} that says the same; name its users there.`
      : `There is already a ${type} with the id ${id}.`;
    return fault(reading, record, 'tenant/duplicate-id', ['id'], message);
  }
  const row = population.addRow(id);
  const notKnown = readNotKnown(reading, type, record, value);
  for (const [key, item] of Object.entries(value)) readKey(reading, type, row, record, key, item);
  if (reading.absentMeans[type] === 'null' && !isCellType(type)) fillAbsent(reading, type, row, value, notKnown);
  readLinks(reading, type, row, record, value, notKnown);
}

function readKey(
  reading: FolderReading,
  type: ObjectType,
  row: number,
  record: FileRecord,
  key: string,
  item: JsonValue,
): void {
  if (key === 'id' || key === 'notKnown' || linkKeysOf(type).some(([name]) => name === key)) return;
  const population = reading.draft.population(type);
  if (key === additionalDataName) {
    if ((item === null || isJsonObject(item)) && population.setValue(row, key, item)) return;
    return fault(reading, record, 'tenant/wrong-type', [key], 'additionalData must be a mapping.');
  }
  const definition = findProperty(type, key);
  if (definition === undefined) {
    const names = [
      ...specialKeys,
      ...linkKeysOf(type).map(([name]) => name),
      ...propertyCatalogue[type].map(({ name }) => name),
    ];
    const message = `A ${type} has no property "${key}".`;
    return fault(
      reading,
      record,
      'tenant/unknown-key',
      [key],
      message,
      didYouMean(key, names) ?? 'Data that the program does not know belongs below additionalData.',
    );
  }
  if (definition.type === 'reference' && isReference(item)) {
    const target = { property: key };
    reading.references.push({ type, row, record, target, values: [item], pathOf: () => [key] });
    return;
  }
  if (population.setValue(row, key, item)) return;
  fault(
    reading,
    record,
    'tenant/wrong-type',
    [key],
    `"${key}" must be ${describeType(definition)}, found ${JSON.stringify(item)}.`,
    quoteHint(definition, item),
  );
}

function readNotKnown(
  reading: FolderReading,
  type: ObjectType,
  record: FileRecord,
  value: JsonObject,
): ReadonlySet<string> {
  const list = Object.hasOwn(value, 'notKnown') ? value['notKnown'] : [];
  const names = new Set<string>();
  if (!Array.isArray(list)) {
    fault(reading, record, 'tenant/wrong-type', ['notKnown'], 'notKnown must be a list of names.');
    return names;
  }
  (list as readonly JsonValue[]).forEach((name, index) => {
    const isName =
      typeof name === 'string' &&
      (findProperty(type, name) !== undefined || linkKeysOf(type).some(([key]) => key === name));
    if (isName && !Object.hasOwn(value, name)) names.add(name);
    else {
      const message = isName
        ? `"${name}" is said to be not known, but has a value.`
        : `${JSON.stringify(name)} is no property of a ${type}.`;
      fault(reading, record, 'tenant/unknown-key', ['notKnown', index], message);
    }
  });
  return names;
}

function fillAbsent(
  reading: FolderReading,
  type: ObjectType,
  row: number,
  value: JsonObject,
  notKnown: ReadonlySet<string>,
): void {
  const population = reading.draft.population(type);
  for (const { name } of propertyCatalogue[type]) {
    if (!Object.hasOwn(value, name) && !notKnown.has(name)) population.columnDraft(name).setCode(row, nullCode);
  }
}

function readLinks(
  reading: FolderReading,
  type: ObjectType,
  row: number,
  record: FileRecord,
  value: JsonObject,
  notKnown: ReadonlySet<string>,
): void {
  const dynamic = isDynamic(reading.draft.population(type), row);
  for (const [key, relation] of linkKeysOf(type)) {
    const isOrdinary = key === 'owners' || (key === 'members' && !dynamic);
    const isNone = reading.absentMeans[type] === 'null' && isOrdinary && !notKnown.has(key);
    const list = Object.hasOwn(value, key) ? value[key] : isNone ? [] : undefined;
    if (list === undefined) continue;
    if (!Array.isArray(list)) {
      fault(reading, record, 'tenant/wrong-type', [key], `"${key}" must be a list.`);
      continue;
    }
    const values = list as readonly JsonValue[];
    reading.references.push({ type, row, record, target: { relation }, values, pathOf: (index) => [key, index] });
  }
}

function isReference(value: JsonValue): boolean {
  return (typeof value === 'string' && value !== '') || exactReference(value) !== undefined;
}

/** The id that an object carries, else the one that follows from its name. */
export function idOf(type: ObjectType, value: JsonObject): string | undefined {
  const text = (name: string): string | undefined => {
    const item = Object.hasOwn(value, name) ? value[name] : undefined;
    return typeof item === 'string' && item.trim() !== '' ? item : undefined;
  };
  const id = text('id');
  if (id !== undefined) return id;
  // The id of a domain is its name.
  if (type === 'domain') return undefined;
  const name = text('userPrincipalName') ?? text('mailNickname') ?? text('displayName');
  return name === undefined ? undefined : deriveObjectId(type, name);
}

function quoteHint(definition: PropertyDefinition, item: JsonValue): string | undefined {
  const isText =
    definition.type === 'string' || definition.type === 'reference' || definition.type === 'stringCollection';
  return isText && (typeof item === 'number' || typeof item === 'boolean')
    ? `Write it in quotation marks: "${String(item)}".`
    : undefined;
}
