import { differenceRows, intersectRows, type RowSet, unionRows } from '../../base/index.ts';
import { seatsOf, usableSeats } from '../../licensing/index.ts';
import { neededUsers } from '../../plan/index.ts';
import type { RuleObject } from '../../rules/index.ts';
import { holderKey } from '../../simulation/index.ts';
import type { Claim } from './policy-property.ts';
import { addSides, noSides, type Sides } from './sides.ts';
import { both, either, notOf, type TenantView, type Truths } from './tenant-view.ts';

/** One way in which a claim does not hold. Groups and SKUs are ids. */
export type Violation =
  /** A person for whom the conclusion fails: has what nobody may have, or lacks what everybody has. */
  | { readonly kind: 'person'; readonly type: RuleObject; readonly row: number }
  | {
      readonly kind: 'inBoth';
      readonly type: RuleObject;
      readonly row: number;
      readonly groups: readonly [string, string];
    }
  | { readonly kind: 'seats'; readonly skuId: string; readonly needed: number; readonly bought: number }
  /** Somebody moved though nothing should have moved. */
  | {
      readonly kind: 'moved';
      readonly type: RuleObject;
      readonly row: number;
      readonly group?: string;
      readonly skuId?: string;
      readonly action: 'joins' | 'leaves' | 'gains' | 'loses';
    };

/** What looking at one tenant or one change comes to. */
export interface Judgement {
  /** In the order of rows. */
  readonly violations: readonly Violation[];
  readonly sides: Sides;
}

type StateClaim = Exclude<Claim, { readonly kind: 'stable' | 'monotone' }>;

/** Judges a claim about a tenant at rest. What is undecided is counted, and is neither a violation nor a proof. */
export function judgeState(claim: StateClaim, view: TenantView): Judgement {
  switch (claim.kind) {
    case 'always':
    case 'never': {
      const type = claim.who?.object ?? claim.has.rule?.object ?? 'user';
      const all = view.active(type);
      const who = claim.who === undefined ? { yes: all, open: differenceRows(all, all) } : view.rule(claim.who);
      return judgePeople(claim.kind, type, all, who, view.statement(claim.has, type));
    }
    case 'implies': {
      const type = memberTypeOf(view, [claim.from, claim.to]);
      const all = view.active(type);
      return judgePeople('always', type, all, view.members(claim.from, type), view.members(claim.to, type));
    }
    case 'disjoint':
      return judgeDisjoint(claim.groups, view);
    case 'seats':
      return judgeSeats(claim.skus, view);
  }
}

/** Devices if all groups have rules about devices, else users. */
export function memberTypeOf({ settled }: Pick<TenantView, 'settled'>, groups: readonly string[]): RuleObject {
  const { group } = settled.tenant.populations;
  const types = groups.map((id) => {
    const row = group.rowOf(id);
    return row === undefined ? 'user' : (settled.dynamic.get(holderKey({ type: 'group', row }))?.memberType ?? 'user');
  });
  return types.length > 0 && types.every((type) => type === 'device') ? 'device' : 'user';
}

function judgePeople(kind: 'always' | 'never', type: RuleObject, all: RowSet, who: Truths, has: Truths): Judgement {
  const hasNot = notOf(has, all);
  const wrong = kind === 'never' ? has.yes : hasNot;
  const violations = intersectRows(who.yes, wrong);
  const maybeWrong = unionRows(wrong, has.open);
  const undecided = differenceRows(intersectRows(unionRows(who.yes, who.open), maybeWrong), violations);
  return {
    violations: Array.from(violations.toArray(), (row) => ({ kind: 'person', type, row }) as const),
    sides: {
      cases: 1,
      inside: who.yes.size,
      outside: notOf(who, all).size,
      concluded: has.yes.size,
      notConcluded: hasNot.size,
      undecided: undecided.size,
    },
  };
}

function judgeDisjoint(groups: readonly string[], view: TenantView): Judgement {
  const type = memberTypeOf(view, groups);
  const all = view.active(type);
  const found: Violation[] = [];
  let open: RowSet = differenceRows(all, all);
  let any: Truths = { yes: open, open };
  const members = groups.map((id) => ({ id, truths: view.members(id, type) }));
  for (const [index, one] of members.entries()) {
    any = either(any, one.truths);
    for (const other of members.slice(index + 1)) {
      const shared = both(one.truths, other.truths);
      shared.yes.forEach((row) => found.push({ kind: 'inBoth', type, row, groups: [one.id, other.id] }));
      open = unionRows(open, shared.open);
    }
  }
  const filled = members.filter(({ truths }) => truths.yes.size > 0).length;
  const sides = {
    cases: 1,
    inside: filled > 1 ? any.yes.size : 0,
    outside: notOf(any, all).size,
    undecided: open.size,
  };
  return { violations: found, sides: addSides(noSides, sides) };
}

function judgeSeats(skus: 'any' | readonly string[], view: TenantView): Judgement {
  const { tenant } = view.settled;
  const seats = seatsOf(tenant);
  const needs = neededUsers(tenant);
  const violations: Violation[] = [];
  let sides: Sides = { ...noSides, cases: 1 };
  for (const skuId of new Set([...seats.keys(), ...needs.keys()])) {
    if (skus !== 'any' && !skus.includes(skuId)) continue;
    const units = seats.get(skuId)?.units;
    const needed = needs.get(skuId)?.size ?? 0;
    if (units === undefined) {
      sides = addSides(sides, { undecided: needed > 0 ? 1 : 0 });
      continue;
    }
    const bought = usableSeats(units);
    if (needed > bought) violations.push({ kind: 'seats', skuId, needed, bought });
    sides = addSides(sides, needed === 0 ? { outside: 1 } : { inside: 1, concluded: needed >= bought ? 1 : 0 });
  }
  return { violations, sides };
}
