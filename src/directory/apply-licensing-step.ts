import { canonicalJson, emptyRowSet, err, isGuid, ok, type Result, unionRows } from '../base/index.ts';
import {
  type AssignRequest,
  assignToUsers,
  checkGroupAssignment,
  foreignPlanFault,
  type LicenseDeps,
  type LicenseWrites,
  reprocessUsers,
  unknownSkuFault,
  withChangedPlans,
} from '../licensing/index.ts';
import type { AssignLicenseStep, LicensingStep, Mutation, ReprocessStep } from '../model/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { restoreUser } from './restore-user.ts';
import { changeSeats } from './change-seats.ts';
import type { DirectoryEvent, ObjectRef } from './directory-event.ts';
import { commitEdit, type Edit } from './edit.ts';
import { type Fault, faultAt } from './fault.ts';
import { resolveName } from './resolve-name.ts';
import { selectRows } from './select-rows.ts';
import type { StepDeps } from './step-deps.ts';
import type { Workspace } from './workspace.ts';

/** What a step did. */
export interface LicensingResult {
  readonly mutations: readonly Mutation[];
  readonly events: readonly DirectoryEvent[];
  readonly changed: readonly ObjectRef[];
  readonly undecided: readonly ObjectRef[];
  readonly notes?: readonly Diagnostic[];
}

/**
 * Carries out a step about licenses, subscriptions or deleted users, whole or not at all (spec licensing 5, 6.2, 7, 11.4). Licenses
 * of groups are queued: their members get them when rules and licenses are next applied.
 */
export function applyLicensing(
  workspace: Workspace,
  step: LicensingStep,
  index: number,
  deps: StepDeps,
): Result<LicensingResult, Fault> {
  switch (step.kind) {
    case 'assignLicense':
    case 'removeLicense':
      return applyAssignment(workspace, step, deps);
    case 'reprocess':
      return applyReprocess(workspace, step, deps);
    case 'seats':
      return applyEdit(workspace, changeSeats(workspace.draft(), step, index, deps));
    case 'restore':
      return applyEdit(workspace, restoreUser(workspace.draft(), step));
  }
}

function applyEdit(
  workspace: Workspace,
  edit: Result<Edit & { readonly changed: readonly ObjectRef[] }, Fault>,
): Result<LicensingResult, Fault> {
  if (!edit.ok) return edit;
  const { events, changed } = edit.value;
  return ok({ mutations: commitEdit(workspace.draft(), edit.value), events, changed, undecided: [] });
}

function applyAssignment(
  workspace: Workspace,
  step: AssignLicenseStep,
  deps: StepDeps,
): Result<LicensingResult, Fault> {
  const request = readRequest(step, deps.licenses);
  if (!request.ok) return request;
  if (step.group !== undefined) return applyToGroup(workspace, step.group, request.value, deps);
  const selected = selectUsers(workspace, step, deps);
  if (!selected.ok) return selected;
  const { rows, undecided } = selected.value;
  const done = assignToUsers(workspace.snapshot(), rows, request.value, deps.licenses);
  if (!done.ok) return err(faultAt(done.error.fault, { type: 'user', row: done.error.user }));
  return ok({ ...writeLicenses(workspace, done.value, deps), undecided });
}

/** SKUs and service plans by id; names are looked up in the catalogue. */
function readRequest(step: AssignLicenseStep, { catalogue }: LicenseDeps): Result<AssignRequest, Fault> {
  const add: { skuId: string; disabledPlans: string[] }[] = [];
  const findSku = (name: string, place: string): Result<string, Fault> => {
    const found = catalogue.resolveSku(name);
    if (found.ok) return ok(found.value.skuId);
    return err({ ...unknownSkuFault(name, found.error, catalogue), place });
  };
  for (const [index, { sku, disabledPlans }] of step.add.entries()) {
    const skuId = findSku(sku, `add.${index}.sku`);
    if (!skuId.ok) return skuId;
    const found = catalogue.skuById(skuId.value);
    const plans: string[] = [];
    for (const [position, name] of disabledPlans.entries()) {
      const plan = catalogue.resolvePlan(name, found);
      if (!plan.ok) {
        const place = `add.${index}.disabledPlans.${position}`;
        return err({ ...foreignPlanFault(name, skuId.value, catalogue), place });
      }
      plans.push(plan.value.servicePlanId);
    }
    add.push({ skuId: skuId.value, disabledPlans: plans });
  }
  const remove: string[] = [];
  for (const [index, name] of step.remove.entries()) {
    // What nobody describes any more can still be taken away, by its id (spec licensing 12.3).
    const skuId = isGuid(name) ? ok(name.toLowerCase()) : findSku(name, `remove.${index}`);
    if (!skuId.ok) return skuId;
    remove.push(skuId.value);
  }
  return ok({ addLicenses: add, removeLicenses: remove });
}

