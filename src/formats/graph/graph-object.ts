import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import {
  additionalDataName,
  findProperty,
  type LinkSet,
  type ObjectType,
  objectTypes,
  propertyCatalogue,
  type Tenant,
} from '../../model/index.ts';

/** Graph's names of the types that can be members, owners or managers. */
const odataTypes: Readonly<Partial<Record<ObjectType, string>>> = {
  user: '#microsoft.graph.user',
  device: '#microsoft.graph.device',
  orgContact: '#microsoft.graph.orgContact',
  group: '#microsoft.graph.group',
};

/** Properties that Graph does not have, or does not show with the object. */
const hidden: Readonly<Partial<Record<ObjectType, ReadonlySet<string>>>> = {
  // Additional data of a subscription is what its SKU says, which stands with the subscribedSkus.
  subscription: new Set(['purchasedAs', 'deletedDateTime', additionalDataName]),
};

/**
 * One object as Graph shows it: what is not known is absent, properties of complex ones (`employeeOrgData` and the like) stand in
 * these, a manager is an object with an id.
 */
export function graphObject(tenant: Tenant, type: ObjectType, row: number): JsonObject {
  const population = tenant.populations[type];
  const object: Record<string, JsonValue> = { id: population.idAt(row) };
  for (const name of namesOf(tenant, type)) {
    const value = population.factAt(row, name);
    if (value === undefined || hidden[type]?.has(name) === true) continue;
    const definition = findProperty(type, name);
    if (definition?.graphPath !== undefined) setPath(object, definition.graphPath, value);
    else object[name] = definition?.type === 'reference' ? reference(tenant, value) : value;
  }
  const additional = hidden[type]?.has(additionalDataName) === true ? {} : population.factAt(row, additionalDataName);
  for (const [name, value] of Object.entries((additional ?? {}) as JsonObject)) {
    const [holder, ...rest] = name.split('.');
    // A part of a complex property that the program does not know.
    if (holder !== undefined && rest.length > 0 && !name.includes('@'))
      setPath(object, [holder, rest.join('.')], value);
    else object[name] = value;
  }
  return object;
}

/** Members or owners as `/delta` lists them: all of them, with type and id. */
export function graphLinks(tenant: Tenant, { rows, unresolved }: LinkSet): readonly JsonObject[] {
  const known = objectTypes.flatMap((type) =>
    Array.from(rows[type]?.toArray() ?? [], (row) => typedId(type, tenant.populations[type].idAt(row))),
  );
  return [...known, ...unresolved.map((id) => ({ id }))];
}

function namesOf(tenant: Tenant, type: ObjectType): readonly string[] {
  const known = propertyCatalogue[type].map(({ name }) => name);
  const others = tenant.populations[type].columnNames().filter((name) => name !== additionalDataName);
  return [...new Set([...known, ...others])];
}

function setPath(object: Record<string, JsonValue>, [holder, member]: readonly string[], value: JsonValue): void {
  if (holder === undefined || member === undefined) return;
  const before = object[holder];
  object[holder] = {
    ...(before !== undefined && isJsonObject(before) ? before : {}),
    [member]: value,
  };
}

function reference(tenant: Tenant, id: JsonValue): JsonValue {
  if (typeof id !== 'string') return id;
  return tenant.populations.user.rowOf(id) === undefined ? { id } : typedId('user', id);
}

function typedId(type: ObjectType, id: string): JsonObject {
  const name = odataTypes[type];
  return name === undefined ? { id } : { '@odata.type': name, id };
}
