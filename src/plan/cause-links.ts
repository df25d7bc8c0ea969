import { formatInstant } from '../base/index.ts';
import type { ObjectType } from '../model/index.ts';
import type { RuleProgram } from '../rules/index.ts';
import type { Cause, Holder, Outcome, PropertyChange, SimulationEvent } from '../simulation/index.ts';
import type { MembersEvent } from './membership-changes.ts';
import type { LicenseWords } from './license-words.ts';
import type { ObjectRefs } from './object-refs.ts';
import type { ObjectRef, ReasonLink } from './plan-document.ts';
import { labelOfRef, valueText } from './value-text.ts';

/** The membership, or the license of a user (no holder), whose causes are followed. */
export interface CauseSubject {
  readonly holder: Holder | undefined;
  readonly memberType: ObjectType;
  readonly row: number;
}

/** What causes are read from. */
export interface CauseDeps {
  readonly outcome: Outcome;
  readonly refs: ObjectRefs;
  readonly stepLinks: readonly ReasonLink[];
  readonly licenses: LicenseWords;
  programOf(holder: Holder): RuleProgram | undefined;
}

/** An event that a chain may start with. */
export type EffectEvent =
  | MembersEvent
  | Extract<SimulationEvent, { kind: 'licensesChanged' | 'objectCreated' | 'objectDeleted' | 'objectRestored' }>;

/** Properties of a holder that decide who is a member. */
const ruleProperties: ReadonlySet<string> = new Set([
  'groupTypes',
  'membershipRule',
  'membershipRuleProcessingState',
  'membershipType',
]);
/** Steps named when no link in between could be found. */
const mostSteps = 5;

/**
 * The chain of one membership from the event that changed it back to the steps, nearest first: read from the causes that
 * the simulation recorded, restricted to those that concern the member, the holder or a group that the rule reads.
 */
export function causeLinks(event: EffectEvent, subject: CauseSubject, deps: CauseDeps): readonly ReasonLink[] {
  const { events } = deps.outcome;
  const links: ReasonLink[] = ownLinks(event, subject, deps);
  const steps = new Set<number>();
  const seen = new Set<number>([event.id]);
  let causes: readonly { readonly cause: Cause; readonly subject: CauseSubject }[] = [{ cause: event.cause, subject }];
  while (causes.length > 0) {
    const next: { readonly cause: Cause; readonly subject: CauseSubject }[] = [];
    for (const { cause, subject: about } of causes) {
      if (cause.kind === 'step') {
        steps.add(cause.step);
        continue;
      }
      for (const id of relevantEvents(cause.events, about, deps)) {
        const found = events[id];
        if (found === undefined || seen.has(id)) continue;
        seen.add(id);
        const link = linkOf(found, about, deps);
        links.push(...link);
        next.push({ cause: found.cause, subject: subjectAfter(found, about) });
      }
    }
    causes = next;
  }
  if (steps.size === 0) for (const step of stepsBehind(event, events)) steps.add(step);
  for (const step of [...steps].toSorted((a, b) => a - b)) {
    const link = deps.stepLinks[step];
    if (link !== undefined) links.push(link);
  }
  return links;
}

/** Whose causes are asked for next. */
function subjectAfter(event: SimulationEvent, subject: CauseSubject): CauseSubject {
  if (event.kind === 'membersChanged') return { ...subject, holder: event.holder };
  const isLicense = event.kind === 'licensesChanged' || event.kind === 'servicePlansChanged';
  return isLicense ? { ...subject, holder: undefined } : subject;
}

/** What the kind of the event itself says, before its causes. */
function ownLinks(event: EffectEvent, subject: CauseSubject, deps: CauseDeps): ReasonLink[] {
  const { outcome, refs } = deps;
  if (event.kind !== 'membersChanged') return [...linkOf(event, subject, deps)];
  if (event.by === 'emptied') {
    const name = valueText(labelOfRef(refs.holder(event.holder)));
    return [{ kind: 'conversion', text: `${name} becomes dynamic, which first removes all its assigned members` }];
  }
  if (event.by !== 'deleted') return [];
  const isMemberDeleted = !outcome.after.tenant.populations[subject.memberType].isActive(subject.row);
  const gone = isMemberDeleted ? { type: subject.memberType, row: subject.row } : event.holder;
  return [existenceLink('deleted', refs.object(gone.type, gone.row))];
}

