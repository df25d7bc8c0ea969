export { buildPlan } from './build-plan.ts';
export type { BuildPlanOptions } from './build-plan.ts';
export { differingParts } from './compare-plans.ts';
export { findDrift } from './drift.ts';
export type { HolderDrift } from './drift.ts';
export { exitCodePrecedence, exitCodes, strongestExitCode } from './exit-codes.ts';
export type { ExitCodeMeaning } from './exit-codes.ts';
export { explainMembership, membershipVerdict } from './explain-membership.ts';
export type { MembershipExplanation } from './explain-membership.ts';
export { guardrailNames, mergeGuardrails } from './guardrails.ts';
export type { Guardrails } from './guardrails.ts';
export { parseGuardrail, parseGuardrails, readGuardrails } from './parse-guardrails.ts';
export type {
  HolderRef,
  LeafLink,
  ObjectRef,
  PlanDiagnostic,
  PlanDocument,
  PlanDrift,
  PlanCost,
  PlanGuardrail,
  PlanLicense,
  PlanLicenseError,
  PlanSeatCount,
  PlanSeats,
  SkuRef,
  PlanLoop,
  PlanMembership,
  PlanNote,
  PlanPropertyChange,
  PlanRefusal,
  PlanStep,
  PlanStepTarget,
  PlanSummary,
  PlanUndecided,
  ReasonLink,
} from './plan-document.ts';
export { hasChanges, planExitCode } from './plan-exit-code.ts';
export type { PlanExitOptions } from './plan-exit-code.ts';
export { planSchema } from './plan-schema.ts';
export { readPlan } from './read-plan.ts';
export { createObjectRefs } from './object-refs.ts';
export type { ObjectRefs } from './object-refs.ts';
export { dynamicStateOf } from './settled-context.ts';
export type { ExplainDeps } from './settled-context.ts';
export { decidingLinks } from './leaf-links.ts';
export { createRowContext } from './settled-context.ts';
export { labelOfRef, valueText } from './value-text.ts';
export { forecastLicenses } from './license-forecast.ts';
export type { ForecastOptions, ForecastPoint, LicenseForecast, SkuForecast } from './license-forecast.ts';
export { describeGroupLicenses, describeUserLicenses, listSkuOverviews, neededUsers } from './license-overview.ts';
export type { GroupLicensesOverview, PathOverview, SkuOverview, UserLicenses } from './license-overview.ts';
/** Words to describe JSON documents with: `object({ id: text, note: optional(text) })`. */
export * as schemaWords from './schema-words.ts';
export type { Schema } from './schema-words.ts';
export { findProtected } from './protected-objects.ts';
