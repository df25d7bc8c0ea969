import { compareOrdinal, equalsOrdinalIgnoreCase } from '../base/index.ts';
import type { MaybeKnown, ObjectType } from '../model/index.ts';
import type { ObjectRef } from './directory-event.ts';
import type { Fault } from './fault.ts';
import { rowsWithText } from './find-rows.ts';
import { objectConflict } from './graph-errors.ts';
import type { TenantReader } from './tenant-reader.ts';

/** Types whose addresses share one space (spec tenant 2.1). */
const addressedTypes = ['user', 'group', 'orgContact'] as const satisfies readonly ObjectType[];

/**
 * The active objects that hold `address`, as a proxy address, or as `mail` where the export does not carry their proxy
 * addresses. `self` is left out.
 */
export function addressHolders(tenant: TenantReader, address: string, self?: ObjectRef): readonly ObjectRef[] {
  return addressedTypes.flatMap((type) => {
    const objects = tenant.population(type);
    const rows = [
      ...rowsWithText(objects, 'proxyAddresses', `smtp:${address}`),
      ...rowsWithText(objects, 'mail', address).filter((row) => objects.valueAt(row, 'proxyAddresses') === undefined),
    ];
    return rows.filter((row) => self?.type !== type || self.row !== row).map((row) => ({ type, row }));
  });
}

/** Refuses an address that another object holds: case A34, observed I2; nothing is changed then. */
export function checkAddressIsFree(tenant: TenantReader, address: string, self?: ObjectRef): Fault | undefined {
  const holder = addressHolders(tenant, address, self)[0];
  if (holder === undefined) return undefined;
  return {
    code: 'changes/conflict',
    error: objectConflict('proxyAddresses'),
    place: 'mail',
    detail: `"${address}" is already an address of ${holder.type} ${tenant.population(holder.type).idAt(holder.row)}.`,
  };
}

/**
 * The proxy addresses after `mail` was set: the new address becomes the primary one, the former primary a secondary one
 * (spec tenant 2.2, assumed). Clearing mail leaves them; not known stays not known.
 */
export function withPrimaryAddress(addresses: MaybeKnown, mail: string | null): readonly string[] | undefined {
  if (addresses === undefined || mail === null) return undefined;
  const others = (Array.isArray(addresses) ? addresses : [])
    .filter((entry) => typeof entry === 'string')
    .filter((entry) => !equalsOrdinalIgnoreCase(entry, `smtp:${mail}`))
    .map((entry) => (entry.startsWith('SMTP:') ? `smtp:${entry.slice('SMTP:'.length)}` : entry));
  return [`SMTP:${mail}`, ...others.toSorted(compareOrdinal)];
}
