/**
 * The harness: suites and their cases, properties, engines under test, coverage and mutation. Pure: files, processes and
 * terminals are at the edge. What makes up tenants, rules and mutants is in `generating.ts`, which loads the generators.
 */
export * from './report/index.ts';
export type * from './engines/index.ts';
export type * from './property/index.ts';
export { propertyScopes } from './property/policy-property.ts';
export { viewTenant } from './property/tenant-view.ts';
export * from './tenant-data/index.ts';
export * from './coverage/index.ts';
export type * from './mutation/index.ts';
export * from './suite/index.ts';
