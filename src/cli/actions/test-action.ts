import { dirname, resolve } from 'node:path';
import { type LoadedConfig, loadConfig } from '../../app/index.ts';
import { compileFilter, coverSuites, runSuites, type RunSuitesOptions } from '../../app/testing.ts';
import { ToolError } from '../../base/index.ts';
import type { CoverageLimits } from '../../harness/index.ts';
import { defaultSemantics } from '../../model/index.ts';
import type { TestCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { testReportKinds } from '../../report/index.ts';
import { readSemantics } from '../options.ts';
import { readReports } from '../reports.ts';
import { givenLicenseCatalogue } from './license-catalogue.ts';
import { repeatedOptions } from './repeated-options.ts';
import { withProgress } from './session.ts';
import { exitCodeOf, reportsOf } from './suite-exit-code.ts';
import { writeTestReports } from './write-test-reports.ts';

/** `tenantlab test`: runs suites, writes their reports, and gives the exit code. */
export async function testAction(
  environment: CliEnvironment,
  files: readonly string[],
  options: TestCommandOptions,
): Promise<number> {
  const config = await loadConfig(environment.cwd, options.config);
  readReports(reportsOf(options, config), testReportKinds);
  const suites = await suiteOptions(environment, files, options, config);
  if (options.watch === true) {
    refuseWatch(environment, options);
    const { watchSuites } = await import('./watch-suites.ts');
    return watchSuites(environment, options, suites, config);
  }
  environment.catchInterrupt();
  const limits = coverageLimits(options, config);
  const run = await withProgress(environment, options, (work) =>
    limits === undefined ? runSuites({ ...suites, ...work }) : coverSuites({ ...suites, ...work }, limits),
  );
  // A report of a run that was stopped is written all the same: it says that it is incomplete.
  const written = { ...environment, signal: new AbortController().signal };
  writeTestReports(written, { ...options, report: reportsOf(options, config) }, run.report);
  return exitCodeOf(environment, options, config, run);
}

/** Least coverage; undefined when nobody wants to know what is covered. */
function coverageLimits(options: TestCommandOptions, config: LoadedConfig): CoverageLimits | undefined {
  const { coverage, coverageHtml, threshold } = options;
  const limits = { ...config.test.coverage, ...(threshold === undefined ? {} : { leaves: threshold }) };
  const wantsHtml =
    coverageHtml !== undefined || reportsOf(options, config).some((report) => /^html(?:=|$)/.test(report));
  return coverage === true || wantsHtml || Object.keys(limits).length > 0 ? limits : undefined;
}

/** What the command line and the config say about a run. */
async function suiteOptions(
  environment: CliEnvironment,
  files: readonly string[],
  options: TestCommandOptions,
  config: LoadedConfig,
): Promise<RunSuitesOptions> {
  const isCi = isSet(environment.variables['CI']);
  if (isCi && options.update === true) {
    throw new ToolError({
      code: 'usage/update-in-ci',
      message: 'With CI=true no snapshot is written, so -u has no meaning.',
      hint: 'Run it on your machine and commit the snapshots.',
      exitCode: 4,
    });
  }
  const catalogue = await givenLicenseCatalogue(environment, options, config);
  const clock = options.clock ?? config.clock;
  const name = options.testNamePattern === undefined ? undefined : compileFilter(options.testNamePattern);
  return {
    cwd: environment.cwd,
    patterns: files,
    root: config.path === undefined ? environment.cwd : dirname(config.path),
    allowExternal: options.allowExternal === true,
    environment: environment.variables,
    semantics: readSemantics(options.semantics, { ...defaultSemantics, ...config.semantics }),
    filter: {
      tags: options.tag,
      ...(name === undefined ? {} : { name }),
      ...(options.shard === undefined ? {} : { shard: options.shard }),
    },
    bail: options.bail === true,
    snapshots: options.update === true ? 'update' : isCi ? 'check' : 'add',
    forbidOnly: isCi,
    undecided: config.test.undecided === 'fail' ? 'fail' : 'report',
    now: () => environment.now(),
    reproduceWith: repeatedOptions(options),
    ...(options.tenant === undefined ? {} : { tenant: resolve(environment.cwd, options.tenant) }),
    ...(config.tenant === undefined ? {} : { configuredTenant: config.tenant }),
    // The clock of a suite wins over that of the config, and the command line over both.
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(clock === undefined ? {} : { defaultClock: clock }),
    ...(catalogue === undefined ? {} : { catalogue }),
  };
}

function refuseWatch(environment: CliEnvironment, options: TestCommandOptions): void {
  const other = options.json === true ? '--json' : options.shard === undefined ? undefined : '--shard';
  const reason = isSet(environment.variables['CI'])
    ? 'CI=true is set'
    : other === undefined
      ? undefined
      : `${other} is given`;
  if (reason === undefined) return;
  throw new ToolError({
    code: 'usage/watch',
    message: `--watch is for people in front of a terminal, but ${reason}.`,
    hint: 'Leave out one of the two.',
    exitCode: 4,
  });
}

/** A variable that is set to something that means yes. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value.toLowerCase() !== 'false';
}
