import type { LoadedConfig } from '../../app/index.ts';
import type { SuitesRun } from '../../app/testing.ts';
import { reportExitCode } from '../../harness/index.ts';
import type { TestCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { say } from './session.ts';

/** Exit code after Ctrl-C, as shells expect it. */
const interruptedExitCode = 130;

/** The reports that were asked for; those of the config when the command line names none. */
export function reportsOf(options: TestCommandOptions, config: LoadedConfig): readonly string[] {
  return options.report.length > 0 || options.json === true ? options.report : config.reports;
}

/** The exit code of a run: interrupted, nothing ran, failed, undecided, fine. */
export function exitCodeOf(
  environment: CliEnvironment,
  options: TestCommandOptions,
  config: LoadedConfig,
  { report, matching }: SuitesRun,
): number {
  if (environment.signal.aborted) {
    say(environment, options, 'Interrupted. The report is incomplete.');
    return interruptedExitCode;
  }
  const code = reportExitCode(report);
  if (code === 5) {
    const isForbidden = options.forbidUndecided === true || config.forbidUndecided || config.test.undecided !== 'allow';
    return isForbidden ? 5 : 0;
  }
  if (code !== 4) return code;
  const isOtherShard = options.shard !== undefined && matching > 0;
  if (isOtherShard || options.passWithNoTests === true || !config.test.failOnEmpty) return 0;
  const isFiltered = options.testNamePattern !== undefined || options.tag.length > 0;
  const ran =
    report.summary.cases > 0
      ? 'All cases are skipped or still to do'
      : isFiltered
        ? 'No case fits the filter'
        : 'There is no case to run';
  environment.err(`${ran}. Suites are named like sales.tenantlab.yaml; --pass-with-no-tests makes this exit code 0.\n`);
  return 4;
}
