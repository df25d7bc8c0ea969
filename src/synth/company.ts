import { canonicalJson, formatInstant, type Random } from '../base/index.ts';
import { type TenantDraft } from '../model/index.ts';
import type { Place } from './data/places.ts';
import { dayMilliseconds } from './dates.ts';
import type { SynthSettings } from './synth-options.ts';

/** The fictitious company that every generated tenant belongs to. */
export const company = {
  name: 'Contoso',
  initialDomain: 'contoso.onmicrosoft.com',
  defaultDomain: 'contoso.com',
  /** Domain of the people who work at customers' sites. */
  serviceDomain: 'service.contoso.com',
} as const;

const legalForms: Readonly<Record<string, string>> = {
  DE: 'Contoso GmbH',
  AT: 'Contoso Austria GmbH',
  CH: 'Contoso Schweiz AG',
  US: 'Contoso Inc.',
  CA: 'Contoso Canada Ltd.',
  FR: 'Contoso France SAS',
  GB: 'Contoso UK Ltd.',
  IN: 'Contoso India Pvt. Ltd.',
  PL: 'Contoso Polska Sp. z o.o.',
  NL: 'Contoso Nederland B.V.',
  ES: 'Contoso España S.L.',
};

/** The legal entity that employs people at a place. */
export function legalEntityAt(place: Place): string {
  return legalForms[place.code] ?? `Contoso ${place.country}`;
}

/** The sales region of a country. */
export function regionOf(place: Place): string {
  return place.code === 'US' || place.code === 'CA' ? 'AMER' : place.code === 'IN' ? 'APAC' : 'EMEA';
}

/** Writes the organization and its three verified domains. */
export function writeCompany(draft: TenantDraft, settings: SynthSettings, random: Random): void {
  const domains = [company.initialDomain, company.defaultDomain, company.serviceDomain];
  draft.addObject('organization', random.guid(), {
    displayName: company.name,
    countryLetterCode: 'DE',
    preferredLanguage: 'en',
    defaultUsageLocation: 'DE',
    tenantType: 'AAD',
    technicalNotificationMails: [`it-alerts@${company.defaultDomain}`],
    onPremisesSyncEnabled: false,
    createdDateTime: formatInstant(settings.clock - 3650 * dayMilliseconds),
    verifiedDomains: domains.map((name) => ({
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault: name === company.defaultDomain,
      isInitial: name === company.initialDomain,
      name,
      type: 'Managed',
    })),
  });
  for (const name of domains) {
    draft.addObject('domain', name, {
      isInitial: name === company.initialDomain,
      isDefault: name === company.defaultDomain,
      isVerified: true,
      isAdminManaged: true,
      authenticationType: 'Managed',
      supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    });
  }
}

/** One element of proxyAddresses for each address, the first one being the main one. */
export function proxyAddresses(primary: string, ...others: readonly string[]): string {
  return canonicalJson([`SMTP:${primary}`, ...others.map((address) => `smtp:${address}`)]);
}