function existenceLink(kind: 'created' | 'deleted' | 'restored', object: ObjectRef): ReasonLink {
  return { kind, object, text: `${object.type} ${valueText(labelOfRef(object))} is ${kind}` };
}

/** Events among `ids` that can have moved the subject, ascending. */
function relevantEvents(ids: readonly number[], subject: CauseSubject, deps: CauseDeps): readonly number[] {
  const index = causeIndexOf(ids, deps.outcome);
  const own = index.bySubject.get(subjectKey(subject.memberType, subject.row)) ?? [];
  const program = subject.holder === undefined ? undefined : deps.programOf(subject.holder);
  const others = index.others.filter((event) => concerns(event, subject, program, deps));
  const chosen = [...own, ...others].filter((event) => linkOf(event, subject, deps).length > 0);
  return chosen.map(({ id }) => id).toSorted((a, b) => a - b);
}

interface CauseIndex {
  readonly bySubject: ReadonlyMap<string, readonly SimulationEvent[]>;
  /** Events about holders, members and time: few, however many people a step touched. */
  readonly others: readonly SimulationEvent[];
}

const causeIndexes = new WeakMap<readonly number[], CauseIndex>();

/** One index for each list of causes: a step that touches a hundred thousand people causes one rule pass. */
function causeIndexOf(ids: readonly number[], { events }: Outcome): CauseIndex {
  const known = causeIndexes.get(ids);
  if (known !== undefined) return known;
  const bySubject = new Map<string, SimulationEvent[]>();
  const others: SimulationEvent[] = [];
  for (const id of ids) {
    const event = events[id];
    if (event === undefined) continue;
    if (!isAboutObject(event)) others.push(event);
    else {
      if (event.type === 'group' || event.type === 'administrativeUnit') others.push(event);
      const key = subjectKey(event.type, event.row);
      const list = bySubject.get(key);
      if (list === undefined) bySubject.set(key, [event]);
      else list.push(event);
    }
  }
  const index = { bySubject, others };
  causeIndexes.set(ids, index);
  return index;
}

type ObjectEvent = Extract<SimulationEvent, { readonly row: number }>;

function isAboutObject(event: SimulationEvent): event is ObjectEvent {
  return 'row' in event;
}

function concerns(
  event: SimulationEvent,
  { holder, memberType, row }: CauseSubject,
  program: RuleProgram | undefined,
  { outcome }: CauseDeps,
): boolean {
  switch (event.kind) {
    case 'clockAdvanced':
      return program === undefined || program.usesClock;
    case 'membersChanged': {
      if (event.memberType !== memberType || !(event.joined.has(row) || event.left.has(row))) return false;
      if (holder === undefined) return true;
      const id = outcome.after.tenant.populations[event.holder.type].idAt(event.holder.row);
      return event.holder.type === 'group' && (program === undefined || program.groupIds.includes(id));
    }
    case 'licensesChanged':
      return event.move.users.has(row);
    case 'servicePlansChanged':
      return event.users.has(row) && (program === undefined || program.sources.includes('assignedPlans'));
    case 'licensesQueued':
      return true;
    default:
      return holder === undefined || (event.type === holder.type && event.row === holder.row);
  }
}

