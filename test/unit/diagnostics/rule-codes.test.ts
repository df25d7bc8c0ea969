import { describe, expect, it } from 'vitest';
import { applyFix, diagnosticCodes, findDefinition, type RuleErrorKind } from '../../../src/diagnostics/index.ts';
import { checkRule } from '../../../src/rules/index.ts';

const ruleCodes = diagnosticCodes
  .filter((code) => code.startsWith('rule/'))
  .map((code) => ({ code, definition: findDefinition(code) }));
const withExamples = ruleCodes.filter(({ definition }) => definition?.wrong !== undefined);

function codesOf(text: string): readonly string[] {
  const check = checkRule(text);
  return [...(check.ok ? [] : check.errors), ...check.warnings].map(({ code }) => code);
}

describe('codes of rules', () => {
  it.each(withExamples)(
    '$code is given for its wrong example and for nothing in its right one',
    ({ code, definition }) => {
      expect(codesOf(definition?.wrong ?? '')).toContain(code);
      expect(codesOf(definition?.right ?? '')).not.toContain(code);
      expect(checkRule(definition?.right ?? '').ok).toBe(true);
    },
  );

  it('have a right example for every wrong one', () => {
    expect(withExamples.filter(({ definition }) => definition?.right === undefined)).toEqual([]);
  });

  it('have an example unless it takes an option, a length or another holder', () => {
    const without = ruleCodes.filter(({ definition }) => definition?.wrong === undefined).map(({ code }) => code);
    expect(without).toEqual([
      'rule/invalid-object-type',
      'rule/legacy-property',
      'rule/member-of-refused',
      'rule/text-order',
      'rule/too-long',
      'rule/too-many-groups',
    ]);
  });

  it('cover every kind of error; warnings have none', () => {
    const kinds: Record<RuleErrorKind, true> = {
      Syntax: true,
      Operator: true,
      Operands: true,
      UnsupportedProperty: true,
      WrongProperty: true,
      Value: true,
      Combination: true,
      Mixed: true,
      Ambiguous: true,
      QueryCompilation: true,
      InvalidObjectType: true,
      TooLong: true,
      Limit: true,
    };
    const found = ruleCodes.map(({ definition }) => definition?.kind).filter((kind) => kind !== undefined);
    expect(new Set(found)).toEqual(new Set(Object.keys(kinds)));
    expect(
      ruleCodes.filter(({ definition }) => (definition?.severity === 'error') !== (definition?.kind !== undefined)),
    ).toEqual([]);
  });

  it.each(withExamples)('$code has a fix that mends what it complains about, if it has one', ({ code, definition }) => {
    const wrong = definition?.wrong ?? '';
    const check = checkRule(wrong);
    const found = [...(check.ok ? [] : check.errors), ...check.warnings].find((diagnostic) => diagnostic.code === code);
    const mended = found?.fix === undefined ? '' : applyFix(wrong, found.fix);
    expect(mended === '' || !codesOf(mended).includes(code)).toBe(true);
  });

  it('have fixes for the faults that can be mended without a guess', () => {
    const fixable = withExamples.filter(({ code, definition }) => {
      const check = checkRule(definition?.wrong ?? '');
      return [...(check.ok ? [] : check.errors), ...check.warnings].some(
        (found) => found.code === code && found.fix !== undefined,
      );
    });
    expect(fixable.map(({ code }) => code)).toEqual([
      'rule/ambiguous-quantifier',
      'rule/backtick-quotes',
      'rule/extra-parenthesis',
      'rule/list-operand',
      'rule/lone-apostrophe',
      'rule/not-null',
      'rule/property-spelling',
      'rule/typographic-quote',
      'rule/unquoted-text',
      'rule/unsupported-property',
    ]);
  });
});
