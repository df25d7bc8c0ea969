import { equalsOrdinalIgnoreCase } from '../base/index.ts';
import type { MaybeKnown, ObjectType, RelationName } from '../model/index.ts';
import type { Holder } from './directory-event.ts';
import { rowsWithText } from './find-rows.ts';
import { hasGroupType } from './group-kind.ts';
import type { ObjectReader, TenantReader } from './tenant-reader.ts';

/** The relation that holds the members of a holder. */
export const memberRelations: Readonly<Record<Holder['type'], RelationName>> = {
  group: 'groupMembers',
  administrativeUnit: 'unitMembers',
};

/** The relation that holds what an export said about the members of a dynamic holder. */
export const exportedRelations: Readonly<Record<Holder['type'], RelationName>> = {
  group: 'groupExportedMembers',
  administrativeUnit: 'unitExportedMembers',
};

/** Types that hold members, in the order in which rules are applied. */
export const holderTypes = ['group', 'administrativeUnit'] as const satisfies readonly ObjectType[];

/** What of a unit decides whether it is dynamic. */
export interface UnitRuleProperties {
  readonly membershipType: MaybeKnown;
  readonly membershipRule: MaybeKnown;
  readonly membershipRuleProcessingState: MaybeKnown;
}

/** Whether members come from a rule: groupTypes for a group, membershipType for a unit (spec tenant 4.2, 8). */
export function isDynamic(objects: ObjectReader, row: number): boolean {
  if (objects.type === 'group') return hasGroupType(objects.valueAt(row, 'groupTypes'), 'DynamicMembership');
  return isDynamicUnit({
    membershipType: objects.valueAt(row, 'membershipType'),
    membershipRule: objects.valueAt(row, 'membershipRule'),
    membershipRuleProcessingState: objects.valueAt(row, 'membershipRuleProcessingState'),
  });
}

/** A unit is dynamic by its membershipType; where that says nothing, by having a rule that is being processed. */
export function isDynamicUnit(unit: UnitRuleProperties): boolean {
  if (typeof unit.membershipType === 'string') return equalsOrdinalIgnoreCase(unit.membershipType, 'Dynamic');
  return typeof unit.membershipRule === 'string' && typeof unit.membershipRuleProcessingState === 'string';
}

/** All active dynamic holders in the order of evaluation: groups by row, then units by row. O(holders). */
export function listDynamicHolders(tenant: TenantReader): readonly Holder[] {
  const groups = rowsWithText(tenant.population('group'), 'groupTypes', 'DynamicMembership');
  const units = tenant.population('administrativeUnit');
  const holders: Holder[] = groups.map((row) => ({ type: 'group', row }));
  for (let row = 0; row < units.size; row++) {
    if (units.isActive(row) && isDynamic(units, row)) holders.push({ type: 'administrativeUnit', row });
  }
  return holders;
}

/** Processing is on unless the state says Paused, in any case (spec rules 10); a state that is not known is On. */
export function isPaused(state: MaybeKnown): boolean {
  return typeof state === 'string' && equalsOrdinalIgnoreCase(state, 'Paused');
}
