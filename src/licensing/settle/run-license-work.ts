import {
  compareOrdinal,
  createRandom,
  differenceRows,
  emptyRowSet,
  hashText,
  parseInstant,
  intersectRows,
  type RowSet,
  unionRows,
} from '../../base/index.ts';
import type { Tenant } from '../../model/index.ts';
import type { LicenseDeps } from '../license-deps.ts';
import { activeUsers, deletedUsers, licensedMembers, policyOf } from '../state/group-policy.ts';
import { readCells } from '../state/license-cells.ts';
import { isHeld } from '../state/license-path.ts';
import { serviceStatuses } from '../state/seats.ts';
import { addInBulk, removeInBulk } from './bulk-jobs.ts';
import { LicenseBook } from './license-book.ts';
import type { LicenseJob, LicenseWork } from './license-work.ts';
import { giveWhileSeatsLast, type ProcessedGroup, reconcile } from './reconcile.ts';
import { dueSubscriptions, restorableFor } from './subscription-clock.ts';
import { type LicenseWrites, type PropertyWrite, writeBook } from './write-book.ts';

/** A job with what it needs. */
interface PreparedJob {
  readonly group: ProcessedGroup;
  readonly members: RowSet;
  /** Users to look at, none of them deleted. */
  readonly users: RowSet;
  readonly joinOrder: readonly RowSet[];
}

/**
 * Does what there is to do about licenses: subscriptions whose date has come, then the queued groups, what is to go before what is
 * to come (spec licensing 6.4, 8). Users after each other in the order in which they joined, where that is known, else of their
 * ids. A group whose members are not known is left alone. Whoever gains or loses something by a group gets another look at the
 * errors by other groups (spec licensing 7).
 */
export function runLicenseWork(given: Tenant, work: LicenseWork, deps: LicenseDeps): LicenseWrites {
  const due = work.clockMoved === true ? dueSubscriptions(given) : [];
  const moved = due.length === 0 ? undefined : writeBook(new LicenseBook(given, deps), due);
  const tenant = moved?.tenant ?? given;
  const book = new LicenseBook(tenant, deps);
  const { created = emptyRowSet, restored = emptyRowSet } = work.users ?? {};
  created.forEach((row) => book.known.add(row));
  if (work.clockMoved === true) dropGoneUsers(book);
  const jobs = [...work.jobs, ...jobsOfRestored(book, restored)].flatMap((job) => prepare(book, job));
  for (const job of jobs) removePhase(book, job);
  for (const job of jobs) addPhase(book, job);
  if (deps.semantics['license-retry-on-seats'] === 'yes') retryShort(book);
  const written = writeBook(
    book,
    jobs.flatMap((job) => completed(tenant, job.group.row)),
    shownOtherwise(given, tenant, work),
  );
  if (moved === undefined) return written;
  return { ...written, mutations: () => [...moved.mutations(), ...written.mutations()] };
}

/** Users who were deleted too long ago to come back lose their rows (spec licensing 11.3). */
function dropGoneUsers(book: LicenseBook): void {
  const gone = deletedUsers(book.users).filter((user) => {
    const at = parseInstant(book.users.textAt(user, 'deletedDateTime') ?? '');
    return at !== undefined && at + restorableFor <= book.tenant.clock;
  });
  for (const user of gone)
    for (const { skuId, assignedByGroup } of book.pathsOf(user)) book.setPath(user, skuId, assignedByGroup, undefined);
}

function prepare(book: LicenseBook, { group, users, joinOrder = [] }: LicenseJob): readonly PreparedJob[] {
  const { tenant } = book;
  const id = tenant.populations.group.idAt(group);
  const policy = policyOf(tenant, group);
  const members = licensedMembers(tenant, group);
  const have = book.usersOfGroup(id);
  if (members === undefined || (policy.length === 0 && have.size === 0)) return [];
  const all = activeUsers(book.users, users === 'all' ? unionRows(members, have) : users);
  return [{ group: { row: group, id, policy }, members, users: all, joinOrder }];
}

