export {
  extensionName,
  groupIdArbitrary,
  idArbitrary,
  instantTextArbitrary,
  offsetArbitrary,
  rulePatternArbitrary,
  rulePieceArbitrary,
  ruleTextArbitrary,
} from '../../../src/harness/engines/generate-values.ts';
