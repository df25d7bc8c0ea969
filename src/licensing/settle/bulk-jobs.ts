import {
  differenceRows,
  emptyRowSet,
  filterRows,
  intersectRows,
  type RowSet,
  rowSetOf,
  unionRows,
} from '../../base/index.ts';
import { isHeld } from '../state/license-path.ts';
import type { LicenseBook } from './license-book.ts';
import type { ProcessedGroup } from './reconcile.ts';
import { takenAddresses } from './taken-addresses.ts';

/** Fewer users than this are reconciled one by one. */
const fewUsers = 8;

/**
 * Takes everything by a group from users for whom nothing can go wrong: nobody needs what they lose, and they have no errors that
 * would get another chance. Returns the others. O(sets).
 */
export function removeInBulk(book: LicenseBook, group: ProcessedGroup, users: RowSet): RowSet {
  if (users.size < fewUsers) return users;
  const exceptional = intersectRows(users, unionRows(book.usersInError(), dependentUsers(book, group)));
  const plain = differenceRows(users, exceptional);
  // Whoever is in error is looked at one by one, so that everything that goes here was held.
  for (const { path, users: gone } of book.removePaths(plain, group.id))
    book.moves.addAll({ skuId: path.skuId, group: group.row, kind: 'removed', error: 'None' }, gone);
  return exceptional;
}

/** Users for whom some plan is enabled that needs one of those which the group gives. */
function dependentUsers(book: LicenseBook, group: ProcessedGroup): RowSet {
  const given = new Set(
    book
      .cellsOfGroup(group.id)
      .flatMap(({ path }) => (isHeld(path) ? [...book.facts.enabledPlans(path.skuId, path.disabledPlans)] : [])),
  );
  const dependents = new Set([...given].flatMap((plan) => book.facts.requirementsOn(plan).map((entry) => entry.plan)));
  return [...dependents].map((plan) => usersOfPlanElsewhere(book, plan, group)).reduce(unionRows, emptyRowSet);
}

/** Users who have a plan by something other than this group; within the group, dependents go with what they need. */
function usersOfPlanElsewhere(book: LicenseBook, plan: string, group: ProcessedGroup): RowSet {
  let users: RowSet = emptyRowSet;
  for (const cell of book.cells())
    if (cell.path.assignedByGroup !== group.id && book.enables(cell.path, plan))
      users = unionRows(users, cell.users.rows);
  return users;
}

/** Users who are left to be looked at. */
export interface AddedInBulk {
  readonly oneByOne: RowSet;
  /** Against them nothing but missing seats can stand. */
  readonly plain: RowSet;
}

/**
 * Gives users everything by a group where nothing can go wrong: they have nothing by it yet, no rule between plans, no country and
 * no address stands against it, and there are seats for all. Returns who is left. O(sets).
 */
export function addInBulk(book: LicenseBook, group: ProcessedGroup, users: RowSet): AddedInBulk {
  if (users.size < fewUsers) return { oneByOne: users, plain: emptyRowSet };
  const done = book.cellsOfGroup(group.id);
  const started = intersectRows(users, book.usersOfGroup(group.id));
  const exceptional = unionRows(
    differenceRows(started, settledUsers(book, group, done)),
    intersectRows(differenceRows(users, started), exceptionalUsers(book, group, differenceRows(users, started))),
  );
  const plain = differenceRows(differenceRows(users, started), exceptional);
  const isEnough = group.policy.every(({ skuId }) => {
    const newcomers = differenceRows(unionRows(plain, exceptional), book.held(skuId)).size;
    return newcomers <= book.free(skuId);
  });
  if (!isEnough) return { oneByOne: exceptional, plain };
  const inError = intersectRows(plain, book.usersInError());
  const rest = differenceRows(plain, inError);
  for (const { skuId, disabledPlans } of group.policy) {
    book.addPath(rest, { skuId, assignedByGroup: group.id, disabledPlans, state: 'Active', error: 'None' });
    book.moves.addAll({ skuId, group: group.row, kind: 'assigned', error: 'None' }, rest);
  }
  return { oneByOne: exceptional, plain: inError };
}

/** Users who have everything that a group gives, without errors, and nothing else by it. */
function settledUsers(
  book: LicenseBook,
  group: ProcessedGroup,
  cells: ReturnType<LicenseBook['cellsOfGroup']>,
): RowSet {
  const [first, ...rest] = group.policy.map(({ skuId, disabledPlans }) =>
    cells
      .filter(({ path }) => path.skuId === skuId && path.state === 'Active')
      .filter(({ path }) => path.disabledPlans.join() === disabledPlans.join())
      .reduce((sum, { users }) => unionRows(sum, users.rows), emptyRowSet),
  );
  const all = rest.reduce(intersectRows, first ?? emptyRowSet);
  const wanted = new Set(group.policy.map(({ skuId }) => skuId));
  const extra = cells.filter(({ path }) => !wanted.has(path.skuId));
  return extra.reduce((rows, { users }) => differenceRows(rows, users.rows), all);
}

/** Users who could meet a violation other than missing seats. */
function exceptionalUsers(book: LicenseBook, group: ProcessedGroup, users: RowSet): RowSet {
  const { facts } = book;
  const given = new Set(
    group.policy.flatMap(({ skuId, disabledPlans }) => [...facts.enabledPlans(skuId, disabledPlans)]),
  );
  let found: RowSet = emptyRowSet;
  const isInConflict = [...given].some((plan) => facts.conflictsOf(plan).some((other) => given.has(other)));
  if (isInConflict || book.deps.semantics['license-rule-scope'] === 'all') return users;
  const others = new Set([...given].flatMap((plan) => facts.conflictsOf(plan)));
  for (const other of others) found = unionRows(found, book.usersWithPlan(other));
  for (const plan of given) {
    for (const { anyOf } of facts.requirementsOf(plan)) {
      if (anyOf.some((other) => given.has(other))) continue;
      const served = anyOf.map((other) => book.usersWithPlan(other)).reduce(unionRows, emptyRowSet);
      found = unionRows(found, differenceRows(users, served));
    }
  }
  if ([...given].some((plan) => facts.isMailbox(plan)))
    found = unionRows(found, rowSetOf(takenAddresses(book.tenant).keys()));
  return facts.hasProhibitions ? unionRows(found, usersInBannedPlaces(book, given, users)) : found;
}

function usersInBannedPlaces(book: LicenseBook, plans: ReadonlySet<string>, users: RowSet): RowSet {
  const { organization } = book.tenant.populations;
  const fallback = organization.size === 0 ? undefined : organization.textAt(0, 'countryLetterCode');
  const verdicts = new Map<string, boolean>();
  const isBanned = (country: string): boolean => {
    let verdict = verdicts.get(country);
    if (verdict === undefined) {
      verdict = [...plans].some((plan) => book.facts.isProhibited(plan, country));
      verdicts.set(country, verdict);
    }
    return verdict;
  };
  return filterRows(users, (user) => {
    const country = book.users.textAt(user, 'usageLocation') ?? fallback;
    return country !== undefined && isBanned(country);
  });
}
