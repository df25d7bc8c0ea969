import { ToolError } from '../base/index.ts';
import type { EngineCache } from '../engine/index.ts';
import type { LicenseCatalogue } from '../licensing/index.ts';
import type { Semantics } from '../model/index.ts';
import type { PredicateCache } from '../rules/index.ts';

/** How far a simulation is: `done` of `total` rules of the pass at hand. */
export interface SimulationProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
}

/** What a simulation needs besides the tenant. */
export interface SimulationDeps {
  readonly semantics: Semantics;
  /** Shared between simulations, so that conditions are decided once; a new one when absent. */
  readonly cache?: PredicateCache;
  /** The answers of rules by value, likewise. */
  readonly engine?: EngineCache;
  /** What licenses consist of; the standard catalogue when absent. */
  readonly catalogue?: LicenseCatalogue;
  readonly onProgress?: (progress: SimulationProgress) => void;
  /** Stops the work between two rules. */
  readonly signal?: { readonly aborted: boolean };
}

/** @throws ToolError `work/interrupted` (exit code 130) once the signal is given. */
export function stopIfAborted(deps: SimulationDeps): void {
  if (deps.signal?.aborted === true) {
    throw new ToolError({ code: 'work/interrupted', message: 'Interrupted.', exitCode: 130 });
  }
}
