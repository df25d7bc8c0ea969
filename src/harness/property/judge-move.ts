import { differenceRows, intersectRows, type RowSet, unionRows } from '../../base/index.ts';
import { licensedGroups, policyOf, readLicenses } from '../../licensing/index.ts';
import type { RuleObject } from '../../rules/index.ts';
import type { Judgement, Violation } from './judge-state.ts';
import type { MoveClaim } from './policy-property.ts';
import { noSides } from './sides.ts';
import { activeGroups, type TenantView, type Truths } from './tenant-view.ts';

/**
 * Judges a claim about a change: what moved between two states of one tenant. Only people who were there before and are there
 * after count; whoever is undecided on either side is counted and is neither a violation nor a proof. `isEffective`: the attribute
 * did change.
 */
export function judgeMove(claim: MoveClaim, before: TenantView, after: TenantView, isEffective: boolean): Judgement {
  const violations: Violation[] = [];
  const open = { user: new Set<number>(), device: new Set<number>() };
  const compare = (type: RuleObject, old: Truths, now: Truths, told: MoveTold): void => {
    const there = intersectRows(before.active(type), after.active(type));
    const unsure = intersectRows(unionRows(old.open, now.open), there);
    unsure.forEach((row) => open[type].add(row));
    const sure = differenceRows(there, unsure);
    const add = (rows: RowSet, action: Extract<Violation, { kind: 'moved' }>['action']): void =>
      intersectRows(rows, sure).forEach((row) => violations.push({ kind: 'moved', type, row, action, ...told.what }));
    add(differenceRows(old.yes, now.yes), told.lost);
    if (claim.kind === 'stable') add(differenceRows(now.yes, old.yes), told.gained);
  };
  const groups = claim.groups === 'any' ? activeGroups(before.settled.tenant) : claim.groups;
  for (const group of groups) {
    for (const type of ['user', 'device'] as const) {
      const told = { what: { group }, lost: 'leaves', gained: 'joins' } as const;
      compare(type, before.members(group, type), after.members(group, type), told);
    }
  }
  if (claim.licenses) {
    for (const skuId of skusOf(before, after)) {
      const told = { what: { skuId }, lost: 'loses', gained: 'gains' } as const;
      compare('user', before.licensed([skuId]), after.licensed([skuId]), told);
    }
  }
  const undecided = open.user.size + open.device.size;
  const counts = isEffective ? { inside: 1 } : { outside: 1 };
  return {
    violations: violations.toSorted((a, b) => rowOf(a) - rowOf(b)),
    sides: { ...noSides, cases: 1, ...counts, undecided },
  };
}

interface MoveTold {
  readonly what: { readonly group: string } | { readonly skuId: string };
  readonly lost: 'leaves' | 'loses';
  readonly gained: 'joins' | 'gains';
}

function rowOf(violation: Violation): number {
  return violation.kind === 'seats' ? 0 : violation.row;
}

function skusOf(...views: readonly TenantView[]): readonly string[] {
  const ids = views.flatMap(({ settled: { tenant } }) => [
    ...readLicenses(tenant).skuIds(),
    ...licensedGroups(tenant).flatMap((row) => policyOf(tenant, row).map(({ skuId }) => skuId)),
  ]);
  return [...new Set(ids)].toSorted();
}
