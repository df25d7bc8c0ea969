import type { Tenant } from '../../model/index.ts';
import type { LicenseDeps } from '../license-deps.ts';
import { LicenseBook } from '../settle/license-book.ts';
import { findViolation, wantOf } from '../settle/reconcile.ts';
import { processedGroup } from '../settle/run-license-work.ts';
import { licensedMembers } from '../state/group-policy.ts';
import type { ErrorDetail } from '../state/license-path.ts';

/** Which rules or missing seats stand behind the errors of a user, one for each group with errors. */
export function explainFailures(book: LicenseBook, user: number): readonly ErrorDetail[] {
  return failuresByGroup(book, user).map(({ detail }) => detail);
}

/** Why a group cannot give a user its licenses as things are. */
export interface GroupFailure {
  /** Id of the group. */
  readonly group: string;
  readonly detail: ErrorDetail;
}

/** What stands in the way of licenses of a user that are in error, by group; nothing about groups where it is gone by now. */
export function groupFailuresOf(tenant: Tenant, user: number, deps: LicenseDeps): readonly GroupFailure[] {
  return failuresByGroup(new LicenseBook(tenant, deps), user);
}

function failuresByGroup(book: LicenseBook, user: number): readonly GroupFailure[] {
  const failed = book.pathsOf(user).filter(({ error }) => error !== 'None');
  const groups = new Set(failed.flatMap(({ assignedByGroup }) => assignedByGroup ?? []));
  return [...groups].flatMap((id) => {
    const group = processedGroup(book.tenant, id);
    if (group === undefined) return [];
    const isMember = licensedMembers(book.tenant, group.row)?.has(user) === true;
    const failure = findViolation(wantOf(book, group, user, isMember));
    return failure === undefined ? [] : [{ group: id, detail: failure.detail }];
  });
}
