import { canonicalJson, type JsonValue } from '../../base/index.ts';
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
    name === 'assignedByGroup' && typeof value === 'string' ? names.referToId(value) : value,
  ]);
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
