import type { RowSet } from '../../base/index.ts';

/** A group whose licenses must be looked at (spec licensing 6.4, 7). */
export interface LicenseJob {
  /** Row of the group. */
  readonly group: number;
  /** `all`: its licenses changed, or it is processed anew. Else those who joined or left. */
  readonly users: RowSet | 'all';
  /** Users in the order in which they joined, where it is known; those who joined at once are one set. The last time counts. */
  readonly joinOrder?: readonly RowSet[];
}

/** What is to be done about licenses, after something happened. */
export interface LicenseWork {
  /** In the order in which groups were queued. */
  readonly jobs: readonly LicenseJob[];
  readonly users?: { readonly created?: RowSet; readonly restored?: RowSet };
  /** The clock moved: subscriptions may have gone on. */
  readonly clockMoved?: boolean;
  /** SKUs of which the seats or the status changed. */
  readonly skuIds?: readonly string[];
}
