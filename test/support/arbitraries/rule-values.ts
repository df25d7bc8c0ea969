export { extensionName, ruleTextArbitrary } from '../../../src/harness/engines/generate-values.ts';
