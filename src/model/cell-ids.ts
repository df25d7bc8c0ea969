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
  const isPath = type === 'servicePlanAssignment' || isGiven(properties['skuId']);
  const entries = propertyCatalogue[type]
    .filter(({ name }) => name !== 'deletedDateTime')
    .map((definition): [string, JsonValue] => {
      const { name } = definition;
      const given = Object.hasOwn(properties, name) ? (properties[name] ?? null) : null;
      const text = encodeValue(definition, folded(name, given));
      if (text === undefined) return [name, given];
      if (text === null) return [name, isPath ? (usual[name] ?? null) : null];
      return [name, decodeValue(definition, text)];
    });
  return Object.fromEntries(entries);
}

/** The id of such an object: a GUID that follows from what its properties say (see {@link canonicalCell}). */
export function cellId(type: CellType, properties: JsonObject): string {
  const text = `${type} ${canonicalJson(canonicalCell(type, properties))}`;
  const first = hashText(text);
  const second = hashText(text, first);
  return guidFromWords(first.high, first.low, second.high, second.low);
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

function folded(name: string, value: JsonValue): JsonValue {
  if (typeof value === 'string') return ids.has(name) ? value.toLowerCase() : value;
  const isPlans = name === 'disabledPlans' && Array.isArray(value) && value.every((plan) => typeof plan === 'string');
  return isPlans ? [...new Set(value.map((plan) => plan.toLowerCase()))].toSorted(compareOrdinal) : value;
}
