import type { JsonValue } from '../../base/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Explanation } from '../../rules/index.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { MutationSummary } from './mutation-summary.ts';
import type { Place } from './place.ts';

/** Commands that end in a test report. */
export type TestCommand = 'test' | 'fuzz' | 'verify-engine' | 'mutate';

/** What a run came to, as plain data: every report (text, JSON, JUnit, SARIF, ...) is made from this alone. */
export interface TestReport {
  readonly formatVersion: '1.0';
  /** `tenantlab/0.1.0`. */
  readonly tool: string;
  readonly command: TestCommand;
  /** Of everything random in the run. */
  readonly seed?: number;
  /** Disputed readings that differ from the default. */
  readonly semantics: Readonly<Record<string, string>>;
  readonly suites: readonly SuiteReport[];
  /** Warnings that belong to no case, such as a property that says nothing. Errors in files end a run before it reports. */
  readonly findings: readonly Diagnostic[];
  readonly coverage?: CoverageReport;
  /** Of `mutate`: cases are mutants, and those that nobody noticed have failed. */
  readonly mutation?: MutationSummary;
  readonly summary: TestSummary;
  /** How much of a conformance suite holds, for runs of one. */
  readonly scores?: TestScores;
  /** False when the run was stopped. */
  readonly complete: boolean;
}

/** How much of a conformance suite holds, by section and by how well its claims are supported. */
export interface TestScores {
  readonly sections: readonly TestScore[];
  readonly grades: readonly TestScore[];
}

/** Passed of those that were run. Cases that are expected to fail count as run and not passed. */
export interface TestScore {
  readonly name: string;
  readonly passed: number;
  readonly total: number;
  readonly skipped: number;
}

/** Cases by how they ended; every cell of a matrix counts. */
export interface TestSummary {
  readonly suites: number;
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  /** Cases that could not be decided because something was not exported, and may not be. Not among `failed`. */
  readonly undecided: number;
  readonly skipped: number;
  readonly todo: number;
}

/** One file of tests, one file of properties, one section of a conformance suite. */
export interface SuiteReport {
  readonly name: string;
  /** As the user would type it: relative to where the command runs, with `/`. */
  readonly file?: string;
  /** Fingerprint of the tenant that the suite starts from. */
  readonly fingerprint?: string;
  readonly cases: readonly CaseReport[];
  /** Milliseconds. */
  readonly durationMs?: number;
}

/** How a case ended. */
export type CaseStatus = 'passed' | 'failed' | 'undecided' | 'skipped' | 'todo';

/** One case. */
export interface CaseReport {
  /** Unique within its suite, matrix values included: `guests never join > gus, "Sales EMEA"`. */
  readonly name: string;
  /** The group, policy or section that it is about; JUnit's class name. */
  readonly subject?: string;
  readonly status: CaseStatus;
  readonly tags: readonly string[];
  /** Why it was skipped or is still to do. */
  readonly reason?: string;
  readonly place?: Place;
  readonly durationMs?: number;
  /** Empty unless failed or undecided. */
  readonly failures: readonly CaseFailure[];
  /** What is worth knowing about a case that passed: runs of a property, both sides of a rule. */
  readonly notes?: readonly string[];
}

/** One expectation that did not hold. */
export interface CaseFailure {
  /** A code of the catalogue: `test/member`. */
  readonly code: string;
  /** One line. */
  readonly message: string;
  readonly expected?: JsonValue;
  readonly got?: JsonValue;
  /** Where the expectation is written. */
  readonly place?: Place;
  /** Rules that decided, with the value of each condition. */
  readonly rules: readonly DecidingRule[];
  /** Causes, nearest first, in words. */
  readonly because: readonly string[];
  /** A block of text that stands as it is: the smallest failing tenant, lines of a snapshot that differ. */
  readonly details?: readonly string[];
  readonly hint?: string;
  /** The command that shows this failure alone. */
  readonly reproduce?: string;
}

/** A rule as it came out for one object. */
export interface DecidingRule {
  /** `rule of "Sales EMEA"`. */
  readonly title: string;
  /** The object, by the name that people type. */
  readonly subject: string;
  readonly rule: string;
  readonly explanation: Explanation;
  /** Where the rule is written, if it is in a file. */
  readonly place?: Place;
}
