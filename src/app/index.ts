export { applyPlan } from './apply-plan.ts';
export type { ApplyOptions } from './apply-plan.ts';
export { catalogueFor } from './catalogue-for.ts';
export type {
  LicenseComparison,
  NamedPlan,
  PathDifference,
  PathStatement,
  PlanDifference,
  PlanStatement,
  UserDifference,
} from './compare-licenses.ts';
export { compareTenants, rowNames } from './compare-tenants.ts';
export type { MemberDifference, ObjectDifference, PropertyDifference, TenantDifference } from './compare-tenants.ts';
export { createTenantAt, requireNewPlace } from './create-tenant-at.ts';
export { explainMember, explainMemberChange } from './explain-member.ts';
export type { MembershipChange, MembershipQuestion } from './explain-member.ts';
export { findObject } from './find-object.ts';
export type { FoundObject } from './find-object.ts';
export { loadConfig } from './load-config.ts';
export type { LoadedConfig } from './load-config.ts';
export { locateTenant } from './locate-tenant.ts';
export type { TenantSearch } from './locate-tenant.ts';
export { openTenant } from './open-tenant.ts';
export type { OpenedTenant, OpenTenantOptions, TenantKind } from './open-tenant.ts';
export { planChange } from './plan-change.ts';
export type { PlannedChange, PlanOptions } from './plan-change.ts';
export { readChanges } from './read-changes.ts';
export { readLicenseCatalogue } from './read-license-catalogue.ts';
export { engineFor } from './threads/engine-for.ts';
export { toolName, version } from './tool-name.ts';
export type { WorkOptions, WorkProgress } from './work-options.ts';
