import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changeSetJsonSchema, readChangeSet } from '../../../src/formats/index.ts';

const published = JSON.parse(readFileSync('schema/change-set.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ strict: false }).compile(published);

const step = (text: string): string => `version: 1\nsteps: [${text}]`;

describe('the published schema of change sets', () => {
  it('is the one that the reader checks with (otherwise run scripts/generate-schemas.ts)', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(changeSetJsonSchema())));
  });

  it.each([
    step('{ update: user, match: { id: x }, set: { department: null, employeeOrgData: { costCenter: a } } }'),
    step(`{ update: user, where: user.city -eq 1, set: { extension_${'a'.repeat(32)}_b: x } }`),
    step('{ create: group, with: { displayName: A, groupTypes: [Unified] } }'),
    step('{ delete: device, match: { displayName: A } }'),
    step('{ addMembers: { administrativeUnit: A, members: [b] } }'),
    step('{ advance: P1D }'),
    step('{ update: user, match: { id: x }, set: { Department: x } }'),
    step('{ update: user, match: { id: x }, where: y, set: {} }'),
    step('{ update: user, set: {} }'),
    step('{ addMembers: { group: A, members: [] } }'),
    step('{ assignLicense: { user: a, sku: S } }'),
    step('{ assignLicense: { user: a, sku: S, disabledPlans: [P], remove: [T] } }'),
    step('{ assignLicense: { group: a, add: [S, { sku: T, disabledPlans: [P] }] } }'),
    step('{ assignLicense: { where: user.city -eq 1, remove: [T] } }'),
    step('{ assignLicense: { match: { displayName: A }, sku: S, add: [T] } }'),
    step('{ assignLicense: { user: a, group: b, sku: S } }'),
    step('{ assignLicense: { user: a } }'),
    step('{ assignLicense: { user: a, add: [{ sku: S, plans: [] }] } }'),
    step('{ removeLicense: { user: a, skus: [S, T] } }'),
    step('{ removeLicense: { user: a, sku: S, skus: [T] } }'),
    step('{ seats: { sku: S, set: 0 } }'),
    step('{ seats: { sku: S, add: 0 } }'),
    step('{ seats: { sku: S, action: expire, purchasedAs: multiYear } }'),
    step('{ seats: { sku: S, set: 1, action: renew } }'),
    step('{ reprocess: { group: a } }'),
    step('{ reprocess: {} }'),
    step('{ restore: { user: a } }'),
    step('{ restore: user }'),
    step('{ modify: user }'),
    'version: 2\nsteps: []',
    'steps: []',
  ])('agrees with the reader on %s', (text) => {
    expect(validate(parse(text, { schema: 'core' }))).toBe(readChangeSet({ name: 'c', text }).ok);
  });
});
