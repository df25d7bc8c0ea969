import type { StaffMember } from './staff-plan.ts';

/** Which rows of the users are what; staff comes first, row and index of the position are the same. */
export interface DirectoryRows {
  readonly staff: readonly StaffMember[];
  readonly firstGuest: number;
  readonly firstAccount: number;
  /** Administrators; emergency accounts follow up to `end`. */
  readonly firstAdmin: number;
  readonly end: number;
}

/** Integers from `from` up to `to`, which is left out. */
export function rowRange(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
