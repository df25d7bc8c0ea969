import type { LicenseBook } from '../settle/license-book.ts';
import {
  foreignPlanFault,
  type LicenseFault,
  namedTwiceFault,
  noChangeFault,
  notAssignableFault,
  unknownLicenseFault,
} from './license-faults.ts';

/** The body of assignLicense (spec licensing 5.1). Ids in lower case. */
export interface AssignRequest {
  readonly addLicenses: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
  readonly removeLicenses: readonly string[];
}

/**
 * What users and groups have in common: body, SKU known to the tenant, assignable to users, plans of the SKU (spec licensing 5.9).
 * `has` says whether the target has a license already: one that the tenant lost can still be taken away (spec licensing 12.3).
 */
export function checkRequest(
  book: LicenseBook,
  { addLicenses, removeLicenses }: AssignRequest,
  has: (skuId: string) => boolean,
): LicenseFault | undefined {
  const { facts, deps } = book;
  const named = [...addLicenses.map(({ skuId }) => skuId), ...removeLicenses];
  if (named.length === 0) return noChangeFault();
  const twice = named.find((skuId, index) => named.indexOf(skuId) !== index);
  if (twice !== undefined) return namedTwiceFault(twice);
  const unknown = named.find((skuId) => !book.isSold(skuId) && !(removeLicenses.includes(skuId) && has(skuId)));
  if (unknown !== undefined) return unknownLicenseFault(unknown, facts.sku.skuName(unknown));
  const company = addLicenses.find(({ skuId }) => deps.catalogue.skuById(skuId)?.appliesTo === 'Company');
  if (company !== undefined) return notAssignableFault(facts.sku.skuName(company.skuId));
  for (const { skuId, disabledPlans } of addLicenses) {
    const plans = facts.sku.plansOf(skuId);
    const foreign = plans === undefined ? undefined : disabledPlans.find((plan) => !plans.has(plan));
    if (foreign !== undefined) return foreignPlanFault(foreign, skuId, deps.catalogue);
  }
  return undefined;
}
