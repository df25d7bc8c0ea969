import { describe, expect, it } from 'vitest';
import { checks, lintRule } from '../../../src/checks/index.ts';
import { applyFix, diagnosticCodes, findDefinition } from '../../../src/diagnostics/index.ts';
import { checkRule } from '../../../src/rules/index.ts';

const lintCodes = diagnosticCodes.filter((code) => code.startsWith('lint/'));
const examples = lintCodes.flatMap((code) => {
  const { wrong, right } = findDefinition(code) ?? {};
  return wrong === undefined || right === undefined ? [] : [{ code, wrong, right }];
});

function codesOf(text: string): readonly string[] {
  return lintRule(text).map(({ code }) => code);
}

describe('lintRule', () => {
  it.each(examples)('$code is found in its wrong example and not in its right one', ({ code, wrong, right }) => {
    expect(codesOf(wrong)).toContain(code);
    expect(codesOf(right)).not.toContain(code);
    expect(checkRule(right).ok).toBe(true);
  });

  it.each(examples)('$code: applying the fix mends the rule where there is one', ({ code, wrong }) => {
    for (const { fix } of lintRule(wrong).filter((finding) => finding.code === code)) {
      if (fix === undefined) continue;
      const mended = applyFix(wrong, fix);
      expect(checkRule(mended).ok).toBe(true);
      expect(codesOf(mended)).not.toContain(code);
    }
  });

  it('gives every check an example, unless it needs a tenant', () => {
    const withExample = new Set(examples.map(({ code }) => code));
    expect(checks.filter(({ id, needsTenant }) => !needsTenant && !withExample.has(id)).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it('reports what the service refuses, with its place', () => {
    const [first] = lintRule('user.departement -eq "Sales"');
    expect(first).toMatchObject({ code: 'rule/unsupported-property', severity: 'error', span: { start: 0, end: 16 } });
  });

  it('finds nothing in a rule without oddities', () => {
    expect(codesOf('user.department -eq "Sales" -and user.accountEnabled -eq true')).toEqual([]);
  });

  it('runs only, or all but, the checks that are named', () => {
    const text = 'user.city -ne "Oslo"';
    expect(lintRule(text, { only: ['lint/self-service'] }).map(({ code }) => code)).toEqual(['lint/self-service']);
    expect(lintRule(text, { skip: ['lint/self-service'] }).map(({ code }) => code)).not.toContain('lint/self-service');
  });

  it.each([
    ['user.mail -match "^adm"', 'user.mail -startsWith "adm"'],
    ['user.mail -match "^adm.*"', 'user.mail -startsWith "adm"'],
    ['user.mail -match ".*@contoso.*"', undefined],
    ['user.mail -notMatch "@x\\.y$"', 'user.mail -notEndsWith "@x.y"'],
    ['user.mail -match "^a@b\\.c$"', 'user.mail -eq "a@b.c"'],
    ['user.mail -match "a.c"', undefined],
    ['user.mail -match "a|b"', undefined],
    ['user.mail -match "abc"', 'user.mail -contains "abc"'],
  ])('proposes a plain operator for %s', (text, better) => {
    const finding = lintRule(text).find(({ code }) => code === 'lint/costly-operator');
    expect(finding === undefined || finding.fix === undefined ? undefined : applyFix(text, finding.fix)).toBe(better);
  });

  it.each([
    ['(user.department -eq "A" -and user.city -eq "B") -or user.city -eq "C"', false],
    ['user.department -eq "A" -or user.city -eq "B"', false],
    ['(user.department -eq "A") -and (user.city -eq "B") -or (user.city -eq "C")', true],
    ['-not (user.department -eq "A" -and user.city -eq "B" -or user.city -eq "C")', true],
  ])('tells mixed -and and -or in %s: %s', (text, isMixed) => {
    expect(codesOf(text).includes('lint/mixed-and-or')).toBe(isMixed);
  });
});
