import { isLicensingActive, type LicenseDeps } from '../licensing/index.ts';
import type { Outcome } from '../simulation/index.ts';
import type { CauseDeps } from './cause-links.ts';
import { costOf } from './plan-cost.ts';
import type { PlanDocument, PlanSummary } from './plan-document.ts';
import { listLicenseErrors } from './plan-license-errors.ts';
import { listLicenses } from './plan-licenses.ts';
import { listSeats } from './plan-seats.ts';
import { listServicePlans } from './plan-service-plans.ts';

/** What a plan says about licenses. */
export type LicenseEffects = Pick<
  PlanDocument['effects'],
  'licenses' | 'licenseErrors' | 'servicePlans' | 'seats' | 'cost'
>;

/** Everything that a change does to licenses; nothing for a tenant without any. */
export function listLicenseEffects(outcome: Outcome, causes: CauseDeps, deps: LicenseDeps): LicenseEffects {
  const isActive = isLicensingActive(outcome.before.tenant) || isLicensingActive(outcome.after.tenant);
  if (!isActive) return { licenses: [], licenseErrors: [], servicePlans: [], seats: [], cost: null };
  return {
    licenses: listLicenses(outcome, causes),
    licenseErrors: listLicenseErrors(outcome, causes),
    servicePlans: listServicePlans(outcome, causes.licenses),
    seats: listSeats(outcome, causes.licenses),
    cost: costOf(outcome, causes.licenses, deps),
  };
}

/** The counts of a plan's summary. */
export function countLicenses({
  licenses,
  licenseErrors,
}: LicenseEffects): Pick<PlanSummary, 'licenseGains' | 'licenseLosses' | 'licenseGaps' | 'licenseErrors'> {
  const count = (action: 'gain' | 'lose', transient: boolean): number =>
    licenses.filter((entry) => entry.action === action && entry.transient === transient).length;
  return {
    licenseGains: count('gain', false),
    licenseLosses: count('lose', false),
    licenseGaps: count('lose', true),
    licenseErrors: licenseErrors.length,
  };
}
