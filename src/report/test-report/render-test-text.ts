import type { CaseReport, SuiteReport, TestReport } from '../../harness/index.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { symbolsOf, type TextStyle } from '../style.ts';
import { limited, type Lines } from '../text-block.ts';
import { displayWidth, padText } from '../text-layout.ts';
import { visible } from '../visible-text.ts';
import { counted, formatCount } from '../words.ts';
import { coverageDetail, coverageSummary, missedThresholds } from './coverage-text.ts';
import { failureLines } from './failure-lines.ts';
import { durationText, isTrouble, mutationText, placeText, statusCounts } from './report-words.ts';

/** What else a text report shows. */
export interface TestTextOptions {
  readonly style: TextStyle;
  /** A line for each case. */
  readonly isVerbose: boolean;
  /** Rule by rule, which conditions decided nothing. */
  readonly isCoverageShown: boolean;
}

/** A run for people: a line for each file, failures in full, findings, then what it came to. O(size of the report). */
export function renderTestText(report: TestReport, { style, isVerbose, isCoverageShown }: TestTextOptions): string {
  const troubles = report.suites.flatMap((suite) =>
    suite.cases.filter(isTrouble).map((entry) => ({ suite, case: entry })),
  );
  const failures = limited(troubles, style, ' ', (trouble) => ['', ...caseBlock(trouble.suite, trouble.case, style)]);
  const findings = renderDiagnostics(report.findings, style).split('\n').slice(0, -1);
  const { coverage } = report;
  const lines = [
    ...suiteLines(report, style, isVerbose),
    ...failures,
    ...(findings.length > 0 ? ['', ...findings] : []),
    ...(coverage !== undefined && isCoverageShown ? ['', ...coverageDetail(coverage, style)] : []),
    ...(failures.length + findings.length > 0 || isCoverageShown ? [''] : []),
    ...(coverage === undefined ? [] : missedThresholds(coverage, style)),
    ...summaryLines(report, style),
  ];
  return lines.map((line) => `${harmlessLine(line)}\n`).join('');
}

function suiteLines({ suites, mutation }: TestReport, style: TextStyle, isVerbose: boolean): Lines {
  const noun = mutation === undefined ? 'case' : 'mutant';
  const names = suites.map(({ file, name }) => visible(mutation === undefined ? (file ?? name) : name));
  const column = Math.min(Math.max(0, ...names.map(displayWidth)), Math.max(20, style.width - 40));
  return suites.flatMap((suite, index) => {
    const counts = mutation === undefined ? statusCounts(suite.cases, ['passed']) : unnoticed(suite);
    const total = `${counted(suite.cases.length, noun)}${counts === '' ? '' : `, ${counts}`}`;
    const time = suite.durationMs === undefined ? '' : `   ${style.palette.dim(durationText(suite.durationMs))}`;
    return [
      ` ${suiteMark(suite, style)} ${padText(names[index] ?? '', column)}   ${total}${time}`,
      ...(isVerbose ? suite.cases.flatMap((entry) => verboseLines(entry, style)) : []),
    ];
  });
}

/** What became of the mutants of a policy, but for those that were noticed. */
function unnoticed({ cases }: SuiteReport): string {
  const count = (wanted: CaseReport['status']): number => cases.filter(({ status }) => status === wanted).length;
  return [
    ...(count('failed') > 0 ? [`${formatCount(count('failed'))} not noticed`] : []),
    ...(count('skipped') > 0 ? [`${formatCount(count('skipped'))} mean the same`] : []),
  ].join(', ');
}

function suiteMark({ cases }: SuiteReport, style: TextStyle): string {
  const { good, bad, unsure } = symbolsOf(style);
  if (cases.some(({ status }) => status === 'failed')) return style.palette.bad(bad);
  if (cases.some(({ status }) => status === 'undecided')) return style.palette.note(unsure);
  return cases.some(({ status }) => status === 'passed') ? style.palette.good(good) : style.palette.dim('-');
}

function caseMark({ status }: CaseReport, style: TextStyle): string {
  const { good, bad, unsure } = symbolsOf(style);
  if (status === 'passed') return style.palette.good(good);
  if (status === 'failed') return style.palette.bad(bad);
  return status === 'undecided' ? style.palette.note(unsure) : style.palette.dim('-');
}

function verboseLines(entry: CaseReport, style: TextStyle): Lines {
  const word = { passed: '', failed: '', undecided: '   undecided', skipped: '   skipped', todo: '   to do' };
  const reason = entry.reason === undefined ? '' : `: ${visible(entry.reason)}`;
  const time = entry.durationMs === undefined ? '' : `   ${style.palette.dim(durationText(entry.durationMs))}`;
  return [
    `     ${caseMark(entry, style)} ${visible(entry.name)}${word[entry.status]}${reason}${time}`,
    ...(entry.notes ?? []).map((note) => `         ${style.palette.dim(visible(note))}`),
  ];
}

/** The name and place of a case, then what went wrong. */
function caseBlock(suite: SuiteReport, entry: CaseReport, style: TextStyle): Lines {
  const place = entry.place ?? entry.failures.find((failure) => failure.place !== undefined)?.place;
  const where = place === undefined ? visible(suite.file ?? suite.name) : placeText(place);
  const name = ` ${caseMark(entry, style)} ${style.palette.strong(visible(entry.name))}`;
  const room = style.width - displayWidth(` x ${visible(entry.name)}`) - displayWidth(where);
  const head = room >= 3 ? [`${name}${' '.repeat(room)}${where}`] : [name, `    ${where}`];
  return [
    ...head,
    ...(entry.status === 'undecided' ? ['    undecided: what it depends on was not exported'] : []),
    ...failureLines(entry, style),
  ];
}

function summaryLines(report: TestReport, style: TextStyle): Lines {
  const cases = report.suites.flatMap((suite) => suite.cases);
  const { summary, coverage, mutation, seed, semantics, complete } = report;
  const readings = Object.entries(semantics).map(([name, value]) => `${name}=${value}`);
  const parts = [
    mutation === undefined ? `Cases ${statusCounts(cases) || formatCount(0)}` : mutationText(mutation),
    ...(coverage === undefined ? [] : [coverageSummary(coverage)]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(readings.length === 0 ? [] : [`semantics ${readings.map(visible).join(', ')}`]),
  ];
  const isGood = mutation?.ok ?? (summary.failed === 0 && summary.undecided === 0);
  const paint = summary.passed > 0 && isGood ? style.palette.good : isGood ? style.palette.dim : style.palette.bad;
  return [
    ...(complete ? [] : [style.palette.warn(' Stopped before the end; what did not run is not counted.')]),
    ...packParts(parts, style.width).map(paint),
  ];
}

/** Parts side by side with three blanks between them, on as few lines as they need. */
function packParts(parts: readonly string[], width: number): Lines {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = last === undefined ? ` ${part}` : `${last}   ${part}`;
    if (last !== undefined && displayWidth(longer) > width) lines.push(`   ${part}`);
    else lines[Math.max(0, lines.length - 1)] = longer;
  }
  return lines;
}

/**
 * Runners of GitHub Actions act on lines that begin with `::` or hold `##[`, wherever they come from. A name of the tenant must
 * not reach them.
 */
function harmlessLine(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\\u003a').replaceAll('##[', '#\\u0023[');
}
