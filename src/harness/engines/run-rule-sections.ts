import type { CaseFailure, CaseReport, SuiteReport } from '../report/index.ts';
import type { CaseReasons, RuleCase } from './conformance-case.ts';
import { askAll, type EnginePort, type EngineReply } from './engine-port.ts';
import { scoreRuleCase, type ScoreOptions } from './score-rule-case.ts';

/** A section with rules, as much of it as is to be run. */
export interface RuleSection {
  readonly id: string;
  readonly cases: readonly RuleCase[];
}

/** How the suite is run. */
export interface SuiteRunOptions extends ScoreOptions {
  /** Cases that are not asked, by id, with the reason. */
  readonly skip: CaseReasons;
  /** Cases that are known to fail: they must fail, and one that passes is a failure. */
  readonly expectedFailures: CaseReasons;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The tag of a case that is expected to fail. */
export const expectedFailureTag = 'expected-failure';

/** Cases that are asked at once; progress is told in between. */
const batchSize = 64;

/** Asks an engine every case of the sections; one suite for each section, one report for each case, in their order. */
export async function runRuleSections(
  engine: EnginePort,
  sections: readonly RuleSection[],
  options: SuiteRunOptions,
): Promise<readonly SuiteReport[]> {
  const asked = sections.flatMap(({ cases }) => cases).filter(({ id }) => !Object.hasOwn(options.skip, id));
  const replies = new Map<string, EngineReply>();
  for (let start = 0; start < asked.length; start += batchSize) {
    const batch = asked.slice(start, start + batchSize);
    const answers = await askAll(engine, batch);
    for (const [index, { id }] of batch.entries()) {
      const reply = answers[index];
      if (reply !== undefined) replies.set(id, reply);
    }
    options.onProgress?.(Math.min(start + batchSize, asked.length), asked.length);
  }
  const scoring: ScoreOptions = { ...options, needs: options.needs && engine.givesNeeds };
  return sections.map(({ id, cases }) => ({
    name: id,
    cases: cases.map((ruleCase) => {
      const reply = replies.get(ruleCase.id);
      const failures = reply === undefined ? [] : scoreRuleCase(ruleCase, reply, scoring);
      return settleCase({ section: id, ...ruleCase }, failures, options);
    }),
  }));
}

/** What of a case its report needs. */
export interface ReportedCase {
  readonly id: string;
  readonly section: string;
  readonly claim: string;
  readonly grade: string;
}

/** The report of a case that has been run: skipped, passed or failed, the other way round where a failure is expected. */
export function settleCase(
  { id, section, claim, grade }: ReportedCase,
  failures: readonly CaseFailure[],
  { skip, expectedFailures }: Pick<SuiteRunOptions, 'skip' | 'expectedFailures'>,
): CaseReport {
  const head = { name: id, subject: section, tags: [grade, claim] };
  const skipped = Object.hasOwn(skip, id) ? skip[id] : undefined;
  if (skipped !== undefined) return { ...head, status: 'skipped', reason: skipped, failures: [] };
  const known = Object.hasOwn(expectedFailures, id) ? expectedFailures[id] : undefined;
  if (known === undefined) return { ...head, status: failures.length > 0 ? 'failed' : 'passed', failures };
  const tags = [...head.tags, expectedFailureTag];
  if (failures.length > 0)
    return { ...head, tags, status: 'passed', failures: [], notes: [`fails as expected: ${known}`] };
  const unexpected: CaseFailure = {
    code: 'engine/unexpected-pass',
    message: 'The case is in the list of expected failures and passes.',
    rules: [],
    because: [`expected to fail: ${known}`],
    hint: 'Take it out of the list.',
  };
  return { ...head, tags, status: 'failed', failures: [unexpected] };
}
