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

/** A SKU to be assigned, as its author named it: part number or id, with the plans that stay off by name or id. */
export interface WantedLicense {
  readonly sku: string;
  readonly disabledPlans: readonly string[];
}

/**
 * Whom a licensing step concerns; exactly one is there. `user` is an id, userPrincipalName, mail or name; `match` names one
 * user by properties; `where` is a rule, every user for whom it says member; `group` is an id, mailNickname or name.
 */
interface LicenseTarget {
  readonly user?: string;
  readonly match?: WantedProperties;
  readonly where?: string;
  readonly group?: string;
}

/**
 * Assigns and takes away licenses of users, or of a group for its members, in one call (spec licensing 5, 6.2, 14.1).
 * `removeLicense` is the form that only takes away: its `add` is empty. Whatever was written, spans have the paths
 * `add.0.sku`, `add.0.disabledPlans.0` and `remove.0`.
 */
export interface AssignLicenseStep extends StepBase, LicenseTarget {
  readonly kind: 'assignLicense' | 'removeLicense';
  readonly add: readonly WantedLicense[];
  /** SKUs by part number or id. */
  readonly remove: readonly string[];
}

/** How a subscription was bought: what decides about its deadlines (spec licensing 2.9). */
export const purchaseKinds = [
  'standard',
  'multiYear',
  'enterpriseAgreement',
  'open',
  'cancelledEarly',
  'deletedByAdmin',
] as const;

export type PurchaseKind = (typeof purchaseKinds)[number];

/** What may happen to a subscription: it is not renewed, is cut off, or is renewed (spec licensing 2.9). */
export const subscriptionActions = ['expire', 'suspend', 'renew'] as const;

export type SubscriptionAction = (typeof subscriptionActions)[number];

/** A change of what was bought: a number of seats, or the life cycle of the subscription. */
export type SeatsChange =
  { readonly kind: 'set' | 'add' | 'remove'; readonly seats: number } | { readonly kind: SubscriptionAction };

/**
 * Buys seats, gives some up, or moves a subscription on in its life cycle. Seats of a SKU that the tenant does not have make
 * a new subscription. `set` and `remove` may leave fewer seats than are in use: legal (spec licensing 2.10).
 */
export interface SeatsStep extends StepBase {
  readonly kind: 'seats';
  /** Part number or id. */
  readonly sku: string;
  /** The id of one subscription, where the SKU has several. */
  readonly subscription?: string;
  readonly change: SeatsChange;
  readonly purchasedAs?: PurchaseKind;
}

/** Processes the licenses of users again, or of all members of a group (spec licensing 7; the latter is ours alone). */
export interface ReprocessStep extends StepBase, LicenseTarget {
  readonly kind: 'reprocess';
}

/** Brings a deleted user back, with the licenses held at deletion (spec licensing 11.4). */
export interface RestoreStep extends StepBase {
  readonly kind: 'restore';
  /** Id, userPrincipalName, mail or name of a deleted user. */
  readonly user: string;
}

/** Steps about licenses, subscriptions and deleted users. */
export type LicensingStep = AssignLicenseStep | SeatsStep | ReprocessStep | RestoreStep;

export type ChangeStep = UpdateStep | CreateStep | DeleteStep | MembersStep | AdvanceStep | LicensingStep;

/** An ordered list of wanted changes, as read from a file. */
export interface ChangeSet {
  readonly version: 1;
  /** The time at which the steps start; the tenant's own clock when absent. */
  readonly clock?: EpochMilliseconds;
  readonly steps: readonly ChangeStep[];
  readonly source: SourceText;
}
