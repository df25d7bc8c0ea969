import { rowSetOf } from '../base/index.ts';
import { type LicenseJob, type LicenseWork, policyOf, readCells } from '../licensing/index.ts';
import type { Tenant } from '../model/index.ts';
import type { SimulationEvent } from './outcome.ts';

/** What happened to a group, from the first event on. */
interface Queued {
  /** Its licenses changed, or it is processed anew. */
  isWhole: boolean;
  readonly touched: number[];
  readonly joined: number[];
}

/**
 * What events leave to do about licenses (spec licensing 7): groups whose members or licenses changed, in the order in which
 * that happened, with new members in the order in which they joined; people who came or came back; the clock; what was bought.
 * Undefined when there is nothing.
 */
export function licenseWorkOf(events: readonly SimulationEvent[], tenant: Tenant): LicenseWork | undefined {
  const queued = new Map<number, Queued>();
  const [created, restored, skuIds]: [number[], number[], string[]] = [[], [], []];
  let clockMoved = false;
  const entryOf = (group: number): Queued => {
    const entry = queued.get(group) ?? { isWhole: false, touched: [], joined: [] };
    queued.set(group, entry);
    return entry;
  };
  const concerned = concernedGroups(tenant);
  for (const event of events) {
    if (event.kind === 'clockAdvanced') clockMoved = true;
    else if (event.kind === 'licensesQueued') entryOf(event.group).isWhole = true;
    else if (event.kind === 'membersChanged') {
      if (event.holder.type !== 'group' || event.memberType !== 'user' || event.by === 'deleted') continue;
      if (!concerned(event.holder.row)) continue;
      const { touched, joined } = entryOf(event.holder.row);
      event.left.forEach((row) => touched.push(row));
      event.joined.forEach((row) => touched.push(row));
      event.joined.forEach((row) => joined.push(row));
    } else if (event.kind === 'propertiesChanged') {
      if (event.type === 'group' && event.changes.some(({ name }) => name === 'assignedLicenses'))
        entryOf(event.row).isWhole = true;
      if (event.type === 'subscription') skuIds.push(skuOf(tenant, event.row));
    } else if (event.kind === 'objectCreated') {
      if (event.type === 'user') created.push(event.row);
      if (event.type === 'subscription') skuIds.push(skuOf(tenant, event.row));
    } else if (event.kind === 'objectRestored' && event.type === 'user') restored.push(event.row);
  }
  if (queued.size + created.length + restored.length + skuIds.length === 0 && !clockMoved) return undefined;
  return {
    jobs: [...queued].map(([group, { isWhole, touched, joined }]): LicenseJob => {
      return { group, users: isWhole ? 'all' : rowSetOf(touched), joinOrder: joined };
    }),
    users: { created: rowSetOf(created), restored: rowSetOf(restored) },
    clockMoved,
    skuIds,
  };
}

/** Groups that give licenses, or by which somebody has one. */
function concernedGroups(tenant: Tenant): (group: number) => boolean {
  const { group } = tenant.populations;
  let byPath: ReadonlySet<string> | undefined;
  return (row) => {
    if (policyOf(tenant, row).length > 0) return true;
    byPath ??= new Set(readCells(tenant).paths.flatMap(({ path }) => path.assignedByGroup ?? []));
    return byPath.has(group.idAt(row));
  };
}

function skuOf({ populations: { subscription } }: Tenant, row: number): string {
  return subscription.textAt(row, 'skuId')?.toLowerCase() ?? '';
}
