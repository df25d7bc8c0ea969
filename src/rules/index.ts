export { checkRule, longestRule } from './check-rule.ts';
export type { CheckRuleOptions } from './check-rule.ts';
export { mostMemberOfGroups } from './check-quantified.ts';
export { describeRule } from './describe-rule.ts';
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
