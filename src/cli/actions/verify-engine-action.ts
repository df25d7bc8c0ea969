import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type BuiltinEngineName,
  chooseSections,
  type EngineChoice,
  openEngine,
  readCaseList,
  readSuite,
  verifyEngine,
} from '../../app/testing.ts';
import { ToolError } from '../../base/index.ts';
import { didYouMean } from '../../diagnostics/index.ts';
import {
  type ConformanceSection,
  type ConformanceSuite,
  reportExitCode,
  type TestReport,
  type TestScore,
} from '../../harness/index.ts';
import type { CliEnvironment } from '../environment.ts';
import type { OutputOptions } from '../options.ts';
import { readReports } from '../reports.ts';
import { testReportKinds } from '../../report/index.ts';
import { reasonOf } from './read-text.ts';
import { say, withProgress } from './session.ts';
import { writeTestReports } from './write-test-reports.ts';

/** Options of `tenantlab verify-engine`. */
export interface VerifyEngineOptions extends OutputOptions {
  readonly cmd?: string;
  readonly module?: string;
  readonly builtin?: BuiltinEngineName;
  readonly section: readonly string[];
  readonly grade: readonly string[];
  readonly skip?: string;
  readonly expectedFailures?: string;
  readonly ignoreNeeds?: boolean;
  readonly codes?: boolean;
  readonly laws?: boolean;
  /** False for --no-suite. */
  readonly suite: boolean;
  /** False for --no-differential. */
  readonly differential: boolean;
  readonly seed: number;
  readonly runs: number;
  readonly timeout: number;
  readonly disagreement?: string;
  readonly report: readonly string[];
  readonly verbose?: boolean;
}

/** Where the package keeps the suite; two levels above this folder both in the sources and in the build. */
const suiteFolder = fileURLToPath(new URL('../../../fixtures/conformance/', import.meta.url));
const grades = ['documented', 'observed', 'assumed'];

/** `tenantlab verify-engine`: exit code 1 when a case failed, 4 when nothing ran. */
export async function verifyEngineAction(environment: CliEnvironment, options: VerifyEngineOptions): Promise<number> {
  const choice = engineChoice(options);
  readReports(options.report, testReportKinds);
  const suite = await readSuite(suiteFolder);
  const sections = sectionsToRun(suite, choice, options);
  const skip = await readCaseList(environment.cwd, options.skip, suite);
  const expectedFailures = await readCaseList(environment.cwd, options.expectedFailures, suite);
  const isFiltered = options.section.length + options.grade.length > 0;
  environment.catchInterrupt();
  const { cwd, signal } = environment;
  const opened = openEngine(choice, { cwd, timeout: options.timeout, signal });
  const report = await withProgress(environment, options, (work) =>
    verifyEngine(opened, {
      ...work,
      sections,
      skip,
      expectedFailures,
      needs: options.ignoreNeeds !== true,
      codes: options.codes === true || choice.kind === 'builtin',
      seed: options.seed,
      runs: options.runs,
      differential: options.differential && !isFiltered,
      laws: options.laws === true,
      playsLicenses: choice.kind === 'builtin',
    }),
  );
  writeTestReports(environment, options, report);
  writeDisagreement(environment, options, report);
  say(environment, options, describeScores(report, suite.version));
  return reportExitCode(report);
}

function engineChoice({ cmd, module, builtin }: VerifyEngineOptions): EngineChoice {
  const given = [cmd, module, builtin].filter((option) => option !== undefined);
  const hint = "For example: tenantlab verify-engine --cmd './their-engine'";
  if (given.length !== 1) {
    const message = 'Name one engine: --cmd, --module or --builtin.';
    throw new ToolError({ code: 'usage/engine', message, hint, exitCode: 4 });
  }
  if (cmd?.trim() === '')
    throw new ToolError({ code: 'usage/engine', message: 'The command is empty.', hint, exitCode: 4 });
  if (cmd !== undefined) return { kind: 'command', command: cmd };
  return module === undefined ? { kind: 'builtin', name: builtin ?? 'reference' } : { kind: 'module', path: module };
}

function sectionsToRun(
  suite: ConformanceSuite,
  choice: EngineChoice,
  { section, grade, suite: runsSuite }: VerifyEngineOptions,
): readonly ConformanceSection[] {
  const names = suite.sections.flatMap(({ id }) => [id, id.split('/')[0] ?? id]);
  requireKnown('section', section, [...new Set(names)]);
  requireKnown('grade', grade, grades);
  if (!runsSuite) return [];
  const kinds = choice.kind === 'builtin' ? ['rules', 'licenses'] : ['rules'];
  return chooseSections(suite, { section, grade, kinds });
}

function requireKnown(what: string, given: readonly string[], known: readonly string[]): void {
  for (const name of given) {
    if (known.includes(name)) continue;
    const message = `The suite has no ${what} "${name}".`;
    const hint = didYouMean(name, known) ?? `It has ${known.join(', ')}.`;
    throw new ToolError({ code: 'usage/engine', message, hint, exitCode: 4 });
  }
}

function writeDisagreement(
  environment: CliEnvironment,
  { disagreement }: VerifyEngineOptions,
  report: TestReport,
): void {
  if (disagreement === undefined) return;
  const found = report.suites
    .flatMap(({ cases }) => cases)
    .flatMap(({ failures }) => failures)
    .find(({ code, details }) => code === 'engine/disagreement' && details !== undefined);
  if (found === undefined) return;
  try {
    writeFileSync(resolve(environment.cwd, disagreement), (found.details ?? []).join('\n'));
  } catch (error) {
    const message = `"${disagreement}" cannot be written: ${reasonOf(error, 'folder')}.`;
    throw new ToolError({ code: 'file/unwritable', message, cause: error });
  }
}

function describeScores({ scores }: TestReport, version: string): string {
  const all = [...(scores?.sections ?? []), ...(scores?.grades ?? [])];
  if (all.length === 0) return 'The conformance suite was left out.';
  const width = Math.max(...all.map(({ name }) => name.length));
  const line = ({ name, passed, total, skipped }: TestScore): string =>
    `  ${name.padEnd(width)}  ${passed} of ${total}${skipped === 0 ? '' : `, ${skipped} skipped`}`;
  return [
    `Conformance suite ${version}`,
    ...(scores?.sections ?? []).map(line),
    'By grade of the claims',
    ...(scores?.grades ?? []).map(line),
  ].join('\n');
}
