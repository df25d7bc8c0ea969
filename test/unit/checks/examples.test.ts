import { describe, expect, it } from 'vitest';
import { checks, lintRule } from '../../../src/checks/index.ts';
import { applyFix, type Diagnostic, diagnosticCodes, findDefinition } from '../../../src/diagnostics/index.ts';
import { checkRule } from '../../../src/rules/index.ts';
import { exampleTenant, findingsIn, tenantWithRule } from './example-tenant.ts';

const examples = checks.flatMap(({ id, needsTenant, fix }) => {
  const { wrong, right } = findDefinition(id) ?? {};
  return wrong === undefined || right === undefined ? [] : [{ id, needsTenant, fix, wrong, right }];
});

function lint(text: string, needsTenant: boolean): readonly Diagnostic[] {
  return needsTenant ? findingsIn(tenantWithRule(text, exampleTenant)) : lintRule(text);
}

function codesOf(text: string, needsTenant: boolean): readonly string[] {
  return lint(text, needsTenant).map(({ code }) => code);
}

describe('examples of the checks', () => {
  it('exist for every check but the one that is not about the rule', () => {
    const withExample = examples.map(({ id }) => id);
    expect(checks.map(({ id }) => id).filter((id) => !withExample.includes(id))).toEqual(['lint/paused-rule']);
  });

  it('belong to checks: every lint code has one', () => {
    const ids = checks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(diagnosticCodes.filter((code) => code.startsWith('lint/')));
  });

  it.each(examples)('$id is found in the wrong one and not in the right one', ({ id, needsTenant, wrong, right }) => {
    expect(codesOf(wrong, needsTenant)).toContain(id);
    expect(codesOf(right, needsTenant)).not.toContain(id);
    expect(checkRule(right).ok).toBe(true);
  });

  it.each(examples.filter(({ fix, id }) => fix !== undefined && id !== 'lint/unknown-value'))(
    '$id has a fix for the wrong one, as it says',
    ({ id, needsTenant, wrong }) => {
      expect(lint(wrong, needsTenant).find(({ code }) => code === id)?.fix).toBeDefined();
    },
  );

  it.each(examples.filter(({ fix, id }) => fix !== undefined && id !== 'lint/unknown-value'))(
    '$id is gone once its fix is applied, and the rule is valid',
    ({ id, needsTenant, wrong }) => {
      const fix = lint(wrong, needsTenant).find(({ code }) => code === id)?.fix;
      const mended = fix === undefined ? wrong : applyFix(wrong, fix);
      expect(checkRule(mended).ok).toBe(true);
      expect(codesOf(mended, needsTenant)).not.toContain(id);
    },
  );

  it('carry a fix only where the check says so', () => {
    const withoutFix = new Set(checks.filter(({ fix }) => fix === undefined).map(({ id }) => `${id}`));
    const found = examples.flatMap(({ wrong, needsTenant }) => lint(wrong, needsTenant));
    expect(found.filter(({ code, fix }) => withoutFix.has(code) && fix !== undefined)).toEqual([]);
  });
});
