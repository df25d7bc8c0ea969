import { emptyRowSet, type EpochMilliseconds, type RowSet } from '../base/index.ts';
import type { LicenseMove, PlanMove } from '../licensing/index.ts';
import type { MaybeKnown, ObjectType } from '../model/index.ts';

/** One object of a tenant. */
export interface ObjectRef {
  readonly type: ObjectType;
  readonly row: number;
}

/** A group or administrative unit that has members. */
export interface Holder {
  readonly type: 'group' | 'administrativeUnit';
  readonly row: number;
}

/** One changed property with what stood there before. */
export interface PropertyChange {
  readonly name: string;
  readonly before: MaybeKnown;
  readonly after: MaybeKnown;
}

/** What happened to a tenant, without when and why. */
export type DirectoryEvent =
  | {
      readonly kind: 'objectCreated' | 'objectDeleted' | 'objectRestored';
      readonly type: ObjectType;
      readonly row: number;
    }
  | {
      readonly kind: 'propertiesChanged';
      readonly type: ObjectType;
      readonly row: number;
      readonly changes: readonly PropertyChange[];
    }
  | {
      /**
       * `assigned`: by a step; `emptied`: an assigned group became dynamic; `rule`: a rule pass; `deleted`: the member or
       * the holder was deleted.
       */
      readonly kind: 'membersChanged';
      readonly by: 'assigned' | 'emptied' | 'rule' | 'deleted';
      readonly holder: Holder;
      readonly memberType: ObjectType;
      readonly joined: RowSet;
      readonly left: RowSet;
    }
  | { readonly kind: 'clockAdvanced'; readonly from: EpochMilliseconds; readonly to: EpochMilliseconds }
  /** A path of a license came, went or failed, for many users alike. */
  | { readonly kind: 'licensesChanged'; readonly move: LicenseMove }
  /** The entries of assignedPlans of `users` changed. */
  | { readonly kind: 'servicePlansChanged'; readonly moves: readonly PlanMove[]; readonly users: RowSet }
  /** The licenses of a group are to be given to its members anew. */
  | { readonly kind: 'licensesQueued'; readonly group: number };

/** The event of members who left. */
export function membersLeft(
  by: 'assigned' | 'emptied' | 'deleted',
  holder: Holder,
  memberType: ObjectType,
  left: RowSet,
): DirectoryEvent {
  return { kind: 'membersChanged', by, holder, memberType, joined: emptyRowSet, left };
}
