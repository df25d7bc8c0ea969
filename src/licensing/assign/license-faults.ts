import type { DiagnosticCode } from '../../diagnostics/index.ts';
import type { GraphError } from '../../model/index.ts';
import type { LicenseCatalogue, LookupFault } from '../catalogue/license-catalogue.ts';
import type { CapabilityStatus } from '../catalogue/service-plan.ts';
import type { Sku } from '../catalogue/sku.ts';
import type { ErrorDetail } from '../state/license-path.ts';

/** Why a request about licenses is refused (spec licensing 16): the answer of the service, and what a person needs to mend it. */
export interface LicenseFault {
  readonly code: DiagnosticCode;
  readonly error: GraphError;
  /** What was expected and found, if it says more than the error's message. */
  readonly detail?: string;
  readonly hint?: string;
}

/** Texts that no public source gives: one place to correct them. */
const assumedTexts = {
  prohibited: 'License assignment cannot be done for user with invalid usage location.',
  groupKind: 'Licenses can only be assigned to security groups and security-enabled Microsoft 365 groups.',
  notOnGroup: 'Group does not have a corresponding license.',
  foreignPlan: (plan: string, sku: string): string => `The service plan ${plan} does not belong to the license ${sku}.`,
  noChange: 'No license changes provided.',
  twice: (sku: string): string => `License ${sku} can only be present once as an add or remove change.`,
} as const;

function fault(code: DiagnosticCode, message: string, more: Omit<LicenseFault, 'code' | 'error'> = {}): LicenseFault {
  return { code, error: { status: 400, code: 'Request_BadRequest', message }, ...more };
}

/** E1: the user has no usage location. */
export function usageLocationFault(): LicenseFault {
  return fault('license/usage-location', 'License assignment cannot be done for user with invalid usage location.', {
    hint: 'Set usageLocation of the user first; two letters, such as CH.',
  });
}

/** E2: no seat is free, or the seats cannot be assigned any more, as the status of the SKU says. */
export function noSeatFault(skuId: string, name: string, status?: CapabilityStatus): LicenseFault {
  const message = `Subscription with SKU ${skuId} does not have any available licenses.`;
  if (status === undefined || status === 'Enabled' || status === 'Warning')
    return fault('license/no-seats', message, {
      detail: `No seat of ${name} is free.`,
      hint: 'Buy seats, or remove the license from somebody else.',
    });
  return fault('license/no-seats', message, {
    detail: `No seat of ${name} can be assigned: what was bought is ${status}.`,
    hint: status === 'Deleted' ? 'Buy seats.' : 'Renew the subscription, or buy seats of another.',
  });
}

/** E5: the tenant does not have the SKU. */
export function unknownLicenseFault(skuId: string, name = skuId): LicenseFault {
  return fault('license/unknown-sku', `License ${skuId} does not correspond to a valid company License.`, {
    detail: `The tenant has no subscription of ${name}.`,
  });
}

/** A name that is no SKU, or several. The service knows ids only, so it would answer with E5. */
export function unknownSkuFault(name: string, why: LookupFault<Sku>, catalogue: LicenseCatalogue): LicenseFault {
  const { error } = unknownLicenseFault(name);
  if (why.kind === 'ambiguous') {
    const candidates = why.candidates.map(({ skuId, displayName }) => `${displayName} (${skuId})`).join('; ');
    return {
      code: 'changes/ambiguous-name',
      error,
      detail: `Expected one license, but "${name}" names several.`,
      hint: `Use an id. Candidates: ${candidates}.`,
    };
  }
  const near = nearestSkus(name, catalogue);
  return {
    code: 'license/unknown-sku',
    error,
    detail: `No license is named "${name}".`,
    ...(near.length === 0 ? {} : { hint: `Near it: ${near.join(', ')}. Search with: tenantlab license catalog.` }),
  };
}

