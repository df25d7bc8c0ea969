import { formatInstant } from '../base/index.ts';
import { type LicenseCatalogue, licenseDeps } from '../licensing/index.ts';
import { type ChangeSet, changedSemantics, type Population, type Semantics } from '../model/index.ts';
import type { PredicateCache } from '../rules/index.ts';
import type { Outcome } from '../simulation/index.ts';
import { findDrift, summarizeDrift } from './drift.ts';
import { evaluateGuardrails } from './evaluate-guardrails.ts';
import type { Guardrails } from './guardrails.ts';
import { createLeafReasons } from './leaf-reasons.ts';
import { createObjectRefs } from './object-refs.ts';
import {
  type PlanDocument,
  planFormatVersion,
  type PlanMembership,
  type PlanStep,
  type PlanSummary,
} from './plan-document.ts';
import { createLicenseWords } from './license-words.ts';
import { countLicenses, listLicenseEffects } from './plan-license-effects.ts';
import { listChains, listLicenseLoops } from './plan-license-loops.ts';
import { listMemberships } from './plan-memberships.ts';
import { listLoops, listNotes } from './plan-notes.ts';
import { listRefusals } from './plan-refusals.ts';
import { createStepLinks, listSteps } from './plan-steps.ts';
import { listUndecided } from './plan-undecided.ts';

/** What a plan states besides what happens. */
export interface BuildPlanOptions {
  /** Name and version of the program. */
  readonly tool: string;
  /** Of the tenant as it rests, before it was settled. */
  readonly fingerprint: string;
  readonly guardrails: Guardrails;
  readonly semantics: Semantics;
  readonly cache?: PredicateCache;
  /** What licenses consist of and cost; the standard catalogue when absent. */
  readonly catalogue?: LicenseCatalogue;
}

/**
 * Turns the outcome of a simulation into the plan document: what changes, who joins and leaves with the causes that the
 * simulation recorded, what is undecided or refused, and whether guardrails hold. Pure; about O(events + effects * log).
 */
export function buildPlan(outcome: Outcome, changeSet: ChangeSet, options: BuildPlanOptions): PlanDocument {
  const { semantics, cache } = options;
  const refs = createObjectRefs(outcome.after.tenant);
  const reasons = createLeafReasons(outcome, { semantics, ...(cache === undefined ? {} : { cache }) });
  const steps = listSteps(outcome, changeSet, refs);
  const refusals = listRefusals(outcome, steps, refs);
  const stepLinks = createStepLinks(changeSet);
  const programOf = (holder: Parameters<typeof reasons.programOf>[0]) => reasons.programOf(holder);
  const deps = licenseDeps(semantics, options.catalogue);
  const words = createLicenseWords(refs, () => deps.catalogue);
  const causes = { outcome, refs, stepLinks, programOf, licenses: words };
  const memberships = listMemberships(outcome, { ...causes, reasons });
  const licenses = listLicenseEffects(outcome, causes, deps);
  const { undecided, undecidedNotListed, count } = listUndecided(outcome, refs, reasons);
  const whereUndecided = steps.reduce((sum, { undecidedCount }) => sum + undecidedCount, 0);
  const guardrails = evaluateGuardrails(options.guardrails, {
    outcome,
    refs,
    memberships,
    undecided: count,
    whereUndecided,
    licenses,
  });
  const drift = summarizeDrift(findDrift(outcome.before));
  return {
    formatVersion: planFormatVersion,
    tool: options.tool,
    tenant: describeTenant(outcome, options.fingerprint),
    changes: { name: changeSet.source.name, text: changeSet.source.text },
    semantics: changedSemantics(semantics),
    steps,
    refusals,
    effects: { memberships, ...licenses, undecided, undecidedNotListed },
    guardrails,
    drift,
    loops: listLoops(outcome, refs),
    licenseLoops: listLicenseLoops(outcome, refs, words),
    notes: [...listNotes(outcome, refs), ...listChains(outcome)],
    summary: {
      ...countMemberships(memberships),
      undecided: count,
      newUndecided: undecided.filter((entry) => entry.new).length,
      whereUndecided,
      refusals: refusals.length,
      guardrailsFailed: guardrails.filter(({ ok }) => !ok).length,
      ...countSteps(outcome, steps),
      drift: drift.notExported + drift.notComputed,
      ...countLicenses(licenses),
    },
    complete: refusals.length === 0 && steps.every(({ status }) => status !== 'refused'),
  };
}

function describeTenant({ before, after }: Outcome, fingerprint: string): PlanDocument['tenant'] {
  const { organization, user, group } = before.tenant.populations;
  return {
    fingerprint,
    clock: formatInstant(before.tenant.clock),
    clockAfter: formatInstant(after.tenant.clock),
    displayName: organization.size === 0 ? null : (organization.textAt(0, 'displayName') ?? null),
    users: countActive(user),
    groups: countActive(group),
  };
}

function countActive(population: Population): number {
  let count = 0;
  for (let row = 0; row < population.size; row++) if (population.isActive(row)) count++;
  return count;
}

function countMemberships(
  memberships: readonly PlanMembership[],
): Pick<PlanSummary, 'joins' | 'leaves' | 'transient' | 'groupsAffected' | 'peopleAffected'> {
  const lasting = memberships.filter(({ transient }) => !transient);
  const joins = lasting.filter(({ action }) => action === 'join').length;
  return {
    joins,
    leaves: lasting.length - joins,
    transient: memberships.length - lasting.length,
    groupsAffected: new Set(memberships.map(({ group }) => group.id)).size,
    peopleAffected: new Set(memberships.map(({ member }) => member.id)).size,
  };
}

function countSteps(
  { steps: outcomes }: Outcome,
  steps: readonly PlanStep[],
): Pick<PlanSummary, 'steps' | 'stepsApplied' | 'objectsChanged'> {
  const changed = new Set(outcomes.flatMap((step) => step.changed.map(({ type, row }) => `${type} ${row}`)));
  return {
    steps: steps.length,
    stepsApplied: steps.filter(({ status }) => status === 'applied').length,
    objectsChanged: changed.size,
  };
}
