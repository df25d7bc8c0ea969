import type { LicenseBook } from '../settle/license-book.ts';
import { findViolation, wantOf } from '../settle/reconcile.ts';
import { processedGroup } from '../settle/run-license-work.ts';
import { licensedMembers } from '../state/group-policy.ts';
import type { ErrorDetail } from '../state/license-path.ts';

/** Which rules or missing seats stand behind the errors of a user, one for each group with errors. */
export function explainFailures(book: LicenseBook, user: number): readonly ErrorDetail[] {
  const failed = book.pathsOf(user).filter(({ error }) => error !== 'None');
  const groups = new Set(failed.flatMap(({ assignedByGroup }) => assignedByGroup ?? []));
  return [...groups].flatMap((id) => {
    const group = processedGroup(book.tenant, id);
    if (group === undefined) return [];
    const isMember = licensedMembers(book.tenant, group.row)?.has(user) === true;
    const failure = findViolation(wantOf(book, group, user, isMember));
    return failure === undefined ? [] : [failure.detail];
  });
}
