import {
  canonicalJson,
  compareOrdinal,
  guidFromWords,
  hashText,
  type JsonObject,
  type JsonValue,
} from '../base/index.ts';
import type { RelationName } from './links.ts';
import type { ObjectType } from './object-type.ts';
import { propertyCatalogue } from './property-catalogue.ts';
import type { PropertyDefinition } from './property-definition.ts';
import { decodeValue, encodeValue } from './property-value.ts';

/** A type of which an object stands for something that many users have alike (docs/adr/0010). */
export type CellType = 'licenseAssignment' | 'servicePlanAssignment';

/** The relation that says who has it. */
export const cellRelations: Readonly<Record<CellType, RelationName>> = {
  licenseAssignment: 'licenseAssignmentUsers',
  servicePlanAssignment: 'servicePlanUsers',
};

/** Properties that are compared in lower case. */
const ids: ReadonlySet<string> = new Set(['skuId', 'assignedByGroup', 'servicePlanId']);

/** What a property is where nobody says it, of a path (there is a SKU) or an entry of assignedPlans. */
const usual: Readonly<Record<string, JsonValue>> = {
  disabledPlans: [],
  state: 'Active',
  error: 'None',
  capabilityStatus: 'Enabled',
};

/** True for a type of which an object stands for something that many users have alike. */
export function isCellType(type: ObjectType): type is CellType {
  return type === 'licenseAssignment' || type === 'servicePlanAssignment';
}

/**
 * All properties of such an object in the one form that says the same: ids and disabledPlans in lower case, disabledPlans in order
 * and once each, instants in Graph's form, what is absent or null as it usually is (`Active`, `None`, `Enabled`, no disabled plans), else null. An
 * assignment without a SKU (everybody whose license state is known) has nothing but nulls, unless they are given. Values that do
 * not fit their property stay as they are.
 */
export function canonicalCell(type: CellType, properties: JsonObject): JsonObject {
  const isUsual = saysUsual(type, properties['skuId']);
  const entries = cellProperties(type).map((definition): [string, JsonValue] => {
    const given = Object.hasOwn(properties, definition.name) ? properties[definition.name] : null;
    return [definition.name, canonicalCellValue(definition, given, isUsual)];
  });
  return Object.fromEntries(entries);
}

/** The properties that a cell is told by. */
export function cellProperties(type: CellType): readonly PropertyDefinition[] {
  return propertyCatalogue[type].filter(({ name }) => name !== 'deletedDateTime');
}

/** True when what a cell of this `skuId` does not say is as it usually is; false for the assignment without a SKU. */
export function saysUsual(type: CellType, skuId: JsonValue | undefined): boolean {
  return type === 'servicePlanAssignment' || (skuId !== undefined && skuId !== null && skuId !== '');
}

/** One property as {@link canonicalCell} has it; `isUsual` is what {@link saysUsual} says of the cell. */
export function canonicalCellValue(
  definition: PropertyDefinition,
  given: JsonValue | undefined,
  isUsual: boolean,
): JsonValue {
  const { name } = definition;
  const text = encodeValue(definition, folded(name, given ?? null));
  if (text === undefined) return given ?? null;
  if (text === null) return isUsual ? (usual[name] ?? null) : null;
  return decodeValue(definition, text);
}

/** The id of such an object: a GUID that follows from what its properties say (see {@link canonicalCell}). */
export function cellId(type: CellType, properties: JsonObject): string {
  return cellIdOfText(type, canonicalJson(canonicalCell(type, properties)));
}

/** The id from the canonical JSON of the canonical properties. */
export function cellIdOfText(type: CellType, json: string): string {
  const text = `${type} ${json}`;
  const first = hashText(text);
  const second = hashText(text, first);
  return guidFromWords(first.high, first.low, second.high, second.low);
}

function folded(name: string, value: JsonValue): JsonValue {
  if (typeof value === 'string') return ids.has(name) ? value.toLowerCase() : value;
  const isPlans = name === 'disabledPlans' && Array.isArray(value) && value.every((plan) => typeof plan === 'string');
  return isPlans ? [...new Set(value.map((plan) => plan.toLowerCase()))].toSorted(compareOrdinal) : value;
}
