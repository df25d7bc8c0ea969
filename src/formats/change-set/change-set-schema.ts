import { z } from 'zod';
import { type ChangeableType, changeableTypes } from '../../model/index.ts';
import { licensingStepSchemas } from './licensing-step-schemas.ts';
import { directoryExtensionSchemaPattern, isExtensibleBag, propertyBagSchema } from './property-bag-schema.ts';

/** The words that say what a step does; a step has exactly one of them. */
export const stepKinds = [
  'update',
  'create',
  'delete',
  'restore',
  'addMembers',
  'removeMembers',
  'assignLicense',
  'removeLicense',
  'seats',
  'reprocess',
  'advance',
] as const;

export type StepKind = (typeof stepKinds)[number];

/** How a step names its objects. */
export type StepSelector = 'match' | 'where';

const members = z.array(z.string().min(1)).min(1);
const holders = {
  group: z.strictObject({ group: z.string().min(1), members }),
  administrativeUnit: z.strictObject({ administrativeUnit: z.string().min(1), members }),
} as const;

/** The schema of a step that updates or deletes. */
export function selectingStepSchema(
  kind: 'update' | 'delete',
  type: ChangeableType,
  selector: StepSelector,
): z.ZodType {
  const selection = selector === 'match' ? propertyBagSchema(type, 'match') : z.string().min(1);
  return z.strictObject({
    [kind]: z.literal(type),
    [selector]: selection,
    ...(kind === 'update' ? { set: propertyBagSchema(type, 'set') } : {}),
  });
}

/** The schema of a step that creates. */
export function createStepSchema(type: ChangeableType): z.ZodType {
  return z.strictObject({ create: z.literal(type), with: propertyBagSchema(type, 'with') });
}

/** The schema of a step that adds or removes members. */
export function membersStepSchema(kind: 'addMembers' | 'removeMembers', holder: keyof typeof holders): z.ZodType {
  return z.strictObject({ [kind]: holders[holder] });
}

/** The schema of a step that lets time pass. */
export const advanceStepSchema: z.ZodType = z.strictObject({
  advance: z.string().meta({ description: 'ISO 8601 duration', examples: ['P7D', 'PT12H'] }),
});

/** The schema of the file around its steps. */
export const changeSetFrameSchema = z.strictObject({
  version: z.literal(1),
  clock: z
    .string()
    .meta({ description: 'ISO 8601 instant', examples: ['2026-12-01T00:00:00Z'] })
    .optional(),
  steps: z.array(z.unknown()),
});

/** The published JSON Schema (draft 2020-12) of change set files, made from the schemas that the reader checks with. */
export function changeSetJsonSchema(): Record<string, unknown> {
  const steps: z.ZodType[] = [];
  for (const type of changeableTypes) {
    for (const selector of ['match', 'where'] as const) steps.push(selectingStepSchema('update', type, selector));
    steps.push(createStepSchema(type));
    for (const selector of ['match', 'where'] as const) steps.push(selectingStepSchema('delete', type, selector));
  }
  for (const kind of ['addMembers', 'removeMembers'] as const) {
    steps.push(membersStepSchema(kind, 'group'), membersStepSchema(kind, 'administrativeUnit'));
  }
  steps.push(...licensingStepSchemas(), advanceStepSchema);
  const whole = changeSetFrameSchema.extend({ steps: z.array(z.union(steps)) });
  const schema = z.toJSONSchema(whole, {
    target: 'draft-2020-12',
    override: ({ zodSchema, jsonSchema }) => {
      if (!isExtensibleBag(zodSchema)) return;
      jsonSchema.patternProperties = {
        [directoryExtensionSchemaPattern]: { type: ['string', 'null'], maxLength: 256 },
      };
    },
  });
  return { ...schema, title: 'tenantlab change set', description: 'An ordered list of wanted changes to a tenant.' };
}
