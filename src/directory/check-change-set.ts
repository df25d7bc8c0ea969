import { type EpochMilliseconds, formatInstant } from '../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { ChangeSet, ChangeStep, Semantics } from '../model/index.ts';
import { locateRule, spanOf } from './locate.ts';
import { readWhereRule } from './where-rule.ts';

/**
 * What is wrong with a change set whatever the tenant holds, as input errors: a `where` that is no rule about the objects
 * of its step, a clock before the tenant's (the virtual clock never runs backwards), and time that goes on past the last
 * instant that can be written. Empty when it can be played.
 */
export function checkChangeSet(
  changeSet: ChangeSet,
  options: { readonly semantics: Semantics; readonly clock: EpochMilliseconds },
): readonly Diagnostic[] {
  const { source, clock } = changeSet;
  const diagnostics = [
    ...changeSet.steps.flatMap((step) => checkWhere(step, changeSet, options.semantics)),
    ...checkAdvance(changeSet, clock ?? options.clock),
  ];
  if (clock === undefined || clock >= options.clock) return diagnostics;
  const message = `The change set starts at ${formatInstant(clock)}, but the tenant is already at ${formatInstant(options.clock)}.`;
  return [createDiagnostic('changes/clock-in-the-past', { message, source }), ...diagnostics];
}

/** Instants have four digits for the year; one past them could be neither saved nor read again. */
const lastInstant: EpochMilliseconds = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function checkAdvance({ steps, source }: ChangeSet, start: EpochMilliseconds): readonly Diagnostic[] {
  let now = start;
  for (const step of steps) {
    if (step.kind !== 'advance') continue;
    now += step.milliseconds;
    if (now <= lastInstant) continue;
    const message = `After ${step.duration} the clock would be past ${formatInstant(lastInstant)}.`;
    return [createDiagnostic('changes/invalid-duration', { message, source, span: spanOf(step, 'advance') })];
  }
  return [];
}

function checkWhere(step: ChangeStep, { source }: ChangeSet, semantics: Semantics): readonly Diagnostic[] {
  if (!('where' in step) || step.where === undefined) return [];
  const program = readWhereRule(step.where, 'type' in step ? step.type : 'user', semantics);
  if (program.ok) return [];
  const placed = locateRule(program.error, step.where, 'where', step, 'where', source);
  return placed.map((diagnostic) =>
    diagnostic.span === undefined ? { ...diagnostic, source, span: spanOf(step, 'where') } : diagnostic,
  );
}
