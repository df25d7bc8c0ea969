import type { EpochMilliseconds, RowSet } from '../base/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { DirectoryEvent, Holder } from '../directory/index.ts';
import type { CausedMutation, GraphError, ObjectType, Tenant } from '../model/index.ts';
import type { CheckedRule } from '../rules/index.ts';
import type { LicenseLoop } from './license-trail.ts';

/**
 * What became of the rule of a dynamic holder: `evaluated`; `paused` and `frozen` (memberOf after the preview, a rule that
 * reads a failed one) keep their last members; `failed`: the rule is refused, members stay as they were.
 */
export type DynamicMode = 'evaluated' | 'paused' | 'frozen' | 'failed';

/** A dynamic holder at rest. */
export interface DynamicState {
  readonly holder: Holder;
  readonly mode: DynamicMode;
  readonly memberType: 'user' | 'device';
  /** Undefined: the members are not known (never computed, never exported). */
  readonly members: RowSet | undefined;
  /** Objects for which the rule cannot be decided; never among `members`. */
  readonly undecided: RowSet;
  readonly rule: CheckedRule | undefined;
  /** Why the mode is not `evaluated`, and warnings of the rule. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Rules that read each other's groups in a circle, in reading order; the first is repeated at the end. */
export interface RuleLoop {
  readonly sequence: readonly Holder[];
  readonly rounds: number;
}

/** A tenant in which every rule has been applied at its clock. */
export interface Settled {
  /** `groupMembers` and `unitMembers` of dynamic holders hold the settled members. */
  readonly tenant: Tenant;
  /** By {@link holderKey}. */
  readonly dynamic: ReadonlyMap<string, DynamicState>;
  readonly loops: readonly RuleLoop[];
  /** Licenses and rules that do not come to rest; the state is then one of those that they go through. */
  readonly licenseLoops: readonly LicenseLoop[];
}

/**
 * Why an event happened: a step of the change set (from 0) or earlier events. No earlier event at all: the clock that the
 * change set itself starts at.
 */
export type Cause =
  { readonly kind: 'step'; readonly step: number } | { readonly kind: 'events'; readonly events: readonly number[] };

/** Something that happened in a simulation. `id` is its index in the list of events. */
export type SimulationEvent = {
  readonly id: number;
  readonly at: EpochMilliseconds;
  readonly cause: Cause;
} & DirectoryEvent;

/** A step that the service would refuse, whole. */
export interface Refusal {
  readonly step: number;
  /** The object at fault where one is known. */
  readonly object?: { readonly type: ObjectType; readonly row: number };
  readonly error: GraphError;
  /** Positions inside the rule text when a rule is at fault. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What one step did. */
export interface StepOutcome {
  readonly step: number;
  readonly status: 'applied' | 'refused' | 'unchanged';
  /** Objects that the step changed, created or deleted. */
  readonly changed: readonly { readonly type: ObjectType; readonly row: number }[];
  /** Objects for which `where` is undecided; they are left alone. */
  readonly undecided: readonly { readonly type: ObjectType; readonly row: number }[];
  /** Remarks that stop nothing, such as a check that could not be made. */
  readonly notes?: readonly Diagnostic[];
}

/** A change set played through. */
export interface Outcome {
  readonly before: Settled;
  readonly after: Settled;
  readonly steps: readonly StepOutcome[];
  readonly events: readonly SimulationEvent[];
  readonly refusals: readonly Refusal[];
  /**
   * Everything that must be written to reach `after` from the tenant as it was given, in order; the first ones bring stored
   * members of dynamic holders to `before`. Worked out when first read, in O(changed members).
   */
  readonly mutations: readonly CausedMutation[];
}

export type { Holder, PropertyChange } from '../directory/index.ts';

/** Key of a holder in maps. */
export function holderKey(holder: Holder): string {
  return `${holder.type} ${holder.row}`;
}
