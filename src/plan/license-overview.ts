import { compareOrdinal, differenceRows, emptyRowSet, type RowSet, unionRows } from '../base/index.ts';
import {
  assignedLicensesOf,
  assignedPlansOf,
  assignmentStatesOf,
  groupFailuresOf,
  heldLicensesOf,
  type LicenseDeps,
  licenseDetailsOf,
  licensedGroups,
  licensedMembers,
  type LicenseFailure,
  policyOf,
  provisionedPlansOf,
  readLicenses,
  seatsOf,
  type SkuSeats,
} from '../licensing/index.ts';
import type { JsonObject } from '../base/index.ts';
import type { Tenant } from '../model/index.ts';
import { createLicenseWords, type LicenseWords } from './license-words.ts';
import { createObjectRefs, type ObjectRefs } from './object-refs.ts';
import type { HolderRef, ObjectRef, SkuRef } from './plan-document.ts';
import { cents, perMonth } from './plan-cost.ts';
import { compareObjects } from './plan-order.ts';

/** Users in error, by kind. */
export interface ErrorCount {
  readonly error: string;
  readonly users: number;
}

/** A price at the tenant's clock, with where it comes from. */
export interface SkuPrice {
  /** For a unit and month, whatever the period of the price list. */
  readonly amount: number;
  /** For all units in use. */
  readonly total: number;
  readonly currency: string;
  /** Date of the price list, `2026-06`. */
  readonly asOf: string;
  readonly basis: string | null;
  readonly sources: readonly string[];
}

/** One SKU of a tenant: what was bought, who uses it, who should (spec licensing 2). */
export interface SkuOverview {
  readonly sku: SkuRef;
  readonly seats: SkuSeats;
  /** Enabled units less those in use, as many scripts count (spec licensing 2.6); null where nobody says what was bought. */
  readonly freeOfEnabled: number | null;
  /** Distinct users who hold it or should by a group (spec licensing 18, 1). */
  readonly needed: number;
  readonly errors: readonly ErrorCount[];
  readonly groups: readonly HolderRef[];
  /** What a unit costs a month, and all in use; null where no price is known for the day. */
  readonly price: SkuPrice | null;
}

/** The SKUs of a settled tenant, by name. O(cells + licensed groups). */
export function listSkuOverviews(tenant: Tenant, deps: LicenseDeps): readonly SkuOverview[] {
  const { refs, words } = namesOf(tenant, deps);
  const needs = neededUsers(tenant);
  const failures = readLicenses(tenant).failures();
  const seats = seatsOf(tenant);
  const none = { units: undefined, consumed: 0, free: undefined, capabilityStatus: undefined };
  return [...new Set([...seats.keys(), ...needs.keys()])]
    .map((skuId): SkuOverview => {
      const own = seats.get(skuId) ?? { skuId, ...none };
      const groups = licensedGroups(tenant).filter((row) =>
        policyOf(tenant, row).some((entry) => entry.skuId === skuId),
      );
      return {
        sku: words.sku(skuId),
        seats: own,
        freeOfEnabled: own.units === undefined ? null : own.units.enabled - own.consumed,
        needed: needs.get(skuId)?.size ?? own.consumed,
        errors: countErrors(failures.filter((failure) => failure.skuId === skuId)),
        groups: groups.map((row) => refs.holder({ type: 'group', row })),
        price: priceOf(tenant, skuId, own.consumed, deps),
      };
    })
    .toSorted((a, b) => compareOrdinal(nameOf(a.sku), nameOf(b.sku)));
}

/** In dollars where there is such a price, else in the first currency that has one on the day. */
function priceOf(tenant: Tenant, skuId: string, units: number, { catalogue }: LicenseDeps): SkuPrice | null {
  const currencies = ['USD', ...catalogue.pricesOf(skuId).map(({ currency }) => currency)];
  const price = currencies
    .map((currency) => catalogue.priceAt(skuId, currency, tenant.clock))
    .find((found) => found !== undefined);
  if (price === undefined) return null;
  const amount = perMonth(price);
  return {
    amount: cents(amount),
    total: cents(amount * units),
    currency: price.currency,
    asOf: catalogue.data.pricesDate,
    basis: price.basis ?? null,
    sources: price.sources,
  };
}

