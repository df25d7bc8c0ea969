import { compareOrdinal } from '../../base/index.ts';
import type { Tenant } from '../../model/index.ts';
import type { LicenseDeps } from '../license-deps.ts';
import { LicenseBook } from '../settle/license-book.ts';
import { reconcile } from '../settle/reconcile.ts';
import { processedGroup, retryErrors } from '../settle/run-license-work.ts';
import { type LicenseWrites, writeBook } from '../settle/write-book.ts';
import { licensedGroups, licensedMembers } from '../state/group-policy.ts';
import { violationFault, type LicenseFault } from './license-faults.ts';
import { explainFailures } from './explain-failures.ts';

/** What reprocessing did, and what is still in error for whom, in the words of the service. */
export interface Reprocessed extends LicenseWrites {
  readonly faults: ReadonlyMap<number, LicenseFault>;
}

/**
 * Looks at all licenses that groups give some users again (spec licensing 7, reprocessLicenseAssignment), user by user, groups in
 * the order of their ids.
 */
export function reprocessUsers(tenant: Tenant, users: Iterable<number>, deps: LicenseDeps): Reprocessed {
  const book = new LicenseBook(tenant, deps);
  const faults = new Map<number, LicenseFault>();
  for (const user of users) {
    reprocess(book, user);
    const failure = explainFailures(book, user)[0];
    if (failure !== undefined)
      faults.set(
        user,
        violationFault(failure, (id) => book.facts.sku.planName(id)),
      );
  }
  return { ...writeBook(book), faults };
}

function reprocess(book: LicenseBook, user: number): void {
  const { tenant } = book;
  const { group } = tenant.populations;
  const byMembership = licensedGroups(tenant).filter((row) => licensedMembers(tenant, row)?.has(user) === true);
  const byPath = book.pathsOf(user).flatMap(({ assignedByGroup }) => assignedByGroup ?? []);
  const ids = new Set([...byMembership.map((row) => group.idAt(row)), ...byPath]);
  for (const id of [...ids].toSorted(compareOrdinal)) {
    const processed = processedGroup(tenant, id);
    if (processed === undefined) continue;
    reconcile(book, processed, user, licensedMembers(tenant, processed.row)?.has(user) === true);
  }
  retryErrors(book, user);
}
