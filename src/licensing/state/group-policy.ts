import { emptyRowSet, filterRows, type RowSet } from '../../base/index.ts';
import { linkedRows, type Population, type Tenant } from '../../model/index.ts';
import { readLicenses } from '../seed/exported-entries.ts';

/** What a group gives its members: SKUs with the plans that stay off. Ids in lower case, plans ascending. */
export interface PolicyEntry {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

/** The licenses of a group; none for a deleted group. */
export function policyOf(tenant: Tenant, group: number): readonly PolicyEntry[] {
  const groups = tenant.populations.group;
  const value = groups.valueAt(group, 'assignedLicenses');
  return value === undefined || value === null || !groups.isActive(group) ? [] : readLicenses(value).entries;
}

/** Rows of the groups that are not deleted and have licenses. O(groups). */
export function licensedGroups(tenant: Tenant): readonly number[] {
  const groups = tenant.populations.group;
  if (groups.column('assignedLicenses') === undefined) return [];
  const rows: number[] = [];
  for (let row = 0; row < groups.size; row++) if (policyOf(tenant, row).length > 0) rows.push(row);
  return rows;
}

/**
 * Users who are direct members of a group and not deleted (spec licensing 6.1: members of nested groups get nothing, other
 * kinds of member are skipped). Undefined when the members are not known.
 */
export function licensedMembers(tenant: Tenant, group: number): RowSet | undefined {
  const links = tenant.relations.groupMembers.get(group);
  if (links === undefined) return undefined;
  return activeUsers(tenant.populations.user, linkedRows(links, 'user'));
}

/** The users of a set who are not deleted. O(deleted users), or the set where some of them are in it. */
export function activeUsers(users: Population, rows: RowSet): RowSet {
  const deleted = deletedUsers(users);
  if (deleted.length === 0 || rows.size === 0) return rows.size === 0 ? emptyRowSet : rows;
  return deleted.some((row) => rows.has(row)) ? filterRows(rows, (row) => users.isActive(row)) : rows;
}

const deletedBy = new WeakMap<Population, readonly number[]>();

/** Rows of deleted users, ascending. O(users) once for each population. */
export function deletedUsers(users: Population): readonly number[] {
  const known = deletedBy.get(users);
  if (known !== undefined) return known;
  const rows: number[] = [];
  if (users.column('deletedDateTime') !== undefined)
    for (let row = 0; row < users.size; row++) if (!users.isActive(row)) rows.push(row);
  deletedBy.set(users, rows);
  return rows;
}
