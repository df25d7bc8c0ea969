import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode, didYouMean } from '../../diagnostics/index.ts';
import { isCellType } from '../../licensing/index.ts';
import {
  additionalDataName,
  findProperty,
  nullCode,
  type ObjectType,
  type PropertyDefinition,
  propertyCatalogue,
  type RelationName,
  type TenantDraft,
} from '../../model/index.ts';
import { deriveObjectId } from '../derive-object-id.ts';
import { describeType } from '../describe-type.ts';
import { isDynamic } from '../is-dynamic.ts';
import type { ValuePath } from '../yaml/index.ts';
import { completeObject } from './cells.ts';
import { type AbsentMeans, linkKeysOf } from './folder-layout.ts';
import type { FileRecord } from './read-object-file.ts';

/** A name that is looked up once all objects are there. */
export interface PendingReference {
  readonly type: ObjectType;
  readonly row: number;
  readonly record: FileRecord;
  /** The relation, or the property that holds the id. */
  readonly target: { readonly relation: RelationName } | { readonly property: string };
  readonly values: readonly JsonValue[];
  /** Where each value stands inside the object. */
  readonly pathOf: (index: number) => ValuePath;
}

/** What reading the objects of a folder gathers. */
export interface FolderReading {
  readonly draft: TenantDraft;
  readonly absentMeans: Readonly<Record<ObjectType, AbsentMeans>>;
  readonly faults: Diagnostic[];
  readonly references: PendingReference[];
}

const specialKeys = ['id', 'notKnown', additionalDataName];

/** Adds one object of a file; faults are added to the reading. */
export function readObject(reading: FolderReading, type: ObjectType, record: FileRecord): void {
  const value = completeObject(type, record.value);
  if (!isJsonObject(value)) return fault(reading, record, 'tenant/wrong-type', [], 'An object must be a mapping.');
  const id = idOf(type, value);
  if (id === undefined) {
    const message = `This ${type} has neither an id nor a name that an id can be derived from.`;
    return fault(reading, record, 'tenant/missing-key', [], message);
  }
  const population = reading.draft.population(type);
  if (population.rowOf(id) !== undefined) {
    return fault(reading, record, 'tenant/duplicate-id', ['id'], `There is already a ${type} with the id ${id}.`);
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

/** The parts of `{ id, type }`, the form for an id that must not be read as a name. */
export function exactReference(
  value: JsonValue,
): { readonly id: string; readonly type: JsonValue | undefined } | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, 'id')) return undefined;
  const id = value['id'];
  return typeof id === 'string' ? { id, type: Object.hasOwn(value, 'type') ? value['type'] : undefined } : undefined;
}

function isReference(value: JsonValue): boolean {
  return (typeof value === 'string' && value !== '') || exactReference(value) !== undefined;
}

function idOf(type: ObjectType, value: JsonObject): string | undefined {
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

/** Adds a fault at a place of a record. */
export function fault(
  reading: Pick<FolderReading, 'faults'>,
  record: FileRecord,
  code: DiagnosticCode,
  path: ValuePath,
  message: string,
  hint?: string,
): void {
  const place = record.locate(path, code === 'tenant/unknown-key' ? 'key' : 'value');
  reading.faults.push(createDiagnostic(code, { message, ...place, ...(hint === undefined ? {} : { hint }) }));
}