function linkOf(event: SimulationEvent, subject: CauseSubject, deps: CauseDeps): readonly ReasonLink[] {
  const { refs } = deps;
  switch (event.kind) {
    case 'objectCreated':
      return [existenceLink('created', refs.object(event.type, event.row))];
    case 'objectDeleted':
      return [existenceLink('deleted', refs.object(event.type, event.row))];
    case 'objectRestored':
      return [existenceLink('restored', refs.object(event.type, event.row))];
    case 'propertiesChanged':
      return propertyLinks(event, subject, deps);
    case 'licensesChanged':
      return [deps.licenses.moveLink(event.move)];
    case 'servicePlansChanged':
      return deps.licenses.planLinks(event.moves, subject.row);
    case 'licensesQueued':
      return [deps.licenses.groupLink(event.group)];
    case 'clockAdvanced': {
      const [from, to] = [formatInstant(event.from), formatInstant(event.to)];
      const isStart = event.cause.kind === 'events' && event.cause.events.length === 0;
      const why = isStart ? ', where the change set starts' : '';
      return [{ kind: 'clock', from, to, text: `the clock moves from ${from} to ${to}${why}` }];
    }
    case 'membersChanged': {
      const group = refs.holder(event.holder);
      const action = event.joined.has(subject.row) ? 'join' : 'leave';
      const verb = action === 'join' ? 'joins' : 'leaves';
      return [{ kind: 'membership', group, action, text: `${verb} ${valueText(labelOfRef(group))}` }];
    }
  }
}

function propertyLinks(
  event: Extract<SimulationEvent, { kind: 'propertiesChanged' }>,
  { holder, memberType, row }: CauseSubject,
  deps: CauseDeps,
): readonly ReasonLink[] {
  if (holder === undefined && event.type === 'group') {
    const isPolicy = event.changes.some(({ name }) => name === 'assignedLicenses');
    return isPolicy ? [deps.licenses.groupLink(event.row)] : [];
  }
  if (holder !== undefined && event.type === holder.type && event.row === holder.row) {
    return event.changes
      .filter(({ name }) => ruleProperties.has(name))
      .map((change) => holderLink(change, holder, deps));
  }
  if (event.type !== memberType || event.row !== row) return [];
  const sources = holder === undefined ? undefined : deps.programOf(holder)?.sources;
  return event.changes.filter(({ name }) => sources === undefined || sources.includes(name)).map(changeLink);
}

function changeLink({ name, before, after }: PropertyChange): ReasonLink {
  return {
    kind: 'change',
    property: name,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    text: `${name} changes from ${valueText(before)} to ${valueText(after)}`,
  };
}

function holderLink(change: PropertyChange, holder: Holder, { refs }: CauseDeps): ReasonLink {
  const object = refs.object(holder.type, holder.row);
  const name = valueText(labelOfRef(object));
  if (change.name !== 'membershipRule') {
    const link = changeLink(change);
    return link.kind === 'change' ? { ...link, object, text: `${link.text} on ${name}` } : link;
  }
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const [before, after] = [text(change.before), text(change.after)];
  const words =
    before === null ? `${name} gets a rule` : after === null ? `${name} loses its rule` : `the rule of ${name} changes`;
  return { kind: 'rule', before, after, text: words };
}

const knownSteps = new WeakMap<SimulationEvent, readonly number[]>();

/** Steps that an event goes back to, whoever they touched: nothing happens without one. */
function stepsBehind(event: SimulationEvent, events: readonly SimulationEvent[]): readonly number[] {
  const known = knownSteps.get(event);
  if (known !== undefined) return known;
  const found = findSteps(event, events);
  knownSteps.set(event, found);
  return found;
}

function findSteps(event: SimulationEvent, events: readonly SimulationEvent[]): readonly number[] {
  const steps = new Set<number>();
  const seen = new Set<number>();
  const open: SimulationEvent[] = [event];
  for (let current = open.pop(); current !== undefined && steps.size < mostSteps; current = open.pop()) {
    if (current.cause.kind === 'step') {
      steps.add(current.cause.step);
      continue;
    }
    for (const id of current.cause.events) {
      const found = events[id];
      if (found === undefined || seen.has(id)) continue;
      seen.add(id);
      open.push(found);
    }
  }
  return [...steps];
}

function subjectKey(type: ObjectType, row: number): string {
  return `${type} ${row}`;
}
