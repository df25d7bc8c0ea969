import type { JsonValue } from '../base/index.ts';
import type { MaybeKnown, Semantics } from '../model/index.ts';
import type { Fault } from './fault.ts';
import { rowsWithText } from './find-rows.ts';
import { assumedMessages, badRequest, invalidValue, objectConflict } from './graph-errors.ts';
import { groupKindOf, hasGroupType, kindFrom } from './group-kind.ts';
import type { TenantReader } from './tenant-reader.ts';

/** The properties of a group as they would be, or as they are. */
export type GroupValues = (name: string) => MaybeKnown;

/** Signs that a mailNickname of a group cannot have (spec tenant 4.2). */
const nicknamePattern = /^[^@()\\[\]";:.<>, \u0080-\uffff]+$/;

/** Combinations of spec tenant 4.1, then visibility and role-assignable rules of 4.2, for a group that is created. */
export function checkNewGroup(values: GroupValues): Fault | undefined {
  const kind = kindFrom({
    groupTypes: values('groupTypes'),
    mailEnabled: values('mailEnabled'),
    securityEnabled: values('securityEnabled'),
  });
  const isUnified = kind === 'unified';
  const isWritable = isUnified
    ? values('mailEnabled') === true
    : kind === 'security' && values('securityEnabled') === true;
  if (!isWritable) return kindFault();
  if (values('visibility') === 'HiddenMembership' && !isUnified) {
    return visibilityFault('HiddenMembership is for Microsoft 365 groups only.');
  }
  return checkRoleAssignable(values) ?? checkNickname(values('mailNickname'));
}

/** What an update may not do to a group that exists (spec tenant 4.2). */
export function checkChangedGroup(before: GroupValues, after: GroupValues): Fault | undefined {
  const wasUnified = hasGroupType(before('groupTypes'), 'Unified');
  if (before('groupTypes') !== undefined && wasUnified !== hasGroupType(after('groupTypes'), 'Unified')) {
    return {
      code: 'changes/invalid-value',
      error: invalidValue('group', 'groupTypes'),
      place: 'groupTypes',
      detail: 'Whether a group is a Microsoft 365 group is decided when it is created.',
    };
  }
  if (before('mailEnabled') !== after('mailEnabled') && before('mailEnabled') !== undefined) return kindFault();
  if (!wasUnified && before('securityEnabled') === true && after('securityEnabled') !== true) return kindFault();
  const [was, is] = [before('visibility'), after('visibility')];
  if (was !== is && was !== undefined && (was === 'HiddenMembership' || is === 'HiddenMembership')) {
    return visibilityFault('HiddenMembership is set at creation and never changes.');
  }
  if (typeof before('uniqueName') === 'string' && before('uniqueName') !== after('uniqueName')) {
    return {
      code: 'changes/read-only-property',
      error: invalidValue('group', 'uniqueName'),
      place: 'uniqueName',
      detail: 'uniqueName is set once.',
    };
  }
  if (before('mailNickname') !== after('mailNickname')) {
    const fault = checkNickname(after('mailNickname'));
    if (fault !== undefined) return fault;
  }
  return checkRoleAssignable(after);
}

/**
 * Uniqueness of mailNickname (I17): among mail-enabled groups, or among all by the semantics option
 * `mail-nickname-uniqueness`. A deleted Microsoft 365 group keeps its alias (spec tenant 4.7, open point 2).
 */
export function checkNicknameIsFree(
  tenant: TenantReader,
  values: GroupValues,
  semantics: Semantics,
  self?: number,
): Fault | undefined {
  const nickname = values('mailNickname');
  const isForAll = semantics['mail-nickname-uniqueness'] === 'all';
  if (typeof nickname !== 'string' || (!isForAll && values('mailEnabled') !== true)) return undefined;
  const groups = tenant.population('group');
  const taken = rowsWithText(groups, 'mailNickname', nickname, true).find((row) => {
    if (row === self) return false;
    if (!groups.isActive(row)) return groupKindOf(groups, row) === 'unified';
    return isForAll || groups.valueAt(row, 'mailEnabled') === true;
  });
  return taken === undefined ? undefined : groupConflict(tenant, 'mailNickname', nickname, taken);
}

/** uniqueName is an alternate key (spec tenant 4.2). */
export function checkUniqueNameIsFree(
  tenant: TenantReader,
  name: JsonValue | undefined,
  self?: number,
): Fault | undefined {
  if (typeof name !== 'string') return undefined;
  const taken = rowsWithText(tenant.population('group'), 'uniqueName', name).find((row) => row !== self);
  return taken === undefined ? undefined : groupConflict(tenant, 'uniqueName', name, taken);
}

/** A role-assignable group is security-enabled, private and never dynamic (spec tenant 4.2, case D09). */
function checkRoleAssignable(values: GroupValues): Fault | undefined {
  if (values('isAssignableToRole') !== true) return undefined;
  if (hasGroupType(values('groupTypes'), 'DynamicMembership')) return roleFault('cannot be dynamic');
  if (values('securityEnabled') === false) return roleFault('must be security-enabled');
  const visibility = values('visibility');
  return typeof visibility === 'string' && visibility !== 'Private' ? roleFault('is always Private') : undefined;
}

function checkNickname(nickname: MaybeKnown): Fault | undefined {
  if (typeof nickname !== 'string' || nicknamePattern.test(nickname)) return undefined;
  return {
    code: 'changes/invalid-value',
    error: invalidValue('group', 'mailNickname'),
    place: 'mailNickname',
    detail: `Expected ASCII signs without @ ( ) \\ [ ] " ; : . < > , and blanks for mailNickname, found "${nickname}".`,
  };
}

function kindFault(): Fault {
  return {
    code: 'changes/invalid-value',
    error: badRequest(assumedMessages.kind),
    place: 'mailEnabled',
    hint: 'A security group has mailEnabled false and securityEnabled true; a Microsoft 365 group has groupTypes ["Unified"] and mailEnabled true. The others are made in Exchange.',
  };
}

function visibilityFault(detail: string): Fault {
  return { code: 'changes/invalid-value', error: invalidValue('group', 'visibility'), place: 'visibility', detail };
}

function roleFault(what: string): Fault {
  return {
    code: 'changes/invalid-value',
    error: invalidValue('group', 'isAssignableToRole'),
    place: 'isAssignableToRole',
    detail: `A role-assignable group ${what}.`,
  };
}

function groupConflict(tenant: TenantReader, property: string, value: string, row: number): Fault {
  const groups = tenant.population('group');
  const what = groups.isActive(row) ? 'group' : 'deleted group';
  return {
    code: 'changes/conflict',
    error: objectConflict(property),
    place: property,
    detail: `${property} "${value}" already belongs to ${what} ${groups.idAt(row)}.`,
  };
}
