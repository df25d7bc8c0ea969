export type {
  CatalogueOverrides,
  PlanRuleOverride,
  PriceOverride,
  ProhibitedLocationOverride,
  ServicePlanOverride,
  SkuOverride,
} from './catalogue/catalogue-overrides.ts';
export { reportOnCatalogue } from './catalogue/catalogue-report.ts';
export type {
  CatalogueReport,
  PlanRuleReport,
  PriceReport,
  ServicePlanName,
  ServicePlanReport,
  SkuName,
  SkuReport,
} from './catalogue/catalogue-report.ts';
export { checkCatalogue } from './catalogue/check-catalogue.ts';
export type { SkuFaults } from './catalogue/check-catalogue.ts';
export type { CatalogueData, ProhibitedLocation } from './catalogue/catalogue-data.ts';
export type {
  CompiledConflict,
  CompiledPlanRules,
  CompiledRequirement,
  RuleSelection,
} from './catalogue/compile-plan-rules.ts';
export { extendCatalogue } from './catalogue/extend-catalogue.ts';
export type { ExtendedCatalogue } from './catalogue/extend-catalogue.ts';
export { LicenseCatalogue } from './catalogue/license-catalogue.ts';
export type { LookupFault } from './catalogue/license-catalogue.ts';
export type {
  CompatibilityRule,
  ConflictRule,
  Enforcement,
  PlanRule,
  RequirementRule,
  SkuConflictRule,
  SkuPrerequisiteRule,
  SuspectPair,
} from './catalogue/plan-rule.ts';
export type { Price } from './catalogue/price.ts';
export { hasMailbox } from './catalogue/mailbox-plan.ts';
export { matchKinds, searchCatalogue, suggestNames } from './catalogue/search-catalogue.ts';
export type { CatalogueMatches, MatchKind } from './catalogue/search-catalogue.ts';
export type { CapabilityStatus, LicenseTarget, ProvisioningStatus, ServicePlan } from './catalogue/service-plan.ts';
export type { Sku } from './catalogue/sku.ts';
export { standardCatalogue } from './catalogue/standard-catalogue.ts';
export type { LicenseDifference } from './seed/license-difference.ts';
export { seedLicenses } from './seed/seed-licenses.ts';
export type { SeededLicenses, SeedOptions } from './seed/seed-licenses.ts';
export type { StatedServicePlan, StatedSku } from './seed/stated-skus.ts';
export type { AssignRequest } from './assign/assign-request.ts';
export { assignToUser, assignToUsers } from './assign/assign-to-user.ts';
export { checkGroupAssignment } from './assign/check-group-assignment.ts';
export type { GroupLicenses } from './assign/check-group-assignment.ts';
export { groupFailuresOf } from './assign/explain-failures.ts';
export type { GroupFailure } from './assign/explain-failures.ts';
export { foreignPlanFault, licensedGroupFault, unknownSkuFault } from './assign/license-faults.ts';
export type { LicenseFault } from './assign/license-faults.ts';
export { reprocessUsers } from './assign/reprocess-users.ts';
export { licenseDeps } from './license-deps.ts';
export type { LicenseDeps } from './license-deps.ts';
export { withAssignedPlans, withChangedPlans } from './plan-column.ts';
export type { LicenseJob, LicenseWork } from './settle/license-work.ts';
export { firstLicenseWork, runLicenseWork } from './settle/run-license-work.ts';
export { dataKeptFor, nextState, restorableFor, subscriptionValues } from './settle/subscription-clock.ts';
export type { LicenseWrites } from './settle/write-book.ts';
export {
  assignedLicensesOf,
  assignedPlansOf,
  assignmentStatesOf,
  heldLicensesOf,
  licenseDetailsOf,
  provisionedPlansOf,
  subscribedSkusOf,
  userLicenseShapes,
} from './state/graph-shapes.ts';
export type { UserLicenseShapes } from './state/graph-shapes.ts';
export { activeUsers, licensedGroups, licensedMembers, policyOf } from './state/group-policy.ts';
export type { PolicyEntry } from './state/group-policy.ts';
export { isHeld } from './state/license-path.ts';
export { readCells } from './state/license-cells.ts';
export type {
  AssignmentPath,
  ErrorDetail,
  LicenseError,
  LicenseMove,
  MoveKind,
  PathState,
  PlanEntry,
  PlanMove,
} from './state/license-path.ts';
export { doublyAssigned, readLicenses } from './state/read-licenses.ts';
export type { LicenseFailure, LicenseView } from './state/read-licenses.ts';
export { usersWithStatedLicenses } from './state/stated-users.ts';
export { hasKnownSeats, isLicensingActive, seatsOf, usableSeats } from './state/seats.ts';
export type { PrepaidUnits, SkuSeats } from './state/seats.ts';
export { tenantCatalogue } from './seed/tenant-catalogue.ts';
