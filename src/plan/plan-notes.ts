import type { DynamicMode, DynamicState, Outcome, RuleLoop } from '../simulation/index.ts';
import { holderKey } from '../simulation/index.ts';
import type { ObjectRefs } from './object-refs.ts';
import type { PlanLoop, PlanNote } from './plan-document.ts';
import { compareHolders } from './plan-order.ts';
import { labelOfRef, valueText } from './value-text.ts';

const modeWords: Readonly<Record<DynamicMode, string>> = {
  evaluated: 'is evaluated',
  paused: 'is paused and keeps its last members',
  frozen: 'is frozen and keeps its last members',
  failed: 'has a rule that fails and keeps its last members',
};

/** Rules that read each other in a circle after the change, in the order in which they were found. */
export function listLoops({ before, after }: Outcome, refs: ObjectRefs): readonly PlanLoop[] {
  const earlier = new Set(before.loops.map(loopKey));
  return after.loops.map((loop) => {
    const sequence = loop.sequence.map((holder) => refs.holder(holder));
    const names = sequence.map((holder) => valueText(labelOfRef(holder))).join(' -> ');
    return {
      sequence,
      rounds: loop.rounds,
      new: !earlier.has(loopKey(loop)),
      text: `rules read each other in a circle: ${names} (at rest after ${loop.rounds} ${loop.rounds === 1 ? 'round' : 'rounds'})`,
    };
  });
}

/**
 * What to know besides effects, in this order: dynamic groups that stop or start being evaluated (by name), remarks on steps, how
 * many groups are not evaluated, and of how many the members are not known.
 */
export function listNotes(outcome: Outcome, refs: ObjectRefs): readonly PlanNote[] {
  const states = [...outcome.after.dynamic.values()].toSorted((a, b) =>
    compareHolders(refs.holder(a.holder), refs.holder(b.holder)),
  );
  return [
    ...states.flatMap((state) => modeNotes(state, outcome, refs)),
    ...stepNotes(outcome),
    ...notEvaluatedNotes(states),
    ...unknownMemberNotes(states),
  ];
}

function modeNotes(state: DynamicState, { before }: Outcome, refs: ObjectRefs): readonly PlanNote[] {
  const earlier = before.dynamic.get(holderKey(state.holder));
  if (earlier?.mode === state.mode || (earlier === undefined && state.mode === 'evaluated')) return [];
  const group = refs.holder(state.holder);
  const reason = state.diagnostics.find(({ severity }) => severity === 'error') ?? state.diagnostics[0];
  const text = `${valueText(labelOfRef(group))} ${modeWords[state.mode]}${reason === undefined ? '' : `: ${reason.message}`}`;
  return [{ code: `group-${state.mode}`, text, group }];
}

function stepNotes({ steps }: Outcome): readonly PlanNote[] {
  return steps.flatMap(({ step, notes }) =>
    (notes ?? []).map(({ code, message }) => ({ code, text: `step ${step + 1}: ${message}`, step })),
  );
}

function notEvaluatedNotes(states: readonly DynamicState[]): readonly PlanNote[] {
  const counts = (['paused', 'frozen', 'failed'] as const).flatMap((mode) => {
    const count = states.filter((state) => state.mode === mode).length;
    return count === 0 ? [] : [`${count} ${mode}`];
  });
  if (counts.length === 0) return [];
  return [{ code: 'groups-not-evaluated', text: `dynamic groups that are not evaluated: ${counts.join(', ')}` }];
}

function unknownMemberNotes(states: readonly DynamicState[]): readonly PlanNote[] {
  const count = states.filter(({ members }) => members === undefined).length;
  if (count === 0) return [];
  const text = `dynamic groups whose members are not known, so that nothing is said about them: ${count}`;
  return [{ code: 'members-not-known', text }];
}

function loopKey({ sequence }: RuleLoop): string {
  return sequence.map(holderKey).join(' ');
}
