import type { EpochMilliseconds } from '../base/index.ts';
import {
  type CausedMutation,
  type ChangeSet,
  defaultSemantics,
  fingerprintOf,
  type Semantics,
  type Tenant,
} from '../model/index.ts';
import type { LicenseCatalogue } from '../licensing/index.ts';
import { buildPlan, type Guardrails, type PlanDocument } from '../plan/index.ts';
import { createPredicateCache, type PredicateCache } from '../rules/index.ts';
import { checkChangeSet } from '../directory/index.ts';
import { DiagnosticsError } from '../diagnostics/index.ts';
import { type Outcome, simulate } from '../simulation/index.ts';
import { catalogueFor } from './catalogue-for.ts';
import { engineFor } from './threads/engine-for.ts';
import { toolName } from './tool-name.ts';
import type { WorkOptions } from './work-options.ts';

/** How to plan. */
export interface PlanOptions extends WorkOptions {
  /** Moves the virtual clock before anything else; default: the tenant's own clock. */
  readonly clock?: EpochMilliseconds;
  readonly semantics?: Semantics;
  readonly guardrails?: Guardrails;
  /** What licenses consist of and cost; the standard catalogue when absent. */
  readonly catalogue?: LicenseCatalogue;
  /** Shared between plans over one tenant, so that predicates are decided once. */
  readonly cache?: PredicateCache;
}

/** A plan and everything it was made from. */
export interface PlannedChange {
  readonly plan: PlanDocument;
  readonly outcome: Outcome;
  /** What `applyPlan` writes: the outcome's mutations, with the move of the clock in front if there is one. */
  readonly mutations: readonly CausedMutation[];
}

/**
 * Says exactly who would gain or lose which group by a change set, and why. The tenant is not changed. Synchronous and pure:
 * equal inputs give equal plans. For a large tenant a thread helps, which keeps no process alive.
 * @throws DiagnosticsError when the change set cannot be played whatever the tenant holds: a `where` that is no rule, a clock
 * before the tenant's, a `match` that finds none or several objects (exit code 3).
 */
export function planChange(tenant: Tenant, changes: ChangeSet, options: PlanOptions = {}): PlannedChange {
  const semantics = options.semantics ?? defaultSemantics;
  const cache = options.cache ?? createPredicateCache();
  const start = options.clock === undefined ? tenant : { ...tenant, clock: options.clock };
  const [fault, ...moreFaults] = checkChangeSet(changes, { semantics, clock: start.clock });
  if (fault !== undefined) throw new DiagnosticsError(fault, moreFaults);
  const catalogue = catalogueFor(tenant, options.catalogue);
  const outcome = simulate(start, changes, {
    semantics,
    cache,
    engine: engineFor(start),
    ...(catalogue === undefined ? {} : { catalogue }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  throwIfAimless(outcome, changes);
  const plan = buildPlan(outcome, changes, {
    tool: toolName,
    fingerprint: fingerprintOf(tenant),
    guardrails: options.guardrails ?? {},
    semantics,
    cache,
    ...(catalogue === undefined ? {} : { catalogue }),
  });
  return { plan, outcome, mutations: [...clockMove(tenant, start), ...outcome.mutations] };
}

/** Codes of steps that do not say which object they mean: faults of the change set, not refusals of the service. */
const aimlessCodes: ReadonlySet<string> = new Set([
  'changes/match-none',
  'changes/match-several',
  'changes/ambiguous-name',
]);

function throwIfAimless({ refusals }: Outcome, { source }: ChangeSet): void {
  const faults = refusals.flatMap(({ diagnostics }) => diagnostics.filter(({ code }) => aimlessCodes.has(code)));
  const [first, ...more] = faults.map((fault) => ({ source, ...fault }));
  if (first !== undefined) throw new DiagnosticsError(first, more);
}

function clockMove(from: Tenant, to: Tenant): readonly CausedMutation[] {
  if (from.clock === to.clock) return [];
  return [{ mutation: { kind: 'setClock', before: from.clock, after: to.clock }, cause: 'the clock was set' }];
}
