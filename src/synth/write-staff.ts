import { canonicalJson, formatInstant, type Random } from '../base/index.ts';
import type { PopulationDraft } from '../model/index.ts';
import type { AddressBook } from './address-book.ts';
import type { CellWriter } from './cell-writer.ts';
import { company, legalEntityAt, proxyAddresses, regionOf } from './company.ts';
import { staffingCompanies } from './data/partners.ts';
import { planSets } from './data/service-plans.ts';
import { dayMilliseconds, drawHireDate, drawInstant } from './dates.ts';
import { departmentsFor, drawGrade, type StaffMember } from './staff-plan.ts';
import { drawName, toAddressPart } from './name-pools.ts';
import { chance, pick, randomFor } from './pick.ts';
import type { SynthSettings } from './synth-options.ts';
import { writeUnused } from './unused-properties.ts';

/** What the parts of a person's record share. */
interface Person {
  readonly row: number;
  readonly member: StaffMember;
  readonly givenName: string;
  readonly surname: string;
  readonly displayName: string;
  readonly local: string;
  readonly address: string;
  readonly building: string;
  readonly hired: number;
}

interface StaffWork {
  readonly random: Random;
  readonly settings: SynthSettings;
  readonly cells: CellWriter;
  readonly users: PopulationDraft;
}

/** Writes one user per position; the row of a user is the index of the position. The population must be empty. */
export function writeStaff(
  users: PopulationDraft,
  cells: CellWriter,
  staff: readonly StaffMember[],
  addresses: AddressBook,
  settings: SynthSettings,
): void {
  const random = randomFor(settings.seed, 'staff');
  const ids = randomFor(settings.seed, 'staff ids');
  for (let row = 0; row < staff.length; row++) users.addRow(ids.guid());
  const work: StaffWork = { random, settings, cells, users };
  staff.forEach((member, row) => {
    if (row % 5000 === 0) settings.step('users', row, settings.users);
    const person = describePerson(work, member, row, addresses);
    writeIdentity(work, person);
    writeEmployment(work, person);
    writeWorkplace(work, person);
    writeMail(work, person);
    writeSynchronisation(work, person);
    writeExtensionAttributes(work, person);
  });
}

function describePerson(work: StaffWork, member: StaffMember, row: number, addresses: AddressBook): Person {
  const { random, settings } = work;
  const { givenName, surname } = drawName(random, chance(random, 0.78) ? member.place.names : 'en');
  const isExternal = member.kind === 'Contractor' || member.kind === 'Vendor';
  const prefix = isExternal ? (member.kind === 'Vendor' ? 'v-' : 'ext-') : '';
  const local = addresses.claim(`${prefix}${toAddressPart(givenName)}.${toAddressPart(surname)}`);
  const isService = member.department.short === 'Field' || member.department.short === 'Service';
  return {
    row,
    member,
    givenName,
    surname,
    displayName: isExternal ? `${givenName} ${surname} (External)` : `${givenName} ${surname}`,
    local,
    address: `${local}@${isService ? company.serviceDomain : company.defaultDomain}`,
    building: member.place.buildings[chance(random, 0.7) ? 0 : random.int(0, member.place.buildings.length - 1)] ?? '',
    hired: drawHireDate(random, settings.clock, member.state),
  };
}

function writeIdentity({ cells, random, settings, users }: StaffWork, person: Person): void {
  const { row, member } = person;
  const isEnabled = member.state !== 'left' && member.state !== 'disabled';
  const created = Math.min(person.hired - random.int(1, 20) * dayMilliseconds, settings.clock - dayMilliseconds);
  cells.write(row, 'userPrincipalName', person.address);
  cells.write(row, 'displayName', person.displayName);
  cells.write(row, 'givenName', person.givenName);
  cells.write(row, 'surname', person.surname);
  cells.write(row, 'mailNickname', person.local);
  cells.write(row, 'accountEnabled', String(isEnabled));
  // Accounts that were synchronised before the property existed have none.
  cells.write(row, 'userType', chance(random, 0.005) ? null : 'Member');
  cells.write(row, 'creationType', null);
  cells.write(row, 'externalUserState', null);
  cells.write(row, 'externalUserStateChangeDateTime', null);
  cells.write(row, 'manager', member.manager === undefined ? null : users.idAt(member.manager));
  cells.write(row, 'createdDateTime', formatInstant(Math.floor(created / 1000) * 1000));
  cells.write(row, 'lastPasswordChangeDateTime', drawInstant(random, settings.clock, 1, 400));
  cells.write(row, 'passwordPolicies', chance(random, 0.15) ? 'DisablePasswordExpiration' : 'None');
  cells.write(row, 'assignedPlans', planSets[drawPlanSet(random, member, isEnabled)]);
  writeUnused(cells, row);
}

