export type {
  CoverageCount,
  CoverageReport,
  CoverageThreshold,
  LeafCoverage,
  RuleCoverage,
} from './coverage-report.ts';
export type { MutationSummary } from './mutation-summary.ts';
export { placeAt } from './place-at.ts';
export { placeInRule } from './place.ts';
export type { Place } from './place.ts';
export { reportExitCode, summarize } from './summarize.ts';
export type {
  CaseFailure,
  CaseReport,
  CaseStatus,
  DecidingRule,
  SuiteReport,
  TestCommand,
  TestReport,
  TestScore,
  TestScores,
  TestSummary,
} from './test-report.ts';
