import type { ChangeStep, ObjectType, PropertyValue } from '../model/index.ts';

/** Version of the plan document. Readers refuse another major and ignore unknown fields of this one. */
export const planFormatVersion = '1.0';

/** A group or administrative unit. `displayName` is null when it is not known. */
export interface HolderRef {
  readonly id: string;
  readonly type: 'group' | 'administrativeUnit';
  readonly displayName: string | null;
}

/** Any object: `userPrincipalName` where it has one, else `displayName` (null when not known). */
export interface ObjectRef {
  readonly id: string;
  readonly type: ObjectType;
  readonly userPrincipalName?: string;
  readonly displayName?: string | null;
}

/** A SKU by its names; null where neither tenant nor catalogue knows them. */
export interface SkuRef {
  readonly skuId: string;
  readonly skuPartNumber: string | null;
  readonly displayName: string | null;
}

/**
 * What happened to one path of a license: `assigned`, `removed`, `changed` (other service plans, or an error cleared), `failed` (it
 * is wanted and not given), `kept` (it is to go and cannot), `withdrawn` (it had failed and is not wanted any more).
 */
export type LicenseMoveKind = 'assigned' | 'removed' | 'changed' | 'failed' | 'kept' | 'withdrawn';

/** One condition of a rule and what it looked at. `value` is absent when it is not known; `holds` is null when undecided. */
export interface LeafLink {
  readonly kind: 'leaf';
  readonly text: string;
  readonly expression: string;
  readonly property?: string;
  readonly value?: PropertyValue | null;
  readonly holds: boolean | null;
}

/** One link of a chain from an effect back to the step that caused it. `text` says the same in words. */
export type ReasonLink =
  | LeafLink
  /** Further conditions that decided and are not listed. */
  | { readonly kind: 'moreLeaves'; readonly text: string; readonly count: number }
  /** A property changed: of the member itself, or of `object`. An absent value is not known. */
  | {
      readonly kind: 'change';
      readonly text: string;
      readonly property: string;
      readonly before?: PropertyValue | null;
      readonly after?: PropertyValue | null;
      readonly object?: ObjectRef;
    }
  | { readonly kind: 'rule'; readonly text: string; readonly before: string | null; readonly after: string | null }
  /** An assigned group became dynamic, which removes its members before the rule is processed. */
  | { readonly kind: 'conversion'; readonly text: string }
  | { readonly kind: 'clock'; readonly text: string; readonly from: string; readonly to: string }
  /** Membership of a group that the rule reads. */
  | {
      readonly kind: 'membership';
      readonly text: string;
      readonly group: HolderRef;
      readonly action: 'join' | 'leave';
    }
  | { readonly kind: 'created' | 'deleted' | 'restored'; readonly text: string; readonly object: ObjectRef }
  /** A license that moved; `group` null: assigned directly. */
  | {
      readonly kind: 'license';
      readonly text: string;
      readonly sku: SkuRef;
      readonly group: HolderRef | null;
      readonly move: LicenseMoveKind;
      readonly error?: string;
    }
  /** Service plans that came or went with licenses. */
  | {
      readonly kind: 'servicePlans';
      readonly text: string;
      readonly enabled: readonly string[];
      readonly lost: readonly string[];
    }
  /** The licenses of a group changed, or were processed anew. */
  | { readonly kind: 'groupLicenses'; readonly text: string; readonly group: HolderRef }
  | { readonly kind: 'step'; readonly text: string; readonly step: number; readonly line?: number };

/** Somebody joins or leaves. Transient: the change undoes itself before the plan ends, but it does happen. */
export interface PlanMembership {
  readonly group: HolderRef;
  readonly member: ObjectRef;
  readonly action: 'join' | 'leave';
  readonly transient: boolean;
  /** Nearest first; the last links are steps. */
  readonly because: readonly ReasonLink[];
}

/** Somebody gains or loses a license, by whatever path. Transient: there is a gap, or a license for a moment. */
export interface PlanLicense {
  readonly sku: SkuRef;
  readonly user: ObjectRef;
  readonly action: 'gain' | 'lose';
  readonly transient: boolean;
  /** What gives it after, or gave it before: groups, and null for a direct assignment. */
  readonly paths: readonly (HolderRef | null)[];
  /** For a lasting loss: until when the service keeps the data (spec licensing 11.6). */
  readonly dataAtRisk?: string;
  /** Nearest first; the last links are steps. */
  readonly because: readonly ReasonLink[];
}

