import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { foldOrdinal, foldUnit } from '../../src/base/index.ts';
import { defaultSemantics } from '../../src/model/index.ts';
import { type CheckedRule, findRuleProperty, type Literal, type RuleNode } from '../../src/rules/index.ts';
import { dotnetPatternArbitrary, patternTextArbitrary } from '../support/arbitraries/patterns.ts';
import { checkedRule } from '../support/evaluate-everywhere.ts';
import { subjectRecord } from '../support/population-of.ts';
import { seeded } from '../support/seed.ts';
import { startSqlEngines } from '../support/sql/engines.ts';
import { expectAgreement } from '../support/sql/expect-agreement.ts';
import { skipLoudly } from '../support/sql/skip-loudly.ts';
import { batchOf, type SqlBatch, sqlBatches } from '../support/sql/sql-cases.ts';

/*
 * The third oracle: rules as SQL, run by engines that know nothing of this project, against the reference evaluator. Members,
 * others and undecided all have to be the same.
 */

const span = { start: 0, end: 0 };
const department = findRuleProperty('user', 'department');

function departmentRule(operator: Extract<RuleNode, { kind: 'compare' }>['operator'], value: Literal): CheckedRule {
  if (department === undefined) throw new Error('there is no department');
  return { text: '', object: 'user', root: { kind: 'compare', property: department, operator, value, span } };
}

/** Users whose departments are the texts. */
function departmentBatch(texts: readonly string[], rules: readonly CheckedRule[]): SqlBatch {
  const records = texts.map((text, index) =>
    subjectRecord({ department: text }, [], `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
  );
  return batchOf({ object: 'user', semantics: defaultSemantics, records, rules });
}

/** The share of rules that an engine has to take: refusing everything would be no agreement. */
const leastTaken = 0.6;

const generated = sqlBatches({ batches: 16, rules: 25, records: 24 });

/** Every character that folding touches or that something folds to, against every one of them, a hundred at a time. */
function foldingBatch(): SqlBatch {
  const units = Array.from({ length: 0x10000 }, (_, unit) => unit).filter((unit) => foldUnit(unit) !== unit);
  const letters = [...new Set(units.flatMap((unit) => [unit, foldUnit(unit)]))].map((unit) =>
    String.fromCharCode(unit),
  );
  const others = ['ß', '\u1e9e', 'i', 'I', '\u0130', '\u0131', 'ſ', 's', '\u212a', 'ŉ', 'ǰ', 'ﬁ', '𐐀', '𐐨'];
  const texts = [...new Set([...letters, ...others])];
  const folded = [...new Set(texts.map(foldOrdinal))];
  const rules = Array.from({ length: Math.ceil(folded.length / 100) }, (_, index) =>
    departmentRule('in', { kind: 'list', values: folded.slice(index * 100, index * 100 + 100) }),
  );
  const single = others.map((value) => departmentRule('contains', { kind: 'text', value }));
  return departmentBatch(texts, [...rules, ...single]);
}

function patternBatch(): SqlBatch {
  const patterns = [...new Set(fc.sample(dotnetPatternArbitrary, seeded(1200)))];
  const texts = [...new Set(fc.sample(patternTextArbitrary, seeded(120)))];
  return departmentBatch(
    texts,
    patterns.map((value) => departmentRule('match', { kind: 'text', value })),
  );
}

/** Values that try to leave their quotation marks. */
function quotingBatch(): SqlBatch {
  const pieces = [
    "'",
    "''",
    '"',
    '\\',
    "\\'",
    ';',
    '--',
    '/*',
    '*/',
    '$1',
    '?',
    '{p1:String}',
    '$$',
    '\n',
    '\r',
    '\t',
    '\\n',
    '%',
    ':a',
    'x',
  ];
  const texts = [
    ...new Set(
      fc.sample(fc.array(fc.constantFrom(...pieces), { maxLength: 5 }), seeded(150)).map((found) => found.join('')),
    ),
  ];
  return departmentBatch(
    texts,
    texts.map((value, index) =>
      departmentRule((['eq', 'contains', 'endsWith'] as const)[index % 3] ?? 'eq', { kind: 'text', value }),
    ),
  );
}

for (const engine of await startSqlEngines()) {
  describe(`rules as SQL in ${engine.title}`, () => {
    if ('missing' in engine) return skipLoudly(`rules as SQL in ${engine.title}`, engine.missing);
    afterAll(() => engine.close());

    it('say what the reference says, in three values', async () => {
      const { counts, rules, refused } = await expectAgreement(engine, generated);
      const pairs = counts.member + counts.notMember + counts.undecided;
      expect(Math.min(counts.member, counts.notMember, counts.undecided)).toBeGreaterThan(pairs / 20);
      expect(rules / (rules + refused)).toBeGreaterThan(engine.dialect === 'sqlite' ? 0.999 : leastTaken);
    });

    it('take the longest rules there are', async () => {
      const longest = [
        `${'not '.repeat(755)}user.department -eq "a"`,
        Array.from({ length: 100 }, (_, index) => `user.department -ne "${index}"`).join(' and '),
        `${'(user.department -eq "b" or '.repeat(100)}user.department -eq "a"${')'.repeat(100)}`,
        `user.department -in [${Array.from({ length: 500 }, (_, index) => `"${index}"`).join()}]`,
      ];
      const { rules } = await expectAgreement(engine, [
        departmentBatch(
          ['a', 'b', '7', ''],
          longest.map((text) => checkedRule(text)),
        ),
      ]);
      expect(rules).toBe(longest.length);
    });

    it('fold every letter as the rule language does', async () => {
      const { counts, refused } = await expectAgreement(engine, [foldingBatch()]);
      expect(refused).toBe(0);
      expect(counts.member).toBeGreaterThan(2000);
    });

    it('match patterns as .NET does, or refuse them', async () => {
      const { counts, rules } = await expectAgreement(engine, [patternBatch()]);
      expect(counts.member).toBeGreaterThan(1000);
      expect(counts.notMember).toBeGreaterThan(1000);
      expect(rules).toBeGreaterThan(150);
    });

    it('keep every value inside its quotation marks', async () => {
      const { refused } = await expectAgreement(engine, [quotingBatch()]);
      expect(refused).toBe(0);
    });
  });
}
