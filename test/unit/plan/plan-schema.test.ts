import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { type PlanDocument, planSchema } from '../../../src/plan/index.ts';
import { renderPlanJson } from '../../../src/report/index.ts';
import { richPlan } from '../../support/rich-plan.ts';

const published: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../schema/plan.schema.json'), 'utf8'),
);
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(planSchema);

describe('planSchema', () => {
  it('is what schema/plan.schema.json says (npx tsx scripts/generate-plan-schema.ts)', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(planSchema)));
  });

  it('describes a plan with everything in it', () => {
    const plan: unknown = JSON.parse(renderPlanJson(richPlan().plan));
    validate(plan);
    expect(validate.errors).toBeNull();
  });

  it.each<[string, (plan: Record<string, unknown>) => void]>([
    ['another major version', (plan) => (plan['formatVersion'] = '2.0')],
    ['no steps', (plan) => delete plan['steps']],
    ['a negative count', (plan) => (plan['summary'] = { ...(plan['summary'] as object), joins: -1 })],
    [
      'an unknown action',
      (plan) => (((plan['effects'] as PlanDocument['effects']).memberships[0] as { action: string }).action = 'stay'),
    ],
  ])('refuses %s', (_what, spoil) => {
    const plan = JSON.parse(renderPlanJson(richPlan().plan)) as Record<string, unknown>;
    spoil(plan);
    expect(validate(plan)).toBe(false);
  });

  it('has a description of every field that a plan has', () => {
    const { plan } = richPlan();
    expect(Object.keys(planSchema.properties ?? {}).toSorted()).toEqual(Object.keys(plan).toSorted());
  });
});
