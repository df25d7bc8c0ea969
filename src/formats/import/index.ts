export { placeInLayout } from './collect-sources.ts';
export type { ImportFinding } from './findings.ts';
export type { ImportedSource, ImportReport, PropertyCoverage } from './import-report.ts';
export { importTenant } from './import-tenant.ts';
export type { ImportOptions, ImportProgress, ImportResult } from './import-tenant.ts';
