import type { TenantDraft } from '../model/index.ts';
import { partners } from './data/partners.ts';
import { drawName, toAddressPart } from './name-pools.ts';
import { pick, randomFor } from './pick.ts';
import type { SynthSettings } from './synth-options.ts';

/** Adds a few mail contacts of partners, one per 200 users, 2 to 200. */
export function writeContacts(draft: TenantDraft, settings: SynthSettings): void {
  const random = randomFor(settings.seed, 'contacts');
  const count = Math.min(200, Math.max(2, Math.round(settings.users / 200)));
  for (let index = 0; index < count; index++) {
    const [companyName, domain] = pick(random, partners);
    const { givenName, surname } = drawName(random, 'en');
    const local = `${toAddressPart(givenName)}.${toAddressPart(surname)}${index}`;
    draft.addObject('orgContact', random.guid(), {
      displayName: `${givenName} ${surname} (${companyName})`,
      givenName,
      surname,
      companyName,
      department: null,
      jobTitle: null,
      mail: `${local}@${domain}`,
      mailNickname: `contact-${local}`,
      proxyAddresses: [`SMTP:${local}@${domain}`],
      onPremisesSyncEnabled: null,
    });
  }
}