function drawPlanSet(random: Random, member: StaffMember, isEnabled: boolean): keyof typeof planSets {
  if (!isEnabled) return chance(random, 0.6) ? 'removed' : 'warning';
  if (member.state === 'joining') return 'none';
  if (member.department.short === 'Manufacturing' || member.department.short === 'Logistics') {
    return member.rank === 'staff' ? 'frontline' : 'office';
  }
  return chance(random, 0.25) ? 'full' : chance(random, 0.05) ? 'phoneRemoved' : 'office';
}

function writeEmployment({ cells, random, settings }: StaffWork, person: Person): void {
  const { row, member } = person;
  const { department } = member;
  const isDirty = (): boolean => chance(random, settings.dirt);
  const isExternal = member.kind === 'Contractor' || member.kind === 'Vendor';
  const title = titleOf(random, member);
  const day = settings.clock;
  const left = member.state === 'left' ? drawInstant(random, day, 1, 120) : drawInstant(random, day, -45, -1);
  cells.writeUsually(row, 'department', isDirty() ? pick(random, department.misspellings) : department.name);
  cells.writeUsually(row, 'jobTitle', isDirty() ? spoil(random, title) : title);
  cells.writeUsually(row, 'companyName', isExternal ? pick(random, staffingCompanies) : legalEntityAt(member.place));
  cells.writeUsually(row, 'division', department.division);
  const booked = isDirty() ? pick(random, departmentsFor(settings.users)) : department;
  cells.writeUsually(row, 'costCenter', booked.costCenter);
  cells.write(row, 'employeeType', member.kind);
  cells.writeUsually(row, 'employeeId', `${isExternal ? 'X' : 'E'}${String(row + 1).padStart(6, '0')}`);
  cells.writeUsually(row, 'employeeHireDate', formatInstant(person.hired));
  cells.write(row, 'employeeLeaveDateTime', member.state === 'left' || member.state === 'leaving' ? left : null);
}

/** The title that goes with a rank in a department. */
function titleOf(random: Random, { rank, kind, department }: StaffMember): string {
  switch (rank) {
    case 'chief':
      return 'Chief Executive Officer';
    case 'head':
      return `Head of ${department.name}`;
    case 'vicePresident':
      return `Vice President ${department.name}`;
    case 'seniorDirector':
      return `Senior Director ${department.name}`;
    case 'director':
      return `Director ${department.name}`;
    case 'seniorManager':
      return `Senior Manager ${department.name}`;
    case 'manager':
      return `Manager ${department.name}`;
    case 'lead':
      return `Team Lead ${department.name}`;
    case 'staff':
      return kind === 'Intern' ? `${department.name} Intern` : `${drawGrade(random)}${pick(random, department.roles)}`;
  }
}

