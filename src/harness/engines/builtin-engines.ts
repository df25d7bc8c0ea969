import { isJsonObject, type JsonValue } from '../../base/index.ts';
import { EngineCache, RuleEngine } from '../../engine/index.ts';
import { defaultSemantics, type Semantics } from '../../model/index.ts';
import {
  compileRule,
  createEvalHandler,
  createPredicateCache,
  evaluateReference,
  evaluateRow,
  explainRow,
  needsOf,
  type RowVerdicts,
  type RuleEvaluator,
  type Verdict,
} from '../../rules/index.ts';
import type { EnginePort, EngineReply, EngineRequest } from './engine-port.ts';
import { readAnswer } from './read-answer.ts';
import { membersAmong, tenantOfSubjects } from './subject-population.ts';

/** Engines of this project that answer in process, one object at a time. */
export const pureEngineNames = ['reference', 'direct', 'columnar'] as const;
export type PureEngineName = (typeof pureEngineNames)[number];

/** One of our own evaluators as an engine under test. */
export function createBuiltinEngine(name: PureEngineName, semantics: Semantics = defaultSemantics): EnginePort {
  return engineOfEvaluator(name, evaluators[name], { semantics, givesNeeds: name !== 'columnar' });
}

/** An evaluator as an engine: rules are read and checked by this project, only their evaluation is under test. */
export function engineOfEvaluator(
  name: string,
  evaluate: RuleEvaluator,
  options: { readonly semantics?: Semantics; readonly givesNeeds?: boolean } = {},
): EnginePort {
  const handle = createEvalHandler(options.semantics ?? defaultSemantics, evaluate);
  return {
    name,
    givesNeeds: options.givesNeeds ?? true,
    ask: (requests) => Promise.resolve(requests.map((request) => replyOf(handle, request))),
  };
}

function replyOf(handle: (line: string) => string, request: EngineRequest): EngineReply {
  const { rule, attributes, unknown, clock, kind } = request;
  const value = JSON.parse(handle(JSON.stringify({ rule, attributes, unknown, clock, kind }))) as JsonValue;
  const answer = isJsonObject(value) ? readAnswer(value) : undefined;
  return answer?.ok === true
    ? { ok: true, answer: answer.value }
    : { ok: false, fault: { code: 'engine/garbage', message: answer?.error ?? 'The answer is no object.' } };
}

/** The evaluator of single rows over columns, with its explanation for what is needed. */
const evaluateDirect: RuleEvaluator = (rule, subject, now, semantics) => {
  const program = compileRule(rule, semantics);
  const { populations } = tenantOfSubjects(rule.object, [subject], program.sources);
  const context = {
    population: populations[rule.object],
    now,
    cache: createPredicateCache(),
    membersOf: membersAmong(subject),
  };
  return { verdict: evaluateRow(program, context, 0), needs: needsOf(explainRow(program, context, 0)) };
};

/** The engine that evaluates many rules for all objects at once. */
const evaluateColumnar: RuleEvaluator = (rule, subject, now, semantics) => {
  const program = compileRule(rule, semantics);
  const { populations } = tenantOfSubjects(rule.object, [subject], program.sources);
  const engine = new RuleEngine([program], new EngineCache());
  const context = { population: populations[rule.object], now, membersOf: membersAmong(subject) };
  const [verdicts] = engine.evaluateAll(context);
  return { verdict: verdictOf(verdicts), needs: [] };
};

const evaluators: Readonly<Record<PureEngineName, RuleEvaluator>> = {
  reference: evaluateReference,
  direct: evaluateDirect,
  columnar: evaluateColumnar,
};

function verdictOf(verdicts: RowVerdicts | undefined): Verdict {
  if (verdicts?.members.has(0) === true) return 'member';
  return verdicts?.undecided.has(0) === true ? 'undecided' : 'notMember';
}
