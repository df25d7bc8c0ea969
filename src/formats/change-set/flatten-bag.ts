import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import { type ChangeableType, propertyCatalogue } from '../../model/index.ts';
import type { ValuePath } from '../yaml/index.ts';

/** A bag of properties in which members of complex properties stand on their own. */
export interface FlatBag {
  readonly properties: Readonly<Record<string, JsonValue>>;
  /** Where each property stood, as a path inside the bag. */
  readonly places: ReadonlyMap<string, ValuePath>;
  /** Properties that were given in both forms. */
  readonly doubles: readonly { readonly name: string; readonly path: ValuePath }[];
}

/**
 * Turns `employeeOrgData: { costCenter: … }` into `costCenter: …`, the name under which the program knows it. Null for the
 * whole clears each member. `bag` must have been checked.
 */
export function flattenBag(type: ChangeableType, bag: JsonObject): FlatBag {
  const properties = new Map<string, JsonValue>();
  const places = new Map<string, ValuePath>();
  const doubles: { name: string; path: ValuePath }[] = [];
  const put = (name: string, value: JsonValue, path: ValuePath): void => {
    if (properties.has(name)) doubles.push({ name, path });
    properties.set(name, value);
    places.set(name, path);
  };
  const nested: [string, JsonValue][] = [];
  for (const [name, value] of Object.entries(bag)) {
    if (membersOf(type, name).length > 0) nested.push([name, value]);
    else put(name, value, [name]);
  }
  for (const [holder, value] of nested) {
    if (value === null) for (const { name } of membersOf(type, holder)) put(name, null, [holder]);
    else if (isJsonObject(value)) {
      for (const { name, member } of membersOf(type, holder)) {
        const part = Object.hasOwn(value, member) ? value[member] : undefined;
        if (part !== undefined) put(name, part, [holder, member]);
      }
    }
  }
  return { properties: Object.fromEntries(properties), places, doubles };
}

function membersOf(
  type: ChangeableType,
  holder: string,
): readonly { readonly name: string; readonly member: string }[] {
  return propertyCatalogue[type]
    .filter(({ graphPath }) => graphPath?.[0] === holder)
    .map(({ name, graphPath }) => ({ name, member: graphPath?.[1] ?? name }));
}
