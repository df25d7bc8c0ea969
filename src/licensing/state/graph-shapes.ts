import { base64Url, type JsonObject, type RowSet } from '../../base/index.ts';
import type { Tenant } from '../../model/index.ts';
import type { LicenseDeps } from '../license-deps.ts';
import { skuFactsOf } from '../seed/sku-facts.ts';
import { statedSkus } from '../seed/stated-skus.ts';
import { shownPlans } from './assigned-plans-column.ts';
import { readCells } from './license-cells.ts';
import { type AssignmentPath, isHeld } from './license-path.ts';
import { readLicenses } from './read-licenses.ts';
import { type SkuSeats, seatsOf, unitsBySku, statusOfUnits } from './seats.ts';

/** Graph's licenseAssignmentStates of a user (spec licensing 4); undefined when the license state is not known. */
export function assignmentStatesOf(tenant: Tenant, user: number, deps: LicenseDeps): readonly JsonObject[] | undefined {
  const view = readLicenses(tenant);
  if (!view.known.has(user)) return undefined;
  const stopped = shownAsDisabled(tenant, deps);
  return view.pathsOf(user).map((path) => stateOf(path, stopped));
}

function stateOf(path: AssignmentPath, stopped: ReadonlySet<string>): JsonObject {
  return {
    skuId: path.skuId,
    disabledPlans: [...path.disabledPlans],
    assignedByGroup: path.assignedByGroup,
    state: path.state === 'Active' && stopped.has(path.skuId) ? 'Disabled' : path.state,
    error: path.error,
    lastUpdatedDateTime: path.lastUpdatedDateTime,
  };
}

/** SKUs whose paths show the state Disabled (spec licensing 4.2). */
function shownAsDisabled(tenant: Tenant, deps: LicenseDeps): ReadonlySet<string> {
  if (deps.semantics['license-disabled-state'] !== 'suspended') return new Set();
  const stopped = [...unitsBySku(tenant)].filter(([, units]) =>
    ['Suspended', 'LockedOut'].includes(statusOfUnits(units)),
  );
  return new Set(stopped.map(([skuId]) => skuId));
}

/** Graph's assignedLicenses of a user: one entry for each held SKU, with the plans that every held path disables (spec licensing 3.3). */
export function assignedLicensesOf(tenant: Tenant, user: number): readonly JsonObject[] | undefined {
  const view = readLicenses(tenant);
  if (!view.known.has(user)) return undefined;
  return licensesBy(view.pathsOf(user));
}

function licensesBy(paths: readonly AssignmentPath[]): readonly JsonObject[] {
  return [...mergedLicenses(paths)].map(([skuId, disabledPlans]) => ({ skuId, disabledPlans: [...disabledPlans] }));
}

/** Held SKUs with the plans that all of their held paths disable (spec licensing 3.2). */
function mergedLicenses(paths: readonly AssignmentPath[]): ReadonlyMap<string, readonly string[]> {
  const merged = new Map<string, readonly string[]>();
  for (const path of paths) {
    if (!isHeld(path)) continue;
    const known = merged.get(path.skuId);
    merged.set(
      path.skuId,
      known === undefined ? path.disabledPlans : known.filter((plan) => path.disabledPlans.includes(plan)),
    );
  }
  return merged;
}

/** Graph's assignedPlans of a user (spec licensing 15.1). */
export function assignedPlansOf(tenant: Tenant, user: number, deps: LicenseDeps): readonly JsonObject[] | undefined {
  if (!readLicenses(tenant).known.has(user)) return undefined;
  return shownPlans(tenant, deps)
    .filter(({ users }) => users.has(user))
    .map(({ entry }) => ({ ...entry }));
}

/** Graph's provisionedPlans of a user: one entry for each plan that is not deleted (spec licensing 15.6). */
export function provisionedPlansOf(tenant: Tenant, user: number, deps: LicenseDeps): readonly JsonObject[] | undefined {
  const plans = assignedPlansOf(tenant, user, deps);
  return plans === undefined ? undefined : provisionedBy(plans);
}

function provisionedBy(plans: readonly JsonObject[]): readonly JsonObject[] {
  return plans
    .filter(({ capabilityStatus }) => capabilityStatus !== 'Deleted')
    .map(({ service, capabilityStatus }) => ({
      service: service ?? null,
      capabilityStatus: capabilityStatus ?? null,
      provisioningStatus: 'Success',
    }));
}

/** The license properties of a user in Graph's shapes. */
export interface UserLicenseShapes {
  readonly assignedLicenses: readonly JsonObject[];
  readonly licenseAssignmentStates: readonly JsonObject[];
  readonly assignedPlans: readonly JsonObject[];
  readonly provisionedPlans: readonly JsonObject[];
}

/**
 * The license properties of users one after the other, as the functions above give them for one; undefined for a user whose
 * license state is not known. O(cells + users on them) once, then what the user has.
 */
export function userLicenseShapes(tenant: Tenant, deps: LicenseDeps): (user: number) => UserLicenseShapes | undefined {
  const { size } = tenant.populations.user;
  const { paths, known } = readCells(tenant);
  const plans = shownPlans(tenant, deps);
  const pathsOf = byUser(size, paths);
  const plansOf = byUser(size, plans);
  const stopped = shownAsDisabled(tenant, deps);
  return (user) => {
    if (!known.has(user)) return undefined;
    const own = Array.from(pathsOf(user), (index) => paths[index]?.path).filter((path) => path !== undefined);
    const entries = Array.from(plansOf(user), (index): JsonObject => ({ ...plans[index]?.entry }));
    return {
      assignedLicenses: licensesBy(own),
      licenseAssignmentStates: own.map((path) => stateOf(path, stopped)),
      assignedPlans: entries,
      provisionedPlans: provisionedBy(entries),
    };
  };
}

