import { compareOrdinal } from '../../src/base/index.ts';
import { linkedRows, linksOf, type RelationName, type Tenant } from '../../src/model/index.ts';

/** What the cells of a tenant say about one user, in the shape of Graph and in a fixed order; undefined when not known. */
export function cellsOf(
  tenant: Tenant,
  userPrincipalName: string,
): { readonly states: readonly object[]; readonly plans: readonly object[] } | undefined {
  const { user } = tenant.populations;
  let row = 0;
  while (row < user.size && user.textAt(row, 'userPrincipalName') !== userPrincipalName) row++;
  if (row === user.size) throw new Error(`there is no ${userPrincipalName}`);
  const rows = cellsWith(tenant, 'licenseAssignment', 'licenseAssignmentUsers', row);
  const isKnown = rows.some((cell) => cell['skuId'] === null);
  if (!isKnown) return undefined;
  return {
    states: rows.filter((cell) => cell['skuId'] !== null),
    plans: cellsWith(tenant, 'servicePlanAssignment', 'servicePlanUsers', row),
  };
}

function cellsWith(
  tenant: Tenant,
  type: 'licenseAssignment' | 'servicePlanAssignment',
  relation: RelationName,
  user: number,
): readonly Readonly<Record<string, unknown>>[] {
  const cells = tenant.populations[type];
  const found: Readonly<Record<string, unknown>>[] = [];
  for (let row = 0; row < cells.size; row++) {
    if (!linkedRows(linksOf(tenant, relation, row), 'user').has(user)) continue;
    const names = cells.columnNames().toSorted(compareOrdinal);
    found.push(Object.fromEntries(names.map((name) => [name, cells.valueAt(row, name)])));
  }
  return found.toSorted((left, right) => compareOrdinal(JSON.stringify(left), JSON.stringify(right)));
}
