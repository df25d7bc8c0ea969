import { differenceRows, emptyRowSet, filterRows, intersectRows, type RowSet, unionRows } from '../../base/index.ts';
import type { Tenant } from '../../model/index.ts';
import type { CellRows } from './cell-map.ts';
import type { StatedPath } from './exported-entries.ts';
import { membersOf } from './licensed-groups.ts';
import type { SeedContext } from './user-licenses.ts';

/** The paths of all users, with what the export says about them as a whole. */
export interface SeededPaths {
  readonly tenant: Tenant;
  readonly paths: readonly CellRows<StatedPath>[];
  /** Users whose license state is known. */
  readonly known: RowSet;
  readonly consumedUnits?: ReadonlyMap<string, number>;
}

/** Notes where groups and paths, or SKUs and their users, do not fit together. O(paths * rows of their sets). */
export function compareTotals(context: SeedContext, seeded: SeededPaths): void {
  const { users } = context;
  const active = filterRows(seeded.known, (row) => users.isActive(row));
  compareGroups(context, seeded, active);
  compareConsumed(context, seeded, active);
  for (const skuId of new Set(seeded.paths.map(({ properties }) => properties.skuId))) {
    if (context.facts.plansOf(skuId) !== undefined) continue;
    const message = 'SKUs that users have are described neither by the catalogue nor by the export.';
    context.differences.add('license/undescribed-sku', message, () => context.facts.skuName(skuId));
  }
}

function compareGroups(context: SeedContext, { tenant, paths }: SeededPaths, active: RowSet): void {
  const { policies } = context;
  const byPath = new Map<string, { rows: RowSet; settled: RowSet; skuId: string; groupId: string }>();
  for (const { properties: path, rows } of paths) {
    const { skuId, assignedByGroup: groupId, state } = path;
    if (groupId === null) continue;
    const key = `${skuId} ${groupId}`;
    const before = byPath.get(key) ?? { rows: emptyRowSet, settled: emptyRowSet, skuId, groupId };
    // What was to go and could not stays without any support by the group (spec licensing 6.5).
    const settled = state === 'ActiveWithError' ? before.settled : unionRows(before.settled, rows);
    byPath.set(key, { ...before, rows: unionRows(before.rows, rows), settled });
  }
  for (const { id, name, licenses, members } of policies.groups) {
    if (members === undefined) continue;
    for (const { skuId } of licenses) {
      const missing = differenceRows(intersectRows(members, active), byPath.get(`${skuId} ${id}`)?.rows ?? emptyRowSet);
      noteRows(
        context,
        'license/row-missing',
        'Members of licensed groups have no assignment from them.',
        missing,
        skuId,
        name,
      );
    }
  }
  const { group } = tenant.populations;
  for (const { settled, skuId, groupId } of byPath.values()) {
    const row = group.rowOf(groupId);
    const note = (message: string, rows: RowSet, name: string): void =>
      noteRows(context, 'license/row-unsupported', message, intersectRows(rows, active), skuId, name);
    if (row === undefined) {
      note('Assignments come from groups that are not in the export.', settled, groupId);
      continue;
    }
    const name = group.textAt(row, 'displayName') ?? groupId;
    const policy = policies.groups.find(({ id }) => id === groupId);
    const isKnown = group.valueAt(row, 'assignedLicenses') !== undefined;
    if (isKnown && policy?.licenses.some((license) => license.skuId === skuId) !== true) {
      note('Assignments come from groups that do not assign the SKU.', settled, name);
      continue;
    }
    const members = membersOf(tenant, row);
    if (members !== undefined)
      note(
        'Assignments come from groups of which the users are no direct members.',
        differenceRows(settled, members),
        name,
      );
  }
}

function noteRows(
  { users, facts, differences }: SeedContext,
  code: 'license/row-missing' | 'license/row-unsupported',
  message: string,
  rows: RowSet,
  skuId: string,
  group: string,
): void {
  rows.forEach((row) =>
    differences.add(code, message, () => {
      const name = users.textAt(row, 'userPrincipalName') ?? users.idAt(row);
      return `${name} in ${group}: ${facts.skuName(skuId)}`;
    }),
  );
}

function compareConsumed(
  { users, facts, differences }: SeedContext,
  { paths, consumedUnits = new Map() }: SeededPaths,
  active: RowSet,
): void {
  const holders = new Map<string, RowSet>();
  for (const { properties: path, rows } of paths) {
    if (path.state !== 'Active' && path.state !== 'ActiveWithError') continue;
    holders.set(path.skuId, unionRows(holders.get(path.skuId) ?? emptyRowSet, rows));
  }
  let isComplete = true;
  for (let row = 0; row < users.size && isComplete; row++) isComplete = !users.isActive(row) || active.has(row);
  for (const [skuId, stated] of consumedUnits) {
    const counted = intersectRows(holders.get(skuId) ?? emptyRowSet, active).size;
    if (stated === counted || (!isComplete && counted < stated)) continue;
    const message = 'The consumed units of SKUs are not the number of users who hold them.';
    differences.add(
      'license/consumed-differs',
      message,
      () => `${facts.skuName(skuId)}: ${stated} consumed, held by ${counted}`,
    );
  }
}
