export { checkedRuleArbitrary, ruleNodeArbitrary } from '../../../src/harness/engines/generate-rules.ts';
