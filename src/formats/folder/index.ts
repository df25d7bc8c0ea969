export { findRulePlaces } from './find-rule-places.ts';
export { headerFileName } from './folder-layout.ts';
export { readInlineTenant, renderInlineTenant } from './inline-tenant.ts';
export { readTenantFolder } from './read-tenant-folder.ts';
export type { FolderProgress, ReadFolderOptions } from './read-tenant-folder.ts';
export { isEmptyOrMissing, writeNewFolder } from './write-files.ts';
export type { NewFile } from './write-files.ts';
export { requireTenantFolder, writeTenantFolder } from './write-tenant-folder.ts';
