import type { Outcome } from '../simulation/index.ts';
import { causeLinks, type CauseDeps } from './cause-links.ts';
import type { LeafReasons } from './leaf-reasons.ts';
import { foldMembershipChanges, type HolderChanges, type MembershipChange } from './membership-changes.ts';
import type { PlanMembership, ReasonLink } from './plan-document.ts';
import { compareHolders, compareObjects } from './plan-order.ts';

/** What {@link listMemberships} needs. */
export interface MembershipDeps extends CauseDeps {
  readonly reasons: LeafReasons;
}

/**
 * Who joins and who leaves, each with the chain back to the steps. Order: leaves before joins, lasting before transient, then
 * group and member by name. About O(effects * log effects).
 */
export function listMemberships(outcome: Outcome, deps: MembershipDeps): readonly PlanMembership[] {
  const entries = foldMembershipChanges(outcome.events)
    .filter(({ changes }) => changes.length > 0)
    .map((entry) => ({ group: deps.refs.holder(entry.holder), memberships: describeHolder(entry, deps) }))
    .toSorted((a, b) => compareHolders(a.group, b.group));
  const pick = (action: PlanMembership['action'], transient: boolean): readonly PlanMembership[] =>
    entries.flatMap(({ memberships }) =>
      memberships.filter((entry) => entry.action === action && entry.transient === transient),
    );
  return [...pick('leave', false), ...pick('leave', true), ...pick('join', false), ...pick('join', true)];
}

function describeHolder(entry: HolderChanges, deps: MembershipDeps): readonly PlanMembership[] {
  const group = deps.refs.holder(entry.holder);
  return entry.changes
    .map((change) => ({
      group,
      member: deps.refs.object(entry.memberType, change.row),
      action: change.action,
      transient: change.transient,
      because: becauseOf(entry, change, deps),
    }))
    .toSorted((a, b) => compareObjects(a.member, b.member));
}

function becauseOf(
  { holder, memberType }: HolderChanges,
  { row, transient, event }: MembershipChange,
  deps: MembershipDeps,
): readonly ReasonLink[] {
  const causes = causeLinks(event, { holder, memberType, row }, deps);
  // Conditions are known for the end of the plan only: they say nothing about what has undone itself since.
  const isDecidedByRule = !transient && (event.by === 'rule' || event.by === 'emptied');
  const reason = isDecidedByRule ? deps.reasons.reasonFor(holder, row) : undefined;
  return reason === undefined ? causes : [...reason.links, ...causes];
}
