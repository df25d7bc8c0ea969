import { z } from 'zod';

const name = z.string().min(1);
const names = z.array(name);
const target = z.enum(['User', 'Company']);
const enforcement = z.enum(['default', 'optional', 'off']);
const day = z.string().meta({ description: 'a day', examples: ['2026-07-01'] });

const servicePlanSchema = z.strictObject({
  servicePlanId: name.meta({ description: 'a guid; may be left out for a known plan with a unique name' }).optional(),
  servicePlanName: name.optional(),
  displayName: name.optional(),
  service: name.meta({ description: 'as user.assignedPlans names it', examples: ['exchange'] }).optional(),
  appliesTo: target.optional(),
  provisioningStatus: z
    .enum(['Success', 'Disabled', 'Error', 'PendingInput', 'PendingActivation', 'PendingProvisioning'])
    .optional(),
  capabilityStatus: z.enum(['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted']).optional(),
});

const skuSchema = z.strictObject({
  skuId: name.meta({ description: 'a guid; may be left out for a known SKU with a unique part number' }).optional(),
  skuPartNumber: name.optional(),
  displayName: name.optional(),
  appliesTo: target.optional(),
  alsoKnownAs: names.optional(),
  servicePlans: names.meta({ description: 'all of its plans, by name or id' }).optional(),
  addServicePlans: names.optional(),
  removeServicePlans: names.optional(),
});

const ruleHead = {
  id: name.meta({ description: 'an id that is known already replaces that rule', examples: ['conflicts/contoso'] }),
  enforce: enforcement.optional(),
  source: name.optional(),
  note: name.optional(),
};

/** The schemas of the entries of `planRules`; `rule` stands for an entry that changes a known rule. */
export const planRuleSchemas = {
  rule: z.strictObject({
    rule: name,
    enforce: enforcement.optional(),
    enforceSuspectPairs: z.boolean().optional(),
  }),
  conflicts: z.strictObject({ kind: z.literal('conflicts'), ...ruleHead, servicePlans: names.min(2) }),
  compatible: z.strictObject({ kind: z.literal('compatible'), ...ruleHead, servicePlans: names.min(2) }),
  requires: z.strictObject({ kind: z.literal('requires'), ...ruleHead, servicePlan: name, anyOf: names.min(1) }),
} as const;

const priceSchema = z.strictObject({
  sku: name.meta({ description: 'skuPartNumber or skuId' }),
  currency: z.string().meta({ description: 'ISO 4217', examples: ['EUR'] }),
  amount: z.number(),
  unit: name.optional(),
  period: z.enum(['month', 'year']).optional(),
  validFrom: day.optional(),
  validTo: day.optional(),
  basis: name.optional(),
  confidence: z.enum(['high', 'medium', 'low']).optional(),
  source: name.optional(),
  note: name.optional(),
});

/** The schema of the file around its plan rules, which have schemas of their own. */
export const licenseCatalogueFrameSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  date: day.meta({ description: 'the day on which this was true' }).optional(),
  servicePlans: z.array(servicePlanSchema).optional(),
  skus: z.array(skuSchema).optional(),
  planRules: z.array(z.unknown()).optional(),
  prohibitedLocations: z
    .array(z.strictObject({ servicePlan: name, countryLetterCodes: z.array(z.string()).min(1) }))
    .optional(),
  prices: z.array(priceSchema).optional(),
});

/** The keys that may stand at a path inside the file, for suggestions. */
export function knownKeysAt(path: readonly (string | number)[]): readonly string[] {
  const [section] = path;
  if (section === undefined) return Object.keys(licenseCatalogueFrameSchema.shape);
  if (section === 'servicePlans') return Object.keys(servicePlanSchema.shape);
  if (section === 'skus') return Object.keys(skuSchema.shape);
  if (section === 'prices') return Object.keys(priceSchema.shape);
  return section === 'prohibitedLocations' ? ['servicePlan', 'countryLetterCodes'] : [];
}

/** The published JSON Schema (draft 2020-12) of license catalogue files, made from the schemas that the reader checks with. */
export function licenseCatalogueJsonSchema(): Record<string, unknown> {
  const whole = licenseCatalogueFrameSchema.extend({
    planRules: z.array(z.union(Object.values(planRuleSchemas))).optional(),
  });
  return {
    ...z.toJSONSchema(whole, { target: 'draft-2020-12' }),
    title: 'tenantlab license catalogue',
    description:
      'SKUs, service plans, plan rules, prohibited locations and prices that are added to the built-in ones.',
  };
}
