import type { RowSet } from '../../base/index.ts';

/** State of a path (spec licensing 4.2). `Disabled` is never written unless a knob says so. */
export type PathState = 'Active' | 'ActiveWithError' | 'Disabled' | 'Error';

/** Why a path is in error (spec licensing 4.3). */
export type LicenseError =
  | 'None'
  | 'CountViolation'
  | 'MutuallyExclusiveViolation'
  | 'DependencyViolation'
  | 'ProhibitedInUsageLocationViolation'
  | 'UniquenessViolation'
  | 'Other';

/** One row of licenseAssignmentStates: a path by which a SKU reaches a user. Ids in lower case. */
export interface AssignmentPath {
  readonly skuId: string;
  /** A group id; null for a direct assignment. */
  readonly assignedByGroup: string | null;
  /** In ascending order. */
  readonly disabledPlans: readonly string[];
  readonly state: PathState;
  readonly error: LicenseError;
  /** ISO 8601; null where nobody states it. */
  readonly lastUpdatedDateTime: string | null;
}

/** An entry of assignedPlans. */
export interface PlanEntry {
  readonly servicePlanId: string;
  readonly service: string | null;
  readonly capabilityStatus: string;
  readonly assignedDateTime: string | null;
}

/** Rule or missing seat behind an error. */
export type ErrorDetail =
  | { readonly kind: 'seats'; readonly skuId: string }
  | { readonly kind: 'location'; readonly plan: string; readonly countryLetterCode: string }
  | { readonly kind: 'conflict'; readonly plans: readonly [string, string] }
  | { readonly kind: 'dependency'; readonly plan: string; readonly prerequisites: readonly string[] }
  | { readonly kind: 'uniqueness'; readonly address: string }
  | { readonly kind: 'sibling'; readonly skuIds: readonly string[] };

/** What happened to a path, for many users alike. */
export type MoveKind = 'assigned' | 'removed' | 'changed' | 'failed' | 'kept' | 'withdrawn';

/** One path that came, went, changed or failed, with everybody to whom that happened. */
export interface LicenseMove {
  readonly skuId: string;
  /** Row of the group; undefined for a direct assignment. */
  readonly assignedByGroup: number | undefined;
  readonly kind: MoveKind;
  /** Error that the path has afterwards; `None` where it has none. */
  readonly error: LicenseError;
  readonly users: RowSet;
  readonly detail?: ErrorDetail;
}

/** A service plan that became enabled for users, or was lost by them. */
export interface PlanMove {
  readonly servicePlanId: string;
  readonly kind: 'enabled' | 'lost';
  readonly users: RowSet;
}

/** True for a path that gives its SKU (spec licensing 1). */
export function isHeld({ state }: Pick<AssignmentPath, 'state'>): boolean {
  return state === 'Active' || state === 'ActiveWithError';
}
