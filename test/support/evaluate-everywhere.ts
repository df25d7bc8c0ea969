import { expect } from 'vitest';
import type { EpochMilliseconds, JsonValue } from '../../src/base/index.ts';
import { defaultSemantics, type Semantics } from '../../src/model/index.ts';
import {
  checkRule,
  type CheckedRule,
  compileRule,
  type Evaluation,
  evaluateReference,
  evaluateRow,
  evaluateRows,
  explainRow,
  explainSubject,
  needsOf,
} from '../../src/rules/index.ts';
import { contextOf, subjectOf, subjectRecord, testClock } from './population-of.ts';

/** What to evaluate a rule for, and how. */
export interface EvaluateOptions {
  readonly attributes?: Readonly<Record<string, JsonValue>>;
  readonly unknown?: readonly string[];
  readonly semantics?: Partial<Semantics>;
  readonly now?: EpochMilliseconds;
  readonly id?: string;
}

/** The rule as the checker hands it out. Throws when the checker refuses it. */
export function checkedRule(text: string, semantics: Semantics = defaultSemantics): CheckedRule {
  const check = checkRule(text, { semantics });
  if (!check.ok) throw new Error(`${text}: ${check.errors[0]?.message}`);
  return check.rule;
}

/** Evaluates a rule by every evaluator there is, and expects them to agree, needs included. */
export function evaluateEverywhere(text: string, options: EvaluateOptions = {}): Evaluation {
  const semantics = { ...defaultSemantics, ...options.semantics };
  const rule = checkedRule(text, semantics);
  const record = subjectRecord(options.attributes, options.unknown, options.id);
  const now = options.now ?? testClock;
  const subject = subjectOf(rule.object, record);
  const reference = evaluateReference(rule, subject, now, semantics);

  const context = contextOf(rule.object, [record], undefined, now);
  const program = compileRule(rule, semantics);
  const { members, undecided } = evaluateRows(program, context);
  expect(members.has(0) ? 'member' : undecided.has(0) ? 'undecided' : 'notMember').toBe(reference.verdict);
  expect(evaluateRow(program, context, 0)).toBe(reference.verdict);
  expect(needsOf(explainRow(program, context, 0))).toEqual(reference.needs);
  expect(needsOf(explainSubject(rule, subject, now, semantics))).toEqual(reference.needs);
  return reference;
}

/** The verdict alone, see {@link evaluateEverywhere}. */
export function verdictEverywhere(text: string, options: EvaluateOptions = {}): Evaluation['verdict'] {
  return evaluateEverywhere(text, options).verdict;
}
