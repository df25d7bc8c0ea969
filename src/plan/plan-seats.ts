import { compareOrdinal } from '../base/index.ts';
import { readLicenses, type SkuSeats, seatsOf } from '../licensing/index.ts';
import type { Tenant } from '../model/index.ts';
import type { Outcome } from '../simulation/index.ts';
import type { LicenseWords } from './license-words.ts';
import type { PlanSeatCount, PlanSeats } from './plan-document.ts';

/**
 * Seats before and after of every SKU whose use or whose seats the change touches, or for which somebody ends without a seat, by
 * name (spec licensing 2).
 */
export function listSeats({ before, after }: Outcome, words: LicenseWords): readonly PlanSeats[] {
  const [was, is] = [countsOf(before.tenant), countsOf(after.tenant)];
  const skuIds = [...new Set([...was.keys(), ...is.keys()])];
  const failures = readLicenses(after.tenant).failures();
  return skuIds
    .flatMap((skuId) => {
      const [earlier, now] = [was.get(skuId) ?? noSeats, is.get(skuId) ?? noSeats];
      const short = failures.filter((entry) => entry.skuId === skuId && entry.error === 'CountViolation');
      const withoutSeat = short.reduce((sum, { users }) => sum + users.size, 0);
      const isTouched = JSON.stringify(earlier) !== JSON.stringify(now) || withoutSeat > 0;
      return isTouched ? [{ sku: words.sku(skuId), before: earlier, after: now, withoutSeat }] : [];
    })
    .toSorted((a, b) => compareOrdinal(nameOf(a), nameOf(b)));
}

const noSeats: PlanSeatCount = {
  enabled: 0,
  warning: 0,
  suspended: 0,
  lockedOut: 0,
  consumed: 0,
  free: 0,
  capabilityStatus: null,
};

function countsOf(tenant: Tenant): ReadonlyMap<string, PlanSeatCount> {
  return new Map([...seatsOf(tenant)].map(([skuId, seats]) => [skuId, countOf(seats)]));
}

function countOf({ units, consumed, free, capabilityStatus }: SkuSeats): PlanSeatCount {
  return {
    enabled: units?.enabled ?? null,
    warning: units?.warning ?? null,
    suspended: units?.suspended ?? null,
    lockedOut: units?.lockedOut ?? null,
    consumed,
    free: free ?? null,
    capabilityStatus: capabilityStatus ?? null,
  };
}

function nameOf({ sku }: PlanSeats): string {
  return sku.skuPartNumber ?? sku.skuId;
}
