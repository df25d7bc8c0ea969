import { differenceRows, emptyRowSet, type RowSet, rowSetOf, unionRows } from '../base/index.ts';
import { type LicenseJob, type LicenseWork, policyOf, readCells } from '../licensing/index.ts';
import type { Tenant } from '../model/index.ts';
import type { SimulationEvent } from './outcome.ts';

/** What happened to a group, from the first event on. */
interface Queued {
  /** Its licenses changed, or it is processed anew. */
  isWhole: boolean;
  readonly touched: number[];
}

/**
 * What the events from `start` on leave to do about licenses (spec licensing 7): groups whose members or licenses changed, in the order in which
 * that happened; people who came or came back; the clock; what was bought. Who joined when is known from all events. Undefined
 * when there is nothing. O(events).
 */
export function licenseWorkOf(all: readonly SimulationEvent[], start: number, tenant: Tenant): LicenseWork | undefined {
  const events = all.slice(start);
  const queued = new Map<number, Queued>();
  const [created, restored, skuIds]: [number[], number[], string[]] = [[], [], []];
  let clockMoved = false;
  const entryOf = (group: number): Queued => {
    const entry = queued.get(group) ?? { isWhole: false, touched: [] };
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
      const { touched } = entryOf(event.holder.row);
      event.left.forEach((row) => touched.push(row));
      event.joined.forEach((row) => touched.push(row));
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
  const joined = joinOrders(all, queued);
  return {
    jobs: [...queued].map(([group, { isWhole, touched }]): LicenseJob => {
      return { group, users: isWhole ? 'all' : rowSetOf(touched), joinOrder: joined.get(group) ?? [] };
    }),
    users: { created: rowSetOf(created), restored: rowSetOf(restored) },
    clockMoved,
    skuIds,
  };
}

/** The same, with users whose license state is known from now on. */
export function withKnownUsers(work: LicenseWork | undefined, users: RowSet): LicenseWork | undefined {
  if (users.size === 0) return work;
  const { created = emptyRowSet, ...others } = work?.users ?? {};
  return { jobs: [], ...work, users: { ...others, created: unionRows(created, users) } };
}

/** Who joined groups, in the order in which it happened. Who was restored was a member all along. */
function joinOrders(
  events: readonly SimulationEvent[],
  groups: ReadonlyMap<number, unknown>,
): ReadonlyMap<number, readonly RowSet[]> {
  const orders = new Map<number, RowSet[]>();
  const restored = rowSetOf(
    events.flatMap((event) => (event.kind === 'objectRestored' && event.type === 'user' ? [event.row] : [])),
  );
  for (const event of events) {
    if (event.kind !== 'membersChanged' || event.holder.type !== 'group' || event.memberType !== 'user') continue;
    const { row } = event.holder;
    if (!groups.has(row) || event.joined.size === 0) continue;
    const joined = restored.size === 0 ? event.joined : differenceRows(event.joined, restored);
    orders.set(row, [...(orders.get(row) ?? []), joined]);
  }
  return orders;
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
