import {
  compareOrdinal,
  differenceRows,
  emptyRowSet,
  formatInstant,
  intersectRows,
  type RowSet,
  unionRows,
} from '../../base/index.ts';
import type { Population, Tenant } from '../../model/index.ts';
import type { LicenseDeps } from '../license-deps.ts';
import { deletedUsers } from '../state/group-policy.ts';
import { type LicenseCells, readCells } from '../state/license-cells.ts';
import { type AssignmentPath, isHeld } from '../state/license-path.ts';
import { hasKnownSeats, type PrepaidUnits, unitsBySku, usableSeats } from '../state/seats.ts';
import { MutableRows } from './mutable-rows.ts';
import { MoveLog } from './move-log.ts';
import { PlanFacts } from './plan-facts.ts';

/** A path with everybody who has it, as it changes. */
export interface BookCell {
  readonly path: AssignmentPath;
  readonly users: MutableRows;
  /** Who had it when the book was opened. */
  readonly original: RowSet;
}

/** What a path says besides when it was last updated. */
export type PathContent = Omit<AssignmentPath, 'lastUpdatedDateTime'>;

/**
 * The license state of a tenant while it changes: paths by SKU and by group, seats, and who has which plan enabled. Nothing is
 * written to the tenant before `writeBook`.
 */
export class LicenseBook {
  readonly tenant: Tenant;
  readonly deps: LicenseDeps;
  readonly facts: PlanFacts;
  readonly users: Population;
  readonly cellsAtStart: LicenseCells;
  readonly moves = new MoveLog();
  readonly known: MutableRows;
  readonly #units: ReadonlyMap<string, PrepaidUnits>;
  readonly #hasKnownSeats: boolean;
  readonly #now: string;
  readonly #deleted: readonly number[];
  readonly #bySku = new Map<string, BookCell[]>();
  readonly #byGroup = new Map<string, BookCell[]>();
  readonly #byContent = new Map<string, BookCell>();
  readonly #inError: BookCell[] = [];
  readonly #held = new Map<string, MutableRows>();
  readonly #withPlan = new Map<string, MutableRows>();

  constructor(tenant: Tenant, deps: LicenseDeps) {
    this.tenant = tenant;
    this.deps = deps;
    this.facts = new PlanFacts(tenant, deps);
    this.users = tenant.populations.user;
    this.#units = unitsBySku(tenant);
    this.#hasKnownSeats = hasKnownSeats(tenant);
    this.#now = formatInstant(tenant.clock);
    this.#deleted = deletedUsers(this.users);
    this.cellsAtStart = readCells(tenant);
    this.known = new MutableRows(this.cellsAtStart.known);
    for (const { path, users } of this.cellsAtStart.paths) this.#addCell(path, users);
  }

