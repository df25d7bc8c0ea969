import type { ObjectType } from '../model/index.ts';
import { type Holder, holderKey, type SimulationEvent } from '../simulation/index.ts';

/** An event that changes members. */
export type MembersEvent = Extract<SimulationEvent, { kind: 'membersChanged' }>;

/** What a simulation did to one membership, seen from its end. */
export interface MembershipChange {
  readonly row: number;
  readonly action: 'join' | 'leave';
  /** The membership ends as it began: `action` is what happened in between. */
  readonly transient: boolean;
  /** The event that explains it: the last one, or the first departure from the old state if transient. */
  readonly event: MembersEvent;
}

/** Changes of the members of one type of one holder, rows in ascending order. */
export interface HolderChanges {
  readonly holder: Holder;
  readonly memberType: ObjectType;
  readonly changes: readonly MembershipChange[];
}

interface Trace {
  readonly first: MembersEvent;
  readonly wasMember: boolean;
  last: MembersEvent;
  isMember: boolean;
}

interface HolderTraces {
  readonly holder: Holder;
  readonly memberType: ObjectType;
  readonly traces: Map<number, Trace>;
}

/**
 * Folds the events of a simulation into one change per membership, in the order in which holders are first touched.
 * O(joins and leaves in all events).
 */
export function foldMembershipChanges(events: readonly SimulationEvent[]): readonly HolderChanges[] {
  const byHolder = new Map<string, HolderTraces>();
  for (const event of events) {
    if (event.kind !== 'membersChanged') continue;
    const key = `${holderKey(event.holder)} ${event.memberType}`;
    let entry = byHolder.get(key);
    if (entry === undefined) {
      entry = { holder: event.holder, memberType: event.memberType, traces: new Map() };
      byHolder.set(key, entry);
    }
    const { traces } = entry;
    event.left.forEach((row) => trace(traces, row, event, false));
    event.joined.forEach((row) => trace(traces, row, event, true));
  }
  return [...byHolder.values()].map(({ holder, memberType, traces }) => ({
    holder,
    memberType,
    changes: [...traces].map(([row, seen]) => changeOf(row, seen)).toSorted((a, b) => a.row - b.row),
  }));
}

function trace(traces: Map<number, Trace>, row: number, event: MembersEvent, isMember: boolean): void {
  const seen = traces.get(row);
  if (seen === undefined) traces.set(row, { first: event, wasMember: !isMember, last: event, isMember });
  else {
    seen.last = event;
    seen.isMember = isMember;
  }
}

function changeOf(row: number, { first, wasMember, last, isMember }: Trace): MembershipChange {
  if (wasMember === isMember) return { row, action: wasMember ? 'leave' : 'join', transient: true, event: first };
  return { row, action: isMember ? 'join' : 'leave', transient: false, event: last };
}
