import { isLicensingActive, type LicenseCatalogue, standardCatalogue, tenantCatalogue } from '../licensing/index.ts';
import type { Tenant } from '../model/index.ts';

/**
 * The catalogue that work on a tenant with licenses takes: the given one, or the standard one, with what the tenant's own export
 * says of its SKUs. Without licenses it is the given one, so that none is read for nothing.
 */
export function catalogueFor(tenant: Tenant, given: LicenseCatalogue | undefined): LicenseCatalogue | undefined {
  return isLicensingActive(tenant) ? tenantCatalogue(tenant, given ?? standardCatalogue()) : given;
}
