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
  | { readonly kind: 'created' | 'deleted'; readonly text: string; readonly object: ObjectRef }
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
    /** Always empty in this version: licenses are not simulated. */
    readonly licenses: readonly never[];
    readonly undecided: readonly PlanUndecided[];
    /** Undecided memberships that the change does not touch and that are too many to list. */
    readonly undecidedNotListed: readonly { readonly group: HolderRef; readonly count: number }[];
  };
  readonly guardrails: readonly PlanGuardrail[];
  readonly drift: PlanDrift;
  readonly loops: readonly PlanLoop[];
  readonly notes: readonly PlanNote[];
  readonly summary: PlanSummary;
  /** True when every step was carried out or had nothing to do. */
  readonly complete: boolean;
}
