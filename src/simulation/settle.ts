import { EngineCache } from '../engine/index.ts';
import type { Tenant } from '../model/index.ts';
import { createPredicateCache, type PredicateCache } from '../rules/index.ts';
import { MappedMap } from '../base/index.ts';
import { holdersBehind } from './holders-behind.ts';
import type { Holder, Settled } from './outcome.ts';
import { createRuleBook } from './rule-book.ts';
import type { PassDeps, PassResult } from './pass-result.ts';
import { runFirstPass } from './settle-pass.ts';
import type { SimulationDeps } from './simulation-deps.ts';
import { writeMembers, type WrittenMembers } from './write-members.ts';

/**
 * Applies every rule of a tenant at its clock: dynamic groups, dynamic administrative units, then memberOf rules (spec
 * rules 10, tenant 0.1). Nothing else of the tenant changes. O(rules * objects), shared conditions decided once.
 * @throws ToolError `work/interrupted` once `deps.signal` is given.
 */
export function settle(tenant: Tenant, deps: SimulationDeps): Settled {
  const pass = runFirstPass(tenant, passDeps(deps));
  return settledFrom(pass, writeMembers(tenant, pass.changed));
}

/**
 * Applies the rules on which membership in one holder can hang, and no others: what is said about that holder is what
 * {@link settle} would say. O(objects, for each of these rules).
 * @throws ToolError `work/interrupted` once `deps.signal` is given.
 */
export function settleFor(tenant: Tenant, holder: Holder, deps: SimulationDeps): Settled {
  const complete = passDeps(deps);
  const pass = runFirstPass(tenant, complete, holdersBehind(tenant, holder, complete.book));
  return settledFrom(pass, writeMembers(tenant, pass.changed));
}

/** A simulation's dependencies, complete. */
export interface SettleDeps extends PassDeps {
  readonly cache: PredicateCache;
}

/** Completes the dependencies of passes. */
export function passDeps(deps: SimulationDeps): SettleDeps {
  return {
    ...deps,
    cache: deps.cache ?? createPredicateCache(),
    engine: deps.engine ?? new EngineCache(),
    book: createRuleBook(deps.semantics),
  };
}

/** A pass and what it stored as one value. */
export function settledFrom(pass: PassResult, written: WrittenMembers): Settled {
  return { tenant: written.tenant, dynamic: new MappedMap(pass.held, ({ state }) => state), loops: pass.loops };
}