/** A path that is in error after the change and was not before, or had another error. */
export interface PlanLicenseError {
  readonly sku: SkuRef;
  readonly user: ObjectRef;
  readonly group: HolderRef | null;
  readonly state: 'Error' | 'ActiveWithError';
  readonly error: string;
  /** Which rule or missing seat, in words. */
  readonly text: string;
  readonly because: readonly ReasonLink[];
}

/** How many users gain and lose a service plan for good. */
export interface PlanServicePlan {
  readonly servicePlanId: string;
  readonly servicePlanName: string | null;
  readonly gains: number;
  readonly losses: number;
}

/** The seats of a SKU at one moment (spec licensing 2). `free` may be negative; null: not known. */
export interface PlanSeatCount {
  readonly enabled: number | null;
  readonly warning: number | null;
  readonly suspended: number | null;
  readonly lockedOut: number | null;
  readonly consumed: number;
  readonly free: number | null;
  readonly capabilityStatus: string | null;
}

/** The seats of a SKU that the change touches, and how many users end without one that they should have. */
export interface PlanSeats {
  readonly sku: SkuRef;
  readonly before: PlanSeatCount;
  readonly after: PlanSeatCount;
  readonly withoutSeat: number;
}

/** What the licenses in use cost by the price list, before and after. Amounts per month. */
export interface PlanCost {
  readonly currency: string;
  /** The date and the source of the prices. */
  readonly asOf: string;
  readonly source: string;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  readonly skus: readonly {
    readonly sku: SkuRef;
    readonly price: number;
    readonly before: number;
    readonly after: number;
    readonly delta: number;
  }[];
  /** SKUs in use without a price: they are not part of the sums. */
  readonly withoutPrice: readonly SkuRef[];
  /** The same for the seats that are bought, used or not, of SKUs whose number of bought seats changes; absent when none does. */
  readonly bought?: PlanBoughtCost;
}

/** What the seats that are bought cost before and after. Amounts per month. */
export interface PlanBoughtCost {
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  readonly skus: readonly {
    readonly sku: SkuRef;
    readonly before: number;
    readonly after: number;
    readonly delta: number;
  }[];
}

/** Licenses and rules that do not come to rest. */
export interface PlanLicenseLoop {
  readonly text: string;
  readonly rounds: number;
  readonly isCircle: boolean;
  readonly members: readonly ObjectRef[];
  readonly memberCount: number;
  /** One turn, in words. */
  readonly sequence: readonly string[];
}

/** Somebody for whom a rule cannot be decided after the change. `new`: it could before. */
export interface PlanUndecided {
  readonly group: HolderRef;
  readonly member: ObjectRef;
  /** Documented names of the properties that are missing. */
  readonly needs: readonly string[];
  readonly new: boolean;
}

/** What happened to one property: how many objects went from `before` to `after`. An absent value is not known. */
export interface PlanPropertyChange {
  readonly property: string;
  readonly before?: PropertyValue | null;
  readonly after?: PropertyValue | null;
  readonly count: number;
  /** Stands for this many further pairs of values that are not listed; `before` and `after` are then absent. */
  readonly otherPairs?: number;
}

/** What a step is about. */
export interface PlanStepTarget {
  readonly type: ObjectType | 'clock';
  /** The one object, where it is one. */
  readonly object?: ObjectRef;
  readonly where?: string;
  /** Number of objects changed, created or deleted. */
  readonly count: number;
}

/** One step of the change set and what it did. `index` counts from 0, `line` from 1. */
export interface PlanStep {
  readonly index: number;
  readonly kind: ChangeStep['kind'];
  readonly status: 'applied' | 'refused' | 'unchanged';
  readonly target: PlanStepTarget;
  readonly changes: readonly PlanPropertyChange[];
  readonly joins: number;
  readonly leaves: number;
  readonly undecided: readonly ObjectRef[];
  /** `undecided` lists the first thousand of this many. */
  readonly undecidedCount: number;
  readonly text: string;
  readonly line?: number;
}