function writeWorkplace({ cells, random, settings }: StaffWork, person: Person): void {
  const { row, member } = person;
  const { place } = member;
  const isDirty = (): boolean => chance(random, settings.dirt);
  const postalCode =
    place.postalStart + String(random.int(0, 10 ** (place.postalLength - place.postalStart.length) - 1));
  cells.writeUsually(row, 'city', isDirty() ? pick(random, place.misspellings) : place.city);
  cells.writeUsually(row, 'state', place.state);
  cells.writeUsually(row, 'country', isDirty() ? pick(random, [place.code, `${place.country} `]) : place.country);
  cells.writeUsually(row, 'usageLocation', place.code);
  cells.writeUsually(row, 'postalCode', postalCode.padEnd(place.postalLength, '0'));
  cells.writeUsually(row, 'streetAddress', `${place.street} ${random.int(1, 40)}`);
  cells.writeUsually(row, 'preferredLanguage', place.language);
  cells.writeUsually(row, 'officeLocation', `${person.building}/${random.int(1, 6)}.${random.int(100, 180)}`);
  cells.writeUsually(row, 'businessPhones', `["${place.phonePrefix} 555 ${random.int(1000, 9999)}"]`);
  const country = place.phonePrefix.split(' ')[0] ?? '';
  cells.writeUsually(row, 'mobilePhone', chance(random, 0.7) ? `${country} 555 ${random.int(100_000, 999_999)}` : null);
}

function writeMail({ cells, random }: StaffWork, { row, member, address, local }: Person): void {
  const hasMail = member.state !== 'joining';
  const formerAddress = `${local}@${company.serviceDomain}`;
  const isRenamed = address !== formerAddress && chance(random, 0.03);
  const fallback = `${local}@${company.initialDomain}`;
  const others = isRenamed ? [formerAddress, fallback] : [fallback];
  cells.write(row, 'mail', hasMail ? address : null);
  cells.write(row, 'proxyAddresses', hasMail ? proxyAddresses(address, ...others) : '[]');
  cells.write(row, 'imAddresses', hasMail ? canonicalJson([address]) : '[]');
  cells.write(row, 'otherMails', chance(random, 0.04) ? canonicalJson([`${local}@example.com`]) : '[]');
  cells.write(row, 'showInAddressList', member.state === 'left' ? 'false' : null);
}

/** The company gave up its own directory 200 days ago: what was synchronised keeps the traces and is written in the cloud. */
function writeSynchronisation({ cells, random, settings }: StaffWork, person: Person): void {
  const { row, member, local } = person;
  const wasSynchronised = chance(random, 0.7);
  const keep = (name: string, text: string): void => cells.write(row, name, wasSynchronised ? text : null);
  const unit = `OU=${member.department.short},OU=${member.place.code},OU=People`;
  const lastDay = Math.floor(settings.clock / dayMilliseconds) - 200;
  keep('onPremisesSyncEnabled', 'false');
  keep('onPremisesDistinguishedName', `CN=${person.displayName},${unit},DC=corp,DC=contoso,DC=com`);
  keep('onPremisesSecurityIdentifier', `S-1-5-21-1004336348-1177238915-682003330-${row + 1100}`);
  keep('onPremisesSamAccountName', local.slice(0, 20));
  keep('onPremisesUserPrincipalName', person.address);
  keep('onPremisesDomainName', 'corp.contoso.com');
  keep('onPremisesLastSyncDateTime', formatInstant(lastDay * dayMilliseconds));
}

function writeExtensionAttributes({ cells, random }: StaffWork, { row, member, building }: Person): void {
  const { department, place } = member;
  const classes = { Employee: 'EMP', Contractor: 'EXT', Vendor: 'VEN', Intern: 'INT' };
  const isFrontline = department.short === 'Manufacturing' || department.short === 'Logistics';
  const laptop = isFrontline ? 'None' : department.division === 'Technology' ? 'Developer' : 'Standard';
  const values: Readonly<Record<number, string>> = {
    1: classes[member.kind],
    2: building,
    3: regionOf(place),
    7: `${place.code}10`,
    10: chance(random, 0.1) ? 'Power' : laptop,
    12: `B-${random.int(1, 4)}`,
    15: `Wave ${random.int(1, 5)}`,
  };
  for (let number = 1; number <= 15; number++) {
    const name = `extensionAttribute${number}`;
    if (number === 5) cells.write(row, name, isFrontline ? `Shift ${pick(random, ['A', 'B', 'C'])}` : null);
    else cells.writeUsually(row, name, values[number] ?? null);
  }
}

function spoil(random: Random, text: string): string {
  return pick(random, [`${text} `, text.toUpperCase(), text.replace(' ', '  '), text.replace('Manager', 'Manger')]);
}
