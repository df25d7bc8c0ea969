export type {
  CatalogueOverrides,
  PlanRuleOverride,
  PriceOverride,
  ProhibitedLocationOverride,
  ServicePlanOverride,
  SkuOverride,
} from './catalogue/catalogue-overrides.ts';
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
export { matchKinds, searchCatalogue, suggestNames } from './catalogue/search-catalogue.ts';
export type { CatalogueMatches, MatchKind } from './catalogue/search-catalogue.ts';
export type { CapabilityStatus, LicenseTarget, ProvisioningStatus, ServicePlan } from './catalogue/service-plan.ts';
export type { Sku } from './catalogue/sku.ts';
export { standardCatalogue } from './catalogue/standard-catalogue.ts';
export { cellId, isCellType } from './seed/cell-ids.ts';
export type { CellType } from './seed/cell-ids.ts';
export type { LicenseDifference } from './seed/license-difference.ts';
export { seedLicenses } from './seed/seed-licenses.ts';
export type { SeededLicenses, SeedOptions } from './seed/seed-licenses.ts';
export { tenantCatalogue } from './seed/tenant-catalogue.ts';