/** Users who hold a SKU, or should by a group, by its id. */
export function neededUsers(tenant: Tenant): ReadonlyMap<string, RowSet> {
  const view = readLicenses(tenant);
  const needs = new Map<string, RowSet>(view.skuIds().map((skuId) => [skuId, view.held(skuId)]));
  for (const group of licensedGroups(tenant)) {
    const members = licensedMembers(tenant, group) ?? emptyRowSet;
    for (const { skuId } of policyOf(tenant, group))
      needs.set(skuId, unionRows(needs.get(skuId) ?? emptyRowSet, members));
  }
  return needs;
}

function countErrors(failures: readonly LicenseFailure[]): readonly ErrorCount[] {
  const byError = new Map<string, RowSet>();
  for (const { error, users } of failures) byError.set(error, unionRows(byError.get(error) ?? emptyRowSet, users));
  return [...byError]
    .map(([error, users]) => ({ error, users: users.size }))
    .toSorted((a, b) => b.users - a.users || compareOrdinal(a.error, b.error));
}

/** One path of a user. */
export interface PathOverview {
  readonly sku: SkuRef;
  readonly group: HolderRef | null;
  readonly state: string;
  readonly error: string;
  readonly lastUpdatedDateTime: string | null;
  readonly disabledPlans: readonly string[];
  /** What stands in the way of a path in error; null for others, and where nothing does any more. */
  readonly because: string | null;
}

/** One SKU that a user holds, by all paths together (spec licensing 3.2). */
export interface HeldLicense {
  readonly sku: SkuRef;
  /** Names of the service plans that are on, and of those that every path leaves off. */
  readonly enabledPlans: readonly string[];
  readonly disabledPlans: readonly string[];
}

/** The licenses of one user. */
export interface UserLicenses {
  readonly user: ObjectRef;
  /** False: the export does not say which licenses the user has. */
  readonly isKnown: boolean;
  readonly paths: readonly PathOverview[];
  readonly licenses: readonly HeldLicense[];
  /** Service plans by status, by name. */
  readonly plans: readonly { readonly name: string; readonly status: string }[];
  /** The same in the shapes of Graph. */
  readonly graph: {
    readonly licenseAssignmentStates: readonly JsonObject[];
    readonly assignedLicenses: readonly JsonObject[];
    readonly assignedPlans: readonly JsonObject[];
    readonly provisionedPlans: readonly JsonObject[];
    readonly licenseDetails: readonly JsonObject[];
  };
}

/** What a user has, by which paths, and what is in error. O(cells). */
export function describeUserLicenses(tenant: Tenant, user: number, deps: LicenseDeps): UserLicenses {
  const { refs, words } = namesOf(tenant, deps);
  const view = readLicenses(tenant);
  const plans = assignedPlansOf(tenant, user, deps) ?? [];
  const failures = new Map(groupFailuresOf(tenant, user, deps).map(({ group, detail }) => [group, detail]));
  const becauseOf = (group: string | null): string | null => {
    const detail = group === null ? undefined : failures.get(group);
    return detail === undefined ? null : words.detailText(detail);
  };
  return {
    user: refs.object('user', user),
    isKnown: view.known.has(user),
    paths: view
      .pathsOf(user)
      .map((path) => ({
        sku: words.sku(path.skuId),
        group: words.groupOfPath(path.assignedByGroup),
        state: path.state,
        error: path.error,
        lastUpdatedDateTime: path.lastUpdatedDateTime,
        disabledPlans: path.disabledPlans.map((plan) => words.planName(plan)),
        because: path.error === 'None' ? null : becauseOf(path.assignedByGroup),
      }))
      .toSorted((a, b) => compareOrdinal(nameOf(a.sku), nameOf(b.sku))),
    licenses: mergedLicensesOf(tenant, user, words, deps),
    plans: plans
      .map(({ servicePlanId, capabilityStatus }) => ({
        name: typeof servicePlanId === 'string' ? words.planName(servicePlanId) : '',
        status: typeof capabilityStatus === 'string' ? capabilityStatus : '',
      }))
      .toSorted((a, b) => compareOrdinal(a.name, b.name)),
    graph: {
      licenseAssignmentStates: assignmentStatesOf(tenant, user, deps) ?? [],
      assignedLicenses: assignedLicensesOf(tenant, user) ?? [],
      assignedPlans: plans,
      provisionedPlans: provisionedPlansOf(tenant, user, deps) ?? [],
      licenseDetails: licenseDetailsOf(tenant, user, deps) ?? [],
    },
  };
}

