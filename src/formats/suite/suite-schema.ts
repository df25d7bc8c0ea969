import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import { propertyCatalogue, semanticsOptionNames } from '../../model/index.ts';
import { guardrailNames } from '../../plan/index.ts';
import { directoryExtensionSchemaPattern, propertyBagSchema } from '../change-set/property-bag-schema.ts';

/** What the published schema says of values that the reader checks by a function. */
const published = new WeakMap<object, JsonObject>();

/** A value that is checked by a function; `expected` ends the sentence "must be ...". */
function shaped(expected: string, test: (value: unknown) => boolean, schema: JsonObject): z.ZodType {
  const made = z.unknown().refine((value) => isPlaceholder(value) || test(value), { message: expected });
  published.set(made, { anyOf: [schema, placeholderSchema] });
  return made;
}

/** A text that a matrix turns into something else. */
function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && /^\$\{[^{}]*\}$/.test(value);
}

const placeholderSchema: JsonObject = { type: 'string', pattern: '^\\$\\{[^{}]*\\}$' };

const text = z.string().min(1);
const textList: JsonObject = { type: 'array', items: { type: 'string', minLength: 1 } };
const count: JsonObject = { type: 'integer', minimum: 0 };
const countRange = (bound: JsonObject): JsonObject => ({
  anyOf: [
    bound,
    {
      type: 'object',
      properties: { min: { anyOf: [bound, placeholderSchema] }, max: { anyOf: [bound, placeholderSchema] } },
      minProperties: 1,
      additionalProperties: false,
    },
  ],
});

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRange(value: unknown, isBound: (bound: unknown) => boolean): boolean {
  if (isBound(value)) return true;
  if (!isJsonObject(value as JsonValue)) return false;
  const sides = Object.entries(value as JsonObject);
  return (
    sides.length > 0 &&
    sides.every(([key, bound]) => (key === 'min' || key === 'max') && (isPlaceholder(bound) || isBound(bound)))
  );
}

const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

const names = shaped('a list of texts', isTextList, textList);
const verdict = shaped(
  'true, false or undecided',
  (value) => value === true || value === false || value === 'undecided',
  {
    enum: [true, false, 'undecided'],
  },
);
const countValue = shaped(
  'a whole number, or a mapping with min and max',
  (value) => isRange(value, isCount),
  countRange(count),
);
const countOrNames = shaped(
  'a whole number, a mapping with min and max, or a list of people',
  (value) => isTextList(value) || isRange(value, isCount),
  { anyOf: [...(countRange(count)['anyOf'] as readonly JsonValue[]), textList] },
);
const seats = shaped(
  'a whole number, or a mapping with min and max',
  (value) => isRange(value, Number.isSafeInteger),
  countRange({ type: 'integer' }),
);
const amount = shaped(
  'a number, or a mapping with min and max',
  (value) => isRange(value, isNumber),
  countRange({ type: 'number' }),
);

const listForms = { exact: names.optional(), includes: names.optional(), excludes: names.optional() };

/** The schema of what a case expects. */
export const expectSchema = z.strictObject({
  member: verdict.optional(),
  members: names.optional(),
  contains: names.optional(),
  excludes: names.optional(),
  count: countValue.optional(),
  all: text.optional(),
  none: text.optional(),
  licenses: z
    .strictObject({
      ...listForms,
      plans: z.strictObject(listForms).optional(),
      errors: names.optional(),
    })
    .optional(),
  seats: z.record(z.string(), seats).optional(),
  joins: countOrNames.optional(),
  leaves: countOrNames.optional(),
  added: countOrNames.optional(),
  removed: countOrNames.optional(),
  licenseGains: countValue.optional(),
  licenseLosses: countValue.optional(),
  newLicenseErrors: countValue.optional(),
  unchanged: z.strictObject({ people: names.optional(), groups: names.optional() }).optional(),
  guardrails: z.partialRecord(z.enum(guardrailNames as [string, ...string[]]), z.unknown()).optional(),
  cost: amount.optional(),
  refusals: names.optional(),
  snapshot: text.optional(),
});

const matrix = shaped(
  'a mapping of lists, or a list of mappings',
  (value) =>
    Array.isArray(value)
      ? value.length > 0 && value.every((row) => isJsonObject(row as JsonValue))
      : isJsonObject(value as JsonValue) &&
        Object.keys(value as JsonObject).length > 0 &&
        Object.values(value as JsonObject).every((list) => Array.isArray(list) && list.length > 0),
  {
    anyOf: [
      { type: 'object', minProperties: 1, additionalProperties: { type: 'array', minItems: 1 } },
      { type: 'array', minItems: 1, items: { type: 'object' } },
    ],
  },
);

