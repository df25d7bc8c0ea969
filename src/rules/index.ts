export { checkRule, longestRule } from './check-rule.ts';
export type { CheckRuleOptions } from './check-rule.ts';
export { mostMemberOfGroups } from './check-quantified.ts';
export { describeRule } from './describe-rule.ts';
export { formatRule } from './format-rule.ts';
export type { FormatRuleOptions } from './format-rule.ts';
export { literalTexts } from './literal-texts.ts';
export { printElement, printLiteral, printNode, printRule } from './print-rule.ts';
export { deviceRuleProperties, findRuleProperty, managerRuleProperty, userRuleProperties } from './rule-properties.ts';
export type { RuleObject, RuleProperty, RulePropertyType } from './rule-properties.ts';
export type {
  CheckedRule,
  ComparisonOperator,
  ElementNode,
  Literal,
  PlanField,
  RuleCheck,
  RuleNode,
  Verdict,
} from './rule-node.ts';
export {
  andBytes,
  columnOf,
  compileRule,
  LeafPool,
  createPredicateCache,
  createRowSubject,
  createSubject,
  createValueTest,
  decidingLeaves,
  evaluateReference,
  evaluateRow,
  evaluateRows,
  explainRow,
  explainSubject,
  isFalse,
  isOpen,
  isTrue,
  nearestMiss,
  needsOf,
  nextClockChange,
  orBytes,
  positiveOf,
  readInstants,
  toJsonLogic,
} from './evaluation/index.ts';
export type {
  Evaluation,
  EvaluationContext,
  Explanation,
  InstantRange,
  Needle,
  PlanLeaf,
  PlanNode,
  Predicate,
  PredicateCache,
  RowVerdicts,
  RuleProgram,
  Scan,
  SourceMembers,
  Subject,
  TruthByte,
} from './evaluation/index.ts';
export { searchPatterns } from './regex/index.ts';
export type { BytePattern } from './regex/index.ts';
export { registerRuleOperators } from './json-logic-operators.ts';
export type { RuleData, Truth } from './json-logic-operators.ts';
export { createCheckHandler, createEvalHandler } from './line-protocol.ts';
export type { LineHandler, RuleEvaluator } from './line-protocol.ts';
export { compileRuleToSql, createSqlFunctions, instantValue, sqlDialectNames } from './sql/index.ts';
export type {
  SqlDialectName,
  SqlForm,
  SqlFunction,
  SqlOptions,
  SqlQuery,
  SqlQueryParameter,
  SqlRule,
} from './sql/index.ts';
