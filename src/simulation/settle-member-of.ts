import { differenceRows, emptyRowSet, type RowSet, rowSetOfWords, unionRows } from '../base/index.ts';
import { activeMembers } from '../directory/index.ts';
import type { Population, Tenant } from '../model/index.ts';
import type { RuleObject } from '../rules/index.ts';
import { storedMembers } from './kept-members.ts';
import { type DynamicState, holderKey } from './outcome.ts';
import type { MemberOfGraph } from './member-of-graph.ts';
import type { HolderRule } from './rule-book.ts';

/** Members of a memberOf rule, and of those and the undecided ones together. */
interface Reach {
  readonly object: RuleObject;
  readonly members: RowSet;
  readonly potential: RowSet;
}

/** Members and undecided objects of one memberOf rule. */
export interface MemberOfResult {
  readonly members: RowSet;
  readonly undecided: RowSet;
}

/** The state of a holder at rest, by its key. */
export type StateNow = (key: string) => DynamicState | undefined;

export interface MemberOfOutcome {
  /** By key of the holder. */
  readonly results: ReadonlyMap<string, MemberOfResult>;
  readonly rounds: number;
}

/**
 * Applies memberOf rules (spec rules 8.2): the direct members of the groups they read, and whoever was a member before,
 * because nobody is taken out until the rule is edited. `wanted` are the rules to apply, in the order of the graph;
 * `stateNow` knows the holders that are at rest. Rules that read each other are applied in rounds until nothing changes: sets only
 * grow, so that there are at most as many rounds as rules, and one more to see it. O(rounds * groups read * objects / 32).
 */
export function settleMemberOf(
  tenant: Tenant,
  graph: MemberOfGraph,
  wanted: readonly HolderRule[],
  stateNow: StateNow,
  editedRules: ReadonlySet<string>,
): MemberOfOutcome {
  const reaches = new Map<string, Reach>();
  for (const rule of wanted) {
    const key = holderKey(rule.holder);
    const kept = editedRules.has(key) ? emptyRowSet : previousMembers(tenant, rule);
    reaches.set(key, { object: rule.rule?.object ?? 'user', members: kept, potential: kept });
  }
  let rounds = 0;
  for (let isMoving = true; isMoving && rounds <= wanted.length + 1; rounds++) {
    isMoving = false;
    for (const rule of wanted) {
      const key = holderKey(rule.holder);
      const before = reaches.get(key);
      if (before === undefined) continue;
      const after = readSources(tenant, graph.sources.get(key) ?? [], before, stateNow, reaches);
      if (after.members.size === before.members.size && after.potential.size === before.potential.size) continue;
      reaches.set(key, after);
      isMoving = true;
    }
  }
  const results = [...reaches].map(
    ([key, { members, potential }]) => [key, { members, undecided: differenceRows(potential, members) }] as const,
  );
  return { results: new Map(results), rounds };
}

function readSources(
  tenant: Tenant,
  groupRows: readonly number[],
  before: Reach,
  stateNow: StateNow,
  reaches: ReadonlyMap<string, Reach>,
): Reach {
  const population = tenant.populations[before.object];
  let { members, potential } = before;
  for (const row of groupRows) {
    const source = reachOf(tenant, population, row, stateNow, reaches);
    members = unionRows(members, source.members);
    potential = unionRows(potential, source.potential);
  }
  return { object: before.object, members, potential: unionRows(potential, members) };
}

/** The direct members of a group of the population's type; where they are not known everybody is possible. */
function reachOf(
  tenant: Tenant,
  population: Population,
  row: number,
  stateNow: StateNow,
  reaches: ReadonlyMap<string, Reach>,
): Omit<Reach, 'object'> {
  const key = holderKey({ type: 'group', row });
  const state = stateNow(key);
  const reach = reaches.get(key);
  if (state === undefined && reach === undefined) {
    const links = tenant.relations.groupMembers.get(row);
    const members = activeMembers(population, links);
    return { members, potential: links === undefined ? allActive(population) : members };
  }
  const object = reach?.object ?? state?.memberType;
  if (object !== population.type) return { members: emptyRowSet, potential: emptyRowSet };
  if (reach !== undefined || state === undefined) return reach ?? { members: emptyRowSet, potential: emptyRowSet };
  if (state.members === undefined) return { members: emptyRowSet, potential: allActive(population) };
  return { members: state.members, potential: unionRows(state.members, state.undecided) };
}

function previousMembers(tenant: Tenant, rule: HolderRule): RowSet {
  return activeMembers(tenant.populations[rule.rule?.object ?? 'user'], storedMembers(tenant, rule));
}

const activeRows = new WeakMap<Population, RowSet>();

/** All active objects; worked out once for a population. O(objects). */
function allActive(population: Population): RowSet {
  let rows = activeRows.get(population);
  if (rows === undefined) {
    const words = new Uint32Array((population.size + 31) >>> 5);
    for (let row = 0; row < population.size; row++) {
      if (population.isActive(row)) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
    }
    rows = rowSetOfWords(words);
    activeRows.set(population, rows);
  }
  return rows;
}
