import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/index.ts';
import { defaultSemantics, isDirectoryExtension, type Semantics } from '../../src/model/index.ts';
import {
  checkRule,
  compileRule,
  compileRuleToSql,
  createSubject,
  evaluateReference,
  evaluateRows,
  explainSubject,
  needsOf,
} from '../../src/rules/index.ts';
import { contextOf, testClock } from '../support/population-of.ts';
import { openSqliteEngine } from '../support/sql/sqlite-engine.ts';

interface RuleCase {
  readonly id: string;
  readonly rule: string;
  readonly attributes: JsonObject;
  readonly expected: string;
  readonly kind: 'user' | 'device';
}

const casesPath = join(import.meta.dirname, '../../../shared/cases/rules.json');
const hasCases = existsSync(casesPath);
const cases = hasCases ? (JSON.parse(readFileSync(casesPath, 'utf8')) as readonly RuleCase[]) : [];

/** memberOf is evaluated whatever the date. */
const semantics: Semantics = { ...defaultSemantics, 'member-of-mode': 'preview' };

/**
 * Cases whose expectation contradicts the specification, with the reason. They must fail: one that passes has been corrected
 * and leaves this list.
 */
const disputed: Readonly<Record<string, string>> = {};

/** What every evaluator says, in the words of the cases. */
function answersTo({ rule: text, attributes, kind }: RuleCase): readonly string[] {
  const check = checkRule(text, { semantics });
  if (!check.ok) return [`error ${check.errors[0]?.kind}`];
  const subject = createSubject(check.rule.object, attributes, []);
  if (!subject.ok) return [subject.error];
  const program = compileRule(check.rule, semantics);
  // An absent attribute is null, in a column, too: without any the extension would be not known.
  const absent = Object.fromEntries(program.sources.filter(isDirectoryExtension).map((name) => [name, null]));
  const id = '00000000-0000-4000-8000-000000000001';
  const record = { id, attributes: { ...absent, ...attributes }, unknown: [] };
  const { members, undecided } = evaluateRows(program, contextOf(kind, [record]));
  const sql = compileRuleToSql(check.rule, { dialect: 'sqlite', semantics });
  if (!sql.ok) return [`SQL ${sql.error[0]?.message}`];
  const engine = openSqliteEngine(kind, [record]);
  const [bySql = 'undecided'] = engine.verdicts(sql.value);
  engine.close();
  const explained = explainSubject(check.rule, subject.value, testClock, semantics);
  expect(needsOf(explained)).toEqual([]);
  const words = { member: 'true', notMember: 'false', undecided: 'undecided' } as const;
  return [
    words[evaluateReference(check.rule, subject.value, testClock, semantics).verdict],
    members.has(0) ? 'true' : undecided.has(0) ? 'undecided' : 'false',
    explained.verdict,
    words[bySql],
  ];
}

if (!hasCases) console.warn(`SKIPPED: the rule cases are not at ${casesPath}; nothing was compared with them.`);

describe('the rule cases', () => {
  it('are there, or their absence is known', () => {
    expect(cases.length > 0).toBe(hasCases);
  });

  it.each(cases.map((ruleCase) => [ruleCase.id, ruleCase.rule.slice(0, 120), ruleCase] as const))(
    '%s: %s',
    (id, _, ruleCase) => {
      const answers = answersTo(ruleCase);
      const agreeing = answers.filter((answer) => answer === ruleCase.expected).length;
      const isDisputed = Object.hasOwn(disputed, id);
      expect({ answers, agreeing }).toEqual({ answers, agreeing: isDisputed ? 0 : answers.length });
    },
  );
});
