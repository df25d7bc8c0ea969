import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { conformanceFiles } from '../../scripts/conformance/files.ts';
import { builtinScores } from '../../scripts/docs/builtin-scores.ts';
import { readConformanceSuite } from '../../src/formats/index.ts';
import { licensingClaims, ruleClaims } from '../../src/model/index.ts';

const root = join(import.meta.dirname, '../..');
const read = readConformanceSuite(join(root, 'fixtures/conformance'));
const sections = read.ok ? read.value.sections : [];
const cases = sections.flatMap((section) => section.cases.map(({ id, claim, grade }) => ({ id, claim, grade })));
const count = (kind: string): number =>
  sections.filter((section) => section.kind === kind).reduce((sum, section) => sum + section.cases.length, 0);

/** Claims that no case of one rule and one object can witness, with the reason. */
const outsideRules: Readonly<Record<string, string>> = {
  'rules/1-dynamic-group': 'about groups, not about rules',
  'rules/1-administrative-units': 'about units, not about rules',
  'rules/1-text-kept': 'about storing',
  'rules/8.2-members-stay': 'about members over time',
  'rules/8.2-no-chains': 'about other groups',
  'rules/8.2-preview-ended': 'about members over time; the protocol evaluates memberOf whatever the date',
  'rules/8.2-any-group-type': 'about other groups',
  'rules/8.4-unified-users-only': 'about groups',
  'rules/9-invalid-object-type': 'about groups',
  'rules/9-paused-not-validated': 'about processing',
  'rules/10-processing-states': 'about processing',
  'rules/10-state-case': 'about processing',
  'rules/10-failed-keeps-members': 'about processing',
  'rules/10-all-rules-evaluated': 'about processing',
  'rules/10-former-members-leave': 'about processing',
  'rules/10-no-manual-members': 'about groups',
  'rules/10-assigned-to-dynamic': 'about groups',
  'rules/10-dynamic-to-assigned': 'about groups',
  'rules/11-dynamic-group-limit': 'about tenants',
  'rules/11-member-of-limit': 'about tenants',
  'rules/14-14-invalid-at-resume': 'about processing',
};

/** Claims about licenses that rows, seats, refusals and plans after some steps cannot witness, with the reason. */
const outsideLicenses: Readonly<Record<string, string>> = {
  'licensing/9.4-catalogue-implied': 'about the tables of facts',
  'licensing/9.4-suspect-off': 'about the tables of facts',
  'licensing/9.4-enforce': 'about the tables of facts',
  'licensing/9.8-self-check': 'about the tables of facts',
  'licensing/15.5-plan-facts': 'about the tables of facts',
  'licensing/15.7-license-details-id': 'about a shape of Graph',
  'licensing/11.6-data-at-risk': 'about reports',
  'licensing/12.3-vanished-sku': 'no step takes a SKU out of a tenant',
};

describe('the conformance suite', () => {
  it('can be read', () => {
    expect(read.ok ? [] : read.error).toEqual([]);
  });

  it.each(conformanceFiles().map(({ path, text }) => [path, text] as const))('%s is up to date', (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  it('has no file that the manifest does not know', () => {
    const files = readdirSync(join(root, 'fixtures/conformance'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    expect(files.toSorted()).toEqual(
      conformanceFiles()
        .map(({ path }) => path)
        .toSorted(),
    );
  });

  it('has enough cases, each with an id of its own', () => {
    expect(count('rules')).toBeGreaterThanOrEqual(600);
    expect(count('licenses')).toBeGreaterThanOrEqual(150);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it('witnesses every claim that a case can witness, with its grade', () => {
    const claims = [...ruleClaims, ...licensingClaims];
    const witnessed = new Set(cases.map(({ claim }) => claim));
    const outside = { ...outsideRules, ...outsideLicenses };
    const missing = claims.filter(({ id }) => !witnessed.has(id) && !Object.hasOwn(outside, id)).map(({ id }) => id);
    expect(missing).toEqual([]);
    expect(Object.keys(outside).filter((id) => witnessed.has(id))).toEqual([]);
    const grades = new Map(claims.map(({ id, grade }) => [id, grade]));
    expect(cases.filter(({ claim, grade }) => grades.get(claim) !== grade)).toEqual([]);
  });

  it('has the shape of its JSON Schema', () => {
    const schema = JSON.parse(readFileSync(join(root, 'schema/conformance.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    for (const { path, text } of conformanceFiles()) {
      expect([path, validate(JSON.parse(text)), validate.errors]).toEqual([path, true, null]);
    }
    expect(validate({ formatVersion: '1.0', section: 'x', title: 'x', kind: 'rules', cases: [{ id: 'x' }] })).toBe(
      false,
    );
  });

  it('is passed by every engine of this project', async () => {
    const scores = await builtinScores(root);
    expect(scores.map(({ name }) => name)).toEqual(['reference', 'direct', 'columnar', 'sql', 'licenses']);
    for (const { name, failures, suites } of scores) {
      expect([name, failures]).toEqual([name, []]);
      expect(suites.length).toBeGreaterThan(5);
    }
  });
});
