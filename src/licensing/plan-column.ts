import type { RowSet } from '../base/index.ts';
import type { Tenant } from '../model/index.ts';
import { assignedPlansColumn } from './state/assigned-plans-column.ts';
import type { LicenseDeps } from './license-deps.ts';

const propertyName = 'assignedPlans';

/**
 * A tenant whose users show the service plans that their licenses give them, so that rules read `user.assignedPlans` like any
 * other property. Worked out when somebody first asks; no fact of the tenant.
 */
export function withAssignedPlans(tenant: Tenant, deps: LicenseDeps): Tenant {
  return withColumn(tenant, () => assignedPlansColumn(tenant, deps));
}

/** The same after the plans of `changed` users changed since `before`, which shows plans. O(changed) once it is asked. */
export function withChangedPlans(tenant: Tenant, before: Tenant, changed: RowSet, deps: LicenseDeps): Tenant {
  if (changed.size === 0 && tenant.populations.user === before.populations.user) return tenant;
  return withColumn(tenant, () => {
    const column = before.populations.user.column(propertyName);
    return column === undefined
      ? assignedPlansColumn(tenant, deps)
      : assignedPlansColumn(tenant, deps, { column, changed });
  });
}

function withColumn(tenant: Tenant, make: () => ReturnType<typeof assignedPlansColumn>): Tenant {
  const user = tenant.populations.user.withDerived(new Map([[propertyName, make]]));
  return { ...tenant, populations: { ...tenant.populations, user } };
}
