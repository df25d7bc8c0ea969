import { type Holder, readTenant } from '../directory/index.ts';
import type { Tenant } from '../model/index.ts';
import { holderKey } from './outcome.ts';
import type { HolderRule } from './rule-book.ts';

/** Which groups the memberOf rules of a tenant read. */
export interface MemberOfGraph {
  /** Holders with an evaluated memberOf rule; a holder stands after the ones that it reads, circles aside. */
  readonly order: readonly HolderRule[];
  /** Group rows that a holder reads, by key; groups that do not exist or are deleted have none. */
  readonly sources: ReadonlyMap<string, readonly number[]>;
  /** The same with deleted groups, for what their end changes. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** Circles of rules in reading order, the first holder repeated at the end; one for each knot. */
  readonly circles: readonly (readonly Holder[])[];
}

/** Arranges memberOf rules by what they read. O(rules + groups read). */
export function arrangeMemberOf(tenant: Tenant, rules: readonly HolderRule[]): MemberOfGraph {
  const groups = readTenant(tenant).population('group');
  const byKey = new Map(rules.map((rule) => [holderKey(rule.holder), rule]));
  const sources = new Map<string, readonly number[]>();
  const named = new Map<string, readonly number[]>();
  for (const [key, { program }] of byKey) {
    const rows = (program?.groupIds ?? []).map((id) => groups.rowOf(id)).filter((row) => row !== undefined);
    const distinct = [...new Set(rows)];
    named.set(key, distinct);
    sources.set(
      key,
      distinct.filter((row) => groups.isActive(row)),
    );
  }
  const order: HolderRule[] = [];
  const circles: (readonly Holder[])[] = [];
  const inCircle = new Set<string>();
  const state = new Map<string, 'open' | 'done'>();
  const path: HolderRule[] = [];
  const visit = (rule: HolderRule): void => {
    const key = holderKey(rule.holder);
    state.set(key, 'open');
    path.push(rule);
    for (const row of sources.get(key) ?? []) {
      const next = byKey.get(holderKey({ type: 'group', row }));
      if (next === undefined) continue;
      const nextKey = holderKey(next.holder);
      if (state.get(nextKey) === undefined) visit(next);
      else if (state.get(nextKey) === 'open') addCircle(circles, inCircle, path, next);
    }
    path.pop();
    state.set(key, 'done');
    order.push(rule);
  };
  for (const rule of byKey.values()) if (state.get(holderKey(rule.holder)) === undefined) visit(rule);
  return { order, sources, named, circles };
}

/** Records the circle at the end of `path` that closes with `start`, unless all of it was reported already. */
function addCircle(
  circles: (readonly Holder[])[],
  inCircle: Set<string>,
  path: readonly HolderRule[],
  start: HolderRule,
): void {
  const holders = path.slice(path.indexOf(start)).map(({ holder }) => holder);
  if (holders.every((holder) => inCircle.has(holderKey(holder)))) return;
  for (const holder of holders) inCircle.add(holderKey(holder));
  circles.push([...holders, start.holder]);
}
