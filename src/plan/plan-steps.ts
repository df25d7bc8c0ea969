import { compareOrdinal } from '../base/index.ts';
import type { ChangeSet, ChangeStep, MaybeKnown } from '../model/index.ts';
import type { Outcome, SimulationEvent, StepOutcome } from '../simulation/index.ts';
import { describeStep } from './describe-step.ts';
import { createLineLookup } from './line-lookup.ts';
import type { ObjectRefs } from './object-refs.ts';
import type { PlanPropertyChange, PlanStep, PlanStepTarget, ReasonLink } from './plan-document.ts';

/** Pairs of values listed for one property of one step. */
const mostPairs = 10;
const mostUndecided = 1000;

/** The links that end every chain, one for each step. */
export function createStepLinks({ steps, source }: ChangeSet): readonly ReasonLink[] {
  const lineOf = createLineLookup(source.text);
  return steps.map((step, index) => ({
    kind: 'step',
    step: index,
    line: lineOf(step.span.start),
    text: `step ${index + 1}: ${describeStep(step)}`,
  }));
}

/** What each step did, in the order of the change set. O(events). */
export function listSteps(outcome: Outcome, changeSet: ChangeSet, refs: ObjectRefs): readonly PlanStep[] {
  const lineOf = createLineLookup(changeSet.source.text);
  const outcomes = new Map(outcome.steps.map((entry) => [entry.step, entry]));
  const events = eventsByStep(outcome.events);
  return changeSet.steps.map((step, index) => {
    const entry: StepOutcome = outcomes.get(index) ?? { step: index, status: 'unchanged', changed: [], undecided: [] };
    const own = events.get(index) ?? [];
    return {
      index,
      kind: step.kind,
      status: entry.status,
      target: targetOf(step, entry, own, refs),
      changes: summarizeChanges(own),
      joins: countMembers(own, 'joined'),
      leaves: countMembers(own, 'left'),
      undecided: entry.undecided.slice(0, mostUndecided).map(({ type, row }) => refs.object(type, row)),
      undecidedCount: entry.undecided.length,
      text: describeStep(step),
      line: lineOf(step.span.start),
    };
  });
}

function eventsByStep(events: readonly SimulationEvent[]): ReadonlyMap<number, readonly SimulationEvent[]> {
  const byStep = new Map<number, SimulationEvent[]>();
  for (const event of events) {
    if (event.cause.kind !== 'step') continue;
    const list = byStep.get(event.cause.step);
    if (list === undefined) byStep.set(event.cause.step, [event]);
    else list.push(event);
  }
  return byStep;
}

function targetOf(
  step: ChangeStep,
  { changed }: StepOutcome,
  events: readonly SimulationEvent[],
  refs: ObjectRefs,
): PlanStepTarget {
  const count = changed.length;
  switch (step.kind) {
    case 'advance':
      return { type: 'clock', count: 0 };
    case 'addMembers':
    case 'removeMembers': {
      const members = events.find((event) => event.kind === 'membersChanged');
      const { holderType: type } = step;
      return members === undefined
        ? { type, count }
        : { type, object: refs.object(members.holder.type, members.holder.row), count };
    }
    case 'create':
      return { type: step.type, ...onlyObject(changed, refs), count };
    case 'seats':
      return { type: 'subscription', ...onlyObject(changed, refs), count };
    case 'restore':
      return { type: 'user', ...onlyObject(changed, refs), count };
    case 'assignLicense':
    case 'removeLicense':
    case 'reprocess': {
      const type = step.group === undefined ? 'user' : 'group';
      return step.where === undefined
        ? { type, ...onlyObject(changed, refs), count }
        : { type, where: step.where, count };
    }
    default:
      return step.where === undefined
        ? { type: step.type, ...onlyObject(changed, refs), count }
        : { type: step.type, where: step.where, count };
  }
}

function onlyObject(changed: StepOutcome['changed'], refs: ObjectRefs): Pick<PlanStepTarget, 'object'> {
  const [first, second] = changed;
  return first === undefined || second !== undefined ? {} : { object: refs.object(first.type, first.row) };
}

function countMembers(events: readonly SimulationEvent[], side: 'joined' | 'left'): number {
  return events.reduce((sum, event) => sum + (event.kind === 'membersChanged' ? event[side].size : 0), 0);
}

interface CountedPair {
  readonly before: MaybeKnown;
  readonly after: MaybeKnown;
  readonly key: string;
  count: number;
}

/** Changed properties by name, the most frequent pairs of values first. */
function summarizeChanges(events: readonly SimulationEvent[]): readonly PlanPropertyChange[] {
  const byProperty = new Map<string, Map<string, CountedPair>>();
  for (const event of events) {
    if (event.kind !== 'propertiesChanged') continue;
    for (const { name, before, after } of event.changes) {
      const pairs = byProperty.get(name) ?? new Map<string, CountedPair>();
      byProperty.set(name, pairs);
      const key = `${JSON.stringify(before) ?? ''} ${JSON.stringify(after) ?? ''}`;
      const pair = pairs.get(key);
      if (pair === undefined) pairs.set(key, { before, after, key, count: 1 });
      else pair.count++;
    }
  }
  return [...byProperty]
    .toSorted(([a], [b]) => compareOrdinal(a, b))
    .flatMap(([property, pairs]) => listPairs(property, [...pairs.values()]));
}

function listPairs(property: string, pairs: readonly CountedPair[]): readonly PlanPropertyChange[] {
  const ordered = pairs.toSorted((a, b) => b.count - a.count || compareOrdinal(a.key, b.key));
  const shown = ordered.slice(0, mostPairs).map(({ before, after, count }) => ({
    property,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    count,
  }));
  const rest = ordered.slice(mostPairs);
  if (rest.length === 0) return shown;
  return [...shown, { property, count: rest.reduce((sum, pair) => sum + pair.count, 0), otherPairs: rest.length }];
}
