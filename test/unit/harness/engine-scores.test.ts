import { describe, expect, it } from 'vitest';
import type { CaseFailure, EnginePort, RuleCase } from '../../../src/harness/index.ts';
import {
  engineOfEvaluator,
  readAnswer,
  runDifferential,
  runRuleSections,
  scoreByGrade,
  scoreBySection,
  settleCase,
} from '../../../src/harness/generating.ts';
import { evaluateReference } from '../../../src/rules/index.ts';

const reported = { id: 'c-1', section: 'rules/x', claim: 'rules/1', grade: 'documented' };
const failure: CaseFailure = { code: 'engine/wrong-verdict', message: 'wrong', rules: [], because: [] };
const listed = { skip: {}, expectedFailures: { 'c-1': 'known' } };

describe('a case that is expected to fail', () => {
  it('fails when it passes, and passes when it fails', () => {
    expect(settleCase(reported, [], listed)).toMatchObject({
      status: 'failed',
      failures: [{ code: 'engine/unexpected-pass' }],
    });
    expect(settleCase(reported, [failure], listed)).toMatchObject({ status: 'passed', failures: [] });
  });

  it('is none of those that hold, in either score', () => {
    const cases = [
      settleCase(reported, [failure], listed),
      settleCase({ ...reported, id: 'c-2' }, [], listed),
      settleCase({ ...reported, id: 'c-3' }, [], { ...listed, skip: { 'c-3': 'not now' } }),
    ];
    const score = { passed: 1, total: 2, skipped: 1 };
    expect(scoreBySection([{ name: 'rules/x', cases }])).toEqual([{ name: 'rules/x', ...score }]);
    expect(scoreByGrade([{ name: 'rules/x', cases }])).toEqual([{ name: 'documented', ...score }]);
  });
});

describe('readAnswer', () => {
  it.each([
    [{ verdict: 'member', error: { kind: 'Syntax' } }, /both/],
    [{}, /./],
    [{ verdict: 'yes' }, /./],
    [{ verdict: 'undecided', needs: 'city' }, /./],
  ])('takes no answer that says two things, nothing, or something else: %j', (value, words) => {
    const answer = readAnswer(value);
    expect(answer.ok ? answer.value : undefined).toBeUndefined();
    expect(answer.ok ? '' : answer.error).toMatch(words);
  });
});

describe('runRuleSections', () => {
  it('compares what an undecided answer needs only where the engine says it and it is asked for', async () => {
    const ruleCase: RuleCase = {
      id: 'c-1',
      claim: 'rules/1',
      grade: 'documented',
      rule: 'user.city -eq "x"',
      unknown: ['city'],
      expected: { verdict: 'undecided', needs: ['city'] },
    };
    const engine = (givesNeeds: boolean): EnginePort => ({
      name: 'vague',
      givesNeeds,
      ask: (requests) =>
        Promise.resolve(
          requests.map(() => ({ ok: true, answer: { verdict: 'undecided', needs: ['department'] } }) as const),
        ),
    });
    const statusOf = async (givesNeeds: boolean, needs: boolean): Promise<unknown> => {
      const options = { skip: {}, expectedFailures: {}, needs, codes: false };
      const [suite] = await runRuleSections(engine(givesNeeds), [{ id: 'rules/x', cases: [ruleCase] }], options);
      return suite?.cases[0]?.status;
    };
    expect([await statusOf(true, true), await statusOf(false, true), await statusOf(true, false)]).toEqual([
      'failed',
      'passed',
      'passed',
    ]);
  });
});

describe('runDifferential', () => {
  it('shows a disagreement with nothing in it that could be left out', async () => {
    const engine = engineOfEvaluator('careless', (rule, ...rest) => {
      const result = evaluateReference(rule, ...rest);
      // Forgets what "not" means.
      return rule.root.kind === 'not' ? evaluateReference({ ...rule, root: rule.root.child }, ...rest) : result;
    });
    const { cases } = await runDifferential(engine, { seed: 42, runs: 200, needs: true });
    const message = cases[0]?.failures[0]?.message ?? '';
    expect(message).toMatch(/says (?:member|notMember) and the engine/);
    expect(message.match(/-not\b/g)).toHaveLength(1);
    expect(message).not.toMatch(/ -(?:and|or) /);
  });
});
