import {
  compareOrdinal,
  emptyRowSet,
  err,
  foldOrdinal,
  ok,
  parseInstant,
  type Result,
  rowSetOf,
} from '../base/index.ts';
import { restorableFor } from '../licensing/index.ts';
import type { RestoreStep } from '../model/index.ts';
import type { DirectoryEvent, ObjectRef } from './directory-event.ts';
import { isDynamic, memberRelations } from './dynamic-holder.ts';
import type { Edit } from './edit.ts';
import type { Fault } from './fault.ts';
import { badRequest, resourceNotFound } from './graph-errors.ts';
import { labelOf, type TenantReader } from './tenant-reader.ts';

/** Properties by which a deleted user can be named, strongest first. */
const namingProperties = ['userPrincipalName', 'mail', 'displayName'] as const;

function goneForGood(user: string): Fault {
  return {
    code: 'changes/unknown-name',
    error: resourceNotFound(user),
    place: 'user',
    detail: `"${user}" was deleted more than 30 days ago and is gone for good.`,
  };
}

/**
 * Plans the restoration of a deleted user: hidden links show again, so assigned groups have the user back at once, dynamic ones
 * when rules are next applied (spec licensing 11.4, tenant 2.4). O(users + holders).
 */
export function restoreUser(
  tenant: TenantReader,
  { user }: RestoreStep,
): Result<Edit & { readonly changed: readonly ObjectRef[] }, Fault> {
  const found = findDeleted(tenant, user);
  if (!found.ok) return found;
  const object = { type: 'user', row: found.value } as const;
  const before = tenant.population('user').valueAt(object.row, 'deletedDateTime');
  const deleted = typeof before === 'string' ? parseInstant(before) : undefined;
  if (deleted !== undefined && deleted + restorableFor <= tenant.clock) return err(goneForGood(user));
  return ok({
    writes: [{ kind: 'set', ...object, changes: [{ name: 'deletedDateTime', before, after: null }] }],
    events: [{ kind: 'objectRestored', ...object }, ...rejoined(tenant, object.row)],
    changed: [object],
  });
}

function findDeleted(tenant: TenantReader, name: string): Result<number, Fault> {
  const users = tenant.population('user');
  const byId = users.rowOf(name);
  if (byId !== undefined && !users.isActive(byId)) return ok(byId);
  const wanted = foldOrdinal(name);
  for (const property of namingProperties) {
    const rows: number[] = [];
    for (let row = 0; row < users.size; row++) {
      const text = users.isActive(row) ? undefined : users.textAt(row, property);
      if (text !== undefined && foldOrdinal(text) === wanted) rows.push(row);
    }
    const [only, other] = rows;
    if (only !== undefined && other === undefined) return ok(only);
    if (other !== undefined) {
      const candidates = rows.map((row) => `${labelOf(users, row)} (${users.idAt(row)})`).toSorted(compareOrdinal);
      return err({
        code: 'changes/ambiguous-name',
        error: badRequest(`Invalid object identifier '${name}'.`),
        place: 'user',
        detail: `Expected the name of one deleted user, but "${name}" names ${rows.length}.`,
        hint: `Use an id. Candidates: ${candidates.join('; ')}.`,
      });
    }
  }
  return err({
    code: 'changes/unknown-name',
    error: resourceNotFound(name),
    place: 'user',
    detail: `No deleted user is named "${name}".`,
  });
}

/** Assigned holders that show the user again. */
function rejoined(tenant: TenantReader, row: number): readonly DirectoryEvent[] {
  const events: DirectoryEvent[] = [];
  for (const type of ['group', 'administrativeUnit'] as const) {
    const holders = tenant.population(type);
    for (let holder = 0; holder < holders.size; holder++) {
      if (!holders.isActive(holder) || isDynamic(holders, holder)) continue;
      if (tenant.links(memberRelations[type], holder)?.rows.user?.has(row) !== true) continue;
      events.push({
        kind: 'membersChanged',
        by: 'assigned',
        holder: { type, row: holder },
        memberType: 'user',
        joined: rowSetOf([row]),
        left: emptyRowSet,
      });
    }
  }
  return events;
}
