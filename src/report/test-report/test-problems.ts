import {
  type CaseFailure,
  type CaseReport,
  type DecidingRule,
  placeInRule,
  type SuiteReport,
  type TestReport,
} from '../../harness/index.ts';
import { decidingLeaves, type Explanation } from '../../rules/index.ts';
import { valueText } from '../../plan/index.ts';
import { missedText } from './coverage-text.ts';
import type { Problem } from './problem.ts';
import { placeOfDiagnostic } from './render-test-json.ts';
import { jsonText } from './report-words.ts';

/** What is wrong in a run, in the order of the report: expectations that did not hold, then findings. */
export function problemsOf(report: TestReport): readonly Problem[] {
  const failures = report.suites.flatMap((suite) =>
    suite.cases.flatMap((entry) => entry.failures.map((failure) => failureProblem(suite, entry, failure))),
  );
  const findings = report.findings.map((finding): Problem => {
    const { code, severity, message, hint, source } = finding;
    const place = placeOfDiagnostic(finding);
    return {
      code,
      severity,
      message,
      detail: hint === undefined ? [] : [hint],
      related: [],
      identity: [source?.name ?? '', message],
      ...(place === undefined ? {} : { place }),
    };
  });
  return [...failures, ...findings];
}

function failureProblem(suite: SuiteReport, entry: CaseReport, failure: CaseFailure): Problem {
  const place = failure.place ?? entry.place;
  const { expected, got, because, hint, reproduce } = failure;
  return {
    code: failure.code,
    severity: entry.status === 'failed' ? 'error' : 'warning',
    message: `${entry.name}: ${failure.message}`,
    detail: [
      ...(expected === undefined ? [] : [`expected ${jsonText(expected)}`]),
      ...(got === undefined ? [] : [`got ${jsonText(got)}`]),
      ...because.map((cause) => `because ${cause}`),
      ...failure.rules.flatMap(leafLines),
      ...(hint === undefined ? [] : [hint]),
      ...(reproduce === undefined ? [] : [`reproduce: ${reproduce}`]),
    ],
    ...(place === undefined ? {} : { place }),
    related: failure.rules.flatMap(decidingPlaces),
    identity: [suite.file ?? suite.name, entry.name, String(entry.failures.indexOf(failure))],
  };
}

function leafLines({ title, subject, explanation }: DecidingRule): readonly string[] {
  return decidingLeaves(explanation).map((leaf) => `${title}, for ${subject}: ${leafText(leaf)}`);
}

/** Each deciding condition where it stands; the whole rule where columns cannot be told. */
function decidingPlaces({ title, subject, rule, explanation, place }: DecidingRule): Problem['related'] {
  if (place === undefined) return [];
  const leaves = decidingLeaves(explanation).flatMap((leaf) => {
    const found = placeInRule(place, rule, leaf.span);
    return found === undefined ? [] : [{ message: `${title}, for ${subject}: ${leafText(leaf)}`, place: found }];
  });
  return leaves.length > 0 ? leaves : [{ message: `${title}, for ${subject}`, place }];
}

function leafText({ expression, verdict, property, value }: Explanation): string {
  const looked = property === undefined || property === 'memberOf' ? '' : `, ${property} is ${valueText(value)}`;
  return `${expression} is ${verdict}${looked}`;
}

/** Thresholds of coverage that were missed; they have no place. */
export function thresholdProblems({ coverage }: TestReport): readonly Problem[] {
  if (coverage === undefined) return [];
  return coverage.thresholds
    .filter(({ ok }) => !ok)
    .map((threshold) => ({
      code: 'coverage/below-threshold',
      severity: 'error',
      message: missedText(threshold, coverage),
      detail: [],
      related: [],
      identity: [threshold.what],
    }));
}
