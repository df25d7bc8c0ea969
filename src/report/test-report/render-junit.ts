import type { CaseReport, SuiteReport, TestReport } from '../../harness/index.ts';
import { plainStyle } from '../style.ts';
import { visible } from '../visible-text.ts';
import { failureLines } from './failure-lines.ts';
import { headlineOf } from './report-words.ts';
import { xmlAttributes, xmlText } from './xml-text.ts';

/** A file or group of things that were looked at. */
export interface JunitSuite {
  readonly name: string;
  readonly file?: string;
  readonly properties: Readonly<Record<string, string | number | undefined>>;
  readonly cases: readonly JunitCase[];
  /** Milliseconds. */
  readonly durationMs?: number;
}

/** One thing that was looked at; without an outcome it passed. */
export interface JunitCase {
  readonly name: string;
  readonly className: string;
  readonly durationMs?: number;
  readonly outcome?: JunitOutcome;
}

/** Why a case did not pass. */
export interface JunitOutcome {
  readonly element: 'failure' | 'error' | 'skipped';
  readonly message: string;
  /** A class of outcomes; absent for skipped ones. */
  readonly type?: string;
  /** Lines of plain text. */
  readonly text: readonly string[];
}

/**
 * A run as JUnit XML, in the part of it that Ant, Jenkins and GitLab agree on. A suite is a file, a class name the subject of a
 * case. An undecided case is an `error`: it says nothing about the policy. O(size of the report).
 */
export function renderTestJunit(report: TestReport): string {
  const suites = report.suites.map((suite): JunitSuite => {
    const { name, file, fingerprint, durationMs } = suite;
    return {
      name: file ?? name,
      properties: {
        ...(file !== undefined && file !== name ? { name } : {}),
        ...propertiesOf(report),
        tenantFingerprint: fingerprint,
      },
      cases: suite.cases.map((entry) => junitCase(suite, entry)),
      ...(file === undefined ? {} : { file }),
      ...(durationMs === undefined ? {} : { durationMs }),
    };
  });
  return renderJunit(`tenantlab ${report.command}`, [...suites, ...coverageSuite(report)]);
}

/** Suites as JUnit XML. */
export function renderJunit(name: string, suites: readonly JunitSuite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  const duration = suites.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  const { tests, failures, errors } = countsOf(cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ name: visible(name), tests, failures, errors, time: seconds(duration) })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines({ name, file, properties, cases, durationMs }: JunitSuite): readonly string[] {
  const known = Object.entries(properties).filter(([, value]) => value !== undefined);
  return [
    `  <testsuite${xmlAttributes({
      name: visible(name),
      ...countsOf(cases),
      time: seconds(durationMs ?? 0),
      file: file === undefined ? undefined : visible(file),
    })}>`,
    '    <properties>',
    ...known.map(([key, value]) => `      <property${xmlAttributes({ name: key, value: visible(String(value)) })}/>`),
    '    </properties>',
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function countsOf(cases: readonly JunitCase[]): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>> {
  const count = (element: JunitOutcome['element']): number =>
    cases.filter(({ outcome }) => outcome?.element === element).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function caseLines({ name, className, durationMs, outcome }: JunitCase): readonly string[] {
  const head = `    <testcase${xmlAttributes({ name: visible(name), classname: visible(className), time: seconds(durationMs ?? 0) })}`;
  if (outcome === undefined) return [`${head}/>`];
  const { element, message, type, text } = outcome;
  const attributes = xmlAttributes({ message: visible(message), type });
  const body = text.map(visible).join('\n');
  return [
    `${head}>`,
    `      <${element}${attributes}${body === '' ? '/>' : `>${xmlText(body)}</${element}>`}`,
    '    </testcase>',
  ];
}

function junitCase(suite: SuiteReport, entry: CaseReport): JunitCase {
  const outcome = outcomeOf(entry);
  return {
    name: entry.name,
    className: entry.subject ?? suite.name,
    ...(entry.durationMs === undefined ? {} : { durationMs: entry.durationMs }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

function outcomeOf(entry: CaseReport): JunitOutcome | undefined {
  const { status, reason, failures } = entry;
  if (status === 'passed') return undefined;
  if (status === 'skipped' || status === 'todo') {
    const word = status === 'todo' ? 'to do' : 'skipped';
    return { element: 'skipped', message: reason === undefined ? word : `${word}: ${reason}`, text: [] };
  }
  const [first] = failures;
  return {
    element: status === 'failed' ? 'failure' : 'error',
    message: first?.message ?? status,
    type: status === 'failed' ? (first?.code ?? 'test') : 'undecided',
    text: failureLines(entry, plainStyle),
  };
}

/** Thresholds as cases of their own, so that a missed one turns a CI run red. */
function coverageSuite(report: TestReport): readonly JunitSuite[] {
  const thresholds = report.coverage?.thresholds ?? [];
  if (thresholds.length === 0) return [];
  const cases = thresholds.map(({ what, least, reached, ok }): JunitCase => {
    const message = `${what} covered ${reached.toFixed(1)} %, wanted ${least} %`;
    return {
      name: `${what} at least ${least} %`,
      className: 'coverage',
      ...(ok
        ? {}
        : { outcome: { element: 'failure', type: 'coverage/below-threshold', message, text: [headlineOf(report)] } }),
    };
  });
  return [{ name: 'coverage', properties: propertiesOf(report), cases }];
}

function propertiesOf({ tool, seed, semantics, complete }: TestReport): JunitSuite['properties'] {
  const readings = Object.entries(semantics).map(([name, value]) => [`semantics.${name}`, value] as const);
  return { version: tool, seed, ...Object.fromEntries(readings), ...(complete ? {} : { complete: 'false' }) };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
