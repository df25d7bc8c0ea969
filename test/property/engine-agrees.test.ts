import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EngineCache, RuleEngine } from '../../src/engine/index.ts';
import { defaultSemantics, type Semantics } from '../../src/model/index.ts';
import { type CheckedRule, compileRule, evaluateReference, type RuleObject } from '../../src/rules/index.ts';
import { checkedRuleArbitrary } from '../support/arbitraries/checked-rules.ts';
import { subjectRecordsArbitrary } from '../support/arbitraries/subject-records.ts';
import { checkedRule } from '../support/evaluate-everywhere.ts';
import { contextOf, type SubjectRecord, subjectOf, subjectRecord, testClock } from '../support/population-of.ts';
import { seeded } from '../support/seed.ts';

interface Case {
  readonly object: RuleObject;
  readonly rules: readonly CheckedRule[];
  readonly records: readonly SubjectRecord[];
  readonly semantics: Semantics;
}

const semanticsArbitrary = fc.constantFrom<Semantics>(defaultSemantics, {
  ...defaultSemantics,
  'null-negative-operators': 'no-match',
});

const caseArbitrary: fc.Arbitrary<Case> = fc.constantFrom('user', 'user', 'device').chain((object) =>
  fc.record({
    object: fc.constant(object),
    rules: fc.array(checkedRuleArbitrary(object, { allowsTextOrder: true }), { minLength: 1, maxLength: 20 }),
    records: subjectRecordsArbitrary(object, { minLength: 1, maxLength: 80 }),
    semantics: semanticsArbitrary,
  }),
);

describe('the rule engine', () => {
  it('agrees with the reference on every rule and subject', () => {
    const counts = { member: 0, notMember: 0, undecided: 0 };
    fc.assert(
      fc.property(caseArbitrary, ({ object, rules, records, semantics }) => {
        const context = contextOf(object, records);
        const programs = rules.map((rule) => compileRule(rule, semantics));
        const verdicts = new RuleEngine(programs, new EngineCache()).evaluateAll(context);
        for (const [index, rule] of rules.entries()) {
          const found = records.map((_, row) => {
            if (verdicts[index]?.members.has(row) === true) return 'member';
            return verdicts[index]?.undecided.has(row) === true ? 'undecided' : 'notMember';
          });
          const wanted = records.map(
            (record) => evaluateReference(rule, subjectOf(object, record), testClock, semantics).verdict,
          );
          for (const verdict of wanted) counts[verdict]++;
          expect(found).toEqual(wanted);
        }
      }),
      seeded(300),
    );
    expect(Math.min(counts.member, counts.notMember, counts.undecided)).toBeGreaterThan(1000);
  });

  it('does not take the punctuation between elements for their text', () => {
    const texts = ['user.proxyAddresses -any (_ -contains "X")', 'user.proxyAddresses -any (_ -eq "X")'];
    const more = ['user.proxyAddresses -contains "X"', 'user.proxyAddresses -notContains "X"'];
    const lists = [['x', 'y'], ['a[b', 'c,d'], [','], ['y', ']'], ['x']];
    const records = lists.map((proxyAddresses, row) =>
      subjectRecord({ proxyAddresses }, [], `00000000-0000-4000-8000-00000000000${row + 1}`),
    );
    for (const mark of ['[', ']', ',', ':', '{', '}', '],', 'x']) {
      const rules = [...texts, ...more].map((text) => checkedRule(text.replace('X', mark)));
      const programs = rules.map((rule) => compileRule(rule));
      const verdicts = new RuleEngine(programs, new EngineCache()).evaluateAll(contextOf('user', records));
      for (const [index, rule] of rules.entries()) {
        const wanted = records.map((each) => evaluateReference(rule, subjectOf('user', each), testClock).verdict);
        const found = records.map((_, row) => (verdicts[index]?.members.has(row) === true ? 'member' : 'notMember'));
        expect([rule.text, found]).toEqual([rule.text, wanted]);
      }
    }
  });
});
