import { hasCommonRow } from '../base/index.ts';
import type { LicenseMove } from '../licensing/index.ts';
import type { SimulationEvent } from './outcome.ts';

/**
 * The earlier events that made a license come, go or fail (spec licensing 7). In this order, the first that there are: what
 * happened to the group that gives it (its members, its licenses); what licenses of the same people moved in the same pass, which
 * makes the service look at them again; what happened to those people, or to the clock. `moved`: license events of this pass.
 */
export function licenseCauses(
  move: LicenseMove,
  events: readonly SimulationEvent[],
  moved: readonly SimulationEvent[],
): readonly number[] {
  const { assignedByGroup: group, users } = move;
  const direct = events.filter((event) => group !== undefined && isAboutGroup(event, group, move));
  if (direct.length > 0) return direct.map(({ id }) => id);
  const others = moved.filter((event) => event.kind === 'licensesChanged' && hasCommonRow(event.move.users, users));
  if (others.length > 0) return others.map(({ id }) => id);
  return events.filter((event) => isAboutUsers(event, move)).map(({ id }) => id);
}

function isAboutGroup(event: SimulationEvent, group: number, { users }: LicenseMove): boolean {
  switch (event.kind) {
    case 'membersChanged': {
      if (event.holder.type !== 'group' || event.holder.row !== group || event.memberType !== 'user') return false;
      return hasCommonRow(event.joined, users) || hasCommonRow(event.left, users);
    }
    case 'propertiesChanged':
      return (
        event.type === 'group' && event.row === group && event.changes.some(({ name }) => name === 'assignedLicenses')
      );
    case 'licensesQueued':
      return event.group === group;
    default:
      return false;
  }
}

function isAboutUsers(event: SimulationEvent, { users }: LicenseMove): boolean {
  switch (event.kind) {
    case 'clockAdvanced':
      return true;
    case 'membersChanged':
      return event.memberType === 'user' && (hasCommonRow(event.joined, users) || hasCommonRow(event.left, users));
    case 'licensesChanged':
      return hasCommonRow(event.move.users, users);
    case 'objectCreated':
    case 'objectDeleted':
    case 'objectRestored':
    case 'propertiesChanged':
      return event.type === 'user' && users.has(event.row);
    default:
      return false;
  }
}
