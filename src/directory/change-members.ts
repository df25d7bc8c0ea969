import { differenceRows, emptyRowSet, err, ok, type Result, type RowSet, rowSetOf, unionRows } from '../base/index.ts';
import { type LinkSet, linkedRows, type ObjectType, objectTypes, withLinkedRows } from '../model/index.ts';
import { checkUnitCount } from './check-unit.ts';
import type { DirectoryEvent, Holder, ObjectRef } from './directory-event.ts';
import { isDynamic, memberRelations } from './dynamic-holder.ts';
import type { Edit } from './edit.ts';
import type { Fault } from './fault.ts';
import {
  accessDenied,
  alreadyMember,
  assumedMessages,
  badRequest,
  namedTwice,
  ownedByExchange,
  resourceNotFound,
} from './graph-errors.ts';
import { groupKindOf, isExchangeKind, isMemberTypeAllowed } from './group-kind.ts';
import { checkSynced } from './synced-object.ts';
import type { TenantReader } from './tenant-reader.ts';

/** What changing members would do; `undecided` when the holder's members are not known. */
export interface MembersEdit extends Edit {
  readonly undecided: readonly ObjectRef[];
}

/**
 * Plans adding or removing members of an assigned holder, all or nothing (spec tenant 4.3, 8, cases D14 to D25, E12). The
 * limit of 20 references of one request does not apply: a step may stand for several requests. Where the members are not
 * known nothing can be said about who joins or leaves: the edit is empty and the members are undecided. O(members).
 */
export function changeMembers(
  tenant: TenantReader,
  holder: Holder,
  members: readonly ObjectRef[],
  action: 'add' | 'remove',
): Result<MembersEdit, Fault> {
  const fault = checkHolder(tenant, holder) ?? checkTwice(tenant, holder, members);
  if (fault !== undefined) return err(fault);
  const relation = memberRelations[holder.type];
  const before = tenant.links(relation, holder.row);
  for (const [index, member] of members.entries()) {
    const found = action === 'add' ? checkAdded(tenant, holder, member, before) : checkRemoved(tenant, member, before);
    if (found !== undefined) return err({ ...found, place: `members.${index}`, object: member });
  }
  if (before === undefined) return ok({ writes: [], events: [], undecided: members });
  let after = before;
  const events: DirectoryEvent[] = [];
  for (const memberType of objectTypes) {
    const rows = rowSetOf(members.filter(({ type }) => type === memberType).map(({ row }) => row));
    if (rows.size === 0) continue;
    const was = linkedRows(before, memberType);
    after = withLinkedRows(after, memberType, action === 'add' ? unionRows(was, rows) : differenceRows(was, rows));
    events.push(assignedEvent(holder, memberType, rows, action));
  }
  return ok({ writes: [{ kind: 'links', relation, holder: holder.row, before, after }], events, undecided: [] });
}

function assignedEvent(holder: Holder, memberType: ObjectType, rows: RowSet, action: 'add' | 'remove'): DirectoryEvent {
  const [joined, left] = action === 'add' ? [rows, emptyRowSet] : [emptyRowSet, rows];
  return { kind: 'membersChanged', by: 'assigned', holder, memberType, joined, left };
}

function checkHolder(tenant: TenantReader, holder: Holder): Fault | undefined {
  const objects = tenant.population(holder.type);
  if (holder.type === 'group' && isExchangeKind(groupKindOf(objects, holder.row))) {
    return { code: 'changes/exchange-group', error: ownedByExchange(), place: holder.type, object: holder };
  }
  if (isDynamic(objects, holder.row)) {
    return {
      code: 'changes/dynamic-members',
      error: accessDenied(),
      place: holder.type,
      object: holder,
      hint: 'The members come from its rule: change the rule, or the properties that it reads.',
    };
  }
  return checkSynced(objects, holder.row);
}

/** Case D25, observed I8. */
function checkTwice(tenant: TenantReader, holder: Holder, members: readonly ObjectRef[]): Fault | undefined {
  const seen = new Set<string>();
  for (const [index, { type, row }] of members.entries()) {
    const key = `${type} ${row}`;
    if (!seen.has(key)) {
      seen.add(key);
      continue;
    }
    const holderId = tenant.population(holder.type).idAt(holder.row);
    return {
      code: 'changes/named-twice',
      error: namedTwice(tenant.population(type).idAt(row), holderId),
      place: `members.${index}`,
      object: { type, row },
    };
  }
  return undefined;
}

function checkAdded(
  tenant: TenantReader,
  holder: Holder,
  member: ObjectRef,
  before: LinkSet | undefined,
): Fault | undefined {
  if (holder.type === member.type && holder.row === member.row) {
    return { code: 'changes/member-type', error: badRequest(assumedMessages.selfMember, 'members') };
  }
  if (!isTypeAllowed(tenant, holder, member)) {
    return { code: 'changes/member-type', error: badRequest(assumedMessages.memberType, 'members') };
  }
  if (isMember(tenant, member, before)) return { code: 'changes/already-member', error: alreadyMember() };
  return holder.type === 'administrativeUnit' ? checkUnitCount(tenant, member) : undefined;
}

/** Not a member: 404 (spec tenant 4.3, assumed). */
function checkRemoved(tenant: TenantReader, member: ObjectRef, before: LinkSet | undefined): Fault | undefined {
  if (before === undefined || isMember(tenant, member, before)) return undefined;
  return { code: 'changes/not-a-member', error: resourceNotFound(tenant.population(member.type).idAt(member.row)) };
}

function isMember(tenant: TenantReader, member: ObjectRef, links: LinkSet | undefined): boolean {
  return linkedRows(links, member.type).has(member.row) && tenant.population(member.type).isActive(member.row);
}

/** A kind that the export leaves open is given the benefit of the doubt. */
function isTypeAllowed(tenant: TenantReader, holder: Holder, member: ObjectRef): boolean {
  if (holder.type === 'administrativeUnit') return ['user', 'group', 'device'].includes(member.type);
  const groups = tenant.population('group');
  const rule = {
    kind: groupKindOf(groups, holder.row),
    isRoleAssignable: groups.valueAt(holder.row, 'isAssignableToRole') === true,
  };
  const memberKind = member.type === 'group' ? groupKindOf(groups, member.row) : undefined;
  return isMemberTypeAllowed(rule, member.type, memberKind) ?? true;
}
