import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checks, fixRule, lintRule } from '../../src/checks/index.ts';
import { applyFix } from '../../src/diagnostics/index.ts';
import { checkRule, compileRule, createPredicateCache, evaluateRows } from '../../src/rules/index.ts';
import { checkedRule } from '../support/evaluate-everywhere.ts';
import { contextOf, type SubjectRecord, subjectRecord } from '../support/population-of.ts';
import { seeded } from '../support/seed.ts';

/** Conditions from a small alphabet, so that they repeat, contradict and absorb each other. */
const leaves = fc.constantFrom(
  'user.department -eq "Sales"',
  'user.Department -eq "sales"',
  'user.department -eq "Legal"',
  'user.department -eq "Ops"',
  'user.department -in ["Sales", "R.D"]',
  'user.department -ne "Sales"',
  'user.department -ne "Legal"',
  'user.department -notIn ["Sales", "Ops"]',
  'user.department -ne null',
  'user.department -eq "null"',
  'user.department -match "^sa"',
  'user.department -match "es$"',
  'user.department -notMatch "^R\\.D$"',
  'user.department -match ".*"',
  'user.department -notMatch "^.*$"',
  'user.department -match "al.*"',
  'user.companyName -eq "O\'Neil"',
  'user.accountEnabled -eq true',
  'user.accountEnabled -ne true',
  'user.userType -eq "Guest"',
  'user.proxyAddresses -any (_ -match "^SMTP:a" -and _ -endsWith "b" -or _ -contains "c")',
  'user.proxyAddresses -match "^smtp:"',
  'user.proxyAddresses -any (_ -eq "ab")',
  'user.assignedPlans -any (assignedPlan.service -eq "x")',
);

/** Rules with and without parentheses and with the ones that nobody needs. */
const ruleTexts = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 3, arbitrary: leaves },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(' -and ', ' -or '), fc.array(tie('rule'), { minLength: 2, maxLength: 4 }))
        .map(([operator, parts]) => parts.join(operator)),
    },
    { weight: 2, arbitrary: tie('rule').map((rule) => `(${rule})`) },
    { weight: 1, arbitrary: tie('rule').map((rule) => `-not (${rule})`) },
  ),
})).rule;

const texts = fc.constantFrom('Sales', 'sales', 'Legal', 'Ops', 'R.D', 'null', "O'Neil", 'Festival', '', null);
const flags = fc.constantFrom(true, false, null);
const records: fc.Arbitrary<readonly SubjectRecord[]> = fc
  .array(
    fc
      .record({
        attributes: fc.record({
          department: texts,
          companyName: texts,
          accountEnabled: flags,
          userType: fc.constantFrom('Member', 'Guest', null),
          proxyAddresses: fc.uniqueArray(fc.constantFrom('SMTP:a.b', 'smtp:c', 'sip:ab', 'ab')),
          assignedPlans: fc.constantFrom([], [{ service: 'x', capabilityStatus: 'Deleted' }]),
        }),
        unknown: fc.subarray(['department', 'accountEnabled', 'userType', 'proxyAddresses']),
      })
      .map(({ attributes, unknown }) => ({ attributes, unknown })),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) =>
    list.map(({ attributes, unknown }, index) =>
      subjectRecord(attributes, unknown, `0000000${index}-0000-4000-8000-00000000000a`),
    ),
  );

function verdicts(text: string, subjects: readonly SubjectRecord[]): readonly (readonly number[])[] {
  const context = contextOf('user', subjects, createPredicateCache());
  const { members, undecided } = evaluateRows(compileRule(checkedRule(text)), context);
  return [[...members.toArray()], [...undecided.toArray()]];
}

describe('fixes of lint', () => {
  it('give valid rules', () => {
    fc.assert(
      fc.property(ruleTexts, (text) => {
        const mended = lintRule(text).flatMap(({ fix }) => (fix === undefined ? [] : [applyFix(text, fix)]));
        expect(mended.filter((rule) => !checkRule(rule).ok)).toEqual([]);
      }),
      seeded(400),
    );
  });

  it('let in the same people where they say that they keep the meaning', () => {
    const keeping = new Set(checks.filter(({ fix }) => fix === 'keepsMeaning').map(({ id }) => `${id}`));
    const applied = new Set<string>();
    fc.assert(
      fc.property(ruleTexts, records, (text, subjects) => {
        for (const { code, fix } of lintRule(text)) {
          if (fix === undefined || !keeping.has(code)) continue;
          applied.add(code);
          expect(verdicts(applyFix(text, fix), subjects)).toEqual(verdicts(text, subjects));
        }
      }),
      seeded(600),
    );
    expect([...applied].toSorted()).toEqual([...keeping].toSorted());
  });

  it('come to an end, with a rule that lets in the same people and has nothing left to mend', () => {
    fc.assert(
      fc.property(ruleTexts, records, (text, subjects) => {
        const fixed = fixRule(text);
        expect(verdicts(fixed.text, subjects)).toEqual(verdicts(text, subjects));
        expect(fixRule(fixed.text)).toEqual({ text: fixed.text, applied: [] });
      }),
      seeded(400),
    );
  });

  it('are repeated: the same rule gives the same findings', () => {
    fc.assert(
      fc.property(ruleTexts, (text) => {
        expect(lintRule(text)).toEqual(lintRule(text));
      }),
      seeded(100),
    );
  });
});
