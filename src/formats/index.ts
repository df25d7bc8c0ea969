export { changeSetJsonSchema, readChangeSet } from './change-set/index.ts';
export { detectTenantKind, explainTenantKind } from './detect-tenant-kind.ts';
export type { TenantKind, TenantKindFinding } from './detect-tenant-kind.ts';
export { findRulePlaces, readTenantFolder, requireTenantFolder, writeTenantFolder } from './folder/index.ts';
export type { FolderProgress, ReadFolderOptions } from './folder/index.ts';
export { writeGraphExport } from './graph/index.ts';
export type { GraphExportOptions } from './graph/index.ts';
export { importTenant } from './import/index.ts';
export type {
  ImportedSource,
  ImportFinding,
  ImportOptions,
  ImportProgress,
  ImportReport,
  ImportResult,
  PropertyCoverage,
} from './import/index.ts';
export { licenseCatalogueJsonSchema, readLicenseCatalogue } from './license-catalogue/index.ts';
export { configFileNames, defaultTestConfig, readConfig } from './config.ts';
export type { Config, TestConfig } from './config.ts';
export { createSuiteFiles, readSnapshotFile, readSuite, renderSnapshotFile, suiteJsonSchema } from './suite/index.ts';
export type { FoundPath, SnapshotContents, SuiteFiles } from './suite/index.ts';
