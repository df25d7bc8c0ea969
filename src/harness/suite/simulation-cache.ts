import type { EpochMilliseconds } from '../../base/index.ts';
import { isLicensingActive, type LicenseCatalogue, standardCatalogue, tenantCatalogue } from '../../licensing/index.ts';
import type { Semantics, Tenant } from '../../model/index.ts';
import { createPredicateCache } from '../../rules/index.ts';
import { prepareSimulation, type PreparedSimulation, type SimulationDeps } from '../../simulation/index.ts';

/** Tenants at rest, for suites that share them. */
export interface SimulationCache {
  /** A tenant at another time; the same value for the same question. */
  at(tenant: Tenant, clock: EpochMilliseconds): Tenant;
  /** A tenant at rest under some readings, settled once. */
  prepare(tenant: Tenant, semantics: Semantics, catalogue: LicenseCatalogue | undefined): SharedSimulation;
}

/** A simulation and what it was made with. */
export interface SharedSimulation {
  readonly deps: SimulationDeps;
  prepared(): PreparedSimulation;
}

/** Makes an empty cache. It keeps what it settled as long as somebody keeps the tenant. */
export function createSimulationCache(): SimulationCache {
  const clocks = new WeakMap<Tenant, Map<EpochMilliseconds, Tenant>>();
  const settled = new WeakMap<Tenant, Map<string, SharedSimulation>>();
  return {
    at: (tenant, clock) => {
      if (clock === tenant.clock) return tenant;
      const known = clocks.get(tenant) ?? new Map<EpochMilliseconds, Tenant>();
      clocks.set(tenant, known);
      const moved = known.get(clock) ?? { ...tenant, clock };
      known.set(clock, moved);
      return moved;
    },
    prepare: (tenant, semantics, catalogue) => {
      const known = settled.get(tenant) ?? new Map<string, SharedSimulation>();
      settled.set(tenant, known);
      const key = JSON.stringify(semantics);
      const shared = known.get(key) ?? share(tenant, semantics, catalogue);
      known.set(key, shared);
      return shared;
    },
  };
}

function share(tenant: Tenant, semantics: Semantics, given: LicenseCatalogue | undefined): SharedSimulation {
  const catalogue = isLicensingActive(tenant) ? tenantCatalogue(tenant, given ?? standardCatalogue()) : given;
  const deps = { semantics, cache: createPredicateCache(), ...(catalogue === undefined ? {} : { catalogue }) };
  let prepared: PreparedSimulation | undefined;
  return { deps, prepared: () => (prepared ??= prepareSimulation(tenant, deps)) };
}
