export { changeSetJsonSchema, readChangeSet } from './change-set/index.ts';
export { deriveObjectId } from './derive-object-id.ts';
export { detectTenantKind, explainTenantKind } from './detect-tenant-kind.ts';
export type { TenantKind, TenantKindFinding } from './detect-tenant-kind.ts';
export { readTenantFolder, writeTenantFolder } from './folder/index.ts';
export type { FolderProgress, ReadFolderOptions } from './folder/index.ts';
export { importTenant, recommendedUserExport } from './import/index.ts';
export type {
  ImportedSource,
  ImportFinding,
  ImportOptions,
  ImportProgress,
  ImportReport,
  ImportResult,
  PropertyCoverage,
} from './import/index.ts';
