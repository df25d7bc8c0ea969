import { mostViolations } from './guardrails.ts';
import { compileNamePattern } from './name-pattern.ts';
import type { PlanCost, PlanGuardrail, PlanLicense, PlanLicenseError, PlanSeats, SkuRef } from './plan-document.ts';
import { labelOfRef, valueText } from './value-text.ts';

/** What guardrails about licenses look at. */
export interface LicenseGuardrailInput {
  readonly licenses: readonly PlanLicense[];
  readonly licenseErrors: readonly PlanLicenseError[];
  readonly seats: readonly PlanSeats[];
  readonly cost: PlanCost | null;
}

/** Every SKU that the plan touches keeps at least so many free seats. Seats that are not known are a warning. */
export function evaluateSeatsLeft(id: string, limit: number, { seats }: LicenseGuardrailInput): PlanGuardrail {
  const known = seats.flatMap(({ sku, after }) => (after.free === null ? [] : [{ sku, free: after.free }]));
  const short = known.filter(({ free }) => free < limit).toSorted((a, b) => a.free - b.free);
  const least = known.reduce((min, { free }) => Math.min(min, free), Infinity);
  const message =
    known.length === 0
      ? 'no seats are touched'
      : short.length === 0
        ? `at least ${least} seats are left of every license, ${limit} wanted`
        : `${short.length} ${short.length === 1 ? 'license has' : 'licenses have'} fewer than ${limit} seats left`;
  return {
    id,
    ok: short.length === 0,
    limit,
    actual: Number.isFinite(least) ? least : limit,
    message,
    violations: short.map(({ sku, free }) => `${skuName(sku)} has ${free} left`).slice(0, mostViolations),
    warnings: seats
      .filter(({ after }) => after.free === null)
      .map(({ sku }) => `the seats of ${skuName(sku)} are not known`),
  };
}

/**
 * A month may cost at most so much more: the licenses in use, and the seats that are bought, whichever costs more. SKUs without a
 * price are named, never counted as zero.
 */
export function evaluateCost(id: string, limit: number, { cost }: LicenseGuardrailInput): PlanGuardrail {
  const dearest = cost?.bought !== undefined && cost.bought.delta > cost.delta ? cost.bought : cost;
  const delta = dearest?.delta ?? 0;
  const ok = delta <= limit;
  const money = (amount: number): string => `${amount.toFixed(2)} ${cost?.currency ?? ''}`.trim();
  const message =
    cost === null
      ? 'neither the use of licenses nor the seats change'
      : `a month costs ${money(Math.abs(delta))} ${delta < 0 ? 'less' : 'more'}, at most ${money(limit)} more allowed`;
  return {
    id,
    ok,
    limit,
    actual: delta,
    message,
    violations: ok
      ? []
      : (dearest?.skus ?? [])
          .filter((entry) => entry.delta > 0)
          .toSorted((a, b) => b.delta - a.delta)
          .slice(0, mostViolations)
          .map((entry) => `${skuName(entry.sku)} costs ${money(entry.delta)} more`),
    warnings: (cost?.withoutPrice ?? []).map((sku) => `${skuName(sku)} has no price and is not part of the sum`),
  };
}

/** Nobody loses these licenses, not even for a moment. */
export function evaluateProtectedLicenses(
  patterns: readonly string[],
  { licenses }: LicenseGuardrailInput,
): PlanGuardrail {
  const matchers = patterns.map(compileNamePattern);
  const isMeant = ({ skuId, skuPartNumber, displayName }: SkuRef): boolean =>
    [skuId, skuPartNumber, displayName].some((name) => name !== null && matchers.some((matches) => matches(name)));
  const lost = licenses.filter(({ action, sku }) => action === 'lose' && isMeant(sku));
  const actual = lost.length;
  return {
    id: 'protected-licenses',
    ok: actual === 0,
    limit: 0,
    actual,
    message:
      actual === 0
        ? 'nobody loses a protected license'
        : `${actual} protected ${actual === 1 ? 'license' : 'licenses'} would be lost`,
    violations: lost
      .slice(0, mostViolations)
      .map((entry) => `${who(entry)} loses ${skuName(entry.sku)}${entry.transient ? ' for a moment' : ''}`),
    warnings: [],
  };
}

/** No path of a license may come to be in error. */
export function evaluateLicenseErrors({ licenseErrors }: LicenseGuardrailInput): PlanGuardrail {
  const actual = licenseErrors.length;
  return {
    id: 'no-new-license-errors',
    ok: actual === 0,
    limit: 0,
    actual,
    message: actual === 0 ? 'no new license errors' : `${actual} new license ${actual === 1 ? 'error' : 'errors'}`,
    violations: licenseErrors
      .slice(0, mostViolations)
      .map((entry) => `${who(entry)} ends in ${entry.error} for ${skuName(entry.sku)}`),
    warnings: [],
  };
}

function who({ user }: { readonly user: PlanLicense['user'] }): string {
  return valueText(labelOfRef(user));
}

function skuName({ skuPartNumber, skuId }: SkuRef): string {
  return skuPartNumber ?? skuId;
}
