import type { TestReport } from '../../harness/index.ts';
import { renderTestReport, testReportKinds } from '../../report/index.ts';
import type { CliEnvironment } from '../environment.ts';
import type { OutputOptions } from '../options.ts';
import { readReports } from '../reports.ts';
import { styleFor } from './session.ts';
import { writeOutput } from './write-output.ts';

/** Options of commands that report on a run. */
export interface TestReportOptions extends OutputOptions {
  /** `KIND[=FILE]`, as given. */
  readonly report: readonly string[];
  readonly verbose?: boolean;
  readonly all?: boolean;
}

/** Writes the reports that were asked for: text to standard output by default, JSON with `--json`. */
export function writeTestReports(environment: CliEnvironment, options: TestReportOptions, report: TestReport): void {
  const chosen = readReports(options.report, testReportKinds);
  const standard = { kind: options.json === true ? ('json' as const) : ('text' as const), file: undefined };
  for (const { kind, file } of chosen.length > 0 ? chosen : [standard]) {
    const style = styleFor(environment, options);
    const text = renderTestReport(report, kind, { style, isVerbose: options.verbose === true });
    writeOutput(environment, file, [text]);
  }
}
