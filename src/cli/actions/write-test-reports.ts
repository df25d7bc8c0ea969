import { join } from 'node:path';
import type { TestReport } from '../../harness/index.ts';
import { renderTestReport, testReportKinds, testSiteFiles } from '../../report/index.ts';
import type { CliEnvironment } from '../environment.ts';
import type { OutputOptions } from '../options.ts';
import { readReports } from '../reports.ts';
import { styleFor } from './session.ts';
import { makeFolder, writeOutput } from './write-output.ts';

/** Options of commands that report on a run. */
export interface TestReportOptions extends OutputOptions {
  /** `KIND[=FILE]`, as given. */
  readonly report: readonly string[];
  readonly verbose?: boolean;
  readonly all?: boolean;
  /** Text shows, rule by rule, what no case decided. */
  readonly coverage?: boolean;
  /** A folder for a page about coverage. */
  readonly coverageHtml?: string;
}

/** Writes the reports that were asked for: text to standard output by default, JSON with `--json`. */
export function writeTestReports(environment: CliEnvironment, options: TestReportOptions, report: TestReport): void {
  const chosen = readReports(options.report, testReportKinds);
  const standard = { kind: options.json === true ? ('json' as const) : ('text' as const), file: undefined };
  for (const { kind, file } of chosen.length > 0 ? chosen : [standard]) {
    const style = styleFor(environment, options);
    const text = renderTestReport(report, kind, {
      style,
      isVerbose: options.verbose === true,
      isCoverageShown: options.coverage === true,
    });
    writeOutput(environment, file, [text]);
  }
  const { coverageHtml } = options;
  if (coverageHtml === undefined) return;
  makeFolder(environment, coverageHtml);
  for (const { name, text } of testSiteFiles(report)) writeOutput(environment, join(coverageHtml, name), [text]);
}
