/** How many changes of policies the suites notice. */
export interface MutationSummary {
  readonly killed: number;
  /** Not noticed, though somebody comes out differently, or might. */
  readonly survived: number;
  /** Not noticed, and nobody of the tenant comes out differently; somebody else would. Counted like survivors. */
  readonly onlyHereEqual: number;
  /** Proved to mean the same; not counted. */
  readonly equivalent: number;
  /** Left out by a limit or because the run was stopped. */
  readonly notRun: number;
  /** Killed of all that count, in percent; 100 when nothing counts. */
  readonly score: number;
  /** The score that is wanted. */
  readonly least: number;
  readonly ok: boolean;
}
