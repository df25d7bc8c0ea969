import type { Tenant } from '../../model/index.ts';
import type { CapabilityStatus } from '../catalogue/service-plan.ts';
import { readLicenses } from './read-licenses.ts';

/** Graph's prepaidUnits (spec licensing 2.4). */
export interface PrepaidUnits {
  readonly enabled: number;
  readonly warning: number;
  readonly suspended: number;
  readonly lockedOut: number;
}

/** The seats of one SKU. */
export interface SkuSeats {
  readonly skuId: string;
  /** Undefined: the tenant does not say what was bought. */
  readonly units: PrepaidUnits | undefined;
  /** Users who hold the SKU (spec licensing 2.5). */
  readonly consumed: number;
  /** {@link usableSeats} - consumed; may be negative. */
  readonly free: number | undefined;
  readonly capabilityStatus: CapabilityStatus | undefined;
}

/** Seats of a SKU that can be taken: grace is not over yet (spec licensing 2.6). */
export function usableSeats({ enabled, warning }: Pick<PrepaidUnits, 'enabled' | 'warning'>): number {
  return enabled + warning;
}

/** True when the tenant says what was bought. */
export function hasKnownSeats({ populations: { subscription } }: Tenant): boolean {
  return subscription.size > 0;
}

/** What was bought, by SKU (spec licensing 1: sums over subscriptions). O(subscriptions). */
export function unitsBySku(tenant: Tenant): ReadonlyMap<string, PrepaidUnits> {
  const { subscription } = tenant.populations;
  const bySku = new Map<string, PrepaidUnits>();
  for (let row = 0; row < subscription.size; row++) {
    const skuId = subscription.textAt(row, 'skuId')?.toLowerCase();
    if (skuId === undefined || !subscription.isActive(row)) continue;
    const units = bySku.get(skuId) ?? { enabled: 0, warning: 0, suspended: 0, lockedOut: 0 };
    const total = subscription.valueAt(row, 'totalLicenses');
    const kind = unitKinds[subscription.textAt(row, 'status') ?? ''];
    const count = typeof total === 'number' ? total : 0;
    bySku.set(skuId, kind === undefined ? units : { ...units, [kind]: units[kind] + count });
  }
  return bySku;
}

const unitKinds: Readonly<Record<string, keyof PrepaidUnits>> = {
  Enabled: 'enabled',
  Warning: 'warning',
  Suspended: 'suspended',
  LockedOut: 'lockedOut',
};

/** The status of a SKU that follows from its seats (spec licensing 2.7). */
export function statusOfUnits({ enabled, warning, suspended, lockedOut }: PrepaidUnits): CapabilityStatus {
  if (enabled > 0) return 'Enabled';
  if (warning > 0) return 'Warning';
  if (suspended > 0) return 'Suspended';
  return lockedOut > 0 ? 'LockedOut' : 'Deleted';
}

/** Statuses of subscriptions, best first. */
const statusOrder: readonly CapabilityStatus[] = ['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted'];

/**
 * The status that the plans of a SKU show (spec licensing 15.4): that of its seats; where all seats were given up, nobody loses
 * the service by it (spec licensing 2.10), so it is that of the best subscription. O(subscriptions).
 */
export function serviceStatuses(tenant: Tenant): ReadonlyMap<string, CapabilityStatus> {
  const { subscription } = tenant.populations;
  const statuses = new Map<string, CapabilityStatus>();
  for (const [skuId, units] of unitsBySku(tenant)) statuses.set(skuId, statusOfUnits(units));
  const empty = new Set([...statuses].filter(([, status]) => status === 'Deleted').map(([skuId]) => skuId));
  for (let row = 0; empty.size > 0 && row < subscription.size; row++) {
    const skuId = subscription.textAt(row, 'skuId')?.toLowerCase();
    if (skuId === undefined || !empty.has(skuId) || !subscription.isActive(row)) continue;
    const status = statusOrder.indexOf((subscription.textAt(row, 'status') ?? 'Enabled') as CapabilityStatus);
    const best = statusOrder.indexOf(statuses.get(skuId) ?? 'Deleted');
    statuses.set(skuId, statusOrder[status < 0 ? best : Math.min(status, best)] ?? 'Deleted');
  }
  return statuses;
}

/** The seats of every SKU that was bought or that somebody holds. O(subscriptions + cells). */
export function seatsOf(tenant: Tenant): ReadonlyMap<string, SkuSeats> {
  const view = readLicenses(tenant);
  const bought = unitsBySku(tenant);
  const isKnown = hasKnownSeats(tenant);
  const noUnits = { enabled: 0, warning: 0, suspended: 0, lockedOut: 0 };
  const seats = new Map<string, SkuSeats>();
  for (const skuId of new Set([...bought.keys(), ...view.skuIds()])) {
    const units = isKnown ? (bought.get(skuId) ?? noUnits) : undefined;
    const consumed = view.held(skuId).size;
    if (units === undefined) seats.set(skuId, { skuId, units, consumed, free: undefined, capabilityStatus: undefined });
    else {
      const free = usableSeats(units) - consumed;
      seats.set(skuId, { skuId, units, consumed, free, capabilityStatus: statusOfUnits(units) });
    }
  }
  return seats;
}

/** Licenses are simulated for a tenant that says something about them: a subscription, a licensed group, or somebody's licenses. */
export function isLicensingActive({ populations }: Tenant): boolean {
  const { subscription, licenseAssignment, group } = populations;
  return subscription.size > 0 || licenseAssignment.size > 0 || hasLicensedGroup(group);
}

const licensed = new WeakMap<object, boolean>();

function hasLicensedGroup(group: Tenant['populations']['group']): boolean {
  const column = group.column('assignedLicenses');
  if (column === undefined) return false;
  let found = licensed.get(column);
  if (found === undefined) {
    found = false;
    for (let row = 0; row < group.size && !found; row++) {
      const value = group.valueAt(row, 'assignedLicenses');
      found = Array.isArray(value) && value.length > 0;
    }
    licensed.set(column, found);
  }
  return found;
}
