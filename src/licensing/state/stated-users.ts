import { type RowSet, rowSetOf } from '../../base/index.ts';
import { notKnownCode, type Tenant } from '../../model/index.ts';

/** Users of whom the export says which licenses they have, or that they have none. O(users). */
export function usersWithStatedLicenses({ populations: { user } }: Tenant): RowSet {
  const columns = ['assignedLicenses', 'licenseAssignmentStates']
    .map((name) => user.factColumn(name))
    .filter((column) => column !== undefined);
  const rows: number[] = [];
  if (columns.length === 0) return rowSetOf(rows);
  for (let row = 0; row < user.size; row++)
    if (columns.some((column) => column.codeAt(row) !== notKnownCode)) rows.push(row);
  return rowSetOf(rows);
}
