import { canonicalJson, isGuid, type JsonValue } from '../../base/index.ts';
import {
  cellRelations,
  type CellType,
  isCellType,
  linkedRows,
  type ObjectType,
  propertyCatalogue,
  type Tenant,
} from '../../model/index.ts';
import type { ReferenceNames } from './reference-names.ts';

/** The properties of a cell as they stand in a file, in the order of the catalogue; those that are null are left out. */
export function cellEntries(
  { tenant, names }: { readonly tenant: Tenant; readonly names: ReferenceNames },
  type: CellType,
  row: number,
): readonly [string, JsonValue][] {
  return factsOf(tenant, type, row).map(([name, value]) => [
    name,
    name === 'assignedByGroup' && typeof value === 'string' ? referToGroup({ tenant, names }, value) : value,
  ]);
}

/** The name of a group if it has one of its own; the id of one that is not in the tenant says what it is where it could be misread. */
function referToGroup(
  { tenant, names }: { readonly tenant: Tenant; readonly names: ReferenceNames },
  id: string,
): JsonValue {
  const row = tenant.populations.group.rowOf(id);
  if (row !== undefined) return names.refer({ type: 'group', row });
  return isGuid(id) && names.findId(id) === undefined ? id : { id, type: 'group' };
}

/** False for cells that nobody is in: they mean nothing. */
export function isWritten(tenant: Tenant, type: ObjectType, row: number): boolean {
  if (!isCellType(type)) return true;
  return linkedRows(tenant.relations[cellRelations[type]].get(row), 'user').size > 0;
}

/** What cells are ordered by in their file: their properties. */
export function cellName(tenant: Tenant, type: CellType, row: number): string {
  return canonicalJson(factsOf(tenant, type, row).map(([, value]) => value));
}

function factsOf(tenant: Tenant, type: CellType, row: number): readonly [string, JsonValue][] {
  const cells = tenant.populations[type];
  return propertyCatalogue[type].flatMap(({ name }): [string, JsonValue][] => {
    const value = cells.factAt(row, name);
    return value === undefined || value === null ? [] : [[name, value]];
  });
}
