/**
 * Other ways to evaluate the same rules, on samples of them: SQLite, DuckDB, compiled closures, json-logic-js. Each gets the
 * people already folded and writes its member lists, and its counts must equal ours.
 */
import type { Tenant } from '../../src/model/index.ts';
import type { CheckedRule } from '../../src/rules/index.ts';
import { createClosurePeer } from './peers/closure-peer.ts';
import { createDuckdbPeer } from './peers/duckdb-peer.ts';
import { createJsonLogicPeer } from './peers/json-logic-peer.ts';
import { peerColumns } from './peers/peer-data.ts';
import { toPeerTree } from './peers/peer-tree.ts';
import { type Peer, spread } from './peers/peer.ts';
import { rowObjects } from './peers/row-objects.ts';
import { createSqlitePeer } from './peers/sqlite-peer.ts';

export const peerNames = ['sqlite', 'sqlite-indexed', 'duckdb', 'closures', 'json-logic'] as const;
export type PeerName = (typeof peerNames)[number];

/** How many rules each peer runs, and on how many people at most. */
export type PeerSamples = Readonly<Record<PeerName, { readonly rules: number; readonly users: number }>>;

/** A peer and the rules that it runs, as their places in the list that was given. */
export interface SampledPeer {
  readonly peer: Peer;
  readonly ruleIndexes: readonly number[];
}

/** Prepares the named peers. Rules are spread evenly over the list, people are the first ones. */
export async function createPeers(
  tenant: Tenant,
  rules: readonly CheckedRule[],
  names: readonly PeerName[],
  samples: PeerSamples,
): Promise<readonly SampledPeer[]> {
  const prepared: SampledPeer[] = [];
  for (const name of names) {
    const ruleIndexes = spread([...rules.keys()], samples[name].rules);
    prepared.push({ peer: await createPeer(tenant, rules, name, samples, ruleIndexes), ruleIndexes });
  }
  return prepared;
}

async function createPeer(
  tenant: Tenant,
  rules: readonly CheckedRule[],
  name: PeerName,
  samples: PeerSamples,
  ruleIndexes: readonly number[],
): Promise<Peer> {
  const population = tenant.populations.user;
  const users = Math.min(samples[name].users, population.size);
  const columns = peerColumns(population, users);
  const trees = ruleIndexes.map((index) => toPeerTree(rules[index] as CheckedRule, tenant.clock));
  switch (name) {
    case 'sqlite':
      return createSqlitePeer(columns, users, trees, false);
    case 'sqlite-indexed':
      return createSqlitePeer(columns, users, trees, true);
    case 'duckdb':
      return createDuckdbPeer(columns, users, trees);
    case 'closures':
      return createClosurePeer(rowObjects(columns, users), trees);
    case 'json-logic':
      return createJsonLogicPeer(rowObjects(columns, users), trees);
  }
}

/** Throws when a peer counts other members than we did: then no time of this run means anything. */
export function assertEqualCounts(
  { peer, ruleIndexes }: { readonly peer: Pick<Peer, 'name' | 'users'>; readonly ruleIndexes: readonly number[] },
  counts: readonly number[],
  ours: (ruleIndex: number, users: number) => number,
  rules: readonly CheckedRule[],
): void {
  for (const [position, ruleIndex] of ruleIndexes.entries()) {
    const expected = ours(ruleIndex, peer.users);
    if (counts[position] !== expected) {
      throw new Error(`${peer.name} counts ${counts[position]} members, we ${expected}: ${rules[ruleIndex]?.text}`);
    }
  }
}
