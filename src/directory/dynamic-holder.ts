import { equalsOrdinalIgnoreCase } from '../base/index.ts';
import { isDynamicHolder, type MaybeKnown, notKnownCode, type ObjectType, type RelationName } from '../model/index.ts';
import type { Holder } from './directory-event.ts';
import { rowsWithText } from './find-rows.ts';
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

/** Whether members come from a rule. */
export function isDynamic(objects: ObjectReader, row: number): boolean {
  const type = objects.type === 'administrativeUnit' ? 'administrativeUnit' : 'group';
  return isDynamicHolder(type, (name) => objects.valueAt(row, name));
}

/** All active dynamic holders in the order of evaluation: groups by row, then units by row. O(holders). */
export function listDynamicHolders(tenant: TenantReader): readonly Holder[] {
  const groups = tenant.population('group');
  const stated = groups.column('groupTypes');
  const dynamic = new Set(rowsWithText(groups, 'groupTypes', 'DynamicMembership'));
  const holders: Holder[] = [];
  for (let row = 0; row < groups.size; row++) {
    // The column says it without decoding a value, except where it is not known.
    const isOpen = (stated?.codeAt(row) ?? notKnownCode) === notKnownCode && groups.isActive(row);
    if (dynamic.has(row) || (isOpen && isDynamic(groups, row))) holders.push({ type: 'group', row });
  }
  const units = tenant.population('administrativeUnit');
  for (let row = 0; row < units.size; row++) {
    if (units.isActive(row) && isDynamic(units, row)) holders.push({ type: 'administrativeUnit', row });
  }
  return holders;
}

/** Processing is on unless the state says Paused, in any case (spec rules 10); a state that is not known is On. */
export function isPaused(state: MaybeKnown): boolean {
  return typeof state === 'string' && equalsOrdinalIgnoreCase(state, 'Paused');
}