function mergedLicensesOf(
  tenant: Tenant,
  user: number,
  words: LicenseWords,
  deps: LicenseDeps,
): readonly HeldLicense[] {
  return heldLicensesOf(tenant, user, deps)
    .map(({ skuId, enabledPlans, disabledPlans }) => {
      const names = (ids: readonly string[]) => ids.map((id) => words.planName(id)).toSorted(compareOrdinal);
      return { sku: words.sku(skuId), enabledPlans: names(enabledPlans), disabledPlans: names(disabledPlans) };
    })
    .toSorted((a, b) => compareOrdinal(nameOf(a.sku), nameOf(b.sku)));
}

/** The licenses of one group and how its members fare. */
export interface GroupLicensesOverview {
  readonly group: HolderRef;
  readonly processingState: string | null;
  readonly licenses: readonly {
    readonly sku: SkuRef;
    readonly disabledPlans: readonly string[];
    readonly free: number | null;
    /** Members who hold it by no path; null when members are not known. */
    readonly needed: number | null;
  }[];
  /** Direct user members; null when they are not known. */
  readonly members: number | null;
  readonly applied: number;
  readonly errors: readonly {
    readonly sku: SkuRef;
    readonly state: string;
    readonly error: string;
    readonly users: readonly ObjectRef[];
  }[];
}

/** What a group gives its members, and who is in error by it (spec licensing 6.7). */
export function describeGroupLicenses(tenant: Tenant, group: number, deps: LicenseDeps): GroupLicensesOverview {
  const { refs, words } = namesOf(tenant, deps);
  const seats = seatsOf(tenant);
  const state = tenant.populations.group.valueAt(group, 'licenseProcessingState');
  const view = readLicenses(tenant);
  const failures = view.failures().filter((failure) => failure.group === group);
  const failed = failures.map(({ users }) => users).reduce(unionRows, emptyRowSet);
  const members = licensedMembers(tenant, group);
  return {
    group: refs.holder({ type: 'group', row: group }),
    processingState: processingStateOf(state),
    licenses: policyOf(tenant, group).map(({ skuId, disabledPlans }) => ({
      sku: words.sku(skuId),
      disabledPlans: disabledPlans.map((plan) => words.planName(plan)),
      free: seats.get(skuId)?.free ?? null,
      needed: members === undefined ? null : differenceRows(members, view.held(skuId)).size,
    })),
    members: members?.size ?? null,
    applied: members === undefined ? 0 : differenceRows(members, failed).size,
    errors: failures
      .map(({ skuId, state: pathState, error, users }) => ({
        sku: words.sku(skuId),
        state: pathState,
        error,
        users: Array.from(users.toArray(), (row) => refs.object('user', row)).toSorted(compareObjects),
      }))
      .toSorted((a, b) => compareOrdinal(nameOf(a.sku), nameOf(b.sku)) || compareOrdinal(a.error, b.error)),
  };
}

function processingStateOf(state: unknown): string | null {
  const name: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'state') : undefined;
  return typeof name === 'string' ? name : null;
}

function namesOf(tenant: Tenant, deps: LicenseDeps): { readonly refs: ObjectRefs; readonly words: LicenseWords } {
  const refs = createObjectRefs(tenant);
  return { refs, words: createLicenseWords(refs, () => deps.catalogue) };
}

function nameOf({ skuPartNumber, skuId }: SkuRef): string {
  return skuPartNumber ?? skuId;
}
