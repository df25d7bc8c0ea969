import { type LoadedConfig } from '../../app/index.ts';
import { type CaseFilter, compileFilter, runSuites, type RunSuitesOptions, type SuitesRun } from '../../app/testing.ts';
import { ToolError } from '../../base/index.ts';
import { DiagnosticsError, renderCodeFrame } from '../../diagnostics/index.ts';
import { type SuiteReport, summarize, type TestReport } from '../../harness/index.ts';
import type { TestCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { paletteFor } from '../palette.ts';
import { withProgress } from './session.ts';
import { exitCodeOf, reportsOf } from './suite-exit-code.ts';
import { createWatchEvents, type WatchEvents } from './watch-events.ts';
import { writeTestReports } from './write-test-reports.ts';

/** A watching command between two runs. */
interface Watching {
  readonly environment: CliEnvironment;
  readonly options: TestCommandOptions;
  readonly suites: RunSuitesOptions;
  readonly config: LoadedConfig;
  readonly events: WatchEvents;
  /** Absolute paths that a suite depends on, by its own path. */
  readonly dependencies: Map<string, ReadonlySet<string>>;
  /** What suites came to when they were last run, by file. */
  readonly results: Map<string, SuiteReport>;
  filter: CaseFilter;
  exitCode: number;
}

const keys = 'a all   f failed   t filter   u update snapshots   w why   q quit';

/** `tenantlab test --watch`: runs everything, then what a change touches, until `q`. The exit code is that of the last run. */
export async function watchSuites(
  environment: CliEnvironment,
  options: TestCommandOptions,
  suites: RunSuitesOptions,
  config: LoadedConfig,
): Promise<number> {
  const watching: Watching = {
    environment,
    options,
    suites,
    config,
    events: createWatchEvents(environment),
    dependencies: new Map(),
    results: new Map(),
    filter: suites.filter ?? { tags: [] },
    exitCode: 0,
  };
  try {
    await runAll(watching);
    prompt(watching);
    while (await react(watching)) prompt(watching);
    return watching.exitCode;
  } finally {
    watching.events.stop();
  }
}

/** Waits for something to happen and does it; false: the end. */
async function react(watching: Watching): Promise<boolean> {
  const event = await watching.events.next();
  if (event.kind === 'quit') return false;
  if (event.kind === 'changed') {
    await runTouched(watching, event.paths);
    return true;
  }
  switch (event.key.toLowerCase()) {
    case 'q':
      return false;
    case 'a':
      await runAll(watching);
      return true;
    case 'f':
      await runFailed(watching);
      return true;
    case 'u':
      await runAll(watching, 'update');
      return true;
    case 't':
      return askForFilter(watching);
    case 'w':
      showWhy(watching);
      return true;
    default:
      return true;
  }
}

function prompt({ environment, filter }: Watching): void {
  const shown = filter.name?.source === undefined ? '' : `   (filter ${filter.name.source})`;
  environment.err(`\nWatching.${shown}   ${keys}\n`);
}

async function runAll(
  watching: Watching,
  snapshots: RunSuitesOptions['snapshots'] = watching.suites.snapshots,
): Promise<void> {
  await run(watching, {
    ...watching.suites,
    filter: watching.filter,
    ...(snapshots === undefined ? {} : { snapshots }),
  });
}

/** Runs the suites that depend on a changed file; all of them when none is known to. */
async function runTouched(watching: Watching, paths: ReadonlySet<string>): Promise<void> {
  const touched = [...watching.dependencies].filter(([, files]) => [...files].some((file) => paths.has(file)));
  const patterns = touched.map(([suite]) => suite).filter((suite) => suite !== '');
  watching.environment.err(`\nChanged: ${[...paths].join(', ')}\n`);
  if (patterns.length === 0) return runAll(watching);
  await run(watching, { ...watching.suites, filter: watching.filter, patterns });
}

async function runFailed(watching: Watching): Promise<void> {
  const failed = [...watching.results.values()].flatMap(({ file, cases }) =>
    cases.filter(({ status }) => status === 'failed' || status === 'undecided').map(({ name }) => ({ file, name })),
  );
  if (failed.length === 0) {
    watching.environment.err('\nNo case failed in the last run.\n');
    return;
  }
  const names = new Set(failed.map(({ name }) => name));
  const only = { test: (name: string): boolean => names.has(name) };
  const patterns = [...new Set(failed.flatMap(({ file }) => file ?? []))];
  await run(watching, { ...watching.suites, patterns, filter: { tags: [], name: only } });
}

/** Runs suites, shows what they came to, and remembers what they depend on. A suite that cannot be read is waited for. */
async function run(watching: Watching, options: RunSuitesOptions): Promise<void> {
  const { environment, config } = watching;
  try {
    const found = await withProgress(environment, watching.options, (work) => runSuites({ ...options, ...work }));
    remember(watching, found);
    writeTestReports(environment, { ...watching.options, report: reportsOf(watching.options, config) }, found.report);
    watching.exitCode = exitCodeOf(environment, watching.options, config, found);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    watching.exitCode = error.exitCode;
    showFault(watching, error);
  }
  watchFiles(watching);
}

function showFault({ environment, options }: Watching, error: ToolError): void {
  const palette = paletteFor(environment, options.color, 'err');
  if (error instanceof DiagnosticsError)
    for (const diagnostic of error.diagnostics) environment.err(`${renderCodeFrame(diagnostic, { palette })}\n\n`);
  else
    environment.err(
      `error ${error.code}: ${error.message}\n${error.hint === undefined ? '' : `   hint: ${error.hint}\n`}`,
    );
}

function remember({ dependencies, results }: Watching, { suites, report }: SuitesRun): void {
  for (const { path, suite, tenant } of suites)
    dependencies.set(path, new Set([...suite.files, ...(tenant === undefined ? [] : [tenant.path])]));
  for (const suite of report.suites) results.set(suite.file ?? suite.name, suite);
}

/** Before anything could be read, the folder itself is looked at, so that a mended file is seen. */
function watchFiles({ events, dependencies, config, suites }: Watching): void {
  const files = [...dependencies.values()].flatMap((paths) => [...paths]);
  const others = config.path === undefined ? [] : [config.path];
  events.watch([...files, ...others, ...(files.length === 0 ? [suites.cwd, ...(suites.patterns ?? [])] : [])]);
}

/** Reads a filter up to the line break. Nothing typed: no filter. Escape leaves it as it was. */
async function askForFilter(watching: Watching): Promise<boolean> {
  const { environment, events } = watching;
  let typed = '';
  environment.err('\nfilter (a regular expression, Enter): ');
  for (;;) {
    const event = await events.next();
    if (event.kind === 'quit') return false;
    if (event.kind !== 'key') continue;
    if (event.key === '\u001b') return true;
    if (event.key === '\r' || event.key === '\n') break;
    if (event.key === '\u007f' || event.key === '\b') {
      if (typed !== '') environment.err('\b \b');
      typed = typed.slice(0, -1);
      continue;
    }
    typed += event.key;
    environment.err(event.key);
  }
  environment.err('\n');
  try {
    const { tags } = watching.filter;
    watching.filter = typed === '' ? { tags } : { tags, name: compileFilter(typed) };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    showFault(watching, error);
    return true;
  }
  await runAll(watching);
  return true;
}

/** The first failure of the last runs once more, with everything that is known about it. */
function showWhy({ environment, options, results }: Watching): void {
  for (const suite of results.values()) {
    const failed = suite.cases.find(({ status }) => status === 'failed' || status === 'undecided');
    if (failed === undefined) continue;
    const suites = [{ ...suite, cases: [failed] }];
    const report: TestReport = {
      formatVersion: '1.0',
      tool: 'tenantlab',
      command: 'test',
      semantics: {},
      suites,
      findings: [],
      summary: summarize(suites),
      complete: true,
    };
    writeTestReports(environment, { ...options, report: [], all: true, verbose: true }, report);
    return;
  }
  environment.err('\nNo case failed in the last run.\n');
}
