import type { TestReport } from '../../harness/index.ts';
import { plainStyle, type TextStyle } from '../style.ts';
import { renderTestHtml } from './html/render-test-html.ts';
import { renderGithub } from './render-github.ts';
import { renderTestJunit } from './render-junit.ts';
import { renderSarif } from './render-sarif.ts';
import { renderTap } from './render-tap.ts';
import { renderTestJson } from './render-test-json.ts';
import { renderTestMarkdown } from './render-test-markdown.ts';
import { renderTestText } from './render-test-text.ts';
import { headlineOf } from './report-words.ts';
import { problemsOf, thresholdProblems } from './test-problems.ts';

/** Shapes in which a run is told. */
export const testReportKinds = ['text', 'json', 'junit', 'sarif', 'markdown', 'tap', 'github', 'html'] as const;
export type TestReportKind = (typeof testReportKinds)[number];

/** How text is laid out, and how much of it. */
export interface TestReportOptions {
  /** Of text; the other shapes look the same everywhere. Default: plain. */
  readonly style?: TextStyle;
  /** A line for each case, not only for each file. */
  readonly isVerbose?: boolean;
  /** Text also shows, rule by rule, what no case decided. */
  readonly isCoverageShown?: boolean;
}

/**
 * A run in one of the shapes; ends with a line break. Total: names of a tenant can hold anything, and act on nothing in any
 * shape. O(size of the report).
 */
export function renderTestReport(report: TestReport, kind: TestReportKind, options: TestReportOptions = {}): string {
  const { style = plainStyle, isVerbose = false, isCoverageShown = false } = options;
  switch (kind) {
    case 'text':
      return renderTestText(report, { style, isVerbose, isCoverageShown });
    case 'json':
      return renderTestJson(report);
    case 'junit':
      return renderTestJunit(report);
    case 'sarif':
      return renderSarif(problemsOf(report), {
        tool: report.tool,
        isComplete: report.complete,
        properties: report.seed === undefined ? {} : { seed: report.seed },
      });
    case 'markdown':
      return renderTestMarkdown(report);
    case 'tap':
      return renderTap(report);
    case 'github':
      return renderGithub([...problemsOf(report), ...thresholdProblems(report)], headlineOf(report));
    case 'html':
      return renderTestHtml(report);
  }
}
