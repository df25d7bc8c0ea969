import { z } from 'zod';
import { type ChangeableType, type PropertyDefinition, propertyCatalogue } from '../../model/index.ts';

/** What a bag of properties is for: naming an object, or saying what it shall be. */
export type BagPurpose = 'match' | 'set' | 'with';

/** Names of properties that applications add to the directory (spec rules 5.1). */
export const directoryExtensionSchemaPattern = '^extension_[0-9a-fA-F]{32}_[A-Za-z0-9_]+$';

/** Types whose objects can carry directory extensions. */
export const extensibleTypes: readonly ChangeableType[] = ['user', 'group', 'device'];

const bags = new Map<string, z.ZodType>();

/**
 * The schema of the properties of one type: every property of the catalogue by its Graph name, members of complex
 * properties both on their own (`costCenter`) and as Graph nests them (`employeeOrgData.costCenter`). Null clears.
 * Directory extensions are not part of it: they are checked apart.
 */
export function propertyBagSchema(type: ChangeableType, purpose: BagPurpose): z.ZodType {
  const key = `${type} ${purpose}`;
  const known = bags.get(key);
  if (known !== undefined) return known;
  const shape = new Map<string, z.ZodType>();
  if (purpose !== 'set') shape.set('id', z.string().optional());
  const nested = new Map<string, Map<string, z.ZodType>>();
  for (const definition of propertyCatalogue[type]) {
    const schema = valueSchema(definition).optional();
    shape.set(definition.name, schema);
    const [holder, member] = definition.graphPath ?? [];
    if (holder === undefined || member === undefined) continue;
    nested.set(holder, (nested.get(holder) ?? new Map<string, z.ZodType>()).set(member, schema));
  }
  for (const [holder, members] of nested) {
    shape.set(holder, z.strictObject(Object.fromEntries(members)).nullable().optional());
  }
  // The service wants one to create a user; it is never shown or stored.
  if (type === 'user' && purpose !== 'match')
    shape.set('passwordProfile', z.record(z.string(), z.unknown()).optional());
  const bag = z
    .strictObject(Object.fromEntries(shape))
    .meta({ id: `${type}${purpose === 'set' ? 'Set' : purpose === 'match' ? 'Match' : 'With'}` });
  bags.set(key, bag);
  return bag;
}

/** True for the schema of a bag whose objects can carry directory extensions; used when the JSON Schema is made. */
export function isExtensibleBag(schema: unknown): boolean {
  return [...bags].some(([key, bag]) => bag === schema && extensibleTypes.some((type) => key.startsWith(`${type} `)));
}

function valueSchema(definition: PropertyDefinition): z.ZodType {
  switch (definition.type) {
    case 'string': {
      const schema = z.string().nullable();
      return definition.allowedValues === undefined ? schema : schema.meta({ examples: [...definition.allowedValues] });
    }
    case 'reference':
    case 'dateTime':
      return z.string().nullable();
    case 'boolean':
      return z.boolean().nullable();
    case 'integer':
      return z.number().int().nullable();
    case 'stringCollection':
      return z.array(z.string()).nullable();
    case 'objectCollection':
      return z.array(z.unknown()).nullable();
    case 'object':
      return z.record(z.string(), z.unknown()).nullable();
  }
}
