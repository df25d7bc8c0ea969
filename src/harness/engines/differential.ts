import fc from 'fast-check';
import { shellWord } from '../../base/index.ts';
import type { CaseFailure, CaseReport, SuiteReport } from '../report/index.ts';
import { createBuiltinEngine } from './builtin-engines.ts';
import { describeDisagreement } from './describe-disagreement.ts';
import {
  answerJson,
  askAll,
  type EngineAnswer,
  type EngineFault,
  type EnginePort,
  type EngineReply,
  summaryOf,
} from './engine-port.ts';
import { type GeneratedCase, requestOf, ruleWithSubjectsArbitrary } from './generated-case.ts';
import { shrinkCase } from './shrink-case.ts';

/** How much is generated. */
export interface GeneratedRunOptions {
  readonly seed: number;
  readonly runs: number;
  /** Compare what undecided answers need, where the engine says it. */
  readonly needs: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Our own evaluator that others are compared with: the slow, obvious one. */
const oracle = createBuiltinEngine('reference');

/** Compares an engine with ours on generated rules and objects; the first disagreement is made as small as possible. */
export async function runDifferential(engine: EnginePort, options: GeneratedRunOptions): Promise<SuiteReport> {
  const { seed, runs, onProgress } = options;
  const compare = comparison(engine, options);
  let gone: EngineFault | undefined;
  let done = 0;
  let failing: GeneratedCase | undefined;
  const counts = { member: 0, notMember: 0, undecided: 0 };
  const property = fc.asyncProperty(ruleWithSubjectsArbitrary, async (cases) => {
    for (const [index, outcome] of (await compare(cases)).entries()) {
      if (isGone(outcome.reply)) {
        gone = outcome.reply.fault;
        return;
      }
      if ('verdict' in outcome.ours) counts[outcome.ours.verdict]++;
      if (outcome.agrees) continue;
      failing = cases[index];
      throw new Error('the engines disagree');
    }
    onProgress?.(++done, runs);
  });
  const found = await fc.check(property, { seed, numRuns: runs, endOnFailure: true });
  const name = `agrees with tenantlab on generated rules`;
  const head = { name, subject: 'differential', tags: [] };
  if (failing !== undefined) {
    const smallest = await shrinkCase(failing, async (candidate) => {
      const [outcome] = await compare([candidate]);
      return outcome !== undefined && !outcome.agrees && !isGone(outcome.reply);
    });
    const [outcome] = await compare([smallest]);
    const failure = disagreement(engine.name, smallest, outcome, options);
    return { name: 'differential', cases: [{ ...head, status: 'failed', failures: [failure] }] };
  }
  if (gone !== undefined) {
    const failure = { ...gone, details: gone.details ?? [], rules: [], because: [] };
    return { name: 'differential', cases: [{ ...head, status: 'failed', failures: [failure] }] };
  }
  const notes = [
    `${found.numRuns} rules, seed ${seed}: ${counts.member} member, ${counts.notMember} notMember, ${counts.undecided} undecided`,
  ];
  const passed: CaseReport = { ...head, status: 'passed', failures: [], notes };
  return { name: 'differential', cases: [passed] };
}

/** What both engines said about a case. */
export interface Comparison {
  readonly ours: EngineAnswer;
  readonly reply: EngineReply;
  readonly agrees: boolean;
}

function comparison(
  engine: EnginePort,
  { needs }: GeneratedRunOptions,
): (cases: readonly GeneratedCase[]) => Promise<readonly Comparison[]> {
  return async (cases) => {
    const requests = cases.map((each) => requestOf(each));
    const [ours, theirs] = [await oracle.ask(requests), await askAll(engine, requests)];
    return theirs.flatMap((reply, index) => {
      const own = ours[index];
      if (own?.ok !== true) return [];
      return [{ ours: own.answer, reply, agrees: agree(own.answer, reply, needs && engine.givesNeeds) }];
    });
  };
}

/** Whether a reply is the answer that we give. Patterns that we cannot run are nobody's disagreement. */
function agree(ours: EngineAnswer, reply: EngineReply, needs: boolean): boolean {
  const hasPattern = 'verdict' in ours && ours.verdict === 'undecided' && ours.needs?.length === 0;
  if (hasPattern) return true;
  if (!reply.ok) return false;
  const { answer } = reply;
  if (summaryOf(ours) !== summaryOf(answer)) return false;
  const isOpen = 'verdict' in ours && ours.verdict === 'undecided' && 'verdict' in answer;
  return !needs || !isOpen || answer.verdict !== 'undecided' || sameNames(ours.needs, answer.needs);
}

function sameNames(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  return right === undefined || JSON.stringify(left) === JSON.stringify(right);
}

function isGone(reply: EngineReply): reply is Extract<EngineReply, { ok: false }> {
  return !reply.ok && reply.fault.code === 'engine/gone';
}

function disagreement(
  name: string,
  smallest: GeneratedCase,
  outcome: Comparison | undefined,
  { seed }: GeneratedRunOptions,
): CaseFailure {
  const request = requestOf(smallest);
  const base = { code: 'engine/disagreement', rules: [], because: [] };
  // An engine that answers the same question differently each time may agree in the end.
  if (outcome === undefined || outcome.agrees)
    return { ...base, message: `It disagreed once and agrees now: its answers are not stable. Rule: ${request.rule}` };
  const { ours, reply } = outcome;
  const theirs = reply.ok ? summaryOf(reply.answer) : reply.fault.message;
  const details = describeDisagreement({ engine: name, request, ours, reply, seed }).split('\n');
  return {
    ...base,
    message: `Of the same object tenantlab says ${summaryOf(ours)} and the engine ${theirs}: ${request.rule}`,
    expected: answerJson(ours),
    ...(reply.ok ? { got: answerJson(reply.answer) } : {}),
    details,
    reproduce: `echo ${shellWord(JSON.stringify({ id: 1, ...request }))} | tenantlab rule eval --stdio`,
  };
}
