import type { TestReport } from '../../harness/index.ts';
import type { TextStyle } from '../style.ts';

/** Shapes in which a run is told. */
export const testReportKinds = ['text', 'json', 'junit', 'sarif', 'markdown', 'tap', 'github'] as const;
export type TestReportKind = (typeof testReportKinds)[number];

/** How text is laid out, and how much of it. */
export interface TestReportOptions {
  readonly style: TextStyle;
  /** A line for each case, not only for each file. */
  readonly isVerbose?: boolean;
}

/** A run in one of the shapes; ends with a line break. */
export function renderTestReport(report: TestReport, kind: TestReportKind, _options: TestReportOptions): string {
  if (kind !== 'json') throw new Error(`no ${kind} yet`);
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
