import { createRandom, err, foldOrdinal, hashText, ok, type Result } from '../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type {
  AdvanceStep,
  ChangeStep,
  CreateStep,
  DeleteStep,
  GraphError,
  LicensingStep,
  MembersStep,
  Mutation,
  UpdateStep,
} from '../model/index.ts';
import { applyLicensing, type LicensingResult } from './apply-licensing-step.ts';
import { changeMembers } from './change-members.ts';
import { verifiedDomains } from './check-user.ts';
import { createObject } from './create-object.ts';
import { deleteObjects } from './delete-objects.ts';
import type { DirectoryEvent, ObjectRef } from './directory-event.ts';
import { commitEdit, type Edit, type Write } from './edit.ts';
import { type Fault, faultAt } from './fault.ts';
import { faultDiagnostics } from './fault-diagnostics.ts';
import { objectConflict } from './graph-errors.ts';
import { spanOf } from './locate.ts';
import { readProperties, type Wanted } from './read-properties.ts';
import { resolveName } from './resolve-name.ts';
import { selectRows } from './select-rows.ts';
import type { StepDeps } from './step-deps.ts';
import { updateObject } from './update-object.ts';
import type { Workspace } from './workspace.ts';

/** A step that moves no clock. */
export type DirectoryStep = Exclude<ChangeStep, AdvanceStep>;

/** A step that writes objects and members, by an edit. */
type EditStep = Exclude<DirectoryStep, LicensingStep>;

