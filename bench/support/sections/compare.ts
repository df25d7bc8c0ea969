import { type PreparedEngine, prepareEngine } from '../engine-adapter.ts';
import { type RemotePeer, startPeer } from '../peer-process.ts';
import { assertEqualCounts, peerNames } from '../peers.ts';
import { median, rounded, timed } from '../statistics.ts';
import { createWorkload, type Workload } from '../workload.ts';
import type { Section } from './section.ts';

interface Measured {
  readonly name: string;
  readonly rules: number;
  readonly users: number;
  readonly prepareSeconds: number;
  readonly rounds: readonly number[];
  readonly pairsPerSecond: number;
  readonly secondsForAll: number;
  /** Our times in the rounds of this peer, from which the ratios are. */
  readonly ours: Readonly<Record<Mode, readonly number[]>>;
  readonly ratioWarm: number;
  readonly ratioCold: number;
  /** The best round of both, warm: on a busy machine nearer to what a quiet one shows than medians are. */
  readonly ratioOfBest: number;
}

type Mode = 'cold' | 'warm';
const modes: readonly Mode[] = ['cold', 'warm'];

/**
 * The same rules on the same people by us and by others, in turn within each round; every peer in a process of its own. Others
 * run a sample; their time for all rules and people is extrapolated linearly, and set against our times in the same rounds.
 * A difference in one count ends the run.
 */
export const compareSection: Section = async (options) => {
  const { users, rules, isQuick } = options;
  const workload = createWorkload({ users, rules });
  const engine = prepareEngine(workload.tenant, workload.rules);
  // The first runs of a process are slowed down by the compiler. Peers have theirs before they say that they are ready.
  for (const mode of modes) engine.evaluateAll(mode);
  const names = options.against ?? (isQuick ? peerNames.filter((name) => name !== 'sqlite') : peerNames);
  const peers: Measured[] = [];
  for (const name of names) {
    const peer = await startPeer(name, options);
    peers.push(await measure(peer, engine, workload, options.rounds));
    await peer.close();
  }
  const all = (mode: Mode): readonly number[] => peers.flatMap(({ ours }) => ours[mode]);
  return {
    ours: { coldSeconds: rounded(median(all('cold'))), warmSeconds: rounded(median(all('warm'))) },
    peers,
    extrapolation: 'linear in rules and people, from the sample stated with each peer',
  };
};

async function measure(
  peer: RemotePeer,
  engine: PreparedEngine,
  { tenant, rules }: Workload,
  rounds: number,
): Promise<Measured> {
  const { name, users, prepareSeconds, ruleIndexes } = peer.facts;
  const size = tenant.populations.user.size;
  const ours: Record<Mode, number[]> = { cold: [], warm: [] };
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let members: ReturnType<PreparedEngine['evaluateAll']> = [];
    for (const mode of modes) {
      const { result, milliseconds } = timed(() => engine.evaluateAll(mode));
      ours[mode].push(milliseconds / 1000);
      members = result;
    }
    const run = await peer.run();
    seconds.push(run.seconds);
    const countOf = (ruleIndex: number, most: number): number => {
      const set = members[ruleIndex]?.members;
      return most >= size ? (set?.size ?? 0) : (set?.toArray().filter((row) => row < most).length ?? 0);
    };
    assertEqualCounts({ peer: { name, users }, ruleIndexes }, run.counts, countOf, rules);
  }
  const pairsPerSecond = (peer.facts.rules * users) / median(seconds);
  const secondsForAll = (size * rules.length) / pairsPerSecond;
  return {
    name,
    rules: peer.facts.rules,
    users,
    prepareSeconds: rounded(prepareSeconds),
    rounds: seconds.map(rounded),
    pairsPerSecond: rounded(pairsPerSecond),
    secondsForAll: rounded(secondsForAll),
    ours: { cold: ours.cold.map(rounded), warm: ours.warm.map(rounded) },
    ratioWarm: rounded(secondsForAll / median(ours.warm)),
    ratioCold: rounded(secondsForAll / median(ours.cold)),
    ratioOfBest: rounded((secondsForAll * Math.min(...seconds)) / median(seconds) / Math.min(...ours.warm)),
  };
}
