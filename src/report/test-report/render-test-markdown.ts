import type { CaseReport, SuiteReport, TestReport } from '../../harness/index.ts';
import { fitSections, type MarkdownSection, moreText } from '../markdown-budget.ts';
import { markdownCode, markdownText } from '../markdown-text.ts';
import { longestMarkdown } from '../render-plan-markdown.ts';
import { plainStyle } from '../style.ts';
import { counted, formatCount } from '../words.ts';
import { coverageSummary, isCovered, leafWords, missedText } from './coverage-text.ts';
import { failureLines } from './failure-lines.ts';
import { headlineOf, mutationText, placeText } from './report-words.ts';
import { placeOfDiagnostic } from './render-test-json.ts';

/** Lines of one failure; a longer one is cut and says so. */
const mostLines = 60;

/**
 * A run for a pull request, the worst first: what failed, what is undecided, findings, conditions without a case, files. Never
 * longer than 60,000 characters; what has no room is counted.
 */
export function renderTestMarkdown(report: TestReport): string {
  const sections = [
    summarySection(report),
    caseSection(report, 'failed'),
    caseSection(report, 'undecided'),
    findingSection(report),
    coverageSection(report),
    leftOutSection(report),
    fileSection(report),
  ];
  return fitSections(
    sections.filter((section) => section !== undefined),
    longestMarkdown,
  );
}

function summarySection(report: TestReport): MarkdownSection {
  const { summary, command, tool, seed, semantics, coverage, mutation } = report;
  const bold = (count: number): string => (count > 0 ? `**${formatCount(count)}**` : '0');
  const missed = (coverage?.thresholds ?? []).filter(({ ok }) => !ok);
  const facts = [
    markdownText(tool),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...Object.entries(semantics).map(([name, value]) => markdownCode(`${name}=${value}`)),
    ...(coverage === undefined ? [] : [markdownText(coverageSummary(coverage))]),
    ...(mutation === undefined ? [] : [markdownText(mutationText(mutation))]),
  ];
  const lines = [
    `### tenantlab ${command}: ${headlineOf(report)}`,
    '',
    '| cases | passed | failed | undecided | skipped | to do |',
    '| ---: | ---: | ---: | ---: | ---: | ---: |',
    `| ${formatCount(summary.cases)} | ${formatCount(summary.passed)} | ${bold(summary.failed)} | ${bold(summary.undecided)} | ${formatCount(summary.skipped)} | ${formatCount(summary.todo)} |`,
    '',
    ...(coverage === undefined
      ? []
      : missed.flatMap((threshold) => [markdownText(missedText(threshold, coverage, '; ')), ''])),
    facts.join(', '),
    '',
  ];
  return { head: lines.join('\n'), rows: [], rowCount: 0, foot: '', more: () => '' };
}

function caseSection(report: TestReport, status: 'failed' | 'undecided'): MarkdownSection | undefined {
  const found = report.suites.flatMap((suite) =>
    suite.cases.filter((entry) => entry.status === status).map((entry) => ({ suite, entry })),
  );
  return section(
    `${counted(found.length, 'case')} ${status}`,
    found.map(
      ({ suite, entry }) =>
        () =>
          caseRow(suite, entry),
    ),
    true,
  );
}

function caseRow(suite: SuiteReport, entry: CaseReport): string {
  const lines = failureLines(entry, plainStyle);
  const shown = lines.slice(0, mostLines);
  const place = entry.place === undefined ? (suite.file ?? suite.name) : placeText(entry.place);
  const rest = lines.length > shown.length ? `\n${moreText(lines.length - shown.length)} lines` : '';
  return (
    `<details><summary>${markdownText(entry.name)} (${markdownText(place)})</summary>\n\n` +
    `<pre>\n${shown.map(preText).join('\n')}${rest}\n</pre>\n\n</details>\n\n`
  );
}

/** Inside `<pre>`, where only tags and entities act. */
function preText(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function findingSection({ findings }: TestReport): MarkdownSection | undefined {
  return section(
    counted(findings.length, 'finding'),
    findings.map((finding) => () => {
      const place = placeOfDiagnostic(finding);
      const where = place === undefined ? '' : ` (${markdownText(placeText(place))})`;
      return `- ${finding.severity} ${markdownCode(finding.code)} ${markdownText(finding.message)}${where}\n`;
    }),
  );
}

function coverageSection({ coverage }: TestReport): MarkdownSection | undefined {
  const open = (coverage?.rules ?? []).flatMap((rule) =>
    rule.leaves.filter((leaf) => !isCovered(leaf)).map((leaf) => ({ rule, leaf })),
  );
  return section(
    `${counted(open.length, 'leaf', 'leaves')} without cases both ways`,
    open.map(({ rule, leaf }) => () => {
      const text = markdownCode(rule.rule.slice(leaf.span.start, leaf.span.end));
      return `- ${markdownText(rule.holder.name)}: ${text} ${leafWords(leaf)}\n`;
    }),
  );
}

function leftOutSection({ suites }: TestReport): MarkdownSection | undefined {
  const found = suites.flatMap(({ cases }) => cases.filter(({ status }) => status === 'skipped' || status === 'todo'));
  return section(
    `${counted(found.length, 'case')} skipped or to do`,
    found.map(({ name, status, reason }) => () => {
      const why = reason === undefined ? '' : `: ${markdownText(reason)}`;
      return `- ${markdownText(name)} (${status === 'todo' ? 'to do' : 'skipped'}${why})\n`;
    }),
  );
}

function fileSection({ suites }: TestReport): MarkdownSection | undefined {
  return section(
    counted(suites.length, 'file'),
    suites.map(({ file, name, cases }) => () => {
      const failed = cases.filter(({ status }) => status === 'failed').length;
      return `- ${markdownCode(file ?? name)} ${counted(cases.length, 'case')}${failed === 0 ? '' : `, ${formatCount(failed)} failed`}\n`;
    }),
  );
}

/** A part that folds; rows are made only as long as there is room. */
function section(title: string, rows: readonly (() => string)[], isOpen = false): MarkdownSection | undefined {
  if (rows.length === 0) return undefined;
  return {
    head: `\n<details${isOpen ? ' open' : ''}><summary>${title}</summary>\n\n`,
    rows: made(rows),
    rowCount: rows.length,
    foot: '\n</details>\n',
    more: (count) => `\n${moreText(count)}\n`,
  };
}

function* made(rows: readonly (() => string)[]): Generator<string> {
  for (const row of rows) yield row();
}
