import { emptyRowSet, type RowSet, unionRows } from '../base/index.ts';
import type { LicenseLoop, Outcome, SimulationEvent } from '../simulation/index.ts';
import type { LicenseWords } from './license-words.ts';
import type { ObjectRefs } from './object-refs.ts';
import type { ObjectRef, PlanLicenseLoop, PlanNote } from './plan-document.ts';
import { compareObjects } from './plan-order.ts';
import { labelOfRef, valueText } from './value-text.ts';

/** Members and steps of a circle that are listed. */
const mostMembers = 100;
const mostSteps = 20;

/** Members that the text names. */
const mostNames = 3;

/** Licenses and rules that do not come to rest: who goes round, and what one turn does (spec licensing 12.6). */
export function listLicenseLoops(outcome: Outcome, refs: ObjectRefs, words: LicenseWords): readonly PlanLicenseLoop[] {
  return outcome.after.licenseLoops.map((loop) => describe(loop, outcome, refs, words));
}

function describe(loop: LicenseLoop, { events }: Outcome, refs: ObjectRefs, words: LicenseWords): PlanLicenseLoop {
  const turn = loop.events.flatMap((id) => events[id] ?? []);
  const { movesBefore } = loop;
  const users = [...turn.map(usersOf), ...(movesBefore ?? []).map((move) => move.users)].reduce(unionRows, emptyRowSet);
  const members = Array.from(users.toArray().slice(0, mostMembers), (row) => refs.object('user', row)).toSorted(
    compareObjects,
  );
  const sequence = [
    ...turn.flatMap((event) => stepWords(event, refs, words)),
    ...(movesBefore ?? []).map((move) => words.moveLink(move).text),
  ].slice(0, mostSteps);
  const what = loop.isCircle ? 'licenses and rules chase each other' : 'licenses and rules do not come to rest';
  const when = movesBefore === undefined ? '' : 'before this change, ';
  return {
    text: `${when}${what} for ${whoWords(members, users.size)}, given up after ${loop.rounds} rounds: ${sequence.join(', then ')}`,
    rounds: loop.rounds,
    isCircle: loop.isCircle,
    members,
    memberCount: users.size,
    sequence,
  };
}

function whoWords(members: readonly ObjectRef[], count: number): string {
  const names = members.slice(0, mostNames).map(labelOfRef);
  const more = count > names.length ? ', …' : '';
  return `${count} ${count === 1 ? 'user' : 'users'} (${names.join(', ')}${more})`;
}

function usersOf(event: SimulationEvent): RowSet {
  if (event.kind === 'licensesChanged') return event.move.users;
  if (event.kind === 'membersChanged' && event.memberType === 'user') return unionRows(event.joined, event.left);
  return emptyRowSet;
}

function stepWords(event: SimulationEvent, refs: ObjectRefs, words: LicenseWords): readonly string[] {
  if (event.kind === 'licensesChanged') return [words.moveLink(event.move).text];
  if (event.kind !== 'membersChanged') return [];
  const group = valueText(labelOfRef(refs.holder(event.holder)));
  return [
    ...(event.left.size > 0 ? [`${event.left.size} ${event.left.size === 1 ? 'leaves' : 'leave'} ${group}`] : []),
    ...(event.joined.size > 0 ? [`${event.joined.size} ${event.joined.size === 1 ? 'joins' : 'join'} ${group}`] : []),
  ];
}

/** How long the longest chain from licenses over rules to licenses is, where there is one (spec licensing 12.6). */
export function listChains({ events }: Outcome): readonly PlanNote[] {
  const depths: number[] = [];
  let longest = 0;
  for (const event of events) {
    const causes = event.cause.kind === 'events' ? event.cause.events : [];
    let depth = 0;
    for (const id of causes) depth = Math.max(depth, depths[id] ?? 0);
    if (event.kind === 'licensesChanged' && isNewLink(event, events)) depth++;
    depths.push(depth);
    longest = Math.max(longest, depth);
  }
  if (longest < 2) return [];
  const text = `licenses change what rules read, and rules change licenses: the longest chain has ${longest} license changes`;
  return [{ code: 'license-chain', text }];
}

/** Retries in the wake of another license of the same pass are part of that link of the chain. */
function isNewLink(event: SimulationEvent, events: readonly SimulationEvent[]): boolean {
  return event.cause.kind === 'step' || !event.cause.events.some((id) => events[id]?.kind === 'licensesChanged');
}
