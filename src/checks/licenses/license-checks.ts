import { rulesReadPlans } from './chain-checks.ts';
import { groupWithoutSecurity, nestedGroup, otherCountry } from './group-checks.ts';
import type { LicenseCheck } from './license-scene.ts';
import { assignedTwice, foreignPrerequisite, groupsInConflict, ruleTakesLicenses } from './path-checks.ts';
import { notCovered, scarceInGroup, seatsShort, skuNotEnabled } from './seat-checks.ts';

/** Every check of licenses, by its number in the specification (licensing 18). */
export const licenseChecks: readonly LicenseCheck[] = [
  seatsShort,
  assignedTwice,
  scarceInGroup,
  nestedGroup,
  groupWithoutSecurity,
  otherCountry,
  foreignPrerequisite,
  groupsInConflict,
  ruleTakesLicenses,
  rulesReadPlans,
  notCovered,
  skuNotEnabled,
];
