import { describe, expect, it } from 'vitest';
import { checkRule, describeRule, formatRule, printRule } from '../../src/rules/index.ts';
import { accepted, treeOf } from '../support/rule-checks.ts';
import { hasSharedFolder, readShared } from '../support/shared-folder.ts';

interface HarvestedRule {
  readonly rule: string;
  readonly kind: string;
  readonly note: string;
}

interface RuleCase {
  readonly id: string;
  readonly rule: string;
  readonly expected: string;
  readonly kind: string;
}

const harvested: readonly HarvestedRule[] = hasSharedFolder
  ? readShared('corpus/rules.jsonl')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as HarvestedRule)
  : [];
const cases: readonly RuleCase[] = hasSharedFolder
  ? (JSON.parse(readShared('cases/rules.json')) as readonly RuleCase[])
  : [];

describe.skipIf(!hasSharedFolder)('harvested rules', () => {
  it('are there', () => {
    expect(harvested.length).toBeGreaterThan(300);
  });

  it('are accepted unless their note questions them, and only then', () => {
    const disagreements = harvested.filter(({ rule, note }) => checkRule(rule).ok === note.startsWith('questionable'));
    expect(disagreements).toEqual([]);
  });

  it('are about the object that they are listed under', () => {
    const wrong = harvested.filter(({ rule, kind }) => {
      const check = checkRule(rule);
      return check.ok && check.rule.object !== kind;
    });
    expect(wrong).toEqual([]);
  });

  it('are refused with a place and a message', () => {
    for (const { rule } of harvested) {
      const check = checkRule(rule);
      for (const { span, message, kind } of check.ok ? [] : check.errors) {
        expect(message).not.toBe('');
        expect(kind).toBeDefined();
        expect(span?.end).toBeLessThanOrEqual(rule.length);
      }
    }
  });

  it('keep their meaning when they are printed and laid out', () => {
    for (const { rule } of harvested) {
      const check = checkRule(rule);
      if (!check.ok) continue;
      const canonical = printRule(check.rule);
      const laidOut = formatRule(rule);
      expect(treeOf(accepted(canonical))).toBe(treeOf(check.rule));
      expect(printRule(accepted(canonical))).toBe(canonical);
      expect(treeOf(accepted(laidOut.ok ? laidOut.value : ''))).toBe(treeOf(check.rule));
      expect(describeRule(check.rule)).not.toContain('undefined');
    }
  });
});

describe.skipIf(!hasSharedFolder)('the cases of the specification', () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThan(80);
  });

  it('are refused with the expected kind, or accepted', () => {
    const outcome = ({ rule }: RuleCase): string => {
      const check = checkRule(rule);
      return check.ok ? 'accepted' : `error ${check.errors[0]?.kind ?? ''}`;
    };
    const expected = cases.map((one) => `${one.id} ${one.expected.startsWith('error') ? one.expected : 'accepted'}`);
    expect(cases.map((one) => `${one.id} ${outcome(one)}`)).toEqual(expected);
  });
});
