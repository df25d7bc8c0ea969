import { err, ok, type Result } from '../base/index.ts';
import {
  type AssignRequest,
  assignToUser,
  checkGroupAssignment,
  foreignPlanFault,
  type LicenseDeps,
  type LicenseFault,
  type LicenseWrites,
  reprocessUser,
  unknownSkuFault,
  withChangedPlans,
} from '../licensing/index.ts';
import type { AssignLicenseStep, LicensingStep, Mutation, ReprocessStep, Tenant } from '../model/index.ts';
import { restoreUser } from './restore-user.ts';
import { changeSeats } from './change-seats.ts';
import type { DirectoryEvent, ObjectRef } from './directory-event.ts';
import { commitEdit, type Edit } from './edit.ts';
import { type Fault, faultAt } from './fault.ts';
import { resolveName } from './resolve-name.ts';
import { selectRows } from './select-rows.ts';
import type { StepDeps } from './step-deps.ts';
import type { Workspace } from './workspace.ts';

/** What a step about licenses did, before it is written. */
export interface LicensingResult {
  readonly mutations: readonly Mutation[];
  readonly events: readonly DirectoryEvent[];
  readonly changed: readonly ObjectRef[];
  readonly undecided: readonly ObjectRef[];
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
  const done = forEachUser(workspace, rows, deps, (tenant, row) =>
    assignToUser(tenant, row, request.value, deps.licenses),
  );
  return done.ok ? ok({ ...done.value, undecided }) : done;
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
    const skuId = findSku(name, `remove.${index}`);
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
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
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
  const done = forEachUser(workspace, rows, deps, (tenant, row) => {
    const { fault, ...writes } = reprocessUser(tenant, row, deps.licenses);
    // The service answers with the error that is left even where something could be mended.
    return fault !== undefined && writes.moves.length === 0 ? err(fault) : ok(writes);
  });
  return done.ok ? ok({ ...done.value, undecided }) : done;
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

/** One call for each user, in the order of their rows; if one is refused, none is carried out. */
function forEachUser(
  workspace: Workspace,
  rows: readonly number[],
  deps: StepDeps,
  call: (tenant: Tenant, row: number) => Result<LicenseWrites, LicenseFault>,
): Result<LicensingResult, Fault> {
  let tenant = workspace.snapshot();
  const mutations: Mutation[] = [];
  const events: DirectoryEvent[] = [];
  const changed: ObjectRef[] = [];
  for (const row of rows) {
    const done = call(tenant, row);
    if (!done.ok) return err(faultAt(done.error, { type: 'user', row }));
    const { moves, planMoves, planUsers } = done.value;
    if (done.value.tenant === tenant) continue;
    tenant = withChangedPlans(done.value.tenant, tenant, planUsers, deps.licenses);
    mutations.push(...done.value.mutations());
    events.push(...moves.map((move) => ({ kind: 'licensesChanged', move }) as const));
    if (planUsers.size > 0) events.push({ kind: 'servicePlansChanged', moves: planMoves, users: planUsers });
    changed.push({ type: 'user', row });
  }
  workspace.restart(tenant);
  return ok({ mutations, events, changed, undecided: [] });
}
