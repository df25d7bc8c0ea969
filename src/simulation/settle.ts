import type { Tenant } from '../model/index.ts';
import { createPredicateCache } from '../rules/index.ts';
import type { DynamicState, Settled } from './outcome.ts';
import { createRuleBook } from './rule-book.ts';
import { type PassDeps, type PassResult, runPass } from './settle-pass.ts';
import type { SimulationDeps } from './simulation-deps.ts';
import { writeMembers, type WrittenMembers } from './write-members.ts';

/**
 * Applies every rule of a tenant at its clock: dynamic groups, dynamic administrative units, then memberOf rules (spec
 * rules 10, tenant 0.1). Nothing else of the tenant changes. O(rules * objects), shared conditions decided once.
 * @throws ToolError `work/interrupted` once `deps.signal` is given.
 */
export function settle(tenant: Tenant, deps: SimulationDeps): Settled {
  const pass = runPass(tenant, passDeps(deps));
  return settledFrom(pass, writeMembers(tenant, statesOf(pass)));
}

/** Completes the dependencies of passes. */
export function passDeps(deps: SimulationDeps): PassDeps {
  return { ...deps, cache: deps.cache ?? createPredicateCache(), book: createRuleBook(deps.semantics) };
}

/** The states of a pass in its order. */
export function* statesOf(pass: PassResult): Generator<DynamicState> {
  for (const { state } of pass.held.values()) yield state;
}

/** A pass and what it stored as one value. */
export function settledFrom(pass: PassResult, written: WrittenMembers): Settled {
  const dynamic = new Map([...pass.held].map(([key, { state }]) => [key, state]));
  return { tenant: written.tenant, dynamic, loops: pass.loops };
}
