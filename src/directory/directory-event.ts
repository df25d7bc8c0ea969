import { emptyRowSet, type EpochMilliseconds, type RowSet } from '../base/index.ts';
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
  | { readonly kind: 'objectCreated' | 'objectDeleted'; readonly type: ObjectType; readonly row: number }
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
  | { readonly kind: 'clockAdvanced'; readonly from: EpochMilliseconds; readonly to: EpochMilliseconds };

/** The event of members who left. */
export function membersLeft(
  by: 'assigned' | 'emptied' | 'deleted',
  holder: Holder,
  memberType: ObjectType,
  left: RowSet,
): DirectoryEvent {
  return { kind: 'membersChanged', by, holder, memberType, joined: emptyRowSet, left };
}
