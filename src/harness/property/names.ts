import { labelOf } from '../../directory/index.ts';
import type { LicenseCatalogue } from '../../licensing/index.ts';
import type { ObjectType, Tenant } from '../../model/index.ts';

/** What the objects of a tenant are called in sentences. */
export interface Names {
  /** userPrincipalName of a user, name of a device. */
  person(type: ObjectType, row: number): string;
  /** The name of a group in quotation marks. */
  group(id: string): string;
  /** Part number of a SKU, else its id. */
  sku(skuId: string): string;
}

/** Names of a tenant; SKUs are called as the catalogue and the subscriptions say. */
export function namesOf({ populations }: Tenant, catalogue: LicenseCatalogue): Names {
  return {
    person: (type, row) => labelOf(populations[type], row),
    group: (id) => {
      const row = populations.group.rowOf(id);
      return JSON.stringify(row === undefined ? id : labelOf(populations.group, row));
    },
    sku: (skuId) => catalogue.skuName(skuId),
  };
}
