import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import { type ObjectType, propertyCatalogue, type PropertyDefinition } from '../../model/index.ts';
import { importError, type InputPlace } from '../input/index.ts';
import type { EmptyCells } from './empty-cells.ts';
import type { ImportDraft } from './import-draft.ts';
import { kindByODataType } from './object-kind.ts';
import type { LinkKind } from './pending-links.ts';
import { fromPowerShellShape, isPowerShellShape } from './power-shell-shape.ts';
import type { RowBits } from './row-bits.ts';

/** What is known about the file that an object comes from. */
export interface ObjectScope {
  readonly draft: ImportDraft;
  readonly emptyCells: EmptyCells;
  /** Rows that this file has stated, by type. */
  readonly statedRows: Readonly<Record<ObjectType, RowBits>>;
}

/** $expand returns at most this many objects, without a word about the rest. */
const expandLimit = 20;

const linkProperties = new Map<string, LinkKind>([
  ['members', 'members'],
  ['members@delta', 'members'],
  ['owners', 'owners'],
  ['owners@delta', 'owners'],
]);

const secretProperties = new Set(['passwordProfile']);

/** Complex properties whose members are properties of their own, by type: `employeeOrgData` and the like. */
const complexProperties = new Map<string, ReadonlyMap<string, PropertyDefinition>>();
for (const [type, definitions] of Object.entries(propertyCatalogue)) {
  for (const definition of definitions) {
    const [holder, member] = definition.graphPath ?? [];
    if (holder === undefined || member === undefined) continue;
    const key = `${type} ${holder}`;
    complexProperties.set(key, new Map([...(complexProperties.get(key) ?? []), [member, definition]]));
  }
}

/**
 * Adds one object of Graph JSON, or merges it with what another file said about the same id. Absent properties stay not
 * known, null is null (spec import-formats 4). Returns its row. Throws a ToolError for an object without id or with a value
 * of the wrong type.
 */
export function importGraphObject(scope: ObjectScope, type: ObjectType, record: JsonObject, place: InputPlace): number {
  const isPowerShell = isPowerShellShape(record);
  const shaped = isPowerShell ? fromPowerShellShape(record) : record;
  const id = Object.hasOwn(shaped, 'id') ? shaped['id'] : undefined;
  if (typeof id !== 'string' || id.trim() === '') {
    const hint = 'Select the id: $select=id,… or -Property Id,….';
    throw importError('import/missing-id', place, `${type} without an id.`, { hint });
  }
  const { row } = scope.draft.addObject(type, id);
  if (!scope.statedRows[type].add(row)) {
    scope.draft.findings.add('import/duplicate-object', {
      message: `A ${type} stands more than once in this file.`,
      file: place.file,
      ...(place.line === undefined ? {} : { line: place.line }),
      sample: id,
    });
  }
  writeProperties({ ...scope, type, row, place, isPowerShell }, shaped);
  return row;
}

interface Writer extends ObjectScope {
  readonly type: ObjectType;
  readonly row: number;
  readonly place: InputPlace;
  readonly isPowerShell: boolean;
}

function writeProperties(writer: Writer, record: JsonObject): void {
  const { draft, type, row, place } = writer;
  const additional = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(record)) {
    if (name === 'id') continue;
    const definition = draft.property(type, name);
    if (definition !== undefined) writeValue(writer, definition, toStored(definition, value));
    else if (!writeSpecial(writer, name, value)) additional.set(name, value);
  }
  if (writer.isPowerShell) for (const [name, value] of additional) if (value === null) additional.delete(name);
  if (additional.size > 0) draft.addAdditionalData(type, row, Object.fromEntries(additional), place);
}

/** Handles what is no property of its own; returns false if `name` is simply unknown. */
function writeSpecial(writer: Writer, name: string, value: JsonValue): boolean {
  const { draft, type, place } = writer;
  const complex = complexProperties.get(`${type} ${name}`);
  if (complex !== undefined) return writeComplex(writer, name, complex, value);
  if (secretProperties.has(name)) {
    if (value !== null) {
      draft.findings.add('import/secret-dropped', { message: `"${name}" is not kept.`, file: place.file });
    }
    return true;
  }
  const link = linkProperties.get(name);
  const isHolder = type === 'group' || type === 'administrativeUnit';
  if (link !== undefined && isHolder && (value === null || Array.isArray(value))) {
    if (value !== null) writeLinks(writer, name, link, value as readonly JsonValue[]);
    return true;
  }
  if (name.endsWith('@odata.nextLink'))
    reportIncomplete(draft, place, `the list ${JSON.stringify(name.split('@')[0])}`);
  // Annotations of the protocol, such as @odata.etag, are not data of the object.
  return name.includes('@odata.');
}

