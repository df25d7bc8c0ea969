import type { EpochMilliseconds } from '../base/index.ts';
import type { LicenseCatalogue } from '../licensing/index.ts';
import { defaultSemantics, type ObjectType, type Semantics, type Tenant } from '../model/index.ts';
import {
  explainMembership,
  type MembershipExplanation,
  type PlanDocument,
  type PlanMembership,
} from '../plan/index.ts';
import { createPredicateCache } from '../rules/index.ts';
import { type Holder, settleFor } from '../simulation/index.ts';
import { catalogueFor } from './catalogue-for.ts';
import { findObject } from './find-object.ts';
import { planChange } from './plan-change.ts';
import { readChanges } from './read-changes.ts';
import { clockOf, requireFresh, semanticsOf } from './saved-plan.ts';

/** Types that the member and the holder of a question may have. */
const memberTypes: readonly ObjectType[] = ['user', 'device', 'orgContact', 'group'];
const holderTypes: readonly ObjectType[] = ['group', 'administrativeUnit'];

/** Whom to explain, and where. */
export interface MembershipQuestion {
  readonly member: string;
  readonly holder: string;
  readonly clock?: EpochMilliseconds;
  readonly semantics?: Semantics;
  /** What licenses consist of; the standard catalogue when absent. */
  readonly catalogue?: LicenseCatalogue;
}

/**
 * Explains why somebody is a member of a group or administrative unit, or is not.
 * @throws ToolError `name/unknown`, `name/ambiguous` (exit code 4).
 */
export function explainMember(tenant: Tenant, question: MembershipQuestion): MembershipExplanation {
  const catalogue = catalogueFor(tenant, question.catalogue);
  const deps = {
    semantics: question.semantics ?? defaultSemantics,
    cache: createPredicateCache(),
    ...(catalogue === undefined ? {} : { catalogue }),
  };
  const start = question.clock === undefined ? tenant : { ...tenant, clock: question.clock };
  const member = findObject(start, memberTypes, question.member);
  const holder = findHolder(start, question.holder);
  return explainMembership(settleFor(start, holder, deps), member.type, member.row, holder, deps);
}

/** One membership before and after a plan, and what the plan says about it. */
export interface MembershipChange {
  readonly before: MembershipExplanation;
  readonly after: MembershipExplanation;
  readonly entries: readonly PlanMembership[];
}

/**
 * Explains one membership before and after the change set of a plan, at the plan's own clock and with its own semantics. Names
 * are looked up among the objects after the change and those that it deleted.
 * @throws ToolError `plan/stale` (exit code 3) when the tenant has changed since, `name/unknown`, `name/ambiguous` (exit code 4).
 */
export async function explainMemberChange(
  tenant: Tenant,
  plan: PlanDocument,
  question: Pick<MembershipQuestion, 'member' | 'holder' | 'catalogue'>,
): Promise<MembershipChange> {
  requireFresh(tenant, plan);
  const semantics = semanticsOf(plan);
  const cache = createPredicateCache();
  const changes = await readChanges(plan.changes.name, plan.changes.text);
  const { outcome, plan: fresh } = planChange(tenant, changes, {
    semantics,
    cache,
    clock: clockOf(plan),
    ...(question.catalogue === undefined ? {} : { catalogue: question.catalogue }),
  });
  const { before, after } = outcome;
  const member = findObject(after.tenant, memberTypes, question.member, true);
  const holder = findHolder(after.tenant, question.holder, true);
  const deps = { semantics, cache };
  const later = explainMembership(after, member.type, member.row, holder, deps);
  const isOld =
    member.row < before.tenant.populations[member.type].size &&
    holder.row < before.tenant.populations[holder.type].size;
  return {
    before: isOld ? explainMembership(before, member.type, member.row, holder, deps) : later,
    after: later,
    entries: fresh.effects.memberships.filter(
      (entry) => entry.member.id === later.member.id && entry.group.id === later.holder.id,
    ),
  };
}

function findHolder(tenant: Tenant, name: string, isDeletedToo = false): Holder {
  const { type, row } = findObject(tenant, holderTypes, name, isDeletedToo);
  return { type: type === 'administrativeUnit' ? 'administrativeUnit' : 'group', row };
}
