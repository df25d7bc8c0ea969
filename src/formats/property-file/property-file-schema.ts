import { z } from 'zod';
import { propertyScopes } from '../../harness/index.ts';

const text = z.string().min(1);
const names = z.union([text, z.array(text).min(1)]);
const rule = text.meta({ description: 'a rule as a dynamic group has it', examples: ['user.userType -eq "Guest"'] });
const groups = names.meta({ description: 'groups by id, mailNickname or displayName, or any' });
const skus = names.meta({ description: 'licenses by part number or id, or any' });

const statement = z.strictObject({
  license: skus.optional(),
  licenseError: skus.optional(),
  member: groups.optional(),
  rule: rule.optional(),
});

const people = z.strictObject({ who: rule.optional(), has: statement });

/** The schemas of the claims that a property can make. */
const claimSchemas = {
  always: people,
  never: people,
  stable: z.strictObject({
    changing: names.meta({ description: 'attributes of which a change changes nothing', examples: ['mobilePhone'] }),
    groups: groups.optional(),
    licenses: z.boolean().optional(),
  }),
  monotone: z.strictObject({
    growing: text.meta({ description: 'an attribute of which one value more takes nobody out' }),
    groups: groups.optional(),
    licenses: z.boolean().optional(),
  }),
  disjoint: z.array(text).min(2).meta({ description: 'groups of which nobody is in two' }),
  implies: z
    .strictObject({ memberOf: text, alsoOf: text })
    .meta({ description: 'members of the one are members of the other' }),
  seatsNeverExceeded: z.union([z.literal(true), names]).meta({ description: 'true for all licenses, or some of them' }),
} as const;

/** The keys of claims. */
export const claimKeys: readonly string[] = Object.keys(claimSchemas);

/** The schema of a property; that it makes exactly one claim is checked apart. */
export const propertySchema = z.strictObject({
  name: text,
  tags: z.array(text).optional(),
  skip: text.meta({ description: 'why it is not looked at' }).optional(),
  over: z.array(z.enum(propertyScopes)).min(1).meta({ description: 'where it is looked at' }).optional(),
  always: claimSchemas.always.optional(),
  never: claimSchemas.never.optional(),
  stable: claimSchemas.stable.optional(),
  monotone: claimSchemas.monotone.optional(),
  disjoint: claimSchemas.disjoint.optional(),
  implies: claimSchemas.implies.optional(),
  seatsNeverExceeded: claimSchemas.seatsNeverExceeded.optional(),
});

/** The schema of the file around its properties, its tenant and its changes, which are checked apart. */
export const propertyFileFrameSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  name: text.optional(),
  tenant: z.unknown().optional(),
  semantics: z.record(z.string(), z.string()).optional(),
  properties: z.array(z.unknown()).min(1),
  changes: z.array(z.unknown()).optional(),
  found: z.unknown().optional(),
});

/** The keys that may stand at a path inside a property, for suggestions. */
export function keysOfProperty(path: readonly (string | number)[]): readonly string[] {
  const [first, second] = path;
  if (first === undefined) return Object.keys(propertySchema.shape);
  if ((first === 'always' || first === 'never') && second === 'has') return Object.keys(statement.shape);
  const schema = Object.entries(claimSchemas).find(([key]) => key === first)?.[1];
  return schema !== undefined && 'shape' in schema ? Object.keys(schema.shape) : [];
}

/** The published JSON Schema (draft 2020-12) of files of properties, made from the schemas that the reader checks with. */
export function propertyFileJsonSchema(): Record<string, unknown> {
  const whole = propertyFileFrameSchema.extend({
    tenant: z
      .union([text, z.record(z.string(), z.unknown())])
      .meta({ description: 'a path from this file, or a small tenant with clock, users, groups and so on' })
      .optional(),
    properties: z.array(propertySchema).min(1),
    changes: z
      .array(z.record(z.string(), z.unknown()))
      .meta({ description: 'steps of a change set that are played on the tenant of this file' })
      .optional(),
    found: z.unknown().meta({ description: 'how a reproduction was found; read by people only' }).optional(),
  });
  const schema = z.toJSONSchema(whole, { target: 'draft-2020-12' });
  return {
    ...schema,
    title: 'tenantlab properties',
    description: 'Properties of the policies of a tenant (docs/reference/properties.md).',
  };
}
