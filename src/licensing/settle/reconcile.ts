import type { Semantics } from '../../model/index.ts';
import type { PolicyEntry } from '../state/group-policy.ts';
import {
  type AssignmentPath,
  type ErrorDetail,
  isHeld,
  type LicenseError,
  type MoveKind,
} from '../state/license-path.ts';
import type { LicenseBook, PathContent } from './license-book.ts';
import { takenAddresses } from './taken-addresses.ts';
import {
  findConflict,
  findMissingPrerequisite,
  findProhibited,
  findTakenAddress,
  type PlanEffect,
  type Violation,
} from './violations.ts';

/** A group whose licenses are being processed. */
export interface ProcessedGroup {
  readonly row: number;
  readonly id: string;
  /** What it gives its members. */
  readonly policy: readonly PolicyEntry[];
}

/** What one user should have by one group. */
export interface Want {
  readonly book: LicenseBook;
  readonly group: ProcessedGroup;
  readonly user: number;
  readonly isMember: boolean;
  /** The paths by the group as they are. */
  readonly have: readonly AssignmentPath[];
  /** The paths by the group as they should be. */
  readonly want: readonly PathContent[];
}

/**
 * Gives one user what a group gives its members, in one transaction (spec licensing 6.5, 6.6): everything, or errors in place of
 * what could not be given. Returns true when a license of the user was given, changed or taken by it. The user is not deleted.
 */
export function reconcile(book: LicenseBook, group: ProcessedGroup, user: number, isMember: boolean): boolean {
  const job = wantOf(book, group, user, isMember);
  const { have, want } = job;
  if (want.length === have.length && want.every((path) => have.some((old) => isSame(old, path)))) return false;
  const violation = findViolation(job);
  if (violation === undefined) return succeed(job);
  return fail(job, violation);
}

/** What a user has by a group, and should have. */
export function wantOf(book: LicenseBook, group: ProcessedGroup, user: number, isMember: boolean): Want {
  const want = (isMember ? group.policy : []).map(({ skuId, disabledPlans }): PathContent => {
    return { skuId, assignedByGroup: group.id, disabledPlans, state: 'Active', error: 'None' };
  });
  return { book, group, user, isMember, have: book.pathsByGroup(user, group.id), want };
}

/** The first violation in the order of spec licensing 9.9: location, count, conflict, dependency, uniqueness. */
export function findViolation(job: Want): Failure | undefined {
  const { book, user } = job;
  const { facts, deps } = book;
  const isWhole = deps.semantics['license-rule-scope'] === 'all';
  const prohibited = facts.hasProhibitions ? findProhibited(effectOf(job), facts, locationOf(job)) : undefined;
  if (prohibited !== undefined) return failureOf(job, prohibited);
  const short = missingSeats(job);
  if (short.length > 0) return countFailure(short);
  const effect = effectOf(job);
  const violation =
    findConflict(effect, facts, isWhole) ??
    findMissingPrerequisite(effect, facts, isWhole) ??
    findTakenAddress(effect, facts, () => takenAddresses(book.tenant).get(user));
  return violation === undefined ? undefined : failureOf(job, violation);
}

function countFailure(skuIds: readonly string[]): Failure {
  return { error: 'CountViolation', skuIds, detail: { kind: 'seats', skuId: skuIds[0] ?? '' }, isLoss: false };
}

/**
 * The same for a member who has nothing by the group yet and against whom nothing but missing seats can stand: no rule is looked at.
 */
export function giveWhileSeatsLast(book: LicenseBook, group: ProcessedGroup, user: number): boolean {
  const job = wantOf(book, group, user, true);
  const short = missingSeats(job);
  return short.length === 0 ? succeed(job) : fail(job, countFailure(short));
}

/** Why a transaction fails, and which SKUs are at fault. */
export interface Failure {
  readonly error: LicenseError;
  readonly skuIds: readonly string[];
  readonly detail: ErrorDetail;
  /** Something that is to go is needed by what stays. */
  readonly isLoss: boolean;
}

function failureOf({ book, want, have }: Want, { error, detail, plans, isLoss }: Violation): Failure {
  const isAtFault = (path: PathContent): boolean => {
    const old = have.find(({ skuId }) => skuId === path.skuId);
    const before = old !== undefined && isHeld(old) ? book.facts.enabledPlans(old.skuId, old.disabledPlans) : new Set();
    const after = book.facts.enabledPlans(path.skuId, path.disabledPlans);
    return plans.some((plan) => (isLoss ? before.has(plan) && !after.has(plan) : after.has(plan) && !before.has(plan)));
  };
  return { error, detail, isLoss, skuIds: want.filter(isAtFault).map(({ skuId }) => skuId) };
}

function effectOf({ book, user, group, want }: Want): PlanEffect {
  const paths = book.pathsOf(user);
  const others = paths.filter(({ assignedByGroup }) => assignedByGroup !== group.id);
  return { before: book.enabledPlans(paths), after: book.enabledPlans([...others, ...want]) };
}

/** The location that counts for licenses by groups: the user's, else the tenant's (spec licensing 6.5, 10.3). */
function locationOf({ book, user }: Want): string | undefined {
  const own = book.users.textAt(user, 'usageLocation');
  if (own !== undefined && own !== '') return own;
  const { organization } = book.tenant.populations;
  return organization.size === 0 ? undefined : organization.textAt(0, 'countryLetterCode');
}

