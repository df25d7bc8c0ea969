import { emptyRowSet, type RowSet } from '../../base/index.ts';
import { linkedRows, type ObjectType, type Population, type RelationName, type Tenant } from '../../model/index.ts';
import type { AssignmentPath, LicenseError, PathState, PlanEntry } from './license-path.ts';

/** A path with everybody who has it, deleted users included. */
export interface PathCell {
  /** Row of the cell's object. */
  readonly row: number;
  readonly path: AssignmentPath;
  readonly users: RowSet;
}

/** An entry of assignedPlans with everybody who has it, deleted users included. */
export interface PlanCell {
  readonly row: number;
  readonly entry: PlanEntry;
  readonly users: RowSet;
}

/** License state of a tenant as it is kept: what many users have alike (docs/adr/0010). */
export interface LicenseCells {
  readonly paths: readonly PathCell[];
  readonly plans: readonly PlanCell[];
  /** Users whose license state is known. */
  readonly known: RowSet;
}

const pathsOf = new WeakMap<Population, readonly (AssignmentPath | undefined)[]>();
const entriesOf = new WeakMap<Population, readonly PlanEntry[]>();

/** Reads the cells that somebody is in. O(cells); what cells say is read once for each population. */
export function readCells(tenant: Tenant): LicenseCells {
  const { licenseAssignment, servicePlanAssignment } = tenant.populations;
  const paths = memo(pathsOf, licenseAssignment, () => readAll(licenseAssignment, readPath));
  const entries = memo(entriesOf, servicePlanAssignment, () => readAll(servicePlanAssignment, readEntry));
  let known: RowSet = emptyRowSet;
  const pathCells: PathCell[] = [];
  for (const { row, users } of usersOf(tenant, 'licenseAssignment', 'licenseAssignmentUsers')) {
    const path = paths[row];
    if (path === undefined) known = users;
    else pathCells.push({ row, path, users });
  }
  const planCells: PlanCell[] = [];
  for (const { row, users } of usersOf(tenant, 'servicePlanAssignment', 'servicePlanUsers')) {
    const entry = entries[row];
    if (entry !== undefined) planCells.push({ row, entry, users });
  }
  return { paths: pathCells, plans: planCells, known };
}

function usersOf(
  tenant: Tenant,
  type: ObjectType,
  relation: RelationName,
): readonly { readonly row: number; readonly users: RowSet }[] {
  const { size } = tenant.populations[type];
  const found: { readonly row: number; readonly users: RowSet }[] = [];
  for (let row = 0; row < size; row++) {
    const users = linkedRows(tenant.relations[relation].get(row), 'user');
    if (users.size > 0) found.push({ row, users });
  }
  return found;
}

function readAll<Value>(
  population: Population,
  read: (population: Population, row: number) => Value,
): readonly Value[] {
  return Array.from({ length: population.size }, (_, row) => read(population, row));
}

/** Undefined for the cell of users whose state is known. */
function readPath(cells: Population, row: number): AssignmentPath | undefined {
  const skuId = cells.textAt(row, 'skuId');
  if (skuId === undefined) return undefined;
  const disabled = cells.valueAt(row, 'disabledPlans');
  return {
    skuId,
    assignedByGroup: cells.textAt(row, 'assignedByGroup') ?? null,
    disabledPlans: Array.isArray(disabled) ? (disabled as readonly string[]) : [],
    state: (cells.textAt(row, 'state') ?? 'Active') as PathState,
    error: (cells.textAt(row, 'error') ?? 'None') as LicenseError,
    lastUpdatedDateTime: cells.textAt(row, 'lastUpdatedDateTime') ?? null,
  };
}

function readEntry(cells: Population, row: number): PlanEntry {
  return {
    servicePlanId: cells.textAt(row, 'servicePlanId') ?? '',
    service: cells.textAt(row, 'service') ?? null,
    capabilityStatus: cells.textAt(row, 'capabilityStatus') ?? 'Enabled',
    assignedDateTime: cells.textAt(row, 'assignedDateTime') ?? null,
  };
}

function memo<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