function applyToGroup(
  workspace: Workspace,
  name: string,
  request: AssignRequest,
  deps: StepDeps,
): Result<LicensingResult, Fault> {
  const group = resolveName(workspace.draft(), ['group'], name);
  if (!group.ok) return err({ ...group.error, place: 'group' });
  const object: ObjectRef = { type: 'group', row: group.value.row };
  const checked = checkGroupAssignment(workspace.snapshot(), object.row, request, deps.licenses);
  if (!checked.ok) return err(faultAt(checked.error, object));
  const groups = workspace.draft().population('group');
  const changes = Object.entries(checked.value)
    .map(([name, after]) => ({ name, before: groups.valueAt(object.row, name), after }))
    .filter(({ before, after }) => canonicalJson(before ?? null) !== canonicalJson(after));
  if (changes.every(({ name: property }) => property !== 'assignedLicenses')) {
    return ok({ mutations: [], events: [], changed: [], undecided: [] });
  }
  const edit: Edit = {
    writes: [{ kind: 'set', ...object, changes }],
    events: [{ kind: 'propertiesChanged', ...object, changes }],
  };
  return applyEdit(workspace, ok({ ...edit, changed: [object] }));
}

function applyReprocess(workspace: Workspace, step: ReprocessStep, deps: StepDeps): Result<LicensingResult, Fault> {
  if (step.group !== undefined) {
    const group = resolveName(workspace.draft(), ['group'], step.group);
    if (!group.ok) return err({ ...group.error, place: 'group' });
    const { row } = group.value;
    const events: DirectoryEvent[] = [{ kind: 'licensesQueued', group: row }];
    return ok({ mutations: [], events, changed: [{ type: 'group', row }], undecided: [] });
  }
  const selected = selectUsers(workspace, step, deps);
  if (!selected.ok) return selected;
  const { rows, undecided } = selected.value;
  const done = reprocessUsers(workspace.snapshot(), rows, deps.licenses);
  const [failed] = done.faults;
  // The service answers with the error that is left even where something could be mended; a step that mends something is done.
  if (failed !== undefined && done.moves.length === 0) return err(faultAt(failed[1], { type: 'user', row: failed[0] }));
  return ok({ ...writeLicenses(workspace, done, deps), undecided });
}

function selectUsers(
  workspace: Workspace,
  step: AssignLicenseStep | ReprocessStep,
  deps: StepDeps,
): Result<{ readonly rows: readonly number[]; readonly undecided: readonly ObjectRef[] }, Fault> {
  if (step.user === undefined) return selectRows(workspace, { type: 'user', ...step }, deps);
  const user = resolveName(workspace.draft(), ['user'], step.user);
  return user.ok ? ok({ rows: [user.value.row], undecided: [] }) : err({ ...user.error, place: 'user' });
}

/** Takes over what was done to licenses. */
function writeLicenses(
  workspace: Workspace,
  { tenant, mutations, moves, planMoves, planUsers }: LicenseWrites,
  deps: StepDeps,
): Omit<LicensingResult, 'undecided'> {
  const before = workspace.snapshot();
  if (tenant === before) return { mutations: [], events: [], changed: [] };
  workspace.restart(withChangedPlans(tenant, before, planUsers, deps.licenses));
  const events: DirectoryEvent[] = moves.map((move) => ({ kind: 'licensesChanged', move }));
  if (planUsers.size > 0) events.push({ kind: 'servicePlansChanged', moves: planMoves, users: planUsers });
  const changed = moves.map(({ users }) => users).reduce(unionRows, emptyRowSet);
  return {
    mutations: mutations(),
    events,
    changed: Array.from(changed.toArray(), (row): ObjectRef => ({ type: 'user', row })),
  };
}
