import { join } from 'node:path';
import { openEngine, readSuite, verifyEngine } from '../../src/app/testing.ts';
import type { ConformanceSection, SuiteReport, TestReport } from '../../src/harness/index.ts';

/** What one of our engines came to. */
export interface BuiltinScore {
  readonly name: string;
  readonly suites: readonly SuiteReport[];
  /** Names of the cases that failed. */
  readonly failures: readonly string[];
  readonly report: TestReport;
}

const engines = ['reference', 'direct', 'columnar', 'sql'] as const;

/** Scores every engine of this project by the sections about rules, and the simulation by those about licenses. */
export async function builtinScores(root: string): Promise<readonly BuiltinScore[]> {
  const { sections } = await readSuite(join(root, 'fixtures/conformance'));
  const ofKind = (kind: ConformanceSection['kind']): readonly ConformanceSection[] =>
    sections.filter((section) => section.kind === kind);
  const scores: BuiltinScore[] = [];
  for (const name of engines) scores.push(scoreOf(name, await run(name, ofKind('rules'))));
  scores.push(scoreOf('licenses', await run('reference', ofKind('licenses'))));
  return scores;
}

function run(name: (typeof engines)[number], sections: readonly ConformanceSection[]): Promise<TestReport> {
  const opened = openEngine({ kind: 'builtin', name }, { cwd: '.', timeout: 1 });
  const fixed = { skip: {}, expectedFailures: {}, needs: true, codes: true, seed: 42, runs: 1, playsLicenses: true };
  return verifyEngine(opened, { ...fixed, sections, differential: false, laws: false });
}

function scoreOf(name: string, report: TestReport): BuiltinScore {
  const failures = report.suites.flatMap(({ cases }) =>
    cases.filter(({ status }) => status === 'failed').map((each) => each.name),
  );
  return { name, suites: report.suites, failures, report };
}
