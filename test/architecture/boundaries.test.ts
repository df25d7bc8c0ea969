import { basename, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const fixtures = join(import.meta.dirname, 'fixtures');
const config = await extractConfig(join(root, '.dependency-cruiser.cjs'));
const ruleNames = (config.forbidden ?? []).map((rule) => rule.name ?? '(unnamed)');

interface Violation {
  readonly file: string;
  readonly rule: string;
}

/** Runs the project's own rules on the `src` folder below `baseDir`. */
async function violationsBelow(baseDir: string): Promise<{ modules: number; violations: readonly Violation[] }> {
  const { options, ...ruleSet } = config;
  const { output } = await cruise(['src'], {
    ...options,
    ruleSet: ruleSet,
    validate: true,
    baseDir,
  });
  if (typeof output === 'string') throw new Error('Expected a result object, found text.');
  const violations = output.summary.violations.map(({ from, rule }) => ({ file: from, rule: rule.name }));
  return { modules: output.modules.length, violations };
}

describe('the import rules', () => {
  let violations: readonly Violation[] = [];

  beforeAll(async () => {
    violations = (await violationsBelow(join(fixtures, 'violations'))).violations;
  });

  it('say why they exist', () => {
    const silent = (config.forbidden ?? []).filter((rule) => (rule.comment ?? '').length < 20);
    expect(silent).toEqual([]);
  });

  it.each(ruleNames)('%s refuses the import that breaks it', (rule) => {
    const files = violations.filter((violation) => violation.rule === rule).map((violation) => violation.file);
    expect(files).not.toEqual([]);
  });

  it('name the rule that is broken and no other', () => {
    // In the fixture tree a file is named after the one rule it breaks; src/index.ts stands for the library rules.
    const misnamed = violations.filter(
      ({ file, rule }) => basename(file, '.ts') !== (rule.startsWith('library-') ? 'index' : rule),
    );
    expect(misnamed).toEqual([]);
  });

  it('treat a type import like any other', () => {
    expect(violations).toContainEqual({ file: 'src/base/pure-core.ts', rule: 'pure-core' });
    expect(violations).toContainEqual({ file: 'src/model/owner-zod.ts', rule: 'owner-zod' });
  });

  it('accept a tree that keeps to them', async () => {
    const clean = await violationsBelow(join(fixtures, 'clean'));
    expect(clean.modules).toBeGreaterThan(15);
    expect(clean.violations).toEqual([]);
  });

  it('hold in src', async () => {
    const product = await violationsBelow(root);
    expect(product.modules).toBeGreaterThan(15);
    expect(product.violations).toEqual([]);
  });
});
