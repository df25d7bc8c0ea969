import { differenceRows, type RowSet, unionRows } from '../base/index.ts';
import type { RowVerdicts } from '../rules/index.ts';

/** How two conditions differ for the same objects. */
export interface VerdictDifference {
  /** Members of the first that are surely none of the second. */
  readonly lost: RowSet;
  /** The other way round. */
  readonly gained: RowSet;
  /** Objects for which either cannot be decided. */
  readonly undecided: RowSet;
}

/** Compares what two conditions say. O(words). */
export function compareVerdicts(before: RowVerdicts, after: RowVerdicts): VerdictDifference {
  return {
    lost: differenceRows(differenceRows(before.members, after.members), after.undecided),
    gained: differenceRows(differenceRows(after.members, before.members), before.undecided),
    undecided: unionRows(before.undecided, after.undecided),
  };
}
