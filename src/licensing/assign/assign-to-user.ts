import { err, ok, type Result } from '../../base/index.ts';
import type { Tenant } from '../../model/index.ts';
import type { LicenseDeps } from '../license-deps.ts';
import { LicenseBook, type PathContent } from '../settle/license-book.ts';
import { takenAddresses } from '../settle/taken-addresses.ts';
import { findConflict, findMissingPrerequisite, findProhibited, findTakenAddress } from '../settle/violations.ts';
import { type LicenseWrites, writeBook } from '../settle/write-book.ts';
import { checkRequest, type AssignRequest } from './assign-request.ts';
import {
  inheritedFault,
  type LicenseFault,
  noSeatFault,
  notHeldFault,
  usageLocationFault,
  violationFault,
} from './license-faults.ts';

const countryPattern = /^[A-Za-z]{2}$/;

/**
 * Assigns and removes licenses of one user directly, all of it or nothing, with the checks in the order of spec licensing 5.9. A
 * usage location that is not known counts as set. Nothing that groups give is changed.
 */
export function assignToUser(
  tenant: Tenant,
  user: number,
  request: AssignRequest,
  deps: LicenseDeps,
): Result<LicenseWrites, LicenseFault> {
  const book = new LicenseBook(tenant, deps);
  const fault = checkAndWrite(book, user, request);
  return fault === undefined ? ok(writeBook(book)) : err(fault);
}

/** Several users, one call each: nothing is done if one of them is refused; the error comes with the user. */
export function assignToUsers(
  tenant: Tenant,
  users: Iterable<number>,
  request: AssignRequest,
  deps: LicenseDeps,
): Result<LicenseWrites, { readonly user: number; readonly fault: LicenseFault }> {
  const book = new LicenseBook(tenant, deps);
  for (const user of users) {
    const fault = checkAndWrite(book, user, request);
    if (fault !== undefined) return err({ user, fault });
  }
  return ok(writeBook(book));
}

function checkAndWrite(book: LicenseBook, user: number, request: AssignRequest): LicenseFault | undefined {
  const { facts, deps } = book;
  const own = book.pathsOf(user);
  const fault =
    checkRequest(book, request, (skuId) => own.some((path) => path.skuId === skuId)) ??
    checkRemovals(book, user, request) ??
    checkLocation(book, user, request);
  if (fault !== undefined) return fault;
  const removed = new Set(request.removeLicenses);
  const added = request.addLicenses.map(({ skuId, disabledPlans }): PathContent => {
    return {
      skuId,
      assignedByGroup: null,
      disabledPlans: [...new Set(disabledPlans)].toSorted(),
      state: 'Active',
      error: 'None',
    };
  });
  const replaced = new Set(added.map(({ skuId }) => skuId));
  const kept = own.filter(
    ({ skuId, assignedByGroup }) => assignedByGroup !== null || !(removed.has(skuId) || replaced.has(skuId)),
  );
  const short = added.find(({ skuId }) => !book.holds(user, skuId) && book.free(skuId) < 1);
  if (short !== undefined)
    return noSeatFault(short.skuId, facts.sku.skuName(short.skuId), facts.sku.statusOf(short.skuId));
  const effect = { before: book.enabledPlans(own), after: book.enabledPlans([...kept, ...added]) };
  const isWhole = deps.semantics['license-rule-scope'] === 'all';
  const location = book.users.textAt(user, 'usageLocation');
  const violation =
    findProhibited(effect, facts, location) ??
    findConflict(effect, facts, isWhole) ??
    findMissingPrerequisite(effect, facts, isWhole) ??
    findTakenAddress(effect, facts, () => takenAddresses(book.tenant).get(user));
  if (violation !== undefined) return violationFault(violation.detail, (id) => facts.sku.planName(id));
  for (const skuId of removed) {
    book.setPath(user, skuId, null, undefined);
    book.moves.add({ skuId, group: undefined, kind: 'removed', error: 'None' }, user);
  }
  for (const path of added) {
    const isNew = book.pathBy(user, path.skuId, null) === undefined;
    if (!book.setPath(user, path.skuId, null, path)) continue;
    book.moves.add({ skuId: path.skuId, group: undefined, kind: isNew ? 'assigned' : 'changed', error: 'None' }, user);
  }
  return undefined;
}

/** Only a direct path can be removed (spec licensing 5.5). */
function checkRemovals(book: LicenseBook, user: number, { removeLicenses }: AssignRequest): LicenseFault | undefined {
  for (const skuId of removeLicenses) {
    if (book.pathBy(user, skuId, null) !== undefined) continue;
    const name = book.facts.sku.skuName(skuId);
    return book.holds(user, skuId) ? inheritedFault(name) : notHeldFault(name);
  }
  return undefined;
}

/** A license can be added once the usage location is set (spec licensing 5.6). */
function checkLocation(book: LicenseBook, user: number, { addLicenses }: AssignRequest): LicenseFault | undefined {
  if (addLicenses.length === 0) return undefined;
  const location = book.users.valueAt(user, 'usageLocation');
  if (location === undefined) return undefined;
  return typeof location === 'string' && countryPattern.test(location) ? undefined : usageLocationFault();
}
