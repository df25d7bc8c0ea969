import { describe, expect, it } from 'vitest';
import { prepareEngine } from '../../../bench/support/engine-adapter.ts';
import { assertEqualCounts, createPeers, type PeerSamples } from '../../../bench/support/peers.ts';
import { createWorkload } from '../../../bench/support/workload.ts';
import { fingerprintOf } from '../../../src/model/index.ts';

const everything = { rules: 400, users: 400 };
const samples: PeerSamples = {
  sqlite: everything,
  'sqlite-indexed': everything,
  duckdb: everything,
  closures: { rules: 400, users: 250 },
  'json-logic': everything,
};

describe('the workload of the benches', () => {
  it('is the same for the same numbers and another for another seed', () => {
    const make = (seed: number) => createWorkload({ users: 50, rules: 20, seed, withGroups: true });
    expect(fingerprintOf(make(3).tenant)).toBe(fingerprintOf(make(3).tenant));
    expect(make(3).rules.map(({ text }) => text)).toEqual(make(3).rules.map(({ text }) => text));
    expect(make(4).rules.map(({ text }) => text)).not.toEqual(make(3).rules.map(({ text }) => text));
  });

  it('leaves people undecided where values are not known, and nobody where all are', () => {
    const undecided = (notKnown: Readonly<Record<string, number>>): number => {
      const { tenant, rules } = createWorkload({ users: 300, rules: 200, notKnown });
      const verdicts = prepareEngine(tenant, rules).evaluateAll('cold');
      return verdicts.reduce((sum, each) => sum + each.undecided.size, 0);
    };
    expect(undecided({})).toBe(0);
    expect(undecided({ department: 0.3 })).toBeGreaterThan(0);
  });
});

describe('the peers of the benches', () => {
  const { tenant, rules } = createWorkload({
    users: 400,
    rules: 400,
    notKnown: { department: 0.2, jobTitle: 0.2, mail: 0.1 },
  });
  const members = prepareEngine(tenant, rules)
    .evaluateAll('cold')
    .map((each) => each.members.toArray());
  const count = (ruleIndex: number, users: number): number =>
    members[ruleIndex]?.filter((row) => row < users).length ?? 0;

  it.each(['sqlite', 'sqlite-indexed', 'duckdb', 'closures', 'json-logic'] as const)(
    '%s counts as we do',
    async (name) => {
      const [sampled] = await createPeers(tenant, rules, [name], samples);
      if (sampled === undefined) throw new Error('no peer was made');
      const counts = await sampled.peer.run();
      sampled.peer.close();
      expect(counts).toEqual(sampled.ruleIndexes.map((index) => count(index, sampled.peer.users)));
      expect(Math.max(...counts)).toBeGreaterThan(0);
    },
  );

  it('stops at a count that differs', async () => {
    const [sampled] = await createPeers(tenant, rules, ['closures'], samples);
    if (sampled === undefined) throw new Error('no peer was made');
    const counts = await sampled.peer.run();
    const wrong = counts.with(7, (counts[7] ?? 0) + 1);
    expect(() => assertEqualCounts(sampled, wrong, count, rules)).toThrow(/compiled closures counts/);
    expect(() => assertEqualCounts(sampled, counts, count, rules)).not.toThrow();
  });
});