/** Groups that a restored user has licenses by, or is a member of (spec licensing 11.4). */
function jobsOfRestored(book: LicenseBook, restored: RowSet): readonly LicenseJob[] {
  if (restored.size === 0) return [];
  const groups = new Set<number>();
  for (const { path, users } of book.cells()) {
    const group = path.assignedByGroup === null ? undefined : book.tenant.populations.group.rowOf(path.assignedByGroup);
    if (group !== undefined && intersectRows(users.rows, restored).size > 0) groups.add(group);
  }
  return [...groups].map((group) => ({ group, users: restored }));
}

/** Takes what is to go: from users who are no members any more, and SKUs that the group does not give any more. */
function removePhase(book: LicenseBook, job: PreparedJob): void {
  const leavers = intersectRows(differenceRows(job.users, job.members), book.usersOfGroup(job.group.id));
  const isOneByOne = removeInBulk(book, job.group, leavers);
  isOneByOne.forEach((user) => visit(book, job.group, user, false));
  if (book.deps.semantics['license-removals-first'] !== 'yes') return;
  const wanted = new Set(job.group.policy.map(({ skuId }) => skuId));
  const hasExtra = book
    .cellsOfGroup(job.group.id)
    .filter(({ path }) => !wanted.has(path.skuId))
    .reduce((sum, { users }) => unionRows(sum, users.rows), emptyRowSet);
  const hasAll = job.group.policy.reduce((rows, { skuId, disabledPlans }) => {
    const own = book.cellsOfGroup(job.group.id).filter(({ path }) => {
      return path.skuId === skuId && path.state === 'Active' && path.disabledPlans.join() === disabledPlans.join();
    });
    return intersectRows(
      rows,
      own.reduce((sum, { users }) => unionRows(sum, users.rows), emptyRowSet),
    );
  }, hasExtra);
  intersectRows(intersectRows(job.users, job.members), hasAll).forEach((user) => visit(book, job.group, user, true));
}

/** Gives members what they should have. */
function addPhase(book: LicenseBook, job: PreparedJob): void {
  const members = intersectRows(job.users, job.members);
  if (members.size === 0 || job.group.policy.length === 0) {
    // Errors of licenses that the group does not give any more are left over where nobody had anything to be taken.
    intersectRows(members, book.usersOfGroup(job.group.id)).forEach((user) => visit(book, job.group, user, true));
    return;
  }
  const { oneByOne, plain } = addInBulk(book, job.group, members);
  for (const user of inOrder(book, unionRows(oneByOne, plain), job.joinOrder)) {
    if (plain.has(user)) {
      if (giveWhileSeatsLast(book, job.group, user)) retryErrors(book, user, job.group.id);
    } else visit(book, job.group, user, true);
  }
}

/** Reconciles a user with a group; a success gives errors by other groups another chance. */
function visit(book: LicenseBook, group: ProcessedGroup, user: number, isMember: boolean): void {
  if (reconcile(book, group, user, isMember)) retryErrors(book, user, group.id);
}

/** Looks again at everything of a user that is in error by a group other than `except`, until nothing more succeeds. */
export function retryErrors(book: LicenseBook, user: number, except?: string): boolean {
  let isAny = false;
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (const groupId of book.groupsInError(user)) {
      if (groupId === except) continue;
      const group = processedGroup(book.tenant, groupId);
      if (group === undefined) continue;
      const isMember = licensedMembers(book.tenant, group.row)?.has(user) === true;
      if (!reconcile(book, group, user, isMember)) continue;
      isMoving = true;
      isAny = true;
    }
  }
  return isAny;
}

/** A group by its id, with what it gives. Undefined for a group that the tenant does not have. */
export function processedGroup(tenant: Tenant, id: string): ProcessedGroup | undefined {
  const row = tenant.populations.group.rowOf(id);
  return row === undefined ? undefined : { row, id, policy: policyOf(tenant, row) };
}

/** With the knob on, users without a seat are looked at again while there are seats (spec licensing 7). */
function retryShort(book: LicenseBook): void {
  for (const failure of readShort(book)) {
    const group = processedGroup(book.tenant, failure.groupId);
    if (group === undefined || book.free(failure.skuId) < 1) continue;
    for (const user of inOrder(book, failure.users, [])) {
      if (book.free(failure.skuId) < 1) break;
      visit(book, group, user, licensedMembers(book.tenant, group.row)?.has(user) === true);
    }
  }
}