/** SKUs that the user does not hold yet and of which no seat is free; seats that the same transaction frees are of other SKUs. */
function missingSeats({ book, user, want }: Want): readonly string[] {
  return want.filter(({ skuId }) => !book.holds(user, skuId) && book.free(skuId) < 1).map(({ skuId }) => skuId);
}

function succeed(job: Want): boolean {
  const { book, group, user, have, want } = job;
  let isChanged = false;
  for (const old of have) {
    if (want.some(({ skuId }) => skuId === old.skuId)) continue;
    book.setPath(user, old.skuId, group.id, undefined);
    note(job, isHeld(old) ? 'removed' : 'withdrawn', old.skuId, 'None');
    isChanged = true;
  }
  for (const path of want) {
    const old = have.find(({ skuId }) => skuId === path.skuId);
    if (!book.setPath(user, path.skuId, group.id, path)) continue;
    note(job, old !== undefined && isHeld(old) ? 'changed' : 'assigned', path.skuId, 'None');
    isChanged = true;
  }
  return isChanged;
}

function fail(job: Want, failure: Failure): boolean {
  if (!job.isMember) return failToLeave(job, failure);
  const { have, want, book, group, user } = job;
  const { semantics } = book.deps;
  const siblings: ErrorDetail = { kind: 'sibling', skuIds: failure.skuIds };
  for (const path of want) {
    const old = have.find(({ skuId }) => skuId === path.skuId);
    const isAtFault = failure.skuIds.includes(path.skuId);
    const error = isAtFault ? failure.error : 'Other';
    const detail = isAtFault ? failure.detail : siblings;
    if (old !== undefined && isHeld(old)) {
      if (!isAtFault && siblingState(semantics) === 'active') continue;
      mark(
        job,
        old,
        { ...old, state: 'ActiveWithError', error },
        isAtFault && failure.isLoss ? 'kept' : 'changed',
        detail,
      );
    } else mark(job, old, { ...path, state: 'Error', error }, 'failed', detail);
  }
  let isChanged = false;
  for (const old of have) {
    if (want.some(({ skuId }) => skuId === old.skuId)) continue;
    const isDropped = !isHeld(old) || (!failure.isLoss && semantics['license-switch-on-shortage'] === 'drop-old');
    if (isDropped) {
      book.setPath(user, old.skuId, group.id, undefined);
      note(job, isHeld(old) ? 'removed' : 'withdrawn', old.skuId, 'None');
      isChanged ||= isHeld(old);
    } else if (failure.isLoss) isChanged = keepOrTurn(job, old, failure) || isChanged;
    else mark(job, old, { ...old, state: 'ActiveWithError', error: 'Other' }, 'kept', siblings);
  }
  return isChanged;
}

/** A license that cannot be taken stays, in error; by an older reading one that its group gave up becomes a direct one (spec licensing 12.2). */
function keepOrTurn(job: Want, old: AssignmentPath, failure: Failure): boolean {
  const { book, user, group } = job;
  if (book.deps.semantics['license-removal-failure'] !== 'direct') {
    mark(job, old, { ...old, state: 'ActiveWithError', error: failure.error }, 'kept', failure.detail);
    return false;
  }
  book.setPath(user, old.skuId, group.id, undefined);
  note(job, 'removed', old.skuId, 'None');
  if (book.pathBy(user, old.skuId, null) === undefined) {
    book.setPath(user, old.skuId, null, { ...old, assignedByGroup: null, state: 'Active', error: 'None' });
    book.moves.add({ skuId: old.skuId, group: undefined, kind: 'assigned', error: 'None' }, user);
  }
  return true;
}

function failToLeave(job: Want, failure: Failure): boolean {
  const { book, user, group, have } = job;
  for (const old of have) {
    if (isHeld(old)) {
      mark(job, old, { ...old, state: 'ActiveWithError', error: failure.error }, 'kept', failure.detail);
      continue;
    }
    book.setPath(user, old.skuId, group.id, undefined);
    note(job, 'withdrawn', old.skuId, 'None');
  }
  return false;
}

function mark(
  job: Want,
  old: AssignmentPath | undefined,
  path: PathContent,
  kind: MoveKind,
  detail: ErrorDetail,
): void {
  if (!job.book.setPath(job.user, path.skuId, job.group.id, path)) return;
  const isRepeated = old !== undefined && old.state === path.state && kind !== 'kept';
  note(job, isRepeated && kind === 'failed' ? 'changed' : kind, path.skuId, path.error, detail);
}

function note(job: Want, kind: MoveKind, skuId: string, error: LicenseError, detail?: ErrorDetail): void {
  job.book.moves.add({ skuId, group: job.group.row, kind, error, detail }, job.user);
}

function isSame(old: AssignmentPath, path: PathContent): boolean {
  return (
    old.skuId === path.skuId &&
    old.state === path.state &&
    old.error === path.error &&
    old.disabledPlans.join() === path.disabledPlans.join()
  );
}

function siblingState(semantics: Semantics): string {
  return semantics['license-sibling-state'];
}
