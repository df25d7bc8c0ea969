import type { PlanDocument } from '../plan/index.ts';
import { counted, formatCount } from './words.ts';

/** The one line of totals. */
export function planTotals({ summary }: PlanDocument): string {
  const parts = [
    counted(summary.joins, 'join'),
    counted(summary.leaves, 'leave', 'leaves'),
    ...(summary.transient > 0 ? [`${formatCount(summary.transient)} transient`] : []),
    ...(summary.licenseGains + summary.licenseLosses > 0
      ? [`${counted(summary.licenseGains, 'license')} gained`, `${formatCount(summary.licenseLosses)} lost`]
      : []),
    ...(summary.licenseErrors > 0 ? [counted(summary.licenseErrors, 'new license error')] : []),
    ...(summary.undecided > 0 ? [`${formatCount(summary.undecided)} undecided`] : []),
    ...(summary.refusals > 0 ? [counted(summary.refusals, 'refusal')] : []),
    ...(summary.guardrailsFailed > 0 ? [`${counted(summary.guardrailsFailed, 'guardrail')} failed`] : []),
  ];
  return `Plan: ${counted(summary.objectsChanged, 'object')} to change; ${parts.join(', ')}.`;
}
