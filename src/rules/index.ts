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
