import type { JsonObject } from '../../base/index.ts';
import type { ObjectType } from '../../model/index.ts';

/** What a record or file is about: a type of object, or what the service sums up about a SKU. */
export type ImportedKind = ObjectType | 'subscribedSku';

/** Likewise, or a type that is not imported. */
export type ObjectKind = ImportedKind | 'unsupported';

const kindsByODataName = new Map<string, ObjectKind>([
  ['user', 'user'],
  ['group', 'group'],
  ['device', 'device'],
  ['orgcontact', 'orgContact'],
  ['domain', 'domain'],
  ['organization', 'organization'],
  ['administrativeunit', 'administrativeUnit'],
  ['companysubscription', 'subscription'],
  ['subscribedsku', 'subscribedSku'],
]);

/** Graph's collections, as they stand in `@odata.context`, in file names and as folders of EntraExporter. */
const kindsByCollection = new Map<string, ImportedKind>([
  ['user', 'user'],
  ['users', 'user'],
  ['guests', 'user'],
  ['group', 'group'],
  ['groups', 'group'],
  ['device', 'device'],
  ['devices', 'device'],
  ['contact', 'orgContact'],
  ['contacts', 'orgContact'],
  ['orgcontacts', 'orgContact'],
  ['domain', 'domain'],
  ['domains', 'domain'],
  ['organization', 'organization'],
  ['organisation', 'organization'],
  ['administrativeunit', 'administrativeUnit'],
  ['administrativeunits', 'administrativeUnit'],
  ['subscription', 'subscription'],
  ['subscriptions', 'subscription'],
  ['companysubscriptions', 'subscription'],
  ['subscribedsku', 'subscribedSku'],
  ['subscribedskus', 'subscribedSku'],
]);

/** Properties that only one type has, most telling first. */
const tellingProperties: readonly (readonly [string, ImportedKind])[] = [
  ['prepaidUnits', 'subscribedSku'],
  ['consumedUnits', 'subscribedSku'],
  ['totalLicenses', 'subscription'],
  ['commerceSubscriptionId', 'subscription'],
  ['userPrincipalName', 'user'],
  ['userType', 'user'],
  ['groupTypes', 'group'],
  ['securityEnabled', 'group'],
  ['mailEnabled', 'group'],
  ['deviceId', 'device'],
  ['operatingSystem', 'device'],
  ['trustType', 'device'],
  ['verifiedDomains', 'organization'],
  ['isInitial', 'domain'],
  ['isVerified', 'domain'],
  ['isMemberManagementRestricted', 'administrativeUnit'],
  ['membershipType', 'administrativeUnit'],
  ['givenName', 'user'],
  ['accountEnabled', 'user'],
];

/** The kind by `@odata.type`; undefined when there is none. */
export function kindByODataType(record: JsonObject): ObjectKind | undefined {
  const type = Object.hasOwn(record, '@odata.type') ? record['@odata.type'] : undefined;
  if (typeof type !== 'string') return undefined;
  return kindsByODataName.get(type.slice(type.lastIndexOf('.') + 1).toLowerCase()) ?? 'unsupported';
}

/** The kind by `@odata.context` (`…/$metadata#users(id,displayName)/$entity`); undefined when it does not tell. */
export function kindByContext(context: string | undefined): ObjectKind | undefined {
  const [, folder, name] = /\$metadata#(directory\/)?([A-Za-z]+)/.exec(context ?? '') ?? [];
  if (name === undefined || isLinkContext(context)) return undefined;
  // Outside of the directory, subscriptions are those of programs that want to hear of changes.
  if (folder === undefined && name.toLowerCase() === 'subscriptions') return 'unsupported';
  return kindsByCollection.get(name.toLowerCase());
}

/** The kind by a file or folder name: its words name one collection (`users.json`, `2026-11 Users.csv`), not two. */
export function kindByFileName(name: string): ImportedKind | undefined {
  const kinds = new Set<ImportedKind>();
  for (const word of name.split(/[^A-Za-z]+/)) {
    const kind = kindsByCollection.get(word.toLowerCase());
    if (kind !== undefined) kinds.add(kind);
  }
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

/** The kind by the names of the properties; undefined when none is telling. */
export function kindByProperties(has: (name: string) => boolean): ImportedKind | undefined {
  return tellingProperties.find(([name]) => has(name))?.[1];
}

/** The group whose members or owners a page lists: `$metadata#groups('<id>')/members`. */
export function holderByContext(
  context: string | undefined,
): { readonly id: string; readonly kind: 'members' | 'owners' } | undefined {
  const match = /#(?:directory\/)?(?:groups|administrativeUnits)\('([^']+)'\)\/(members|owners)/i.exec(context ?? '');
  const [id, kind] = [match?.[1], match?.[2]?.toLowerCase()];
  return id === undefined || (kind !== 'members' && kind !== 'owners') ? undefined : { id, kind };
}

function isLinkContext(context: string | undefined): boolean {
  return holderByContext(context) !== undefined || /#Collection\(/i.test(context ?? '');
}