function writeComplex(
  writer: Writer,
  name: string,
  members: ReadonlyMap<string, PropertyDefinition>,
  value: JsonValue,
): boolean {
  if (value === null) {
    for (const definition of members.values()) writeValue(writer, definition, null);
    return true;
  }
  if (!isJsonObject(value)) {
    throw importError('import/wrong-value', writer.place, `${writer.type} "${name}" must be an object.`);
  }
  for (const [key, part] of Object.entries(value)) {
    const definition = members.get(key);
    if (definition !== undefined) writeValue(writer, definition, part);
    else if (!key.includes('@odata.')) {
      const { draft, type, row, place } = writer;
      draft.addAdditionalData(type, row, Object.fromEntries([[`${name}.${key}`, part]]), place);
    }
  }
  return true;
}

function writeValue(writer: Writer, definition: PropertyDefinition, value: JsonValue): void {
  const { draft, emptyCells, type, row, place } = writer;
  // PowerShell writes an empty list, too, for what was not asked for.
  if (writer.isPowerShell && (value === null || value === '' || isEmptyList(definition, value))) {
    emptyCells.addEmpty(type, row, definition.name);
    return;
  }
  if (writer.isPowerShell) emptyCells.addValue(type, definition.name);
  draft.setValue(type, row, definition, value, place);
}

function isEmptyList(definition: PropertyDefinition, value: JsonValue): boolean {
  return definition.type === 'objectCollection' && Array.isArray(value) && value.length === 0;
}

/** A reference is exported as the whole object (`$expand=manager`); its id is what counts. */
function toStored(definition: PropertyDefinition, value: JsonValue): JsonValue {
  if (definition.type !== 'reference' || !isJsonObject(value)) return value;
  return idOf(value) ?? value;
}

function writeLinks(writer: Writer, name: string, kind: LinkKind, targets: readonly JsonValue[]): void {
  const { draft, type, row, place } = writer;
  const link = draft.links.open(kind, { type, row });
  for (const target of targets) addLinkTarget(draft, link, target, place);
  if (targets.length !== expandLimit || name.includes('@')) return;
  draft.findings.add('import/truncated-members', {
    message: `A list of ${kind} has exactly ${expandLimit} entries, the most that $expand returns.`,
    file: place.file,
    sample: draft.tenant.population(type).idAt(row),
  });
}

/** Adds one member or owner, given as an object with an id. Entries with `@removed` are skipped. */
export function addLinkTarget(
  draft: ImportDraft,
  link: ReturnType<ImportDraft['links']['open']>,
  target: JsonValue,
  place: InputPlace,
): void {
  const shaped = isJsonObject(target) && isPowerShellShape(target) ? fromPowerShellShape(target) : target;
  const id = isJsonObject(shaped) ? idOf(shaped) : undefined;
  if (id === undefined || !isJsonObject(shaped)) {
    throw importError('import/missing-id', place, `an entry of ${link.kind} has no id.`);
  }
  if (Object.hasOwn(shaped, '@removed')) return;
  if (kindByODataType(shaped) === 'unsupported') {
    draft.findings.add('import/unsupported-member-type', {
      message: `Members or owners of the type ${JSON.stringify(shaped['@odata.type'])} are kept by id only.`,
      sample: id,
    });
  }
  draft.links.add(link, id);
}

/** Reports that there is more than the file holds. */
export function reportIncomplete(draft: ImportDraft, place: InputPlace, what: string): void {
  draft.findings.add('import/incomplete-page', {
    message: `There are further pages of ${what} that this file does not hold.`,
    file: place.file,
  });
}

function idOf(record: JsonObject): string | undefined {
  const id = Object.hasOwn(record, 'id') ? record['id'] : undefined;
  return typeof id === 'string' && id.trim() !== '' ? id : undefined;
}