function readShort(
  book: LicenseBook,
): readonly { readonly skuId: string; readonly groupId: string; readonly users: RowSet }[] {
  return [...book.cells()].flatMap(({ path, users }) => {
    const { skuId, assignedByGroup: groupId, error } = path;
    return error === 'CountViolation' && groupId !== null
      ? [{ skuId, groupId, users: activeUsers(book.users, users.rows) }]
      : [];
  });
}

/**
 * The order in which users are served (spec licensing 8): those who were members all along, then those who joined, in the order in
 * which they did, at the same time by their ids; or by id alone, or at random by a seed.
 */
function inOrder(book: LicenseBook, users: RowSet, joinOrder: readonly RowSet[]): readonly number[] {
  if (users.size === 0) return [];
  const choice = book.deps.semantics['license-seat-order'];
  const turns = new Map<number, number>();
  if (choice === 'join-time')
    for (const [turn, joined] of joinOrder.entries())
      intersectRows(joined, users).forEach((user) => turns.set(user, turn + 1));
  const key = (user: number): string => {
    const id = book.users.idAt(user);
    return choice === 'random' ? createRandom(hashText(id).low).guid() : id;
  };
  return Array.from(users.toArray(), (user) => ({ user, turn: turns.get(user) ?? 0, key: key(user) }))
    .toSorted((a, b) => a.turn - b.turn || compareOrdinal(a.key, b.key))
    .map(({ user }) => user);
}

function completed(tenant: Tenant, group: number): readonly PropertyWrite[] {
  const state = tenant.populations.group.valueAt(group, 'licenseProcessingState');
  const isDue =
    typeof state === 'object' && state !== null && JSON.stringify(state) !== '{"state":"ProcessingComplete"}';
  return isDue
    ? [{ type: 'group', row: group, values: { licenseProcessingState: { state: 'ProcessingComplete' } } }]
    : [];
}

/** Users of SKUs whose status became another one, deleted ones too: their plans show it (spec licensing 15.4). */
function shownOtherwise(before: Tenant, after: Tenant, { skuIds = [] }: LicenseWork): RowSet {
  const [was, is] = [serviceStatuses(before), serviceStatuses(after)];
  const isChanged = (skuId: string): boolean => skuIds.includes(skuId) || was.get(skuId) !== is.get(skuId);
  return readCells(after)
    .paths.filter(({ path }) => isHeld(path) && isChanged(path.skuId))
    .reduce((sum, { users }) => unionRows(sum, users), emptyRowSet);
}

/** Every group in which members lack what it gives, or users have what it does not give them any more (spec licensing 6.4). */
export function firstLicenseWork(tenant: Tenant, groups: Iterable<number>, deps: LicenseDeps): LicenseWork {
  const book = new LicenseBook(tenant, deps);
  const jobs: LicenseJob[] = [];
  for (const group of groups) {
    const members = licensedMembers(tenant, group);
    if (members === undefined) continue;
    const id = tenant.populations.group.idAt(group);
    const cells = book.cellsOfGroup(id);
    let due: RowSet = emptyRowSet;
    const inError = cells
      .filter(({ path }) => path.error !== 'None')
      .reduce((sum, { users }) => unionRows(sum, users.rows), emptyRowSet);
    for (const { skuId, disabledPlans } of policyOf(tenant, group)) {
      // Who is in error by the group stays so until something gives them another chance (spec licensing 7).
      const settled = cells
        .filter(({ path }) => path.skuId === skuId)
        .map(({ path, users }) => {
          return path.disabledPlans.join() === disabledPlans.join() ? users.rows : intersectRows(users.rows, inError);
        })
        .reduce(unionRows, emptyRowSet);
      due = unionRows(due, differenceRows(members, settled));
    }
    const wanted = new Set(policyOf(tenant, group).map(({ skuId }) => skuId));
    for (const { path, users } of cells) {
      if (path.state === 'ActiveWithError') continue;
      const gone = wanted.has(path.skuId) ? differenceRows(users.rows, members) : users.rows;
      due = unionRows(due, activeUsers(book.users, gone));
    }
    if (due.size > 0) jobs.push({ group, users: due });
  }
  return { jobs };
}
