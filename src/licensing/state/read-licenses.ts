import { emptyRowSet, intersectRows, type RowSet, unionRows } from '../../base/index.ts';
import type { Tenant } from '../../model/index.ts';
import { activeUsers } from './group-policy.ts';
import { type LicenseCells, readCells } from './license-cells.ts';
import { type AssignmentPath, isHeld, type LicenseError, type PathState } from './license-path.ts';

/** Users who have the same path in the same error. */
export interface LicenseFailure {
  readonly skuId: string;
  /** Row of the group; undefined for a direct assignment. */
  readonly group: number | undefined;
  readonly state: Extract<PathState, 'Error' | 'ActiveWithError'>;
  readonly error: LicenseError;
  /** Not deleted. */
  readonly users: RowSet;
}

/** The license state of a tenant for reading. Users are those who are not deleted, unless it says otherwise. */
export interface LicenseView {
  /** Users whose license state is known, deleted ones included. */
  readonly known: RowSet;
  /** SKUs on some path, in order of first appearance. */
  skuIds(): readonly string[];
  /** Users who hold a SKU by whatever path (spec licensing 1). */
  held(skuId: string): RowSet;
  /** By how many paths a user holds a SKU. */
  pathCounts(skuId: string): (user: number) => number;
  /** Ids of the groups by which a user holds a SKU; null for a direct assignment. */
  heldPaths(user: number, skuId: string): readonly (string | null)[];
  /** All paths of a user, deleted or not. O(cells). */
  pathsOf(user: number): readonly AssignmentPath[];
  failures(): readonly LicenseFailure[];
  /** Service plans that somebody has, or had. */
  planIds(): readonly string[];
  /** Users for whom a service plan is enabled. */
  usersWithPlan(servicePlanId: string): RowSet;
}

const views = new WeakMap<object, LicenseView>();

/** Reads the license state of a tenant. O(cells) once, sets when they are asked for. */
export function readLicenses(tenant: Tenant): LicenseView {
  const known = views.get(tenant);
  if (known !== undefined) return known;
  const view = createView(tenant, readCells(tenant));
  views.set(tenant, view);
  return view;
}

function createView(tenant: Tenant, cells: LicenseCells): LicenseView {
  const users = tenant.populations.user;
  const groupRow = (id: string | null): number | undefined =>
    id === null ? undefined : tenant.populations.group.rowOf(id);
  const active = (rows: RowSet): RowSet => activeUsers(users, rows);
  const heldCells = cells.paths.filter(({ path }) => isHeld(path));
  const held = lazily((skuId: string) =>
    active(heldCells.filter(({ path }) => path.skuId === skuId).reduce(addUsers, emptyRowSet)),
  );
  const withPlan = lazily((servicePlanId: string) =>
    active(
      cells.plans
        .filter(({ entry }) => entry.servicePlanId === servicePlanId && entry.capabilityStatus === 'Enabled')
        .reduce(addUsers, emptyRowSet),
    ),
  );
  return {
    known: cells.known,
    skuIds: () => [...new Set(cells.paths.map(({ path }) => path.skuId))],
    held,
    pathCounts: (skuId) => {
      const own = heldCells.filter(({ path }) => path.skuId === skuId);
      return (user) => own.filter((cell) => cell.users.has(user)).length;
    },
    heldPaths: (user, skuId) =>
      heldCells
        .filter((cell) => cell.path.skuId === skuId && cell.users.has(user))
        .map(({ path }) => path.assignedByGroup),
    pathsOf: (user) => cells.paths.filter((cell) => cell.users.has(user)).map(({ path }) => path),
    failures: () =>
      cells.paths.flatMap(({ path, users: failed }) => {
        const { skuId, assignedByGroup, state, error } = path;
        if (state !== 'Error' && state !== 'ActiveWithError') return [];
        const present = active(failed);
        return present.size === 0 ? [] : [{ skuId, group: groupRow(assignedByGroup), state, error, users: present }];
      }),
    planIds: () => [...new Set(cells.plans.map(({ entry }) => entry.servicePlanId))],
    usersWithPlan: withPlan,
  };
}

/** Users with a SKU by group and directly: lint, and people who clean up, want to know them. */
export function doublyAssigned(tenant: Tenant, skuId: string): RowSet {
  const cells = readCells(tenant).paths.filter(({ path }) => path.skuId === skuId && isHeld(path));
  const of = (isDirect: boolean): RowSet =>
    cells.filter(({ path }) => (path.assignedByGroup === null) === isDirect).reduce(addUsers, emptyRowSet);
  return activeUsers(tenant.populations.user, intersectRows(of(true), of(false)));
}

function addUsers(sum: RowSet, { users }: { readonly users: RowSet }): RowSet {
  return unionRows(sum, users);
}

function lazily<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = make(key);
      known.set(key, value);
    }
    return value;
  };
}
