import { describe, expect, it } from 'vitest';
import { type EnginePort } from '../../../src/harness/index.ts';
import {
  createBuiltinEngine,
  engineOfEvaluator,
  runDifferential,
  runLaws,
  runRuleSections,
} from '../../../src/harness/generating.ts';
import { evaluateReference } from '../../../src/rules/index.ts';

const options = { seed: 42, runs: 100, needs: true };

/** Names of the laws that an engine breaks, up to the colon. */
async function brokenBy(engine: EnginePort): Promise<readonly string[]> {
  const { cases } = await runLaws(engine, options);
  return cases.flatMap(({ name, status }) => (status === 'failed' ? [name.split(':')[0] ?? ''] : []));
}

describe('runLaws', () => {
  it('finds nothing wrong with our own evaluator', async () => {
    expect(await brokenBy(createBuiltinEngine('reference'))).toEqual([]);
  });

  it('finds an engine that turns undecided into an answer', async () => {
    const engine = engineOfEvaluator('bold', (...given) => {
      const { verdict } = evaluateReference(...given);
      return { verdict: verdict === 'undecided' ? 'member' : verdict, needs: [] };
    });
    expect(await brokenBy(engine)).toContain('negation');
  });

  it('finds an engine that forgets the end of a list of conditions', async () => {
    const engine = engineOfEvaluator('short', (rule, ...rest) => {
      const { root } = rule;
      const first = root.kind === 'and' ? root.children[0] : undefined;
      return evaluateReference(first === undefined ? rule : { ...rule, root: first }, ...rest);
    });
    expect(await brokenBy(engine)).toContain('order');
  });

  it('reports an engine that gives no answer', async () => {
    const silent: EnginePort = {
      name: 'silent',
      givesNeeds: true,
      ask: (requests) =>
        Promise.resolve(requests.map(() => ({ ok: false, fault: { code: 'engine/gone', message: 'gone' } }))),
    };
    const { cases } = await runLaws(silent, { ...options, runs: 5 });
    expect(cases.map(({ failures }) => failures[0]?.code)).toEqual(cases.map(() => 'engine/gone'));
  });

  it('lets no engine pass that leaves answers out', async () => {
    const forgetful: EnginePort = { name: 'forgetful', givesNeeds: true, ask: () => Promise.resolve([]) };
    const ruleCase = {
      id: 'one',
      claim: 'rules/1',
      grade: 'documented',
      rule: 'user.city -eq "x"',
      expected: { verdict: 'notMember' },
    } as const;
    const lists = { skip: {}, expectedFailures: {}, needs: true, codes: true };
    const suites = [
      await runLaws(forgetful, { ...options, runs: 5 }),
      await runDifferential(forgetful, { ...options, runs: 5 }),
      ...(await runRuleSections(forgetful, [{ id: 'rules/x', cases: [ruleCase] }], lists)),
    ];
    expect(suites.flatMap(({ cases }) => cases.filter(({ status }) => status !== 'failed'))).toEqual([]);
  });
});
