import type { EpochMilliseconds, JsonValue, SourceText, Span } from '../base/index.ts';
import type { ObjectType } from './object-type.ts';

/** Object types that a step may create, update or delete. */
export const changeableTypes = [
  'user',
  'group',
  'device',
  'administrativeUnit',
  'orgContact',
] as const satisfies readonly ObjectType[];

export type ChangeableType = (typeof changeableTypes)[number];

/** Property values as written by the author, in Graph's names. Null clears. */
export type WantedProperties = Readonly<Record<string, JsonValue>>;

interface StepBase {
  /** Where the step stands in its file, for diagnostics. */
  readonly span: Span;
  /** Where parts of the step stand, by path inside the step (`set.department`, `members.0`). */
  readonly spans: ReadonlyMap<string, Span>;
}

/** Changes one object (`match`) or every object for which a rule says member (`where`). */
export interface UpdateStep extends StepBase {
  readonly kind: 'update';
  readonly type: ChangeableType;
  readonly match?: WantedProperties;
  readonly where?: string;
  readonly set: WantedProperties;
}

/** Creates one object. Its id is drawn from a seed of the change set unless `with.id` names it. */
export interface CreateStep extends StepBase {
  readonly kind: 'create';
  readonly type: ChangeableType;
  readonly with: WantedProperties;
}

/** Deletes one object (`match`) or every object for which a rule says member (`where`). Soft, as the service does it. */
export interface DeleteStep extends StepBase {
  readonly kind: 'delete';
  readonly type: ChangeableType;
  readonly match?: WantedProperties;
  readonly where?: string;
}

/** Adds or removes members of an assigned group or administrative unit, named by id, userPrincipalName, mail or name. */
export interface MembersStep extends StepBase {
  readonly kind: 'addMembers' | 'removeMembers';
  readonly holderType: 'group' | 'administrativeUnit';
  readonly holder: string;
  readonly members: readonly string[];
}

/** Lets the virtual clock run. */
export interface AdvanceStep extends StepBase {
  readonly kind: 'advance';
  /** ISO 8601 duration as written. */
  readonly duration: string;
  readonly milliseconds: number;
}

export type ChangeStep = UpdateStep | CreateStep | DeleteStep | MembersStep | AdvanceStep;

/** An ordered list of wanted changes, as read from a file. */
export interface ChangeSet {
  readonly version: 1;
  /** The time at which the steps start; the tenant's own clock when absent. */
  readonly clock?: EpochMilliseconds;
  readonly steps: readonly ChangeStep[];
  readonly source: SourceText;
}
