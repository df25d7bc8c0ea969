export { compileRule } from './rule-program.ts';
export type { RuleProgram } from './rule-program.ts';
export { createPredicateCache } from './predicate-cache.ts';
export type { PredicateCache } from './predicate-cache.ts';
export { createRowSubject } from './row-subject.ts';
export { createSubject } from './subject.ts';
export type { Subject } from './subject.ts';
export { evaluateReference } from './evaluate-reference.ts';
export type { Evaluation } from './evaluate-reference.ts';
export { evaluateRow } from './evaluate-row.ts';
export { evaluateRows } from './evaluate-rows.ts';

export type { EvaluationContext, SourceMembers } from './evaluation-context.ts';
export { explainRow, explainSubject } from './explain.ts';
export { decidingLeaves, nearestMiss, needsOf } from './explanation.ts';
export type { Explanation } from './explanation.ts';
export { nextClockChange } from './next-clock-change.ts';
export { toJsonLogic } from './to-json-logic.ts';
export type { RowVerdicts } from './verdict-words.ts';
