export { literalPools, nearTexts } from './literal-pools.ts';
export type { LiteralPool, PoolKind } from './literal-pools.ts';
export { nearTenant } from './near-tenant.ts';
export type { NearOptions } from './near-tenant.ts';
export { devices, guests, users } from './people.ts';
export type { PeopleOptions } from './people.ts';
export { nearValues, poolValues } from './values.ts';
export type { ValueBias } from './values.ts';
