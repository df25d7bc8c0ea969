import type { LicenseCatalogue } from '../../licensing/index.ts';
import type { ChangeSet, ChangeStep, Semantics, Tenant } from '../../model/index.ts';
import type { PredicateCache } from '../../rules/index.ts';
import { type Outcome, prepareSimulation, type Settled, type SimulationDeps } from '../../simulation/index.ts';
import { judgeMove } from './judge-move.ts';
import { type Judgement, judgeState } from './judge-state.ts';
import { type Claim, isAboutMoves } from './policy-property.ts';
import { noSides, addSides, type Sides } from './sides.ts';
import { viewTenant } from './tenant-view.ts';

/** What playing a trial needs. */
export interface TrialDeps {
  readonly semantics: Semantics;
  readonly cache: PredicateCache;
  readonly catalogue?: LicenseCatalogue;
}

/** A tenant and what happens to it. For a claim about moves the last step is the change that it is about. */
export interface Trial {
  readonly tenant: Tenant;
  readonly steps: readonly ChangeStep[];
}

/** A trial that was played, until it violated the claim or came to its end. */
export interface PlayedTrial extends Judgement {
  /** Steps that were played. */
  readonly played: number;
  /** At rest before the last played step, and after it. Equal when no step was played. */
  readonly before: Settled;
  readonly after: Settled;
  /** Of the last played step. */
  readonly outcome?: Outcome;
}

/** Brings a tenant to rest. */
export function settleTrial(tenant: Tenant, deps: TrialDeps): Settled {
  return prepareSimulation(tenant, simulationDeps(deps)).settled;
}

/** Plays one step on a tenant at rest. */
export function playStep(tenant: Tenant, step: ChangeStep, deps: TrialDeps): Outcome {
  return prepareSimulation(tenant, simulationDeps(deps)).play(changeSetOf([step]));
}

/**
 * Plays a trial step by step and judges it: a claim about a tenant at rest at the start and after every step, a claim about moves
 * at its last step. Stops at the first violation.
 */
export function playTrial(claim: Claim, { tenant, steps }: Trial, deps: TrialDeps): PlayedTrial {
  const start = settleTrial(tenant, deps);
  let state: PlayedTrial = { violations: [], sides: noSides, played: 0, before: start, after: start };
  if (!isAboutMoves(claim)) {
    state = { ...state, ...judgeState(claim, viewTenant(start, deps)) };
    if (state.violations.length > 0) return state;
  }
  let sides: Sides = state.sides;
  for (const [index, step] of steps.entries()) {
    const outcome = playStep(state.after.tenant, step, deps);
    const isLast = index === steps.length - 1;
    const judged = judgeStep(claim, outcome, isLast, deps);
    sides = addSides(sides, { ...judged.sides, cases: 0 });
    state = {
      violations: judged.violations,
      sides,
      played: index + 1,
      before: outcome.before,
      after: outcome.after,
      outcome,
    };
    if (judged.violations.length > 0) break;
  }
  return { ...state, sides: { ...sides, cases: 1 } };
}

/** Judges what one step did, or the state that it led to. */
export function judgeStep(claim: Claim, outcome: Outcome, isLast: boolean, deps: TrialDeps): Judgement {
  const after = viewTenant(outcome.after, deps);
  if (!isAboutMoves(claim)) return judgeState(claim, after);
  if (!isLast) return { violations: [], sides: noSides };
  return judgeMove(claim, viewTenant(outcome.before, deps), after, isEffective(outcome));
}

/** A change set that was not read from a file. */
export function changeSetOf(steps: readonly ChangeStep[]): ChangeSet {
  return { version: 1, steps, source: { name: 'changes', text: '' } };
}

function isEffective({ steps }: Outcome): boolean {
  return steps.some(({ status }) => status === 'applied');
}

/** What a simulation takes of what a trial has. */
export function simulationDeps({ semantics, cache, catalogue }: TrialDeps): SimulationDeps {
  return { semantics, cache, ...(catalogue === undefined ? {} : { catalogue }) };
}
