import type { Claim } from './claim.ts';
import { licenseAssignmentClaims } from './licensing-assignment.ts';
import { licensePlanRuleClaims } from './licensing-plan-rules.ts';

/** Every graded statement about licenses that the program implements, in the order of the specification. */
export const licensingClaims: readonly Claim[] = [...licenseAssignmentClaims, ...licensePlanRuleClaims];
