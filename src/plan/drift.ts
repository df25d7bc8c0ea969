import { differenceRows, filterRows, type RowSet } from '../base/index.ts';
import { exportedRelations } from '../directory/index.ts';
import { linkedRows } from '../model/index.ts';
import type { Holder, Settled } from '../simulation/index.ts';
import type { PlanDrift } from './plan-document.ts';

/** Where one holder's exported members differ from the computed ones; rows of its member type. */
export interface HolderDrift {
  readonly holder: Holder;
  readonly memberType: 'user' | 'device';
  /** Computed, not exported. */
  readonly notExported: RowSet;
  /** Exported, active, and the rule says no. */
  readonly notComputed: RowSet;
}

/**
 * Compares what an export said about the members of dynamic holders with what their rules give, in the order of the settled
 * holders. Nothing is said about holders whose members are not known on either side, and about undecided people.
 */
export function findDrift({ tenant, dynamic }: Settled): readonly HolderDrift[] {
  const drifts: HolderDrift[] = [];
  for (const { holder, memberType, members, undecided, mode } of dynamic.values()) {
    const exported = tenant.relations[exportedRelations[holder.type]].get(holder.row);
    if (members === undefined || exported === undefined || mode !== 'evaluated') continue;
    const stated = linkedRows(exported, memberType);
    const population = tenant.populations[memberType];
    const notExported = differenceRows(members, stated);
    const notComputed = filterRows(
      stated,
      (row) => !members.has(row) && !undecided.has(row) && population.isActive(row),
    );
    if (notExported.size + notComputed.size > 0) drifts.push({ holder, memberType, notExported, notComputed });
  }
  return drifts;
}

/** The counts that a plan states. */
export function summarizeDrift(drifts: readonly HolderDrift[]): PlanDrift {
  return {
    groups: drifts.length,
    notExported: drifts.reduce((sum, { notExported }) => sum + notExported.size, 0),
    notComputed: drifts.reduce((sum, { notComputed }) => sum + notComputed.size, 0),
  };
}
