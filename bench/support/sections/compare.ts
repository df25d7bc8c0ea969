import { prepareEngine } from '../engine-adapter.ts';
import { assertEqualCounts, createPeers, type PeerName, peerNames, type PeerSamples } from '../peers.ts';
import { secondsSince } from '../peers/peer.ts';
import { median, rounded, timed } from '../statistics.ts';
import { createWorkload } from '../workload.ts';
import type { Section } from './section.ts';

/** Peers that hold their own copy of the people do so one after the other above this size. */
const mostUsersTogether = 250_000;

const samples: PeerSamples = {
  sqlite: { rules: 60, users: 1_000_000 },
  'sqlite-indexed': { rules: 300, users: 1_000_000 },
  duckdb: { rules: 300, users: 1_000_000 },
  closures: { rules: 60, users: 100_000 },
  'json-logic': { rules: 12, users: 50_000 },
};

interface Measured {
  readonly name: string;
  readonly rules: number;
  readonly users: number;
  readonly prepareSeconds: number;
  readonly rounds: readonly number[];
  readonly pairsPerSecond: number;
  readonly secondsForAll: number;
  readonly ratioWarm: number;
  readonly ratioCold: number;
}

/**
 * The same rules on the same people by us and by others, in turn within each round. Others run a sample; their time for all
 * rules and people is extrapolated linearly. A difference in one count ends the run.
 */
export const compareSection: Section = async ({ users, rules, rounds, isQuick }) => {
  const { tenant, rules: checked } = createWorkload({ users, rules });
  const engine = prepareEngine(tenant, checked);
  const ours: Record<'cold' | 'warm', number[]> = { cold: [], warm: [] };
  const names: readonly PeerName[] = isQuick ? peerNames.filter((name) => name !== 'sqlite') : peerNames;
  const groups = users > mostUsersTogether ? names.map((name) => [name]) : [names];
  const peers: Omit<Measured, 'ratioWarm' | 'ratioCold'>[] = [];
  for (const group of groups) {
    const prepared = await createPeers(tenant, checked, group, samples);
    const times = new Map(prepared.map(({ peer }) => [peer, [] as number[]]));
    for (let round = 0; round < rounds; round++) {
      let members: ReturnType<typeof engine.evaluateAll> = [];
      for (const mode of ['cold', 'warm'] as const) {
        const { result, milliseconds } = timed(() => engine.evaluateAll(mode));
        ours[mode].push(milliseconds / 1000);
        members = result;
      }
      const count = (ruleIndex: number, most: number): number => {
        const set = members[ruleIndex]?.members;
        return most >= users ? (set?.size ?? 0) : (set?.toArray().filter((row) => row < most).length ?? 0);
      };
      for (const sampled of prepared) {
        const started = performance.now();
        const counts = await sampled.peer.run();
        times.get(sampled.peer)?.push(secondsSince(started));
        assertEqualCounts(sampled, counts, count, checked);
      }
    }
    for (const { peer } of prepared) {
      const seconds = times.get(peer) ?? [];
      const pairsPerSecond = (peer.rules * peer.users) / median(seconds);
      peers.push({
        name: peer.name,
        rules: peer.rules,
        users: peer.users,
        prepareSeconds: rounded(peer.prepareSeconds),
        rounds: seconds.map(rounded),
        pairsPerSecond: rounded(pairsPerSecond),
        secondsForAll: rounded((users * rules) / pairsPerSecond),
      });
      peer.close();
    }
  }
  const [cold, warm] = [median(ours.cold), median(ours.warm)];
  return {
    ours: { coldSeconds: rounded(cold), warmSeconds: rounded(warm), rounds: ours.warm.map(rounded) },
    peers: peers.map((peer): Measured => ({
      ...peer,
      ratioWarm: rounded(peer.secondsForAll / warm),
      ratioCold: rounded(peer.secondsForAll / cold),
    })),
    extrapolation: 'linear in rules and people, from the sample stated with each peer',
  };
};
