import { describe, expect, it } from 'vitest';
import {
  type CoverageReport,
  type MutationSummary,
  reportExitCode,
  type TestReport,
  type TestSummary,
} from '../../../src/harness/index.ts';

const none: TestSummary = { suites: 1, cases: 1, passed: 0, failed: 0, undecided: 0, skipped: 0, todo: 0 };

function exitCode(summary: Partial<TestSummary>, more: Partial<TestReport> = {}): number {
  return reportExitCode({
    formatVersion: '1.0',
    tool: 'tenantlab/0.0.0',
    command: 'test',
    semantics: {},
    suites: [],
    findings: [],
    summary: { ...none, ...summary },
    complete: true,
    ...more,
  });
}

function coverage(ok: boolean): CoverageReport {
  const count = { covered: 1, total: 2 };
  const thresholds = [{ what: 'groups', least: 60, reached: 50, ok }] as const;
  return {
    leaves: count,
    groups: count,
    licenses: count,
    rules: [],
    untouchedGroups: [],
    untouchedLicenses: [],
    thresholds,
  };
}

function mutation(ok: boolean): MutationSummary {
  return { killed: 1, survived: 1, onlyHereEqual: 0, equivalent: 0, notRun: 0, score: 50, least: 40, ok };
}

describe('reportExitCode', () => {
  it.each([
    [{ passed: 1 }, 0],
    [{ passed: 1, failed: 1, undecided: 1 }, 1],
    [{ passed: 1, undecided: 1 }, 5],
    [{ skipped: 1, todo: 1 }, 4],
  ])('of %j is %i', (summary, code) => {
    expect(exitCode(summary)).toBe(code);
  });

  it('is 1 when coverage misses a threshold, whatever passed', () => {
    expect(exitCode({ passed: 1 }, { coverage: coverage(false) })).toBe(1);
    expect(exitCode({ passed: 1, undecided: 1 }, { coverage: coverage(false) })).toBe(1);
    expect(exitCode({ passed: 1 }, { coverage: coverage(true) })).toBe(0);
  });

  it('goes by the score alone where policies were changed on purpose', () => {
    expect(exitCode({ passed: 1, failed: 1 }, { mutation: mutation(true) })).toBe(0);
    expect(exitCode({ passed: 1 }, { mutation: mutation(false) })).toBe(1);
  });
});