function nearestSkus(name: string, catalogue: LicenseCatalogue): readonly string[] {
  const wanted = name.toUpperCase();
  return catalogue.data.skus
    .map(({ skuPartNumber }) => skuPartNumber)
    .filter((candidate) => candidate.includes(wanted) || wanted.includes(candidate))
    .slice(0, 3);
}

/** E6: nothing to remove. */
export function notHeldFault(name: string): LicenseFault {
  return fault('license/not-held', 'User does not have a corresponding license.', {
    detail: `The user does not have ${name}.`,
  });
}

/** A license to be removed that the group does not have. */
export function notOnGroupFault(name: string): LicenseFault {
  return fault('license/not-held', assumedTexts.notOnGroup, { detail: `The group does not have ${name}.` });
}

/** E7: the license comes from groups only. */
export function inheritedFault(name: string): LicenseFault {
  return fault(
    'license/inherited',
    'User license is inherited from a group membership and it cannot be removed directly from the user.',
    { detail: `${name} comes from a group.`, hint: 'Take the user out of the group, or the license from the group.' },
  );
}

/** E10: a license for the tenant as a whole. */
export function notAssignableFault(name: string): LicenseFault {
  return fault('license/not-assignable', `License ${name} cannot be assigned to a user.`);
}

/** E11: nothing is to be changed. */
export function noChangeFault(): LicenseFault {
  return fault('license/no-change', assumedTexts.noChange);
}

/** One license named twice in one call. */
export function namedTwiceFault(skuId: string): LicenseFault {
  return fault('license/named-twice', assumedTexts.twice(skuId));
}

/** E12: a disabled plan that the license does not have. */
export function foreignPlanFault(plan: string, skuId: string, catalogue?: LicenseCatalogue): LicenseFault {
  const sku = catalogue?.skuById(skuId);
  const plans = sku?.servicePlans.map(({ servicePlanName }) => servicePlanName).join(', ');
  return fault('license/foreign-plan', assumedTexts.foreignPlan(plan, skuId), {
    detail: `${sku?.skuPartNumber ?? skuId} has no service plan "${plan}".`,
    ...(plans === undefined ? {} : { hint: `Its plans: ${plans}.` }),
  });
}

/** A group that cannot have licenses (spec licensing 6.1). */
export function groupKindFault(): LicenseFault {
  return fault('license/group-kind', assumedTexts.groupKind);
}

/** E13: a group with licenses cannot be deleted (spec licensing 12.1). */
export function licensedGroupFault(): LicenseFault {
  return fault(
    'license/licensed-group',
    'Unable to delete the group because there is a product license assigned to the group. To delete this group, remove any product licenses first.',
  );
}

/** E1b, E3, E4 or E9: a rule between plans, a country or an address stands against it. */
export function violationFault(detail: ErrorDetail, planName: (id: string) => string): LicenseFault {
  switch (detail.kind) {
    case 'conflict':
      return fault(
        'license/mutually-exclusive',
        `License assignment failed because service plans ${detail.plans.join(',')} are mutually exclusive`,
        {
          detail: `${detail.plans.map(planName).join(' and ')} exclude each other.`,
          hint: 'Disable one of them with disabledPlans.',
        },
      );
    case 'dependency':
      return fault(
        'license/dependency',
        `License assignment failed because service plan ${detail.plan} depends on the service plan(s) ${detail.prerequisites.join(',')}`,
        { detail: `${planName(detail.plan)} needs ${detail.prerequisites.map(planName).join(' or ')}.` },
      );
    case 'location':
      return fault('license/prohibited-location', assumedTexts.prohibited, {
        detail: `${planName(detail.plan)} is not offered in ${detail.countryLetterCode}.`,
      });
    case 'uniqueness':
      return fault(
        'license/address-taken',
        'Another object with the same value for property proxyAddresses already exists.',
        { detail: `The address ${detail.address} belongs to another object, too.` },
      );
    case 'seats':
      return noSeatFault(detail.skuId, detail.skuId);
    case 'sibling':
      return fault('license/sibling', 'Another license of the same group could not be assigned.');
  }
}
