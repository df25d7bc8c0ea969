import { checkLicenseErrors, checkSeats, checkServicePlans, checkSkus } from './check-licenses.ts';
import { checkCount, checkMember, checkMembers, checkRuleOfMembers } from './check-members.ts';
import {
  checkCost,
  checkGuardrails,
  checkLicenseMovement,
  checkMovedPeople,
  checkMovement,
  checkRefusals,
} from './check-plan.ts';
import { checkSnapshot } from './check-snapshot.ts';
import type { Expectation } from './expectation.ts';
import type { CheckContext, Finding } from './finding.ts';

/** Checks one expectation of a case. */
export function checkExpectation(context: CheckContext, expectation: Expectation): Finding {
  switch (expectation.kind) {
    case 'member':
      return checkMember(context, expectation);
    case 'members':
      return checkMembers(context, expectation);
    case 'count':
      return checkCount(context, expectation);
    case 'rule':
      return checkRuleOfMembers(context, expectation);
    case 'skus':
      return checkSkus(context, expectation);
    case 'servicePlans':
      return checkServicePlans(context, expectation);
    case 'licenseErrors':
      return checkLicenseErrors(context, expectation);
    case 'seats':
      return checkSeats(context, expectation);
    case 'movement':
      return checkMovement(context, expectation);
    case 'movedPeople':
      return checkMovedPeople(context, expectation);
    case 'licenseMovement':
      return checkLicenseMovement(context, expectation);
    case 'guardrails':
      return checkGuardrails(context, expectation.guardrails);
    case 'unchanged':
      return checkGuardrails(context, context.bound.unchanged);
    case 'cost':
      return checkCost(context, expectation);
    case 'refusals':
      return checkRefusals(context, expectation);
    case 'snapshot':
      return checkSnapshot(context, expectation);
  }
}
