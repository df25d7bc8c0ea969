import { canonicalJson, compareOrdinal, isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import { cellId, type CellType, isCellType } from '../../licensing/index.ts';
import {
  decodeValue,
  encodeValue,
  linkedRows,
  type ObjectType,
  propertyCatalogue,
  type Tenant,
} from '../../model/index.ts';

/**
 * What stands for something that users have alike has no id of its own in a file: it follows from the properties, of which
 * one that is absent is null. Returns the object with all its properties in the form that ids are made of; anything that does
 * not fit is left to be reported.
 */
function completeCell(type: CellType, value: JsonObject): JsonObject {
  const entries = new Map<string, JsonValue>(Object.entries(value));
  const properties: Record<string, JsonValue> = {};
  for (const definition of propertyCatalogue[type]) {
    if (definition.name === 'deletedDateTime') continue;
    const given = Object.hasOwn(value, definition.name) ? (value[definition.name] ?? null) : null;
    const text = encodeValue(definition, inLowerCase(definition.name, given));
    const stored = text === undefined ? given : text === null ? null : (decodeValue(definition, text) as JsonValue);
    properties[definition.name] = stored;
    entries.set(definition.name, stored);
  }
  return { ...Object.fromEntries(entries), id: cellId(type, properties) };
}

function inLowerCase(name: string, value: JsonValue): JsonValue {
  if (['skuId', 'assignedByGroup', 'servicePlanId'].includes(name) && typeof value === 'string')
    return value.toLowerCase();
  const isPlans = name === 'disabledPlans' && Array.isArray(value) && value.every((plan) => typeof plan === 'string');
  return isPlans ? value.map((plan) => plan.toLowerCase()).toSorted(compareOrdinal) : value;
}

/** The properties of a cell as they stand in a file, in the order of the catalogue; those that are null are left out. */
export function cellEntries(tenant: Tenant, type: CellType, row: number): readonly [string, JsonValue][] {
  const cells = tenant.populations[type];
  return propertyCatalogue[type].flatMap(({ name }): [string, JsonValue][] => {
    const value = cells.valueAt(row, name);
    return value === undefined || value === null ? [] : [[name, value]];
  });
}

/** False for cells that nobody is in: they mean nothing. */
export function isWritten(tenant: Tenant, type: ObjectType, row: number): boolean {
  if (!isCellType(type)) return true;
  const relation = type === 'licenseAssignment' ? 'licenseAssignmentUsers' : 'servicePlanUsers';
  return linkedRows(tenant.relations[relation].get(row), 'user').size > 0;
}

/** What cells are ordered by in their file: their properties. */
export function cellName(tenant: Tenant, type: CellType, row: number): string {
  return canonicalJson(cellEntries(tenant, type, row).map(([, value]) => value));
}

/** The object as it is read: cells completed, anything else as it is. */
export function completeObject(type: ObjectType, value: JsonValue): JsonValue {
  return isCellType(type) && isJsonObject(value) ? completeCell(type, value) : value;
}
