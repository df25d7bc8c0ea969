/**
 * Arbitraries for fast-check: tenants, people, groups, rules, licenses and changes, for anybody's own properties and runner.
 *
 * ```ts
 * import fc from 'fast-check';
 * import { settle, defaultSemantics } from 'tenantlab';
 * import { tenants } from 'tenantlab/fast-check';
 *
 * fc.assert(
 *   fc.property(tenants(), (tenant) => {
 *     const { tenant: once } = settle(tenant, { semantics: defaultSemantics });
 *     return once.clock === tenant.clock;
 *   }),
 * );
 * ```
 */
export {
  devices,
  groups,
  guests,
  licenses,
  literalPools,
  nearTenant,
  nearTexts,
  nearValues,
  rules,
  tenants,
  users,
} from './arbitraries/index.ts';
export type {
  GroupOptions,
  LicenseOptions,
  LiteralPool,
  NearOptions,
  PeopleOptions,
  PoolKind,
  RuleOptions,
  TenantOptions,
  ValueBias,
} from './arbitraries/index.ts';
export { changeSets } from './sequence/index.ts';
export type { ChangeSetOptions } from './sequence/index.ts';
export { tenantData, tenantFromData } from './tenant-data/index.ts';
export type { ObjectData, TenantData } from './tenant-data/index.ts';
