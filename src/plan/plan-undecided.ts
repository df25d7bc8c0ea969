import type { RowSet } from '../base/index.ts';
import type { DynamicState, Outcome } from '../simulation/index.ts';
import { holderKey } from '../simulation/index.ts';
import type { LeafReasons } from './leaf-reasons.ts';
import type { ObjectRefs } from './object-refs.ts';
import type { PlanDocument, PlanUndecided } from './plan-document.ts';
import { compareHolders, compareObjects } from './plan-order.ts';

/** Entries listed although the change does not touch them; the rest is counted. */
const mostUntouched = 1000;

/** The undecided memberships of a plan. */
export interface UndecidedLists {
  readonly undecided: readonly PlanUndecided[];
  readonly undecidedNotListed: PlanDocument['effects']['undecidedNotListed'];
  /** All, listed or not. */
  readonly count: number;
}

/**
 * People for whom a rule cannot be decided after the change. All that the change touches are listed, the rest up to a
 * thousand. Order: group and member by name, new ones first within a group.
 */
export function listUndecided(outcome: Outcome, refs: ObjectRefs, reasons: LeafReasons): UndecidedLists {
  const touched = createTouch(outcome, reasons);
  const undecided: PlanUndecided[] = [];
  const notListed: { readonly group: PlanUndecided['group']; readonly count: number }[] = [];
  let [count, room] = [0, mostUntouched];
  for (const state of statesByName(outcome, refs)) {
    const group = refs.holder(state.holder);
    const earlier = outcome.before.dynamic.get(holderKey(state.holder))?.undecided;
    const listed: PlanUndecided[] = [];
    let left = 0;
    state.undecided.forEach((row) => {
      const isNew = earlier?.has(row) !== true;
      const isTouched = isNew || touched(state, row);
      if (!isTouched && room === 0) {
        left++;
        return;
      }
      if (!isTouched) room--;
      const needs = reasons.reasonFor(state.holder, row)?.needs ?? [];
      listed.push({ group, member: refs.object(state.memberType, row), needs, new: isNew });
    });
    undecided.push(...listed.toSorted((a, b) => Number(b.new) - Number(a.new) || compareObjects(a.member, b.member)));
    if (left > 0) notListed.push({ group, count: left });
    count += state.undecided.size;
  }
  return { undecided, undecidedNotListed: notListed, count };
}

function statesByName({ after }: Outcome, refs: ObjectRefs): readonly DynamicState[] {
  return [...after.dynamic.values()]
    .filter(({ undecided }) => undecided.size > 0)
    .toSorted((a, b) => compareHolders(refs.holder(a.holder), refs.holder(b.holder)));
}

/** Says whether the change could have had an effect on a row of a holder, had the rule been decidable. */
function createTouch({ events }: Outcome, reasons: LeafReasons): (state: DynamicState, row: number) => boolean {
  const propertiesByObject = new Map<string, Set<string>>();
  const changedHolders = new Set<string>();
  const planUsers: RowSet[] = [];
  let hasClockMoved = false;
  for (const event of events) {
    if (event.kind === 'clockAdvanced') hasClockMoved = true;
    else if (event.kind === 'propertiesChanged') {
      const key = `${event.type} ${event.row}`;
      const names = propertiesByObject.get(key) ?? new Set<string>();
      for (const { name } of event.changes) names.add(name);
      propertiesByObject.set(key, names);
      changedHolders.add(key);
    } else if (event.kind === 'objectCreated') changedHolders.add(`${event.type} ${event.row}`);
    else if (event.kind === 'servicePlansChanged') planUsers.push(event.users);
  }
  return ({ holder, memberType }, row) => {
    if (changedHolders.has(holderKey(holder))) return true;
    const program = reasons.programOf(holder);
    if (program === undefined || (program.usesClock && hasClockMoved)) return true;
    const readsPlans = memberType === 'user' && program.sources.includes('assignedPlans');
    if (readsPlans && planUsers.some((users) => users.has(row))) return true;
    const changed = propertiesByObject.get(`${memberType} ${row}`);
    return changed !== undefined && program.sources.some((name) => changed.has(name));
  };
}
