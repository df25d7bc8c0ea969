import type { MaybeKnown } from '../model/index.ts';
import type { ObjectRef } from './directory-event.ts';
import type { Fault } from './fault.ts';
import { assumedMessages, badRequest } from './graph-errors.ts';
import type { TenantReader } from './tenant-reader.ts';

/** Most units that one object may be in, and most restricted units of a tenant (spec tenant 8). */
const mostUnitsPerObject = 30;
const mostRestrictedUnits = 100;

/** Limits of a new administrative unit. */
export function checkNewUnit(tenant: TenantReader, values: (name: string) => MaybeKnown): Fault | undefined {
  if (values('isMemberManagementRestricted') !== true) return undefined;
  const units = tenant.population('administrativeUnit');
  let restricted = 0;
  for (let row = 0; row < units.size; row++) {
    if (units.isActive(row) && units.valueAt(row, 'isMemberManagementRestricted') === true) restricted++;
  }
  if (restricted < mostRestrictedUnits) return undefined;
  return { code: 'changes/limit', error: badRequest(assumedMessages.tooManyRestrictedUnits) };
}

/** Case E13: an object can be in 30 units. O(units). */
export function checkUnitCount(tenant: TenantReader, member: ObjectRef): Fault | undefined {
  const units = tenant.population('administrativeUnit');
  let count = 0;
  for (let row = 0; row < units.size; row++) {
    if (units.isActive(row) && tenant.links('unitMembers', row)?.rows[member.type]?.has(member.row) === true) count++;
  }
  if (count < mostUnitsPerObject) return undefined;
  return { code: 'changes/limit', error: badRequest(assumedMessages.tooManyUnits), object: member };
}