  /** All paths that somebody has or had. */
  *cells(): Generator<BookCell> {
    for (const cells of this.#bySku.values()) yield* cells;
  }

  /** SKUs on some path. */
  skuIds(): Iterable<string> {
    return this.#bySku.keys();
  }

  /** Groups by which a user is in error, by id. O(paths in error). */
  groupsInError(user: number): readonly string[] {
    const groups = new Set<string>();
    for (const cell of this.#inError) {
      const { assignedByGroup } = cell.path;
      if (assignedByGroup !== null && cell.users.has(user)) groups.add(assignedByGroup);
    }
    return [...groups].toSorted(compareOrdinal);
  }

  /** Users who are in error by some group. */
  usersInError(): RowSet {
    return this.#inError.reduce((sum, { users }) => unionRows(sum, users.rows), emptyRowSet);
  }

  cellsOfSku(skuId: string): readonly BookCell[] {
    return this.#bySku.get(skuId) ?? [];
  }

  cellsOfGroup(groupId: string): readonly BookCell[] {
    return this.#byGroup.get(groupId) ?? [];
  }

  /** Every path of a user. O(paths). */
  pathsOf(user: number): readonly AssignmentPath[] {
    const paths: AssignmentPath[] = [];
    for (const cell of this.cells()) if (cell.users.has(user)) paths.push(cell.path);
    return paths;
  }

  /** The path of a user by one way. */
  pathBy(user: number, skuId: string, assignedByGroup: string | null): AssignmentPath | undefined {
    return this.cellsOfSku(skuId).find((cell) => cell.path.assignedByGroup === assignedByGroup && cell.users.has(user))
      ?.path;
  }

  /** The paths of a user by one group. */
  pathsByGroup(user: number, groupId: string): readonly AssignmentPath[] {
    return this.cellsOfGroup(groupId)
      .filter((cell) => cell.users.has(user))
      .map(({ path }) => path);
  }

  /** Users with some path by a group. O(paths of the group). */
  usersOfGroup(groupId: string): RowSet {
    return this.cellsOfGroup(groupId).reduce((sum, cell) => unionRows(sum, cell.users.rows), emptyRowSet);
  }

  holds(user: number, skuId: string): boolean {
    return this.cellsOfSku(skuId).some((cell) => isHeld(cell.path) && cell.users.has(user));
  }

  /** Everybody who holds a SKU, deleted users included. */
  held(skuId: string): RowSet {
    return this.#heldRows(skuId).rows;
  }

  /** Everybody for whom a plan is enabled by some held path (spec licensing 3.2), deleted users included. */
  usersWithPlan(plan: string): RowSet {
    let users = this.#withPlan.get(plan);
    if (users === undefined) {
      let rows: RowSet = emptyRowSet;
      for (const cell of this.cells()) if (this.enables(cell.path, plan)) rows = unionRows(rows, cell.users.rows);
      users = new MutableRows(rows);
      this.#withPlan.set(plan, users);
    }
    return users.rows;
  }

  /** True when a path is held and does not disable a plan of its SKU. */
  enables(path: PathContent, plan: string): boolean {
    return isHeld(path) && this.facts.enabledPlans(path.skuId, path.disabledPlans).has(plan);
  }

  /** Plans that held paths enable (spec licensing 3.2). */
  enabledPlans(paths: Iterable<PathContent>): ReadonlySet<string> {
    const plans = new Set<string>();
    for (const path of paths) {
      if (!isHeld(path)) continue;
      for (const plan of this.facts.enabledPlans(path.skuId, path.disabledPlans)) plans.add(plan);
    }
    return plans;
  }

  /** True for a SKU that the tenant bought, or where nobody says what it bought. */
  isSold(skuId: string): boolean {
    return !this.#hasKnownSeats || this.#units.has(skuId);
  }

  /** Seats that can still be given; infinite where nobody says what was bought (spec licensing 2.6). */
  free(skuId: string): number {
    if (!this.#hasKnownSeats) return Number.POSITIVE_INFINITY;
    const units = this.#units.get(skuId);
    const held = this.#heldRows(skuId);
    let consumed = held.size;
    for (const user of this.#deleted) if (held.has(user)) consumed--;
    return (units === undefined ? 0 : usableSeats(units)) - consumed;
  }

  /** Gives a user a path in place of the one by the same way, or none; a path that says the same stays as it is. */
  setPath(user: number, skuId: string, assignedByGroup: string | null, wanted: PathContent | undefined): boolean {
    const old = this.cellsOfSku(skuId).find(
      (cell) => cell.path.assignedByGroup === assignedByGroup && cell.users.has(user),
    );
    if (old !== undefined && wanted !== undefined && contentKey(old.path) === contentKey(wanted)) return false;
    if (old === undefined && wanted === undefined) return false;
    if (old !== undefined) old.users.remove(user);
    if (wanted !== undefined) this.#cellFor(wanted).users.add(user);
    const held = this.#held.get(skuId);
    if (held !== undefined) {
      if (this.holds(user, skuId)) held.add(user);
      else held.remove(user);
    }
    this.#noticePlans(user, old?.path, wanted);
    return true;
  }

  /** Gives a path to users who have none by the same way. */
  addPath(users: RowSet, wanted: PathContent): void {
    this.#cellFor(wanted).users.addAll(users);
    if (!isHeld(wanted)) return;
    this.#held.get(wanted.skuId)?.addAll(users);
    for (const plan of this.facts.enabledPlans(wanted.skuId, wanted.disabledPlans))
      this.#withPlan.get(plan)?.addAll(users);
  }

  /** Takes every path by a group from users. Returns what was taken. */
  removePaths(users: RowSet, groupId: string): readonly { readonly path: AssignmentPath; readonly users: RowSet }[] {
    const taken: { readonly path: AssignmentPath; readonly users: RowSet }[] = [];
    for (const cell of this.cellsOfGroup(groupId)) {
      const gone = intersectRows(cell.users.rows, users);
      if (gone.size === 0) continue;
      cell.users.removeAll(gone);
      taken.push({ path: cell.path, users: gone });
      this.#held.delete(cell.path.skuId);
      for (const plan of this.facts.sku.plansOf(cell.path.skuId) ?? []) this.#withPlan.delete(plan);
    }
    return taken;
  }

  /** Users whose paths of a SKU are others than when the book was opened. O(paths of the SKU). */
  changedUsers(skuId: string): RowSet {
    return this.cellsOfSku(skuId).reduce((sum, { users, original }) => {
      const rows = users.rows;
      if (rows === original) return sum;
      return unionRows(sum, unionRows(differenceRows(rows, original), differenceRows(original, rows)));
    }, emptyRowSet);
  }

  #heldRows(skuId: string): MutableRows {
    let held = this.#held.get(skuId);
    if (held === undefined) {
      const rows = this.cellsOfSku(skuId)
        .filter(({ path }) => isHeld(path))
        .reduce((sum, { users }) => unionRows(sum, users.rows), emptyRowSet);
      held = new MutableRows(rows);
      this.#held.set(skuId, held);
    }
    return held;
  }

  #noticePlans(user: number, old: PathContent | undefined, wanted: PathContent | undefined): void {
    if (this.#withPlan.size === 0) return;
    const touched = this.enabledPlans([old, wanted].filter((path) => path !== undefined));
    for (const plan of touched) {
      const users = this.#withPlan.get(plan);
      if (users === undefined) continue;
      let isEnabled = false;
      for (const cell of this.cells()) {
        isEnabled = cell.users.has(user) && this.enables(cell.path, plan);
        if (isEnabled) break;
      }
      if (isEnabled) users.add(user);
      else users.remove(user);
    }
  }

  #cellFor(wanted: PathContent): BookCell {
    const path = { ...wanted, lastUpdatedDateTime: this.#now };
    return this.#byContent.get(cellKey(path)) ?? this.#addCell(path, emptyRowSet);
  }

  #addCell(path: AssignmentPath, users: RowSet): BookCell {
    const cell = { path, users: new MutableRows(users), original: users };
    this.#byContent.set(cellKey(path), cell);
    push(this.#bySku, path.skuId, cell);
    if (path.assignedByGroup !== null) push(this.#byGroup, path.assignedByGroup, cell);
    if (path.assignedByGroup !== null && path.error !== 'None') this.#inError.push(cell);
    return cell;
  }
}

function contentKey({ state, error, disabledPlans }: PathContent): string {
  return `${state} ${error} ${disabledPlans.join()}`;
}

function cellKey(path: AssignmentPath): string {
  return `${path.skuId} ${path.assignedByGroup ?? ''} ${path.lastUpdatedDateTime ?? ''} ${contentKey(path)}`;
}

function push(lists: Map<string, BookCell[]>, key: string, cell: BookCell): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [cell]);
  else list.push(cell);
}
