import { dirname, resolve } from 'node:path';
import { loadConfig } from '../../app/index.ts';
import { mutateSuites } from '../../app/testing.ts';
import { reportExitCode } from '../../harness/index.ts';
import { defaultSemantics } from '../../model/index.ts';
import type { MutateCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { testReportKinds } from '../../report/index.ts';
import { readSemantics } from '../options.ts';
import { readReports } from '../reports.ts';
import { givenLicenseCatalogue } from './license-catalogue.ts';
import { say, withProgress } from './session.ts';
import { writeTestReports } from './write-test-reports.ts';

/** Exit code after Ctrl-C, as shells expect it. */
const interruptedExitCode = 130;

/** `tenantlab mutate`: 1 when the score is below the threshold, else 0. */
export async function mutateAction(
  environment: CliEnvironment,
  files: readonly string[],
  options: MutateCommandOptions,
): Promise<number> {
  readReports(options.report, testReportKinds);
  const config = await loadConfig(environment.cwd, options.config);
  const catalogue = await givenLicenseCatalogue(environment, options, config);
  environment.catchInterrupt();
  const report = await withProgress(environment, options, (work) =>
    mutateSuites({
      ...work,
      cwd: environment.cwd,
      patterns: files,
      root: config.path === undefined ? environment.cwd : dirname(config.path),
      allowExternal: options.allowExternal === true,
      environment: environment.variables,
      semantics: readSemantics(options.semantics, { ...defaultSemantics, ...config.semantics }),
      groups: options.group,
      maxMutants: options.maxMutants,
      seed: options.seed,
      least: options.threshold,
      ...(options.tenant === undefined ? {} : { tenant: resolve(environment.cwd, options.tenant) }),
      ...(config.tenant === undefined ? {} : { configuredTenant: config.tenant }),
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      ...(config.clock === undefined ? {} : { defaultClock: config.clock }),
      ...(catalogue === undefined ? {} : { catalogue }),
    }),
  );
  // A report of a run that was stopped is written all the same: it says that it is incomplete.
  writeTestReports({ ...environment, signal: new AbortController().signal }, options, report);
  if (environment.signal.aborted) {
    say(environment, options, 'Interrupted. The report is incomplete.');
    return interruptedExitCode;
  }
  return reportExitCode(report);
}
