import { canonicalJson } from '../base/index.ts';
import type { PopulationDraft } from '../model/index.ts';
import type { AddressBook } from './address-book.ts';
import type { CellWriter } from './cell-writer.ts';
import { company, proxyAddresses } from './company.ts';
import { planSets } from './data/service-plans.ts';
import { drawInstant } from './dates.ts';
import { pick, randomFor } from './pick.ts';
import { departmentsFor, placesFor } from './staff-plan.ts';
import type { SynthSettings } from './synth-options.ts';
import { writeOutsider } from './unused-properties.ts';

/** How many accounts there are that belong to no employee or guest. */
export interface AccountCounts {
  readonly rooms: number;
  readonly shared: number;
  readonly services: number;
  readonly admins: number;
  readonly breakGlass: number;
}

/** About 2.5 % of the users, none in a very small tenant. */
export function accountCounts(users: number): AccountCounts {
  if (users < 20) return { rooms: 0, shared: 0, services: 0, admins: 0, breakGlass: 0 };
  return {
    rooms: Math.max(1, Math.round(users * 0.008)),
    shared: Math.max(1, Math.round(users * 0.006)),
    services: Math.max(1, Math.round(users * 0.006)),
    admins: Math.max(2, Math.round(users * 0.004)),
    breakGlass: 2,
  };
}

/** Appends rooms, shared mailboxes, service accounts, administrators and emergency accounts. */
export function writeAccounts(
  users: PopulationDraft,
  cells: CellWriter,
  counts: AccountCounts,
  addresses: AddressBook,
  settings: SynthSettings,
): void {
  const random = randomFor(settings.seed, 'accounts');
  const add = (local: string, domain: string, values: Readonly<Record<string, string | null>>): void => {
    const row = users.addRow(random.guid());
    const name = addresses.claim(local);
    writeAccount(cells, row, name, `${name}@${domain}`, values);
    cells.write(row, 'createdDateTime', drawInstant(random, settings.clock, 200, 2500));
    cells.write(row, 'lastPasswordChangeDateTime', drawInstant(random, settings.clock, 10, 900));
  };
  settings.step('users', users.size, settings.users);
  for (let index = 0; index < counts.rooms; index++) {
    const place = pick(random, placesFor(settings.users));
    const number = `${random.int(1, 6)}.${random.int(100, 180)}`;
    const local = `room-${pick(random, place.buildings)}-${number}`.toLowerCase();
    add(local, company.defaultDomain, { ...roomValues, displayName: `Room ${place.city} ${number}`, city: place.city });
  }
  for (let index = 0; index < counts.shared; index++) {
    const department = pick(random, departmentsFor(settings.users));
    const purpose = pick(random, ['info', 'orders', 'requests', 'team', 'archive']);
    const local = `${purpose}.${department.short}`.toLowerCase();
    add(local, company.defaultDomain, { ...sharedValues, displayName: `${department.name} ${purpose}` });
  }
  for (let index = 0; index < counts.services; index++) {
    const local = pick(random, ['svc_backup', 'svc-scanner', 'svc_sql!prod', 'sa.monitoring', '_batch', 'svc_hr-feed']);
    add(local, company.initialDomain, { ...serviceValues, displayName: `Service ${local}` });
  }
  for (let index = 0; index < counts.admins; index++) {
    const owner = random.int(0, Math.max(0, Math.floor(settings.users / 2)));
    const local = users.textAt(owner, 'mailNickname') ?? `person${owner}`;
    add(`adm-${local}`, company.initialDomain, {
      displayName: `Admin ${users.textAt(owner, 'displayName') ?? local}`,
      department: 'Information Technology',
    });
  }
  for (let index = 1; index <= counts.breakGlass; index++) {
    add(`breakglass${index}`, company.initialDomain, {
      displayName: `Emergency access ${index}`,
      passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword',
    });
  }
}

const roomValues = { isResourceAccount: 'true', accountEnabled: 'false', usageLocation: 'DE' };
const sharedValues = { accountEnabled: 'false' };
const serviceValues = { passwordPolicies: 'DisablePasswordExpiration', extensionAttribute1: 'SVC' };

function writeAccount(
  cells: CellWriter,
  row: number,
  name: string,
  address: string,
  values: Readonly<Record<string, string | null>>,
): void {
  const hasMailbox = address.endsWith(`@${company.defaultDomain}`);
  writeOutsider(cells, row, {
    userPrincipalName: address,
    mailNickname: name,
    mail: hasMailbox ? address : null,
    accountEnabled: 'true',
    userType: 'Member',
    creationType: null,
    externalUserState: null,
    externalUserStateChangeDateTime: null,
    proxyAddresses: hasMailbox ? proxyAddresses(address) : '[]',
    imAddresses: hasMailbox ? canonicalJson([address]) : '[]',
    assignedPlans: planSets.none,
    showInAddressList: null,
    ...values,
  });
}
