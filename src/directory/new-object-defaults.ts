import { formatInstant, type JsonObject, type JsonValue } from '../base/index.ts';
import { type ChangeableType, isDirectoryExtension, propertyCatalogue } from '../model/index.ts';
import { hasGroupType } from './group-kind.ts';
import { addressHolders } from './mail-addresses.ts';
import type { Wanted } from './read-properties.ts';
import type { TenantReader } from './tenant-reader.ts';

/** Properties that the service makes up at creation: not known unless the defaults below say them. */
const generated: readonly string[] = ['securityIdentifier', 'identities'];
/** The same for a Microsoft 365 group, which gets an address. */
const generatedForUnified: readonly string[] = [...generated, 'mail', 'proxyAddresses'];

/**
 * All properties of a new object: what was asked for, the service's defaults (spec tenant 2.1, 2.4, 4.2), and null or an
 * empty collection for everything else, because a new object is fully known.
 */
export function newObjectProperties(tenant: TenantReader, type: ChangeableType, wanted: Wanted): JsonObject {
  const properties: Record<string, JsonValue> = {};
  const isUnified = type === 'group' && hasGroupType(wanted.get('groupTypes'), 'Unified');
  const notKnown = isUnified ? generatedForUnified : generated;
  for (const definition of propertyCatalogue[type]) {
    const isCollection = definition.type === 'stringCollection' || definition.type === 'objectCollection';
    if (notKnown.includes(definition.name)) continue;
    properties[definition.name] = isCollection ? [] : null;
  }
  for (const name of tenant.population(type).columnNames()) if (isDirectoryExtension(name)) properties[name] = null;
  Object.assign(properties, defaultsOf(tenant, type, wanted));
  for (const [name, value] of wanted) if (name !== 'id') properties[name] = value;
  return properties;
}

/** The domain that new addresses get, in the tenant's spelling; undefined when the tenant does not say. */
function domainWith(tenant: TenantReader, property: 'isDefault' | 'isInitial'): string | undefined {
  const domains = tenant.population('domain');
  for (let row = 0; row < domains.size; row++) {
    if (domains.isActive(row) && domains.valueAt(row, property) === true) return domains.idAt(row);
  }
  return undefined;
}

function defaultsOf(tenant: TenantReader, type: ChangeableType, wanted: Wanted): JsonObject {
  const now = formatInstant(tenant.clock);
  switch (type) {
    case 'user':
      return userDefaults(tenant, wanted, now);
    case 'group':
      return groupDefaults(tenant, wanted, now);
    case 'device':
      return { createdDateTime: now, registrationDateTime: now };
    case 'administrativeUnit':
      return wanted.get('membershipType') === 'Dynamic' ? { membershipRuleProcessingState: 'On' } : {};
    case 'orgContact':
      return addressesOf(wanted);
  }
}

/** Spec tenant 2.4: userType Member, no mail unless given; identities name the tenant's initial domain. */
function userDefaults(tenant: TenantReader, wanted: Wanted, now: string): JsonObject {
  const issuer = domainWith(tenant, 'isInitial');
  const principalName = wanted.get('userPrincipalName') ?? null;
  const identities = [{ signInType: 'userPrincipalName', issuer: issuer ?? null, issuerAssignedId: principalName }];
  return {
    userType: 'Member',
    createdDateTime: now,
    lastPasswordChangeDateTime: now,
    signInSessionsValidFromDateTime: now,
    ...addressesOf(wanted),
    ...(issuer === undefined ? {} : { identities }),
  };
}

/** Spec tenant 4.2: visibility by kind; processing On for a dynamic group; mail of a Microsoft 365 group. */
function groupDefaults(tenant: TenantReader, wanted: Wanted, now: string): JsonObject {
  const isUnified = hasGroupType(wanted.get('groupTypes'), 'Unified');
  const isPublic = isUnified && wanted.get('isAssignableToRole') !== true;
  return {
    visibility: isPublic ? 'Public' : 'Private',
    createdDateTime: now,
    renewedDateTime: now,
    allowExternalSenders: false,
    autoSubscribeNewMembers: false,
    hideFromAddressLists: false,
    hideFromOutlookClients: false,
    ...(hasGroupType(wanted.get('groupTypes'), 'DynamicMembership') ? { membershipRuleProcessingState: 'On' } : {}),
    ...(isUnified ? groupAddress(tenant, wanted) : {}),
  };
}

/** mailNickname at the default domain, with a number when somebody who is no group has that address (assumed). */
function groupAddress(tenant: TenantReader, wanted: Wanted): JsonObject {
  const domain = domainWith(tenant, 'isDefault');
  const nickname = wanted.get('mailNickname');
  if (domain === undefined || typeof nickname !== 'string') return {};
  let mail = `${nickname}@${domain}`;
  for (let number = 1; addressHolders(tenant, mail).length > 0; number++) mail = `${nickname}${number}@${domain}`;
  return { mail, proxyAddresses: [`SMTP:${mail}`] };
}

function addressesOf(wanted: Wanted): JsonObject {
  const mail = wanted.get('mail');
  return typeof mail === 'string' ? { proxyAddresses: [`SMTP:${mail}`] } : { proxyAddresses: [] };
}
