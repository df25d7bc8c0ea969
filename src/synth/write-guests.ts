import { canonicalJson } from '../base/index.ts';
import type { PopulationDraft } from '../model/index.ts';
import type { AddressBook } from './address-book.ts';
import type { CellWriter } from './cell-writer.ts';
import { company, proxyAddresses } from './company.ts';
import { partners } from './data/partners.ts';
import { planSets } from './data/service-plans.ts';
import { drawInstant } from './dates.ts';
import { departmentsFor } from './staff-plan.ts';
import { drawName, toAddressPart } from './name-pools.ts';
import { chance, pick, randomFor, weightedIndex, zipfWeights } from './pick.ts';
import type { SynthSettings } from './synth-options.ts';
import { writeOutsider } from './unused-properties.ts';

/** Appends `count` invited people of partner companies. Few partners send many people, many send few. */
export function writeGuests(
  users: PopulationDraft,
  cells: CellWriter,
  count: number,
  addresses: AddressBook,
  settings: SynthSettings,
): void {
  const random = randomFor(settings.seed, 'guests');
  const drawPartner = weightedIndex(zipfWeights(Math.min(partners.length, Math.ceil(count / 2) + 1), 0.7));
  for (let index = 0; index < count; index++) {
    const row = users.addRow(random.guid());
    if (index % 5000 === 0) settings.step('users', row, settings.users);
    const [companyName, domain] = partners[drawPartner(random)] ?? ['Fabrikam', 'fabrikam.com'];
    const { givenName, surname } = drawName(random, pick(random, ['en', 'en', 'de', 'fr', 'en_IN'] as const));
    const local = claimLocal(addresses, toAddressPart(givenName), toAddressPart(surname), domain);
    const mail = `${local}@${domain}`;
    const isAccepted = chance(random, 0.85);
    const hasDepartment = chance(random, 0.06);
    writeOutsider(cells, row, {
      userPrincipalName: `${local}_${domain}#EXT#@${company.initialDomain}`,
      displayName: chance(random, 0.8) ? `${givenName} ${surname}` : mail,
      givenName: isAccepted ? givenName : null,
      surname: isAccepted ? surname : null,
      mail,
      mailNickname: `${local}_${domain}#EXT#`,
      accountEnabled: String(!chance(random, 0.01)),
      // Members of a partner who were converted keep the address of a guest.
      userType: chance(random, 0.015) ? 'Member' : 'Guest',
      creationType: 'Invitation',
      externalUserState: isAccepted ? 'Accepted' : 'PendingAcceptance',
      externalUserStateChangeDateTime: drawInstant(random, settings.clock, 1, 1200),
      companyName: chance(random, 0.6) ? companyName : null,
      department: hasDepartment ? pick(random, departmentsFor(settings.users)).name : null,
      jobTitle: hasDepartment ? 'Consultant' : null,
      otherMails: canonicalJson([mail]),
      proxyAddresses: proxyAddresses(mail),
      assignedPlans: planSets.none,
      createdDateTime: drawInstant(random, settings.clock, 1200, 1800),
      lastPasswordChangeDateTime: null,
      showInAddressList: 'false',
    });
  }
}

/** The part before the at sign, short enough that the name of the guest here keeps within 64 characters (spec tenant 2.1). */
function claimLocal(addresses: AddressBook, givenName: string, surname: string, domain: string): string {
  const suffix = `_${domain}`;
  const full = `${givenName}.${surname}`;
  const isLong = full.length + suffix.length + '#EXT#99'.length > 64;
  const claimed = addresses.claim(`${isLong ? `${givenName.charAt(0)}.${surname}` : full}${suffix}`);
  return claimed.replace(suffix, '');
}
