import type { CaseFailure } from '../report/index.ts';
import type { RuleCase } from './conformance-case.ts';
import { answerJson, type EngineAnswer, type EngineReply } from './engine-port.ts';

/** How strictly answers are compared. */
export interface ScoreOptions {
  /** Compare the attributes that an undecided answer needs. */
  readonly needs: boolean;
  /** Compare the codes of errors, not only their kinds. */
  readonly codes: boolean;
}

/** What is wrong with the reply to a case; empty when nothing is. */
export function scoreRuleCase(ruleCase: RuleCase, reply: EngineReply, options: ScoreOptions): readonly CaseFailure[] {
  if (!reply.ok) return [failure(ruleCase, reply.fault.code, reply.fault.message, undefined, reply.fault.details)];
  const { answer } = reply;
  const { expected } = ruleCase;
  const wrong = (code: string, message: string): readonly CaseFailure[] => [failure(ruleCase, code, message, answer)];
  if ('error' in expected) {
    const { kind, code } = expected.error;
    if (!('error' in answer))
      return wrong('engine/wrong-verdict', `The rule is to be refused (${kind}), found ${answer.verdict}.`);
    if (answer.error.kind !== kind)
      return wrong('engine/wrong-error', `The error is of kind ${kind}, found ${answer.error.kind}.`);
    return options.codes && code !== undefined && answer.error.code !== code
      ? wrong('engine/wrong-error', `The code of the error is ${code}, found ${answer.error.code ?? 'none'}.`)
      : [];
  }
  if ('error' in answer)
    return wrong('engine/wrong-verdict', `Expected ${expected.verdict}, found an error of kind ${answer.error.kind}.`);
  if (answer.verdict !== expected.verdict)
    return wrong('engine/wrong-verdict', `Expected ${expected.verdict}, found ${answer.verdict}.`);
  if (!options.needs || expected.verdict !== 'undecided' || answer.verdict !== 'undecided') return [];
  return JSON.stringify(answer.needs ?? null) === JSON.stringify(expected.needs)
    ? []
    : wrong(
        'engine/wrong-needs',
        `Needed to decide: ${names(expected.needs)}, found ${answer.needs === undefined ? 'no list' : names(answer.needs)}.`,
      );
}

function names(list: readonly string[]): string {
  return list.length === 0 ? 'nothing' : list.join(', ');
}

function failure(
  ruleCase: RuleCase,
  code: string,
  message: string,
  answer: EngineAnswer | undefined,
  details: readonly string[] = [],
): CaseFailure {
  const { id, claim, rule, attributes, unknown, clock, kind } = ruleCase;
  const request = { id, rule, attributes, unknown, clock, kind };
  return {
    code,
    message,
    expected: ruleCase.expected,
    ...(answer === undefined ? {} : { got: answerJson(answer) }),
    rules: [],
    because: [`claim ${claim}`],
    details: [`request: ${JSON.stringify(request)}`, ...details],
  };
}