/** A place in a text that explains a refusal. Offsets in UTF-16 code units from 0, end exclusive. */
export interface PlanDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly start?: number;
  readonly end?: number;
  readonly hint?: string;
}

/** A step that the service would refuse, whole. */
export interface PlanRefusal {
  readonly step: number;
  readonly line?: number;
  readonly text: string;
  readonly object?: ObjectRef;
  /** The error that Graph would answer. */
  readonly error: {
    readonly status: number;
    readonly code: string;
    readonly message: string;
    readonly target?: string;
  };
  readonly diagnostics: readonly PlanDiagnostic[];
}

/** The result of one guardrail. */
export interface PlanGuardrail {
  readonly id: string;
  readonly ok: boolean;
  readonly limit: number;
  readonly actual: number;
  readonly message: string;
  /** The worst first, at most twenty. */
  readonly violations: readonly string[];
  readonly warnings: readonly string[];
}

/** Where the members that an export states differ from the computed ones, before the change. */
export interface PlanDrift {
  readonly groups: number;
  /** Memberships that are computed but not in the export. */
  readonly notExported: number;
  /** Memberships that are in the export but not computed. */
  readonly notComputed: number;
}

/** Rules that read each other in a circle: the first group is repeated at the end. */
export interface PlanLoop {
  readonly sequence: readonly HolderRef[];
  readonly rounds: number;
  readonly new: boolean;
  readonly text: string;
}

/** Something to know about the plan as a whole. */
export interface PlanNote {
  readonly code: string;
  readonly text: string;
  readonly group?: HolderRef;
  readonly step?: number;
}

/** Counts. `undecided` counts all undecided memberships after the change, `transient` is not part of joins and leaves. */
export interface PlanSummary {
  readonly joins: number;
  readonly leaves: number;
  readonly transient: number;
  readonly groupsAffected: number;
  readonly peopleAffected: number;
  readonly undecided: number;
  readonly newUndecided: number;
  readonly whereUndecided: number;
  readonly refusals: number;
  readonly guardrailsFailed: number;
  readonly steps: number;
  readonly stepsApplied: number;
  readonly objectsChanged: number;
  readonly drift: number;
  readonly licenseGains: number;
  readonly licenseLosses: number;
  readonly licenseGaps: number;
  readonly licenseErrors: number;
}

/** What would happen: the document that is shown, saved and applied. Every list has a stated order (docs/reference/plan.md). */
export interface PlanDocument {
  readonly formatVersion: string;
  readonly tool: string;
  readonly tenant: {
    /** Of the tenant as it rests. */
    readonly fingerprint: string;
    /** When the plan starts, and when it ends. */
    readonly clock: string;
    readonly clockAfter: string;
    readonly displayName: string | null;
    readonly users: number;
    readonly groups: number;
  };
  /** The change set as written, so that a saved plan can be played again. */
  readonly changes: { readonly name: string; readonly text: string };
  /** Readings that differ from the recommended ones. */
  readonly semantics: readonly { readonly name: string; readonly value: string }[];
  readonly steps: readonly PlanStep[];
  readonly refusals: readonly PlanRefusal[];
  readonly effects: {
    readonly memberships: readonly PlanMembership[];
    readonly licenses: readonly PlanLicense[];
    readonly licenseErrors: readonly PlanLicenseError[];
    readonly servicePlans: readonly PlanServicePlan[];
    /** SKUs whose seats or whose use the change touches. */
    readonly seats: readonly PlanSeats[];
    /** Null when nothing that is priced changes, or prices are not known. */
    readonly cost: PlanCost | null;
    readonly undecided: readonly PlanUndecided[];
    /** Undecided memberships that the change does not touch and that are too many to list. */
    readonly undecidedNotListed: readonly { readonly group: HolderRef; readonly count: number }[];
  };
  readonly guardrails: readonly PlanGuardrail[];
  readonly drift: PlanDrift;
  readonly loops: readonly PlanLoop[];
  readonly licenseLoops: readonly PlanLicenseLoop[];
  readonly notes: readonly PlanNote[];
  readonly summary: PlanSummary;
  /** True when every step was carried out or had nothing to do. */
  readonly complete: boolean;
}
