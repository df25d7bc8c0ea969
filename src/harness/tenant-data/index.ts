export { setLinks, tenantData, tenantFromData, withObjects } from './tenant-data.ts';
export type { ObjectData, TenantData } from './tenant-data.ts';
