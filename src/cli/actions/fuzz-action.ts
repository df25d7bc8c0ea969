import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, locateTenant } from '../../app/index.ts';
import { defaultChanges, defaultPeople, runProperties } from '../../app/testing.ts';
import { ToolError } from '../../base/index.ts';
import { reportExitCode, type TestReport } from '../../harness/index.ts';
import { defaultSemantics } from '../../model/index.ts';
import { testReportKinds } from '../../report/index.ts';
import type { FuzzCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { readSemantics } from '../options.ts';
import { readReports } from '../reports.ts';
import { givenLicenseCatalogue } from './license-catalogue.ts';
import { readTextFile } from './read-text.ts';
import { repeatedOptions } from './repeated-options.ts';
import { say, withProgress } from './session.ts';
import { writeTestReports } from './write-test-reports.ts';

/** The folder in which files of properties are looked for when none is named. */
const usualFolder = 'properties';
const interruptedExitCode = 130;

/** `tenantlab fuzz`: 1 when a property does not hold, 5 when undecided people are forbidden, 4 when nothing ran, else 0. */
export async function fuzzAction(
  environment: CliEnvironment,
  files: readonly string[],
  options: FuzzCommandOptions,
): Promise<number> {
  // Wrong reports are said before long work begins.
  readReports(options.report, testReportKinds);
  const filter = readFilter(options.filter);
  const names = files.length > 0 ? files : usualFiles(environment);
  const texts = await Promise.all(names.map(async (name) => ({ name, text: await readTextFile(environment, name) })));
  const config = await loadConfig(environment.cwd, options.config);
  const catalogue = await givenLicenseCatalogue(environment, options, config);
  const clock = options.clock ?? config.clock;
  const locate = (): string =>
    locateTenant({
      ...(options.tenant === undefined ? {} : { option: options.tenant }),
      ...(config.tenant === undefined ? {} : { configured: config.tenant }),
      cwd: environment.cwd,
      environment: environment.variables,
    });
  const seed = options.seed ?? environment.now() % 0x7fffffff;
  environment.catchInterrupt();
  const report = await withProgress(environment, options, (work) =>
    runProperties({
      ...work,
      files: texts,
      cwd: environment.cwd,
      ...(options.tenant === undefined ? {} : { tenant: locate() }),
      locateTenant: locate,
      reproduceWith: repeatedOptions(options),
      ...(clock === undefined ? {} : { clock }),
      semantics: readSemantics(options.semantics, { ...defaultSemantics, ...config.semantics }),
      ...(catalogue === undefined ? {} : { catalogue }),
      seed,
      runs: options.runs,
      people: options.people ?? defaultPeople,
      changes: options.changes ?? defaultChanges,
      ...(options.path === undefined ? {} : { path: options.path }),
      ...(options.ops === undefined ? {} : { ops: options.ops }),
      ...(options.scope === undefined ? {} : { scope: options.scope }),
      ...(filter === undefined ? {} : { filter }),
      ...(options.maxTime === undefined ? {} : { maxMilliseconds: options.maxTime * 1000 }),
      forbidsUndecided: options.forbidUndecided ?? config.forbidUndecided,
      allowsExternal: options.allowExternal === true,
      saves: options.save,
      now: () => environment.now(),
    }),
  );
  return finish(environment, options, report);
}

/** What was done is reported after Ctrl-C, too. */
function finish(environment: CliEnvironment, options: FuzzCommandOptions, report: TestReport): number {
  if (!environment.signal.aborted) {
    writeTestReports(environment, options, report);
    return reportExitCode(report);
  }
  writeTestReports({ ...environment, signal: new AbortController().signal }, options, report);
  say(environment, options, 'Interrupted. The report holds what was looked at before.');
  return interruptedExitCode;
}

function readFilter(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    throw new ToolError({
      code: 'usage/filter',
      message: `-t takes a regular expression, found "${pattern}".`,
      hint: error instanceof Error ? `${error.message}.` : 'Escape signs such as ( and [ with a backslash.',
      exitCode: 4,
    });
  }
}

function usualFiles({ cwd }: CliEnvironment): readonly string[] {
  let names: readonly string[] = [];
  try {
    names = readdirSync(join(cwd, usualFolder)).filter((name) => /\.(?:ya?ml|json)$/.test(name));
  } catch {
    // No such folder: the same as an empty one.
  }
  if (names.length > 0) return names.toSorted().map((name) => `${usualFolder}/${name}`);
  throw new ToolError({
    code: 'usage/nothing-ran',
    message: `No file of properties is named, and ${usualFolder}/ has none.`,
    hint: 'docs/guides/property-tests.md shows how to write one.',
    exitCode: 4,
  });
}
