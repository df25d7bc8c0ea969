import { emptyRowSet, type RowSet } from '../../base/index.ts';
import { isDynamicHolder, linkedRows, type Tenant } from '../../model/index.ts';
import { readLicenses, type StatedLicense } from './exported-entries.ts';

/** A group with licenses, as the export states it. */
export interface LicensedGroup {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  readonly licenses: readonly StatedLicense[];
  /** Direct user members; undefined when they are not known. */
  readonly members: RowSet | undefined;
}

/** What an export says about licenses of groups. */
export interface GroupPolicies {
  readonly groups: readonly LicensedGroup[];
  /** Groups that give a SKU, by its id, in the order of their rows. */
  readonly bySku: ReadonlyMap<string, readonly LicensedGroup[]>;
  /** Entries that could not be read, by the name of the group. */
  readonly invalid: readonly string[];
}

/** Reads the licenses of all groups that are not deleted. For dynamic groups, the exported members count. O(groups). */
export function readGroupPolicies(tenant: Tenant): GroupPolicies {
  const { group } = tenant.populations;
  const groups: LicensedGroup[] = [];
  const bySku = new Map<string, LicensedGroup[]>();
  const invalid: string[] = [];
  for (let row = 0; row < group.size; row++) {
    const value = group.valueAt(row, 'assignedLicenses');
    if (value === undefined || value === null || !group.isActive(row)) continue;
    const read = readLicenses(value);
    const id = group.idAt(row);
    const name = group.textAt(row, 'displayName') ?? id;
    if (read.invalid > 0) invalid.push(name);
    if (read.entries.length === 0) continue;
    const licensed = { row, id, name, licenses: read.entries, members: membersOf(tenant, row) };
    groups.push(licensed);
    for (const { skuId } of read.entries) bySku.set(skuId, [...(bySku.get(skuId) ?? []), licensed]);
  }
  return { groups, bySku, invalid };
}

/** The direct user members of a group as the export states them, or as they were last computed. */
export function membersOf(tenant: Tenant, row: number): RowSet | undefined {
  const { group } = tenant.populations;
  const isDynamic = isDynamicHolder('group', (name) => group.valueAt(row, name));
  const exported = isDynamic ? tenant.relations.groupExportedMembers.get(row) : undefined;
  const links = exported ?? tenant.relations.groupMembers.get(row);
  return links === undefined ? undefined : (linkedRows(links, 'user') ?? emptyRowSet);
}
