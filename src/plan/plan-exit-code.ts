import { strongestExitCode } from './exit-codes.ts';
import { noUndecidedId } from './guardrails.ts';
import type { PlanDocument } from './plan-document.ts';

/** What turns findings of a plan into exit codes. */
export interface PlanExitOptions {
  readonly detailedExitCode?: boolean;
  readonly forbidUndecided?: boolean;
}

/** True when applying the plan would change something. */
export function hasChanges({ summary, tenant }: PlanDocument): boolean {
  const hasClockMoved = tenant.clock !== tenant.clockAfter;
  return hasClockMoved || summary.stepsApplied > 0 || summary.joins + summary.leaves + summary.transient > 0;
}

/**
 * The exit code of a plan: 1 for refusals and failed guardrails, 5 for undecided results where an option or the guardrail
 * `no-undecided` forbids them, 2 for changes where asked for, else 0; the strongest of those that apply.
 */
export function planExitCode(plan: PlanDocument, options: PlanExitOptions = {}): number {
  const codes = [0];
  const failed = plan.guardrails.filter(({ ok }) => !ok);
  if (plan.refusals.length > 0 || failed.some(({ id }) => id !== noUndecidedId)) codes.push(1);
  const isUndecided = plan.summary.undecided + plan.summary.whereUndecided > 0;
  const isForbidden = options.forbidUndecided === true && isUndecided;
  if (isForbidden || failed.some(({ id }) => id === noUndecidedId)) codes.push(5);
  if (options.detailedExitCode === true && hasChanges(plan)) codes.push(2);
  return strongestExitCode(codes);
}
