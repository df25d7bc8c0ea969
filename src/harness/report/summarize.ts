import type { CaseReport, CaseStatus, SuiteReport, TestReport, TestSummary } from './test-report.ts';

/** Counts cases by how they ended. O(cases). */
export function summarize(suites: readonly SuiteReport[]): TestSummary {
  const cases = suites.flatMap(({ cases }) => cases);
  const count = (wanted: CaseStatus): number => cases.filter(({ status }: CaseReport) => status === wanted).length;
  return {
    suites: suites.length,
    cases: cases.length,
    passed: count('passed'),
    failed: count('failed'),
    undecided: count('undecided'),
    skipped: count('skipped'),
    todo: count('todo'),
  };
}

/**
 * The exit code of a run: 1 when a case failed or a threshold was missed, 4 when nothing ran, 5 when something is undecided,
 * else 0 (shared order of the exit codes: 4 before 1 before 5).
 */
export function reportExitCode({ summary, coverage, mutation }: TestReport): number {
  // A score is wanted of mutants, not that none is left; that no mutant counts is no fault.
  if (mutation !== undefined) return mutation.ok ? 0 : 1;
  if (summary.passed + summary.failed + summary.undecided === 0) return 4;
  if (summary.failed > 0 || coverage?.thresholds.some(({ ok }) => !ok) === true) return 1;
  return summary.undecided > 0 ? 5 : 0;
}
