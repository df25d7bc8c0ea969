/**
 * Peers in processes of their own: what one of them keeps in memory is then not in the way of another one, nor of ours, whose
 * garbage collector would have to look through it. They run in turn, so no two of them use the cores at once.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createPeers, type PeerName, type PeerSamples } from './peers.ts';
import type { Peer } from './peers/peer.ts';
import { secondsSince } from './peers/peer.ts';
import type { SectionOptions } from './sections/section.ts';
import { createWorkload } from './workload.ts';

/** How many rules each peer runs, and on how many people at most. */
const samples: PeerSamples = {
  sqlite: { rules: 60, users: 1_000_000 },
  'sqlite-indexed': { rules: 300, users: 1_000_000 },
  duckdb: { rules: 300, users: 1_000_000 },
  closures: { rules: 60, users: 100_000 },
  'json-logic': { rules: 12, users: 50_000 },
};

/** What a peer says of itself when it is ready. */
interface PeerFacts extends Pick<Peer, 'name' | 'rules' | 'users' | 'prepareSeconds'> {
  readonly ruleIndexes: readonly number[];
}

/** One run, timed where it happened. */
export interface PeerRun {
  readonly counts: readonly number[];
  readonly seconds: number;
}

/** A peer in another process. */
export interface RemotePeer {
  readonly facts: PeerFacts;
  run(): Promise<PeerRun>;
  close(): Promise<void>;
}

const benchFile = fileURLToPath(new URL('../engine.ts', import.meta.url));

/** Starts a peer, which makes the same workload and loads it. Fails if it cannot. */
export async function startPeer(name: PeerName, { users, rules }: SectionOptions): Promise<RemotePeer> {
  const child = fork(benchFile, ['--peer', name, '--users', String(users), '--rules', String(rules)], {
    execArgv: ['--max-old-space-size=8192', '--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const facts = (await answerOf(child, name)) as PeerFacts;
  return {
    facts,
    run: async () => {
      child.send('run');
      return (await answerOf(child, name)) as PeerRun;
    },
    close: async () => {
      const gone = once(child, 'exit');
      child.send('close');
      await gone;
    },
  };
}

async function answerOf(child: ChildProcess, name: PeerName): Promise<unknown> {
  const stop = new AbortController();
  const failed = once(child, 'exit', { signal: stop.signal }).then(() => {
    throw new Error(`the process of ${name} ended`);
  });
  const answered = once(child, 'message', { signal: stop.signal }).then(([message]: unknown[]) => message);
  try {
    return await Promise.race([answered, failed]);
  } finally {
    stop.abort();
    await Promise.allSettled([answered, failed]);
  }
}

/** The other side: makes the workload, prepares a peer and runs it whenever it is told to. */
export async function servePeer(name: PeerName, { users, rules }: SectionOptions): Promise<void> {
  const { tenant, rules: checked } = createWorkload({ users, rules });
  const [sampled] = await createPeers(tenant, checked, [name], samples);
  if (sampled === undefined) throw new Error(`no peer ${name}`);
  const { peer, ruleIndexes } = sampled;
  await peer.run();
  process.on('message', (message) => {
    if (message !== 'run') {
      peer.close();
      process.disconnect();
      return;
    }
    const started = performance.now();
    void peer.run().then((counts) => process.send?.({ counts, seconds: secondsSince(started) } satisfies PeerRun));
  });
  const { name: title, prepareSeconds } = peer;
  process.send?.({
    name: title,
    rules: peer.rules,
    users: peer.users,
    prepareSeconds,
    ruleIndexes,
  } satisfies PeerFacts);
}
