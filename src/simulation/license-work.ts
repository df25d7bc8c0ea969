import { rowSetOf } from '../base/index.ts';
import type { LicenseWork } from '../licensing/index.ts';
import type { SimulationEvent } from './outcome.ts';

/**
 * What events leave to do about licenses (spec licensing 7): groups whose members or licenses changed, in the order in which
 * that happened, with new members in the order in which they joined; people who came, went or came back; the clock. Undefined
 * when there is nothing.
 */
export function licenseWorkOf(events: readonly SimulationEvent[]): LicenseWork | undefined {
  const jobs = new Map<number, number[]>();
  const created: number[] = [];
  const deleted: number[] = [];
  const restored: number[] = [];
  let clockMoved = false;
  const jobOf = (group: number): number[] => {
    const joined = jobs.get(group) ?? [];
    jobs.set(group, joined);
    return joined;
  };
  for (const event of events) {
    if (event.kind === 'clockAdvanced') clockMoved = true;
    else if (event.kind === 'licensesQueued') jobOf(event.group);
    else if (event.kind === 'membersChanged') {
      if (event.holder.type !== 'group' || event.memberType !== 'user') continue;
      const joined = jobOf(event.holder.row);
      event.joined.forEach((row) => joined.push(row));
    } else if (event.kind === 'propertiesChanged') {
      if (event.type === 'group' && event.changes.some(({ name }) => name === 'assignedLicenses')) jobOf(event.row);
    } else if (event.kind === 'objectCreated' && event.type === 'user') created.push(event.row);
    else if (event.kind === 'objectDeleted' && event.type === 'user') deleted.push(event.row);
    else if (event.kind === 'objectRestored' && event.type === 'user') restored.push(event.row);
  }
  if (jobs.size + created.length + deleted.length + restored.length === 0 && !clockMoved) return undefined;
  return {
    jobs: [...jobs].map(([group, joinOrder]) => ({ group, joinOrder })),
    users: { created: rowSetOf(created), deleted: rowSetOf(deleted), restored: rowSetOf(restored) },
    clockMoved,
  };
}