/** Why a step was refused. */
export interface StepRefusal {
  readonly error: GraphError;
  readonly object?: ObjectRef;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a step did; nothing at all when it was refused. */
export interface StepResult {
  readonly refusal?: StepRefusal;
  readonly mutations: readonly Mutation[];
  readonly events: readonly DirectoryEvent[];
  /** Objects that were created, changed or deleted; for a members step, the holder. */
  readonly changed: readonly ObjectRef[];
  /** Objects for which `where`, or whether they are members, cannot be decided: left alone. */
  readonly undecided: readonly ObjectRef[];
  /** Remarks that stop nothing. */
  readonly notes: readonly Diagnostic[];
}

/** An edit with the objects it touches and those it leaves alone. */
interface PlannedStep extends Edit {
  readonly changed: readonly ObjectRef[];
  readonly undecided: readonly ObjectRef[];
  readonly notes?: readonly Diagnostic[];
}

/**
 * Applies one step, whole or not at all: everything is checked against the state that earlier steps left, and written only
 * if all of it is allowed. `index` is the step's number in the change set; with the text of the change set it seeds the ids
 * of new objects, so that equal change sets make equal ids.
 */
export function applyStep(workspace: Workspace, step: DirectoryStep, index: number, deps: StepDeps): StepResult {
  const done = isLicensingStep(step)
    ? applyLicensing(workspace, step, index, deps)
    : applyEditStep(workspace, step, index, deps);
  if (done.ok) return { ...done.value, notes: done.value.notes ?? [] };
  const { error, object } = done.error;
  const diagnostics = faultDiagnostics(done.error, step, deps.source);
  const refusal = { error, diagnostics, ...(object === undefined ? {} : { object }) };
  return { refusal, mutations: [], events: [], changed: [], undecided: [], notes: [] };
}

function isLicensingStep(step: DirectoryStep): step is LicensingStep {
  return ['assignLicense', 'removeLicense', 'seats', 'reprocess', 'restore'].includes(step.kind);
}

function applyEditStep(
  workspace: Workspace,
  step: EditStep,
  index: number,
  deps: StepDeps,
): Result<LicensingResult, Fault> {
  const planned = planStep(workspace, step, index, deps);
  if (!planned.ok) return planned;
  const { events, changed, undecided, notes = [] } = planned.value;
  return ok({ mutations: commitEdit(workspace.draft(), planned.value), events, changed, undecided, notes });
}

function planStep(workspace: Workspace, step: EditStep, index: number, deps: StepDeps): Result<PlannedStep, Fault> {
  switch (step.kind) {
    case 'create':
      return planCreate(workspace, step, index, deps);
    case 'update':
      return planUpdate(workspace, step, deps);
    case 'delete':
      return planDelete(workspace, step, deps);
    case 'addMembers':
    case 'removeMembers':
      return planMembers(workspace, step, deps);
  }
}

function planCreate(workspace: Workspace, step: CreateStep, index: number, deps: StepDeps): Result<PlannedStep, Fault> {
  const random = createRandom(hashText(`${deps.source.text}\n${index}`).low);
  const tenant = workspace.draft();
  const created = createObject(tenant, step.type, step.with, { semantics: deps.semantics, random });
  if (!created.ok) return created;
  const notes = step.type === 'user' ? domainNotes(workspace, step, 'with.userPrincipalName', deps) : [];
  return ok({ ...created.value, changed: [created.value.object], undecided: [], notes });
}

function planUpdate(workspace: Workspace, step: UpdateStep, deps: StepDeps): Result<PlannedStep, Fault> {
  const selected = selectRows(workspace, step, deps);
  if (!selected.ok) return selected;
  const { rows, undecided } = selected.value;
  const read = readProperties(step.type, step.set, 'update');
  if (!read.ok) return rows.length === 1 ? err(faultAt(read.error, { type: step.type, row: rows[0] ?? 0 })) : read;
  const shared = rows.length > 1 ? checkShared(step, read.value) : undefined;
  if (shared !== undefined) return err(shared);
  const tenant = workspace.draft();
  const writes: Write[] = [];
  const events: DirectoryEvent[] = [];
  const changed: ObjectRef[] = [];
  for (const row of rows) {
    const edit = updateObject(tenant, step.type, row, read.value, deps.semantics);
    if (!edit.ok) return err(faultAt(edit.error, { type: step.type, row }));
    if (edit.value.writes.length === 0) continue;
    writes.push(...edit.value.writes);
    events.push(...edit.value.events);
    changed.push({ type: step.type, row });
  }
  const isRenamed = step.type === 'user' && read.value.has('userPrincipalName') && changed.length > 0;
  const notes = isRenamed ? domainNotes(workspace, step, 'set.userPrincipalName', deps) : [];
  return ok({ writes, events, changed, undecided, notes });
}

/** Several objects cannot be given one value that must be unique. */
function checkShared(step: UpdateStep, wanted: Wanted): Fault | undefined {
  const unique: Readonly<Record<string, string>> =
    step.type === 'user' ? { userPrincipalName: 'userPrincipalName', mail: 'proxyAddresses' } : {};
  const name = Object.keys(unique).find((key) => typeof wanted.get(key) === 'string');
  if (name === undefined) return undefined;
  return {
    code: 'changes/conflict',
    error: objectConflict(unique[name] ?? name),
    place: name,
    detail: `Several users cannot be given the same ${name}.`,
  };
}

function planDelete(workspace: Workspace, step: DeleteStep, deps: StepDeps): Result<PlannedStep, Fault> {
  const selected = selectRows(workspace, step, deps);
  if (!selected.ok) return selected;
  const { rows, undecided } = selected.value;
  const edit = deleteObjects(workspace.draft(), step.type, rows);
  if (!edit.ok) return edit;
  return ok({ ...edit.value, changed: rows.map((row) => ({ type: step.type, row })), undecided });
}

function planMembers(workspace: Workspace, step: MembersStep, deps: StepDeps): Result<PlannedStep, Fault> {
  const tenant = workspace.draft();
  const holder = resolveName(tenant, [step.holderType], step.holder);
  if (!holder.ok) return err({ ...holder.error, place: step.holderType });
  const members: ObjectRef[] = [];
  for (const [index, name] of step.members.entries()) {
    const member = resolveName(tenant, ['user', 'device', 'group', 'orgContact', 'administrativeUnit'], name);
    if (!member.ok) return err({ ...member.error, place: `members.${index}` });
    members.push(member.value);
  }
  const target = { type: step.holderType, row: holder.value.row };
  const edit = changeMembers(tenant, target, members, step.kind === 'addMembers' ? 'add' : 'remove');
  if (!edit.ok) return edit;
  const isKnown = edit.value.undecided.length === 0;
  const notes = isKnown ? [] : [membersNotKnown(step, deps)];
  return ok({ ...edit.value, changed: edit.value.writes.length === 0 ? [] : [target], notes });
}

function membersNotKnown(step: MembersStep, deps: StepDeps): Diagnostic {
  return createDiagnostic('changes/members-not-known', {
    message: `The members of "${step.holder}" are not in the export, so nobody can say who joins or leaves; nothing is changed.`,
    span: spanOf(step, step.holderType),
    source: deps.source,
  });
}

function domainNotes(workspace: Workspace, step: DirectoryStep, path: string, deps: StepDeps): readonly Diagnostic[] {
  if (verifiedDomains(workspace.draft()) !== undefined) return [];
  const place = step.spans.has(path)
    ? path
    : [...step.spans.keys()].find((key) => foldOrdinal(key) === foldOrdinal(path));
  return [
    createDiagnostic('changes/domains-not-known', {
      message:
        'The tenant does not say which domains are verified, so the domain of userPrincipalName was not checked.',
      span: spanOf(step, place),
      source: deps.source,
    }),
  ];
}
