export { createCoverageRecorder } from './coverage-recorder.ts';
export type { CoverageLimits, CoverageRecorder, CoveredTenant, RecordedDecision } from './coverage-recorder.ts';
export { policyRulesOf } from './policy-rules.ts';
export type { PolicyRule } from './policy-rules.ts';
