import { isJsonObject, type JsonValue } from '../base/index.ts';
import type { Fault } from './fault.ts';
import { badRequest, invalidForm, objectConflict, invalidValue } from './graph-errors.ts';
import { addressHolders } from './mail-addresses.ts';
import { rowsWithText } from './find-rows.ts';
import type { TenantReader } from './tenant-reader.ts';

/** Longest parts of a userPrincipalName, spec tenant 2.1. */
const longestLocalPart = 64;
const longestDomainPart = 48;

/**
 * Checks the form of a userPrincipalName: one @, the legal signs, no dot before the @, lengths (spec tenant 2.1, cases A07
 * to A11).
 */
export function checkPrincipalName(name: string): Fault | undefined {
  const [local = '', domain, more] = name.split('@');
  if (domain === undefined || more !== undefined || local === '' || domain === '') {
    return upnFault('one @ with something on both sides', name, true);
  }
  if (local.length > longestLocalPart) return upnFault(`${longestLocalPart} characters at most before the @`, name);
  if (domain.length > longestDomainPart) return upnFault(`${longestDomainPart} characters at most after the @`, name);
  if (local.endsWith('.')) return upnFault('no dot directly before the @', name);
  if (!/^[A-Za-z0-9'.\-_!#^~]+$/.test(local)) return upnFault("only A-Z a-z 0-9 ' . - _ ! # ^ ~ before the @", name);
  if (!/^[A-Za-z0-9.-]+$/.test(domain)) return upnFault('a domain name after the @', name);
  return undefined;
}

/** Verified domains in lower case; undefined when the tenant does not say which it has. */
export function verifiedDomains(tenant: TenantReader): ReadonlySet<string> | undefined {
  const domains = tenant.population('domain');
  const verified = new Set<string>();
  let isKnown = false;
  for (let row = 0; row < domains.size; row++) {
    if (!domains.isActive(row)) continue;
    isKnown = true;
    if (domains.valueAt(row, 'isVerified') !== false) verified.add(domains.idAt(row).toLowerCase());
  }
  const organization = tenant.population('organization');
  for (let row = 0; row < organization.size; row++) {
    const stated = organization.valueAt(row, 'verifiedDomains');
    if (!Array.isArray(stated)) continue;
    const entries: readonly JsonValue[] = stated;
    for (const entry of entries) {
      const name = isJsonObject(entry) ? entry['name'] : undefined;
      if (typeof name !== 'string') continue;
      isKnown = true;
      verified.add(name.toLowerCase());
    }
  }
  return isKnown ? verified : undefined;
}

/**
 * Checks that the domain of a name is verified (I14) and that nobody else has the name, as userPrincipalName or as a proxy
 * address (I1). `self` is the row that is renamed. Names of deleted users are free (case A22).
 */
export function checkNameIsFree(tenant: TenantReader, name: string, self?: number): Fault | undefined {
  const domains = verifiedDomains(tenant);
  const domain = name.slice(name.indexOf('@') + 1).toLowerCase();
  if (domains !== undefined && !domains.has(domain)) {
    return {
      code: 'changes/invalid-value',
      error: badRequest(
        'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
        'userPrincipalName',
      ),
      place: 'userPrincipalName',
      hint: `Verified domains: ${[...domains].toSorted().join(', ')}.`,
    };
  }
  const users = tenant.population('user');
  const others = rowsWithText(users, 'userPrincipalName', name).filter((row) => row !== self);
  const holders = addressHolders(tenant, name, self === undefined ? undefined : { type: 'user', row: self });
  const taken = others[0] === undefined ? holders[0] : { type: 'user' as const, row: others[0] };
  if (taken === undefined) return undefined;
  return {
    code: 'changes/conflict',
    error: objectConflict('userPrincipalName'),
    place: 'userPrincipalName',
    detail: `"${name}" already belongs to ${taken.type} ${tenant.population(taken.type).idAt(taken.row)}.`,
  };
}

/** A usage location cannot be cleared once it is set (spec tenant 2.1). */
export function checkUsageLocation(before: unknown, after: unknown): Fault | undefined {
  if (after !== null || typeof before !== 'string') return undefined;
  return {
    code: 'changes/invalid-value',
    error: invalidValue('user', 'usageLocation'),
    place: 'usageLocation',
    detail: 'usageLocation cannot be cleared once it is set.',
  };
}

function upnFault(expected: string, found: string, isForm = false): Fault {
  return {
    code: 'changes/invalid-value',
    error: isForm
      ? invalidForm('userPrincipalName')
      : badRequest('Property userPrincipalName is invalid.', 'userPrincipalName'),
    place: 'userPrincipalName',
    detail: `Expected ${expected} in userPrincipalName, found "${found}".`,
  };
}
