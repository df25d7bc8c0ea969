export { tenantData, tenantFromData } from './tenant-data.ts';
export type { ObjectData, TenantData } from './tenant-data.ts';
