import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRules, mutateRule } from '../../src/harness/generating.ts';
import { defaultSemantics } from '../../src/model/index.ts';
import { type CheckedRule, createSubject, explainSubject, type RuleNode } from '../../src/rules/index.ts';
import { checkedRuleArbitrary, ruleNodeArbitrary } from '../support/arbitraries/checked-rules.ts';
import { subjectRecordsArbitrary } from '../support/arbitraries/subject-records.ts';
import { subjectOf, testClock } from '../support/population-of.ts';
import { seeded } from '../support/seed.ts';

const deps = { semantics: defaultSemantics, clock: testClock, valuesOf: () => [] };
const span = { start: 0, end: 0 };
const pool = { valuesOf: () => ['Sales', 'HR'] };

/** A rule, one of its mutants, and people. */
const pairs = fc
  .record({
    rule: checkedRuleArbitrary('user', { maxDepth: 2 }),
    records: subjectRecordsArbitrary('user', { minLength: 1, maxLength: 30 }),
    pick: fc.nat(),
  })
  .map(({ rule, records, pick }) => {
    const mutants = mutateRule(rule.root, pool);
    const mutation = mutants[pick % Math.max(1, mutants.length)];
    const mutant: CheckedRule = { ...rule, text: '', root: mutation?.root ?? rule.root };
    return { rule, mutant, records };
  });

describe('comparing a rule with a mutant', () => {
  it('never calls two rules equal that differ for somebody', () => {
    fc.assert(
      fc.property(pairs, ({ rule, mutant, records }) => {
        if (compareRules(rule, mutant, deps).kind !== 'equal') return;
        for (const record of records) {
          const subject = subjectOf('user', record);
          const verdict = (of: CheckedRule): string => explainSubject(of, subject, testClock).verdict;
          expect(verdict(mutant)).toBe(verdict(rule));
        }
      }),
      seeded(150),
    );
  });

  it('reports only differences that evaluation confirms', () => {
    fc.assert(
      fc.property(pairs, ({ rule, mutant }) => {
        const found = compareRules(rule, mutant, deps);
        if (found.kind !== 'differ') return;
        const { attributes, unknown } = found.subject;
        const subject = createSubject('user', attributes, unknown);
        if (!subject.ok) throw new Error(subject.error);
        expect(explainSubject(rule, subject.value, testClock).verdict).toBe(found.before);
        expect(explainSubject(mutant, subject.value, testClock).verdict).toBe(found.after);
        expect(found.before).not.toBe(found.after);
      }),
      seeded(150),
    );
  });

  it('finds no difference where a law says that there is none', () => {
    const two = fc.tuple(ruleNodeArbitrary('user', { maxDepth: 1 }), ruleNodeArbitrary('user', { maxDepth: 1 }));
    fc.assert(
      fc.property(two, ([a, b]) => {
        const absorbed: RuleNode = { kind: 'or', span, children: [a, { kind: 'and', span, children: [a, b] }] };
        const of = (root: RuleNode): CheckedRule => ({ text: '', object: 'user', root });
        expect(compareRules(of(a), of(absorbed), deps).kind).not.toBe('differ');
        expect(
          compareRules(of(a), of({ kind: 'not', span, child: { kind: 'not', span, child: a } }), deps).kind,
        ).not.toBe('differ');
      }),
      seeded(100),
    );
  });
});
