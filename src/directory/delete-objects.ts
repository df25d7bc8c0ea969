import { err, formatInstant, intersectRows, ok, type Result, type RowSet, rowSetOf } from '../base/index.ts';
import { licensedGroupFault } from '../licensing/index.ts';
import { type ChangeableType, objectTypes } from '../model/index.ts';
import { type DirectoryEvent, membersLeft } from './directory-event.ts';
import { holderTypes, memberRelations } from './dynamic-holder.ts';
import { activeMembers } from './active-members.ts';
import type { Edit, Write } from './edit.ts';
import { type Fault, faultAt } from './fault.ts';
import { ownedByExchange } from './graph-errors.ts';
import { groupKindOf, isExchangeKind } from './group-kind.ts';
import { checkSynced } from './synced-object.ts';
import type { ObjectReader, TenantReader } from './tenant-reader.ts';

/**
 * Plans the soft deletion of active objects (spec tenant 2.4 DELETE, 4.7, 8): `deletedDateTime` becomes the clock; links
 * are kept and hidden, so every holder of a deleted object loses it at once, and a deleted holder loses its members.
 * O(holders * rows).
 */
export function deleteObjects(
  tenant: TenantReader,
  type: ChangeableType,
  rows: readonly number[],
): Result<Edit, Fault> {
  const objects = tenant.population(type);
  const after = formatInstant(tenant.clock);
  const writes: Write[] = [];
  const events: DirectoryEvent[] = [];
  for (const row of rows) {
    const isExchange = type === 'group' && isExchangeKind(groupKindOf(objects, row));
    const fault: Fault | undefined = isExchange
      ? { code: 'changes/exchange-group', error: ownedByExchange() }
      : (checkSynced(objects, row) ?? checkLicenses(objects, row));
    if (fault !== undefined) return err(faultAt(fault, { type, row }));
    const before = objects.valueAt(row, 'deletedDateTime');
    writes.push({ kind: 'set', type, row, changes: [{ name: 'deletedDateTime', before, after }] });
    events.push({ kind: 'objectDeleted', type, row });
  }
  const deleted = rowSetOf(rows);
  return ok({
    writes,
    events: [...events, ...lostByHolders(tenant, type, deleted), ...lostWithHolders(tenant, type, deleted)],
  });
}

/** A group with licenses cannot be deleted (spec licensing 12.1). */
function checkLicenses(objects: ObjectReader, row: number): Fault | undefined {
  const licenses = objects.type === 'group' ? objects.valueAt(row, 'assignedLicenses') : undefined;
  return Array.isArray(licenses) && licenses.length > 0 ? licensedGroupFault() : undefined;
}

/** Holders that live on and lose deleted members. */
function lostByHolders(tenant: TenantReader, type: ChangeableType, deleted: RowSet): readonly DirectoryEvent[] {
  const events: DirectoryEvent[] = [];
  for (const holderType of holderTypes) {
    const holders = tenant.population(holderType);
    for (let row = 0; row < holders.size; row++) {
      const members = tenant.links(memberRelations[holderType], row)?.rows[type];
      if (members === undefined || members.size === 0) continue;
      if (!holders.isActive(row) || (holderType === type && deleted.has(row))) continue;
      const left = intersectRows(deleted, members);
      if (left.size > 0) events.push(membersLeft('deleted', { type: holderType, row }, type, left));
    }
  }
  return events;
}

/** Members of deleted holders. */
function lostWithHolders(tenant: TenantReader, type: ChangeableType, deleted: RowSet): readonly DirectoryEvent[] {
  if (type !== 'group' && type !== 'administrativeUnit') return [];
  const events: DirectoryEvent[] = [];
  deleted.forEach((row) => {
    const links = tenant.links(memberRelations[type], row);
    for (const memberType of objectTypes) {
      const left = activeMembers(tenant.population(memberType), links);
      if (left.size > 0) events.push(membersLeft('deleted', { type, row }, memberType, left));
    }
  });
  return events;
}
