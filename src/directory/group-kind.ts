import { equalsOrdinalIgnoreCase } from '../base/index.ts';
import type { MaybeKnown, ObjectType } from '../model/index.ts';
import type { ObjectReader } from './tenant-reader.ts';

/** The four kinds of group (spec tenant 4.1). */
export type GroupKind = 'unified' | 'security' | 'mailEnabledSecurity' | 'distribution';

/** The properties that make the kind. */
export interface KindProperties {
  readonly groupTypes: MaybeKnown;
  readonly mailEnabled: MaybeKnown;
  readonly securityEnabled: MaybeKnown;
}

/** The kind of a group; undefined when the export does not carry what decides it. */
export function groupKindOf(groups: ObjectReader, row: number): GroupKind | undefined {
  return kindFrom({
    groupTypes: groups.valueAt(row, 'groupTypes'),
    mailEnabled: groups.valueAt(row, 'mailEnabled'),
    securityEnabled: groups.valueAt(row, 'securityEnabled'),
  });
}

/** See {@link groupKindOf}. */
export function kindFrom({ groupTypes, mailEnabled, securityEnabled }: KindProperties): GroupKind | undefined {
  if (hasGroupType(groupTypes, 'Unified')) return 'unified';
  if (mailEnabled === false) return 'security';
  if (mailEnabled !== true || groupTypes === undefined || typeof securityEnabled !== 'boolean') return undefined;
  return securityEnabled ? 'mailEnabledSecurity' : 'distribution';
}

/** True when the collection is known to hold the type, in any case. */
export function hasGroupType(groupTypes: MaybeKnown, type: 'Unified' | 'DynamicMembership'): boolean {
  return (
    Array.isArray(groupTypes) &&
    groupTypes.some((entry) => typeof entry === 'string' && equalsOrdinalIgnoreCase(entry, type))
  );
}

/** True for kinds that only Exchange writes. */
export function isExchangeKind(kind: GroupKind | undefined): boolean {
  return kind === 'mailEnabledSecurity' || kind === 'distribution';
}

/**
 * Whether a group takes members of a type (table of spec tenant 4.3). `memberKind` is the kind of a member that is a
 * group. Undefined when an export leaves the kind of either open.
 */
export function isMemberTypeAllowed(
  holder: { readonly kind: GroupKind | undefined; readonly isRoleAssignable: boolean },
  memberType: ObjectType,
  memberKind?: GroupKind,
): boolean | undefined {
  if (memberType === 'user') return true;
  if (memberType !== 'device' && memberType !== 'orgContact' && memberType !== 'group') return false;
  if (holder.isRoleAssignable || holder.kind === 'unified') return false;
  if (holder.kind === undefined) return undefined;
  if (holder.kind === 'security') {
    if (memberType !== 'group') return true;
    return memberKind === undefined ? undefined : memberKind === 'security';
  }
  if (memberType === 'device') return false;
  if (memberType === 'orgContact') return true;
  if (memberKind === undefined) return undefined;
  return isExchangeKind(memberKind) || (holder.kind === 'distribution' && memberKind === 'unified');
}
