import { err, ok, type Result } from '../base/index.ts';
import type { ChangeableType, WantedProperties } from '../model/index.ts';
import type { ObjectRef } from './directory-event.ts';
import type { Fault } from './fault.ts';
import { badRequest } from './graph-errors.ts';
import { matchObject } from './match-objects.ts';
import type { StepDeps } from './step-deps.ts';
import { evaluateWhere, readWhereRule } from './where-rule.ts';
import type { Workspace } from './workspace.ts';

/** The objects that a step is about, ascending, and those for which that cannot be decided. */
export interface SelectedRows {
  readonly rows: readonly number[];
  readonly undecided: readonly ObjectRef[];
}

/** How a step names its objects: exactly one of `match` and `where`. */
export interface Selection {
  readonly type: ChangeableType;
  readonly match?: WantedProperties;
  readonly where?: string;
}

/**
 * Selects by `match` (exactly one) or by `where` (members of a rule at the state and clock of the step; undecided objects
 * are left alone).
 */
export function selectRows(workspace: Workspace, step: Selection, deps: StepDeps): Result<SelectedRows, Fault> {
  if (step.where === undefined) {
    const row = matchObject(workspace.draft(), step.type, step.match ?? {});
    return row.ok ? ok({ rows: [row.value], undecided: [] }) : row;
  }
  const program = readWhereRule(step.where, step.type, deps.semantics);
  const { type } = step;
  if (!program.ok || (type !== 'user' && type !== 'device')) {
    const diagnostics = program.ok ? [] : program.error;
    const error = badRequest(diagnostics[0]?.message ?? 'Bad request. Please fix the request before retrying.');
    return err({ code: 'changes/where-rule', error, place: 'where', rule: { text: step.where, diagnostics } });
  }
  const { members, undecided } = evaluateWhere(program.value, type, workspace.snapshot(), deps.cache);
  return ok({
    rows: [...members.toArray()],
    undecided: [...undecided.toArray()].map((row) => ({ type, row })),
  });
}
