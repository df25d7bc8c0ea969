import type { ErrorDetail, LicenseError } from '../state/license-path.ts';
import type { PlanFacts } from './plan-facts.ts';

/** What a change does to the enabled plans of one user. */
export interface PlanEffect {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

/** A rule that a change breaks. `plans` are the plans because of which it does: newly enabled ones, or lost ones. */
export interface Violation {
  readonly error: LicenseError;
  readonly detail: ErrorDetail;
  readonly plans: readonly string[];
  /** The plan at fault was enabled before: something that it needs is lost. */
  readonly isLoss: boolean;
}

/**
 * Plans that exclude each other after a change (spec licensing 9.1). Only what changes is looked at, unless `isWhole`: a user in a
 * bad state can still be repaired (spec licensing 5.8).
 */
export function findConflict(effect: PlanEffect, facts: PlanFacts, isWhole: boolean): Violation | undefined {
  const { before, after } = effect;
  const plans: string[] = [];
  let first: readonly [string, string] | undefined;
  for (const plan of after) {
    if (!isWhole && before.has(plan)) continue;
    const other = facts.conflictsOf(plan).find((candidate) => after.has(candidate));
    if (other === undefined) continue;
    plans.push(plan);
    first ??= plan < other ? [plan, other] : [other, plan];
  }
  if (first === undefined) return undefined;
  return { error: 'MutuallyExclusiveViolation', detail: { kind: 'conflict', plans: first }, plans, isLoss: false };
}

/** Plans that are enabled after a change without what they need (spec licensing 9.2, 9.3); new ones before those that lose it. */
export function findMissingPrerequisite(
  { before, after }: PlanEffect,
  facts: PlanFacts,
  isWhole: boolean,
): Violation | undefined {
  const missing: { readonly plan: string; readonly anyOf: readonly string[]; readonly isNew: boolean }[] = [];
  for (const plan of after) {
    const isNew = !before.has(plan);
    for (const { anyOf } of facts.requirementsOf(plan)) {
      if (anyOf.some((other) => after.has(other))) continue;
      if (isNew || isWhole || anyOf.some((other) => before.has(other))) missing.push({ plan, anyOf, isNew });
    }
  }
  const [first] = missing.toSorted((a, b) => Number(b.isNew) - Number(a.isNew));
  if (first === undefined) return undefined;
  const alike = missing.filter(({ isNew }) => isNew === first.isNew);
  const plans = first.isNew
    ? alike.map(({ plan }) => plan)
    : alike.flatMap(({ anyOf }) => anyOf.filter((other) => before.has(other)));
  const detail = { kind: 'dependency', plan: first.plan, prerequisites: first.anyOf } as const;
  return { error: 'DependencyViolation', detail, plans, isLoss: !first.isNew };
}

/** A newly enabled plan that is not offered where the user is (spec licensing 10.4). */
export function findProhibited(
  { before, after }: PlanEffect,
  facts: PlanFacts,
  countryLetterCode: string | undefined,
): Violation | undefined {
  if (countryLetterCode === undefined || !facts.hasProhibitions) return undefined;
  const plans = [...after].filter((plan) => !before.has(plan) && facts.isProhibited(plan, countryLetterCode));
  const [plan] = plans;
  if (plan === undefined) return undefined;
  const detail = { kind: 'location', plan, countryLetterCode } as const;
  return { error: 'ProhibitedInUsageLocationViolation', detail, plans, isLoss: false };
}

/** A mailbox for a user one of whose addresses belongs to another object too (spec licensing 4.3). */
export function findTakenAddress(
  { before, after }: PlanEffect,
  facts: PlanFacts,
  takenAddress: () => string | undefined,
): Violation | undefined {
  const plans = [...after].filter((plan) => !before.has(plan) && facts.isMailbox(plan));
  if (plans.length === 0) return undefined;
  const address = takenAddress();
  if (address === undefined) return undefined;
  return { error: 'UniquenessViolation', detail: { kind: 'uniqueness', address }, plans, isLoss: false };
}