const changes = shaped(
  'the path of a change set, a list of steps, or a mapping with steps',
  (value) => typeof value === 'string' || Array.isArray(value) || isJsonObject(value as JsonValue),
  {
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'array', items: { type: 'object' } },
      {
        type: 'object',
        properties: { version: {}, clock: {}, steps: { type: 'array' } },
        required: ['steps'],
        additionalProperties: false,
      },
    ],
  },
);

/** The schema of a case. */
export const caseSchema = z.strictObject({
  name: text,
  tags: names.optional(),
  skip: text.meta({ description: 'why the case is left out' }).optional(),
  todo: text.meta({ description: 'what is still to be done' }).optional(),
  only: z.boolean().optional(),
  matrix: matrix.optional(),
  person: text.optional(),
  group: text.optional(),
  plan: changes.optional(),
  expect: expectSchema.optional(),
});

const fixtures = z.record(z.string(), z.unknown());

/** The schema of a file that suites include. */
export const includeSchema = z.strictObject({
  $schema: z.string().optional(),
  include: names.optional(),
  people: fixtures.optional(),
  groups: fixtures.optional(),
});

/** The schema of a suite around its cases and fixtures. */
export const suiteFrameSchema = z.strictObject({
  $schema: z.string().optional(),
  name: text.optional(),
  tenant: text.optional(),
  clock: text.meta({ description: 'ISO 8601 instant or date', examples: ['2026-10-01'] }).optional(),
  semantics: z.record(z.string(), z.unknown()).optional(),
  include: names.optional(),
  people: fixtures.optional(),
  groups: fixtures.optional(),
  changes: changes.optional(),
  tests: z.array(z.unknown()).min(1),
});

/** Keys of a local person or group besides its properties. */
export const fixtureKeys = { user: ['is'], group: ['is', 'members', 'licenses'] } as const;

/** What stands in a local group beside its properties. */
export const groupExtrasSchema = z.strictObject({
  is: text.optional(),
  members: names.optional(),
  licenses: names.optional(),
});

/** Keys that may stand at a path of a suite, for suggestions. */
export function knownKeysAt(path: readonly (string | number)[]): readonly string[] {
  const words = path.filter((part) => typeof part === 'string');
  const last = words.at(-1);
  if (last === undefined) return Object.keys(suiteFrameSchema.shape);
  if (last === 'tests') return Object.keys(caseSchema.shape);
  if (last === 'expect') return Object.keys(expectSchema.shape);
  if (last === 'licenses') return ['exact', 'includes', 'excludes', 'plans', 'errors'];
  if (last === 'plans') return Object.keys(listForms);
  if (last === 'unchanged') return ['people', 'groups'];
  return last === 'guardrails' ? guardrailNames : [];
}

/** The published JSON Schema (draft 2020-12) of suite files, made from the schemas that the reader checks with. */
export function suiteJsonSchema(): Record<string, unknown> {
  const fixtureSchema = (type: 'user' | 'group'): z.ZodType => {
    const made = z.unknown();
    const keys = propertyCatalogue[type].map(({ name }) => name);
    const bag = z.toJSONSchema(propertyBagSchema(type, 'with'), { target: 'draft-2020-12' });
    // A schema with an id of its own stands among the definitions.
    const definition = Object.values(bag.$defs ?? {}).find((entry) => entry.properties !== undefined) ?? bag;
    const properties = { ...(definition.properties as JsonObject), is: { type: 'string' } };
    const extras = type === 'group' ? { members: textList, licenses: textList } : {};
    published.set(made, {
      type: 'object',
      description: `is, or properties of a ${type} such as ${keys.slice(0, 3).join(', ')}`,
      properties: { ...properties, ...extras },
      patternProperties: { [directoryExtensionSchemaPattern]: { type: ['string', 'null'], maxLength: 256 } },
      additionalProperties: false,
    });
    return made;
  };
  const whole = suiteFrameSchema.extend({
    semantics: z
      .partialRecord(z.enum(semanticsOptionNames as unknown as [string, ...string[]]), z.unknown())
      .optional(),
    people: z.record(z.string(), fixtureSchema('user')).optional(),
    groups: z.record(z.string(), fixtureSchema('group')).optional(),
    tests: z.array(caseSchema).min(1),
  });
  const schema = z.toJSONSchema(whole, {
    target: 'draft-2020-12',
    override: ({ zodSchema, jsonSchema }) => {
      const shape = published.get(zodSchema);
      if (shape !== undefined) Object.assign(jsonSchema, shape);
    },
  });
  return { ...schema, title: 'tenantlab suite', description: 'Cases with expectations about a tenant.' };
}
