import { type EpochMilliseconds, ToolError } from '../base/index.ts';
import type { LicenseCatalogue } from '../licensing/index.ts';
import { differingParts, type PlanDocument } from '../plan/index.ts';
import type { OpenedTenant } from './open-tenant.ts';
import { planChange, type PlannedChange } from './plan-change.ts';
import { readChanges } from './read-changes.ts';
import { clockOf, requireFresh, semanticsOf } from './saved-plan.ts';
import type { WorkOptions } from './work-options.ts';

/** How to apply. */
export interface ApplyOptions extends WorkOptions {
  /** For the change log. */
  readonly who: string;
  /** The real time, for the change log. */
  readonly at: EpochMilliseconds;
  /** Apply the steps that are not refused of a plan that contains refusals. Default false: such a plan is not applied at all. */
  readonly allowRefusals?: boolean;
  /** Called when writing begins: from here on the signal comes too late. */
  readonly onWriting?: () => void;
  /** Apply although guardrails failed. Default false. */
  readonly allowFailedGuardrails?: boolean;
  /** What licenses consist of and cost, as when the plan was made; the standard catalogue when absent. */
  readonly catalogue?: LicenseCatalogue;
}

/**
 * Carries out a saved plan: plays its change set again on the tenant, checks that it does exactly what the plan says, and
 * writes the result, whole or not at all.
 * @throws ToolError `plan/stale` (exit code 3) when the tenant has moved since, `plan/refused` and `plan/guardrails`
 * (exit code 1), `plan/differs` when another version of the program plans otherwise.
 */
export async function applyPlan(
  opened: OpenedTenant,
  saved: PlanDocument,
  options: ApplyOptions,
): Promise<PlannedChange> {
  requireFresh(opened.tenant, saved);
  refuseBadPlans(saved, options);
  const changes = await readChanges(saved.changes.name, saved.changes.text);
  const planned = planChange(opened.tenant, changes, {
    ...options,
    semantics: semanticsOf(saved),
    clock: clockOf(saved),
  });
  const differing = differingParts(saved, planned.plan);
  if (differing.length > 0) {
    throw new ToolError({
      code: 'plan/differs',
      message: `This program plans something else than the saved plan says (${differing.join(', ')}); nothing was applied.`,
      hint: `The plan was made by ${saved.tool}. Make it again.`,
    });
  }
  await letSignalsIn(options.signal);
  options.onWriting?.();
  await opened.commit(
    { who: options.who, at: options.at, what: `apply ${saved.changes.name}` },
    planned.mutations,
    planned.outcome.after.tenant,
  );
  return planned;
}

/**
 * The last moment at which a plan can be stopped: what was computed at one go has not heard of a signal since.
 * @throws ToolError `work/interrupted` (exit code 130)
 */
async function letSignalsIn(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  if (signal?.aborted === true)
    throw new ToolError({ code: 'work/interrupted', message: 'Interrupted. Nothing was changed.', exitCode: 130 });
}

function refuseBadPlans(saved: PlanDocument, options: ApplyOptions): void {
  if (saved.refusals.length > 0 && options.allowRefusals !== true) {
    throw new ToolError({
      code: 'plan/refused',
      message: `The service would refuse ${saved.refusals.length} of the changes; nothing was applied.`,
      hint: 'Mend the change set, or apply the rest with --allow-refusals.',
      exitCode: 1,
    });
  }
  const failed = saved.guardrails.filter(({ ok }) => !ok).map(({ id }) => id);
  if (failed.length > 0 && options.allowFailedGuardrails !== true) {
    throw new ToolError({
      code: 'plan/guardrails',
      message: `Guardrails failed (${failed.join(', ')}); nothing was applied.`,
      hint: 'Mend the change set, or apply it all the same with --allow-failed-guardrails.',
      exitCode: 1,
    });
  }
}
