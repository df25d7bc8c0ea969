import { linkedRows, type ObjectType } from '../model/index.ts';
import { type Holder, holderKey, type Settled } from '../simulation/index.ts';

/** How an object is reached through nested groups. */
export interface NestedPath {
  /** From the holder down to the group that holds the object; undefined when none was found. */
  readonly path: readonly Holder[] | undefined;
  /** False when a group on the way does not say who its members are, so that "none" is not certain. */
  readonly isComplete: boolean;
}

/**
 * Finds a shortest way from a group through its member groups to an object, lower rows first among equals. Circles of groups
 * are walked once. O(groups and links below the holder).
 */
export function findNestedPath(settled: Settled, memberType: ObjectType, row: number, holder: Holder): NestedPath {
  const cameFrom = new Map<number, number | undefined>([[holder.row, undefined]]);
  const queue = [holder.row];
  let isComplete = true;
  for (let index = 0; index < queue.length; index++) {
    const group = queue[index] ?? 0;
    const links = settled.tenant.relations.groupMembers.get(group);
    const state = settled.dynamic.get(holderKey({ type: 'group', row: group }));
    if (group !== holder.row && linkedRows(links, memberType).has(row)) {
      return { path: pathTo(group, cameFrom), isComplete: true };
    }
    if (links === undefined || (state?.memberType === memberType && state.undecided.has(row))) isComplete = false;
    linkedRows(links, 'group').forEach((nested) => {
      if (cameFrom.has(nested) || !settled.tenant.populations.group.isActive(nested)) return;
      cameFrom.set(nested, group);
      queue.push(nested);
    });
  }
  return { path: undefined, isComplete };
}

function pathTo(group: number, cameFrom: ReadonlyMap<number, number | undefined>): readonly Holder[] {
  const path: Holder[] = [];
  for (let row: number | undefined = group; row !== undefined; row = cameFrom.get(row))
    path.unshift({ type: 'group', row });
  return path;
}
