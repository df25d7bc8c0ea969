export { createBuiltinEngine, engineOfEvaluator, pureEngineNames } from './builtin-engines.ts';
export type { PureEngineName } from './builtin-engines.ts';
export type {
  CaseReasons,
  ConformanceSection,
  ConformanceSuite,
  ExpectedAnswer,
  LicenseCase,
  LicenseExpectation,
  LicenseGroup,
  LicenseTenant,
  RuleCase,
} from './conformance-case.ts';
export type {
  EngineAnswer,
  EngineError,
  EngineFault,
  EngineFaultCode,
  EnginePort,
  EngineReply,
  EngineRequest,
} from './engine-port.ts';
export { readAnswer } from './read-answer.ts';
export { runRuleSections, settleCase } from './run-rule-sections.ts';
export type { ReportedCase, RuleSection, SuiteRunOptions } from './run-rule-sections.ts';
export { scoreByGrade, scoreBySection } from './score-table.ts';
export { idOf, tenantOfSubjects } from './subject-population.ts';
export { runDifferential } from './differential.ts';
export type { GeneratedRunOptions } from './differential.ts';
export { runLaws } from './laws.ts';