/** Which of some sets hold a user, in their order: one list for all users, and where each one's part of it begins. */
function byUser(size: number, sets: readonly { readonly users: RowSet }[]): (user: number) => Uint32Array {
  const starts = new Uint32Array(size + 1);
  for (const { users } of sets) users.forEach((user) => (starts[user + 1] = (starts[user + 1] ?? 0) + 1));
  for (let user = 0; user < size; user++) starts[user + 1] = (starts[user + 1] ?? 0) + (starts[user] ?? 0);
  const next = starts.slice();
  const indexes = new Uint32Array(starts[size] ?? 0);
  for (const [index, { users }] of sets.entries()) {
    users.forEach((user) => {
      const at = next[user] ?? 0;
      indexes[at] = index;
      next[user] = at + 1;
    });
  }
  return (user) => indexes.subarray(starts[user] ?? 0, starts[user + 1] ?? 0);
}

/** Graph's licenseDetails of a user: held SKUs with the status of each plan (spec licensing 15.7). */
export function licenseDetailsOf(tenant: Tenant, user: number, deps: LicenseDeps): readonly JsonObject[] | undefined {
  const view = readLicenses(tenant);
  if (!view.known.has(user)) return undefined;
  const facts = skuFactsOf(tenant, deps.catalogue);
  const { organization } = tenant.populations;
  const tenantId = organization.size === 0 ? undefined : organization.idAt(0);
  return [...mergedLicenses(view.pathsOf(user))].map(([skuId, disabledPlans]) => ({
    id: tenantId === undefined ? null : licenseDetailsId(tenantId, skuId),
    skuId,
    skuPartNumber: facts.skuName(skuId),
    servicePlans: [...(facts.plansOf(skuId) ?? [])].map((servicePlanId) => ({
      servicePlanId,
      servicePlanName: facts.planName(servicePlanId),
      provisioningStatus: disabledPlans.includes(servicePlanId)
        ? 'Disabled'
        : (deps.catalogue.planById(servicePlanId)?.provisioningStatus ?? 'Success'),
      appliesTo: deps.catalogue.planById(servicePlanId)?.appliesTo ?? 'User',
    })),
  }));
}

/** A SKU that a user holds with its service plans, on and off by all held paths together (spec licensing 3.2). */
export interface HeldSku {
  readonly skuId: string;
  readonly enabledPlans: readonly string[];
  readonly disabledPlans: readonly string[];
}

/** What a user holds by paths that are known, whether all of them are or not. O(cells). */
export function heldLicensesOf(tenant: Tenant, user: number, deps: LicenseDeps): readonly HeldSku[] {
  const facts = skuFactsOf(tenant, deps.catalogue);
  return [...mergedLicenses(readLicenses(tenant).pathsOf(user))].map(([skuId, disabledPlans]) => ({
    skuId,
    enabledPlans: [...(facts.plansOf(skuId) ?? [])].filter((plan) => !disabledPlans.includes(plan)),
    disabledPlans,
  }));
}

/** base64url of tenant id and SKU id in the byte order of .NET (spec licensing 15.7). */
function licenseDetailsId(tenantId: string, skuId: string): string {
  return base64Url([...dotNetBytes(tenantId), ...dotNetBytes(skuId)]);
}

function dotNetBytes(guid: string): readonly number[] {
  const bytes = (guid.replaceAll('-', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const [first, second, third] = [bytes.slice(0, 4), bytes.slice(4, 6), bytes.slice(6, 8)].map((part) =>
    part.toReversed(),
  );
  return [...(first ?? []), ...(second ?? []), ...(third ?? []), ...bytes.slice(8)];
}

/** Graph's subscribedSkus (spec licensing 2.1). */
export function subscribedSkusOf(tenant: Tenant, deps: LicenseDeps): readonly JsonObject[] {
  const { organization, subscription } = tenant.populations;
  const tenantId = organization.size === 0 ? null : organization.idAt(0);
  const accountName = organization.size === 0 ? null : (organization.textAt(0, 'displayName') ?? null);
  const facts = skuFactsOf(tenant, deps.catalogue);
  const stated = statedSkus(tenant);
  const ids = new Map<string, string[]>();
  for (let row = 0; row < subscription.size; row++) {
    const skuId = subscription.textAt(row, 'skuId')?.toLowerCase();
    if (skuId !== undefined && subscription.isActive(row))
      ids.set(skuId, [...(ids.get(skuId) ?? []), subscription.idAt(row)]);
  }
  return [...seatsOf(tenant).values()].map((seats: SkuSeats) => ({
    id: tenantId === null ? seats.skuId : `${tenantId}_${seats.skuId}`,
    accountId: tenantId,
    accountName,
    appliesTo: stated.get(seats.skuId)?.appliesTo ?? deps.catalogue.skuById(seats.skuId)?.appliesTo ?? 'User',
    capabilityStatus: seats.capabilityStatus ?? null,
    consumedUnits: seats.consumed,
    prepaidUnits: seats.units === undefined ? null : { ...seats.units },
    servicePlans: [...(facts.plansOf(seats.skuId) ?? [])].map((servicePlanId) => ({
      servicePlanId,
      servicePlanName: facts.planName(servicePlanId),
      provisioningStatus: deps.catalogue.planById(servicePlanId)?.provisioningStatus ?? 'Success',
      appliesTo: deps.catalogue.planById(servicePlanId)?.appliesTo ?? 'User',
    })),
    skuId: seats.skuId,
    skuPartNumber: facts.skuName(seats.skuId),
    subscriptionIds: ids.get(seats.skuId) ?? [],
  }));
}
