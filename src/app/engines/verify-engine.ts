import {
  type CaseReasons,
  type ConformanceSection,
  type ConformanceSuite,
  type SuiteReport,
  summarize,
  type TestReport,
} from '../../harness/index.ts';
import { runDifferential, runLaws, runRuleSections, scoreByGrade, scoreBySection } from '../../harness/generating.ts';
import { toolName } from '../tool-name.ts';
import type { WorkOptions } from '../work-options.ts';
import type { OpenedEngine } from './open-engine.ts';
import { runLicenseSections } from './run-license-sections.ts';

/** What is verified, and how. */
export interface VerifyOptions extends WorkOptions {
  /** Sections of the suite to run, in their order. */
  readonly sections: readonly ConformanceSection[];
  readonly skip: CaseReasons;
  readonly expectedFailures: CaseReasons;
  readonly needs: boolean;
  readonly codes: boolean;
  readonly seed: number;
  /** Generated rules of the differential run, and of each law. */
  readonly runs: number;
  readonly differential: boolean;
  readonly laws: boolean;
  /** Licenses are played by this program, whatever engine evaluates rules. */
  readonly playsLicenses: boolean;
}

/**
 * Verifies an engine: the conformance suite, generated rules against ours, laws. The engine is finished at the end and stopped
 * whatever happens.
 */
export async function verifyEngine(opened: OpenedEngine, options: VerifyOptions): Promise<TestReport> {
  try {
    const suites = await runParts(opened, options);
    const suiteParts = suites.slice(0, options.sections.length);
    return {
      formatVersion: '1.0',
      tool: toolName,
      command: 'verify-engine',
      seed: options.seed,
      semantics: {},
      suites,
      findings: [],
      summary: summarize(suites),
      scores: { sections: scoreBySection(suiteParts), grades: scoreByGrade(suiteParts) },
      complete: true,
    };
  } finally {
    opened.kill();
  }
}

async function runParts(opened: OpenedEngine, options: VerifyOptions): Promise<readonly SuiteReport[]> {
  const { engine } = opened;
  const progress = (phase: string) => (done: number, total: number) => options.onProgress?.({ phase, done, total });
  const rules = options.sections.flatMap((section) => (section.kind === 'rules' ? [section] : []));
  const licenses = options.sections.flatMap((section) => (section.kind === 'licenses' ? [section] : []));
  const generated = { seed: options.seed, runs: options.runs, needs: options.needs };
  const suites = [...(await runRuleSections(engine, rules, { ...options, onProgress: progress('asking the suite') }))];
  suites.push(...runLicenseSections(licenses, options));
  if (options.differential)
    suites.push(await runDifferential(engine, { ...generated, onProgress: progress('generating rules') }));
  if (options.laws) suites.push(await runLaws(engine, { ...generated, onProgress: progress('checking laws') }));
  suites.push(...(await opened.finish()));
  return suites;
}

/** The sections of a suite that filters choose. */
export function chooseSections(
  suite: ConformanceSuite,
  filters: {
    readonly section: readonly string[];
    readonly grade: readonly string[];
    readonly kinds: readonly string[];
  },
): readonly ConformanceSection[] {
  const { section: wanted, grade: grades, kinds } = filters;
  const isWanted = ({ id, kind }: ConformanceSection): boolean =>
    wanted.length === 0 ? kinds.includes(kind) : wanted.some((name) => id === name || id.startsWith(`${name}/`));
  const hasGrade = ({ grade }: { readonly grade: string }): boolean => grades.length === 0 || grades.includes(grade);
  return suite.sections
    .filter(isWanted)
    .map((section): ConformanceSection =>
      section.kind === 'rules'
        ? { ...section, cases: section.cases.filter(hasGrade) }
        : { ...section, cases: section.cases.filter(hasGrade) },
    )
    .filter(({ cases }) => cases.length > 0);
}
