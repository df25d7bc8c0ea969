export type ErrorName =
  | 'None'
  | 'CountViolation'
  | 'MutuallyExclusiveViolation'
  | 'DependencyViolation'
  | 'ProhibitedInUsageLocationViolation'
  | 'UniquenessViolation'
  | 'Other';

/** One row of licenseAssignmentStates. */
export interface Row {
  readonly user: string;
  readonly sku: string;
  /** Null: direct. */
  readonly group: string | null;
  readonly disabled: readonly string[];
  readonly state: 'Active' | 'ActiveWithError' | 'Error';
  readonly error: ErrorName;
  /** Milliseconds. */
  readonly updated: number;
}

export interface License {
  readonly sku: string;
  readonly disabled: readonly string[];
}

/** Status of a SKU, and of the plans that it gives. */
export type Status = 'Enabled' | 'Warning' | 'Suspended' | 'Deleted';

/** An entry of assignedPlans. */
export interface PlanEntry {
  readonly plan: string;
  readonly status: Status;
  readonly since: number;
}

/** Answers by their numbers in section 16. */
export type Refusal = 'E1' | 'E2' | 'E3' | 'E4' | 'E6' | 'E7' | 'E9' | 'E11' | 'E13';

/** Where the specification leaves a choice. */
export interface ReferenceKnobs {
  readonly siblings: 'active-with-error' | 'active';
  readonly onShortage: 'keep-old' | 'drop-old';
  readonly removalFailure: 'error' | 'direct';
  readonly removalsFirst: boolean;
  readonly ruleScope: 'changed' | 'all';
}

export const standardKnobs: ReferenceKnobs = {
  siblings: 'active-with-error',
  onShortage: 'keep-old',
  removalFailure: 'error',
  removalsFirst: true,
  ruleScope: 'changed',
};

export function isHeld({ state }: Row): boolean {
  return state !== 'Error';
}

/** True for rows that differ in their time at most. */
export function sameContent(one: Row, other: Row): boolean {
  return (
    one.sku === other.sku &&
    one.group === other.group &&
    one.state === other.state &&
    one.error === other.error &&
    one.disabled.join() === other.disabled.join()
  );
}
