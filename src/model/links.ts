import { emptyRowSet, type RowSet } from '../base/index.ts';
import type { ObjectType } from './object-type.ts';

/**
 * Relations between objects. `members` is the state at hand: facts for assigned groups, the last computed members for
 * dynamic ones. `exportedMembers` is what an export said about a dynamic group, kept to be compared with ours.
 */
export const relationNames = [
  'groupMembers',
  'groupExportedMembers',
  'groupOwners',
  'unitMembers',
  'unitExportedMembers',
  'licenseAssignmentUsers',
  'servicePlanUsers',
] as const;

export type RelationName = (typeof relationNames)[number];

/** The object type that holds a relation. */
export const relationHolders: Readonly<Record<RelationName, ObjectType>> = {
  groupMembers: 'group',
  groupExportedMembers: 'group',
  groupOwners: 'group',
  unitMembers: 'administrativeUnit',
  unitExportedMembers: 'administrativeUnit',
  licenseAssignmentUsers: 'licenseAssignment',
  servicePlanUsers: 'servicePlanAssignment',
};

/** The targets of one object in one relation: rows by object type, and ids that the tenant does not contain. */
export interface LinkSet {
  readonly rows: Readonly<Partial<Record<ObjectType, RowSet>>>;
  readonly unresolved: readonly string[];
}

/** No targets: known to be empty, which is not the same as not known. */
export const emptyLinks: LinkSet = { rows: {}, unresolved: [] };

/** The rows of one type. */
export function linkedRows(links: LinkSet | undefined, type: ObjectType): RowSet {
  return links?.rows[type] ?? emptyRowSet;
}

/** A copy in which the rows of one type are replaced. */
export function withLinkedRows(links: LinkSet | undefined, type: ObjectType, rows: RowSet): LinkSet {
  return { rows: { ...links?.rows, [type]: rows }, unresolved: links?.unresolved ?? [] };
}
