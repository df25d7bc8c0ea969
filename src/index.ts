/**
 * The library: open a tenant, plan a change, explain a membership. Everything here is typed, documented and free of global
 * state; several tenants can be open at once.
 *
 * ```ts
 * import { openTenant, planChange, readChanges } from 'tenantlab';
 *
 * const opened = await openTenant('tenant.db');
 * const changes = await readChanges('reorg.yaml', 'version: 1\nsteps: []\n');
 * const { plan } = planChange(opened.tenant, changes);
 * console.log(plan.summary.joins, plan.summary.leaves);
 * opened.close();
 * ```
 */
export {
  applyPlan,
  compareTenants,
  createTenantAt,
  explainMember,
  explainMemberChange,
  findObject,
  openTenant,
  planChange,
  readChanges,
  version,
} from './app/index.ts';
export { runSuites } from './app/testing.ts';
export type {
  ApplyOptions,
  MembershipChange,
  MembershipQuestion,
  OpenedTenant,
  OpenTenantOptions,
  PlannedChange,
  PlanOptions,
  TenantDifference,
  TenantKind,
  WorkOptions,
  WorkProgress,
} from './app/index.ts';
export type { RunSuitesOptions, SuitesRun } from './app/testing.ts';
export { ToolError } from './base/index.ts';
export { DiagnosticsError } from './diagnostics/index.ts';
export type { Diagnostic } from './diagnostics/index.ts';
export { reportExitCode } from './harness/index.ts';
export type { TestReport } from './harness/index.ts';
export { defaultSemantics, fingerprintOf } from './model/index.ts';
export type { ChangeSet, Semantics, Tenant } from './model/index.ts';
export { planExitCode, planSchema, readPlan } from './plan/index.ts';
export type { Guardrails, MembershipExplanation, PlanDocument } from './plan/index.ts';
export { renderPlanJson, renderPlanMarkdown, renderPlanText, plainStyle } from './report/index.ts';
export { checkRule, describeRule, evaluateReference, printRule, toJsonLogic } from './rules/index.ts';
export { settle, simulate } from './simulation/index.ts';
