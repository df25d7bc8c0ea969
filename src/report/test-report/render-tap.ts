import type { CaseReport, SuiteReport, TestReport } from '../../harness/index.ts';
import { plainStyle } from '../style.ts';
import { visible } from '../visible-text.ts';
import { missedText } from './coverage-text.ts';
import { failureLines } from './failure-lines.ts';
import { isTrouble } from './report-words.ts';

/** A run as TAP 14: a subtest for each file, a diagnostic block below each case that did not pass. O(size of the report). */
export function renderTap(report: TestReport): string {
  const thresholds = report.coverage?.thresholds ?? [];
  const count = report.suites.length + thresholds.length;
  const lines = [
    'TAP version 14',
    ...(report.seed === undefined ? [] : [`# seed ${report.seed}`]),
    `# ${visible(report.tool)}`,
    `1..${count}${count === 0 ? ' # SKIP no tests' : ''}`,
    ...report.suites.flatMap((suite, index) => suiteLines(suite, index + 1)),
    ...thresholds.map((threshold, index) => {
      const number = report.suites.length + index + 1;
      const { what, least, ok } = threshold;
      const missed = ok || report.coverage === undefined ? '' : `: ${missedText(threshold, report.coverage)}`;
      return `${ok ? 'ok' : 'not ok'} ${number} - ${description(`coverage of ${what} at least ${least} %${missed}`)}`;
    }),
    ...(report.complete ? [] : ['Bail out! Stopped before the end.']),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function suiteLines(suite: SuiteReport, number: number): readonly string[] {
  const name = description(suite.file ?? suite.name);
  const { cases } = suite;
  const inner = [
    `1..${cases.length}${cases.length === 0 ? ' # SKIP no cases' : ''}`,
    ...cases.flatMap((entry, index) => caseLines(entry, index + 1)),
  ];
  return [
    `# Subtest: ${name}`,
    ...inner.map((line) => `    ${line}`),
    `${cases.some(isTrouble) ? 'not ok' : 'ok'} ${number} - ${name}`,
  ];
}

function caseLines(entry: CaseReport, number: number): readonly string[] {
  const { status, reason, name } = entry;
  const directive = { passed: '', failed: '', undecided: '', skipped: ' # SKIP', todo: ' # TODO' }[status];
  const why = directive === '' || reason === undefined ? '' : ` ${description(reason)}`;
  const head = `${isTrouble(entry) || status === 'todo' ? 'not ok' : 'ok'} ${number} - ${description(name)}${directive}${why}`;
  if (!isTrouble(entry)) return [head];
  const [first] = entry.failures;
  const place = first?.place ?? entry.place;
  // Values are JSON texts, which are YAML too.
  const fields: readonly (readonly [string, string | number | undefined])[] = [
    ['message', first?.message ?? status],
    ['severity', status === 'failed' ? 'fail' : 'undecided'],
    ['code', first?.code],
    ['file', place?.file],
    ['line', place?.line],
    ['column', place?.column],
  ];
  return [
    head,
    '  ---',
    ...fields.flatMap(([key, value]) =>
      value === undefined ? [] : [`  ${key}: ${typeof value === 'number' ? value : JSON.stringify(visible(value))}`],
    ),
    '  details:',
    ...failureLines(entry, plainStyle).map((line) => `    - ${JSON.stringify(line)}`),
    '  ...',
  ];
}

/** A description, in which a hash would begin a directive. */
function description(text: string): string {
  return visible(text).replaceAll(/[\\#]/g, String.raw`\$&`);
}
