import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rowSetOf } from '../../src/base/index.ts';
import { defaultSemantics, type Semantics } from '../../src/model/index.ts';
import {
  type CheckedRule,
  compileRule,
  createPredicateCache,
  createRowSubject,
  evaluateReference,
  evaluateRow,
  evaluateRows,
  type EvaluationContext,
  explainRow,
  explainSubject,
  needsOf,
  type RuleNode,
  type RuleObject,
  type Verdict,
} from '../../src/rules/index.ts';
import { checkedRuleArbitrary, ruleNodeArbitrary } from '../support/arbitraries/checked-rules.ts';
import { subjectRecordsArbitrary } from '../support/arbitraries/subject-records.ts';
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
    rules: fc.array(checkedRuleArbitrary(object, { allowsTextOrder: true }), { minLength: 6, maxLength: 6 }),
    records: subjectRecordsArbitrary(object, { minLength: 1, maxLength: 30 }),
    semantics: semanticsArbitrary,
  }),
);

function columnVerdicts(rule: CheckedRule, context: EvaluationContext, semantics: Semantics): readonly Verdict[] {
  const { members, undecided } = evaluateRows(compileRule(rule, semantics), context);
  return Array.from({ length: context.population.size }, (_, row) => {
    expect(members.has(row) && undecided.has(row)).toBe(false);
    if (members.has(row)) return 'member';
    return undecided.has(row) ? 'undecided' : 'notMember';
  });
}

/** The verdict of the evaluator that every law below is stated for; the agreement test ties it to the others. */
function verdictOf(root: RuleNode, record: SubjectRecord): Verdict {
  const rule: CheckedRule = { text: '', object: 'user', root };
  return evaluateReference(rule, subjectOf('user', record), testClock).verdict;
}

const span = { start: 0, end: 0 };
const not = (child: RuleNode): RuleNode => ({ kind: 'not', child, span });
const oneRecord = subjectRecordsArbitrary('user', { minLength: 1, maxLength: 1 }).map(
  (records) => records[0] ?? subjectRecord(),
);

describe('the evaluators', () => {
  it('agree on verdicts and needs for every rule and subject', () => {
    const counts = { member: 0, notMember: 0, undecided: 0 };
    const cache = createPredicateCache();
    fc.assert(
      fc.property(caseArbitrary, ({ object, rules, records, semantics }) => {
        const context = contextOf(object, records, cache);
        for (const rule of rules) {
          const program = compileRule(rule, semantics);
          const byColumn = columnVerdicts(rule, context, semantics);
          records.forEach((record, row) => {
            const subject = subjectOf(object, record);
            const reference = evaluateReference(rule, subject, testClock, semantics);
            counts[reference.verdict]++;
            expect(byColumn[row]).toBe(reference.verdict);
            expect(evaluateRow(program, context, row)).toBe(reference.verdict);
            expect(needsOf(explainRow(program, context, row))).toEqual(reference.needs);
            expect(needsOf(explainSubject(rule, subject, testClock, semantics))).toEqual(reference.needs);
          });
        }
      }),
      seeded(400),
    );
    const pairs = counts.member + counts.notMember + counts.undecided;
    expect(pairs).toBeGreaterThan(10_000);
    expect(Math.min(counts.member, counts.notMember, counts.undecided)).toBeGreaterThan(pairs / 20);
  });

  it('say the same of a row and of the subject made from it', () => {
    fc.assert(
      fc.property(caseArbitrary, ({ object, rules, records, semantics }) => {
        const context = contextOf(object, records);
        for (const rule of rules.filter(({ root }) => root.kind !== 'memberOf')) {
          records.forEach((_, row) => {
            const subject = createRowSubject(object, context.population, row);
            const { verdict } = evaluateReference(rule, subject, testClock, semantics);
            expect(evaluateRow(compileRule(rule, semantics), context, row)).toBe(verdict);
          });
        }
      }),
      seeded(30),
    );
  });

  it('give the same answer for some rows as for all', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.array(fc.nat(29)), ({ object, rules, records, semantics }, chosen) => {
        const context = contextOf(object, records);
        const rows = rowSetOf(chosen.filter((row) => row < records.length));
        for (const rule of rules) {
          const program = compileRule(rule, semantics);
          const all = evaluateRows(program, context);
          const some = evaluateRows(program, context, rows);
          expect([...some.members.toArray()]).toEqual([...all.members.toArray()].filter((row) => rows.has(row)));
          expect([...some.undecided.toArray()]).toEqual([...all.undecided.toArray()].filter((row) => rows.has(row)));
        }
      }),
      seeded(60),
    );
  });
});

describe('three-valued logic', () => {
  it('obeys De Morgan', () => {
    fc.assert(
      fc.property(ruleNodeArbitrary('user'), ruleNodeArbitrary('user'), oneRecord, (left, right, record) => {
        const neither = not({ kind: 'or', children: [left, right], span });
        const both: RuleNode = { kind: 'and', children: [not(left), not(right)], span };
        expect(verdictOf(neither, record)).toBe(verdictOf(both, record));
      }),
      seeded(1000),
    );
  });

  it('cancels a double negation', () => {
    fc.assert(
      fc.property(ruleNodeArbitrary('user'), oneRecord, (node, record) => {
        expect(verdictOf(not(not(node)), record)).toBe(verdictOf(node, record));
      }),
      seeded(1000),
    );
  });

  it('swaps member and not member under negation and leaves undecided alone', () => {
    const opposite = { member: 'notMember', notMember: 'member', undecided: 'undecided' } as const;
    fc.assert(
      fc.property(ruleNodeArbitrary('user'), oneRecord, (node, record) => {
        expect(verdictOf(not(node), record)).toBe(opposite[verdictOf(node, record)]);
      }),
      seeded(1000),
    );
  });

  it('never takes a decided verdict back when an unknown value becomes known', () => {
    const learned = oneRecord.chain((record) =>
      fc.subarray([...record.unknown]).map((stillUnknown) => ({ record, after: { ...record, unknown: stillUnknown } })),
    );
    fc.assert(
      fc.property(ruleNodeArbitrary('user'), learned, (node, { record, after }) => {
        const before = verdictOf(node, record);
        fc.pre(before !== 'undecided');
        expect(verdictOf(node, after)).toBe(before);
      }),
      seeded(2000),
    );
  });

  it('stays undecided when only values that are not needed become known', () => {
    fc.assert(
      fc.property(checkedRuleArbitrary('user'), oneRecord, (rule, record) => {
        const { verdict, needs } = evaluateReference(rule, subjectOf('user', record), testClock);
        const after = { ...record, unknown: record.unknown.filter((name) => needs.includes(name)) };
        const later = evaluateReference(rule, subjectOf('user', after), testClock);
        expect(later.verdict).toBe(verdict);
        expect(later.needs).toEqual(needs);
      }),
      seeded(2000),
    );
  });
});
