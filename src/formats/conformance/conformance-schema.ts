import { z } from 'zod';

const text = z.string().min(1);
const json = z.record(z.string(), z.json());
const verdict = z.enum(['member', 'notMember']);
const error = z.strictObject({
  kind: text.meta({ description: 'kind of the line protocol', examples: ['Syntax'] }),
  code: text.meta({ description: 'code of tenantlab; compared with --codes only' }).optional(),
});

/** Keys that every case has. */
const head = {
  id: z
    .string()
    .regex(/^[a-zA-Z0-9-]+$/)
    .meta({ description: 'unique in the suite, never given to another case' }),
  claim: text.meta({ description: 'id of a claim of docs/parity.md', examples: ['rules/6-ne-null'] }),
  grade: z.enum(['documented', 'observed', 'assumed']),
};

const ruleCase = z.strictObject({
  ...head,
  rule: z.string(),
  attributes: json.optional(),
  unknown: z.array(text).optional(),
  clock: text.optional(),
  kind: z.enum(['user', 'device']).optional(),
  expected: z.union([
    z.strictObject({ verdict }),
    z.strictObject({ verdict: z.literal('undecided'), needs: z.array(text) }),
    z.strictObject({ error }),
  ]),
});

const tenant = z.strictObject({
  seats: z.record(z.string(), z.number().int().min(0)).meta({ description: 'enabled seats by part number' }),
  users: z.record(z.string(), json).meta({ description: 'properties by name' }),
  groups: z
    .record(
      z.string(),
      z.strictObject({ members: z.array(text).optional(), rule: text.optional(), properties: json.optional() }),
    )
    .optional(),
  country: z.string().length(2).optional(),
  prohibited: z.record(z.string(), z.array(text)).meta({ description: 'countries by plan name' }).optional(),
  semantics: z.record(z.string(), text).optional(),
});

const texts = z.array(text);
const licenseCase = z.strictObject({
  ...head,
  tenant,
  steps: z.array(z.array(json)).meta({ description: 'change sets, each a list of steps' }),
  expected: z.strictObject({
    rows: z.record(z.string(), texts).optional(),
    seats: z.record(z.string(), text).optional(),
    refusals: texts.optional(),
    plans: z.record(z.string(), z.record(z.string(), text.nullable())).optional(),
    disabledPlans: z.record(z.string(), z.record(z.string(), texts.nullable())).optional(),
    groups: z.record(z.string(), texts).optional(),
    processing: z.record(z.string(), text).optional(),
  }),
});

const frame = { formatVersion: z.literal('1.0'), section: text, title: text };

/** The schema of a file of the suite: one section. */
export const conformanceSectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...frame, kind: z.literal('rules'), cases: z.array(ruleCase) }),
  z.strictObject({ ...frame, kind: z.literal('licenses'), cases: z.array(licenseCase) }),
]);

/** The schema of `manifest.json`. */
export const conformanceManifestSchema = z.strictObject({
  formatVersion: z.literal('1.0'),
  suiteVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  sections: z.array(z.strictObject({ section: text, title: text, file: text, cases: z.number().int().min(0) })),
});

/** The published JSON Schema of manifest and sections. */
export function conformanceJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(z.union([conformanceManifestSchema, conformanceSectionSchema]), { target: 'draft-2020-12' }),
    title: 'tenantlab conformance suite',
    description: 'The manifest of a conformance suite, or one of its sections.',
  };
}
