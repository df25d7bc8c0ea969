import { canonicalJson, formatInstant, guidFromWords } from '../../src/base/index.ts';
import { notKnownCode, nullCode, type PopulationDraft } from '../../src/model/index.ts';
import { type Chance, createChance, createZipf } from './chance.ts';
import * as vocabulary from './vocabulary.ts';

const { words } = vocabulary;

/** The virtual time of every workload: 2026-11-23. */
export const workloadClock = Date.UTC(2026, 10, 23);

/** Shares of users whose value of a property is not known: what a partial export leaves behind. */
export type NotKnownShares = Readonly<Record<string, number>>;

/** Five columns that are partly not known, so that every run decides in three values. */
export const defaultNotKnown: NotKnownShares = {
  jobTitle: 0.01,
  mobilePhone: 0.02,
  employeeHireDate: 0.03,
  extensionAttribute3: 0.02,
  extensionAttribute9: 0.05,
};

/** What a person is made of: the source of every correlated attribute. */
interface People {
  readonly count: number;
  readonly city: Uint16Array;
  readonly department: Uint16Array;
  readonly givenName: Uint8Array;
  readonly surname: Uint16Array;
  readonly initial: Uint8Array;
}

/** Number of values of extensionAttribute4 to 14; 1 to 3 hang on department and city, 15 is near-unique. */
const extensionSizes = [5, 8, 20, 5000, 200, 1000, 2000, 10_000, 20_000, 40_000, 100_000];

const domains = Array.from({ length: 24 }, (_, index) => `${index === 0 ? 'corp' : `unit${index}`}.contoso.example`);

/** Adds `count` users with 41 scalar attributes, three collections, a manager and a hire date. O(count). */
export function addUsers(users: PopulationDraft, count: number, seed: number, notKnown: NotKnownShares): void {
  const chance = createChance(seed, 'id');
  const word = (): number => Math.floor(chance.real() * 0x100000000);
  for (let row = 0; row < count; row++) users.addRow(guidFromWords(word(), word(), word(), word()));
  const people = drawPeople(count, seed);
  new ColumnFiller(users, count, seed, notKnown).fillAll(people);
}

function drawPeople(count: number, seed: number): People {
  const chance = createChance(seed, 'people');
  const city = createZipf(vocabulary.cityCount, 1);
  const department = createZipf(vocabulary.departmentCount, 0.9);
  const surname = createZipf(vocabulary.surnameCount, 0.7);
  const people: People = {
    count,
    city: new Uint16Array(count),
    department: new Uint16Array(count),
    givenName: new Uint8Array(count),
    surname: new Uint16Array(count),
    initial: new Uint8Array(count),
  };
  for (let row = 0; row < count; row++) {
    people.city[row] = city(chance);
    people.department[row] = department(chance);
    people.givenName[row] = chance.below(vocabulary.givenNameCount);
    people.surname[row] = surname(chance);
    people.initial[row] = chance.below(26);
  }
  return people;
}

type TextOf = (row: number, chance: Chance) => string;
type IndexOf = (row: number, chance: Chance) => number;

class ColumnFiller {
  readonly #users: PopulationDraft;
  readonly #count: number;
  readonly #seed: number;
  readonly #notKnown: NotKnownShares;

  constructor(users: PopulationDraft, count: number, seed: number, notKnown: NotKnownShares) {
    this.#users = users;
    this.#count = count;
    this.#seed = seed;
    this.#notKnown = notKnown;
  }

  fillAll(people: People): void {
    this.#fillPlace(people);
    this.#fillWork(people);
    this.#fillNames(people);
    this.#fillNumbers(people);
    this.#fillExtensions(people);
    this.#fillCollections();
  }

  #fillPlace({ city }: People): void {
    const cityOf = (row: number): number => city[row] ?? 0;
    const countryOf = (row: number): number => vocabulary.countryOfState(vocabulary.stateOfCity(cityOf(row)));
    this.#choice('city', 0.1, words.city, cityOf);
    this.#choice('state', 0.3, words.state, (row) => vocabulary.stateOfCity(cityOf(row)));
    this.#choice('country', 0.08, words.country, countryOf);
    this.#choice('usageLocation', 0.05, words.countryCode, countryOf);
    this.#choice('preferredLanguage', 0.4, words.language, countryOf);
    this.#choice(
      'postalCode',
      0.25,
      (index) => String(10_000 + index),
      (row, chance) => cityOf(row) * 40 + chance.below(40),
    );
    this.#choice('officeLocation', 0.2, words.office, (row, chance) => cityOf(row) * 2 + chance.below(2));
    this.#text('streetAddress', 0.4, (_row, chance) => `${chance.below(30_000)} ${words.street(chance.below(15))}`);
  }

  #fillWork({ city, department }: People): void {
    const departmentOf = (row: number): number => department[row] ?? 0;
    const company = createZipf(vocabulary.companyCount, 1);
    const role = createZipf(90, 1);
    this.#choice('department', 0.08, words.department, departmentOf);
    this.#choice('companyName', 0.15, words.company, (row, chance) =>
      chance.hits(0.7) ? (city[row] ?? 0) % vocabulary.companyCount : company(chance),
    );
    this.#choice(
      'jobTitle',
      0.15,
      words.title,
      (row, chance) => (departmentOf(row) * 23 + role(chance)) % vocabulary.titleCount,
    );
    this.#choice(
      'userType',
      0,
      (index) => (index === 0 ? 'Member' : 'Guest'),
      (_row, chance) => (chance.hits(0.9) ? 0 : 1),
    );
    this.#choice(
      'accountEnabled',
      0,
      (index) => String(index === 0),
      (_row, chance) => (chance.hits(0.92) ? 0 : 1),
    );
    this.#choice(
      'onPremisesSyncEnabled',
      0.4,
      () => 'true',
      () => 0,
    );
    this.#choice(
      'passwordPolicies',
      0.5,
      (index) => (index === 0 ? 'None' : 'DisablePasswordExpiration'),
      (_row, chance) => (chance.hits(0.8) ? 0 : 1),
    );
    const day = createZipf(7300, 0.3);
    this.#choice(
      'employeeHireDate',
      0.15,
      (index) => formatInstant(workloadClock + (30 - index) * 86_400_000),
      (_row, chance) => day(chance),
    );
    const managers = Math.max(1, Math.floor(this.#count / 30));
    this.#text('manager', 0.1, (_row, chance) => this.#users.idAt(chance.below(managers)));
  }

  #fillNames(people: People): void {
    const given = (row: number): string => words.givenName(people.givenName[row] ?? 0);
    const family = (row: number): string => words.surname(people.surname[row] ?? 0);
    const initial = (row: number): string => String.fromCharCode(65 + (people.initial[row] ?? 0));
    const givenParts = Array.from({ length: vocabulary.givenNameCount }, (_, index) => plain(words.givenName(index)));
    const familyParts = Array.from({ length: vocabulary.surnameCount }, (_, index) => plain(words.surname(index)));
    const alias = (row: number): string =>
      `${givenParts[people.givenName[row] ?? 0]}.${familyParts[people.surname[row] ?? 0]}${row}`;
    const domain = (row: number): string => domains[(people.city[row] ?? 0) % domains.length] ?? '';
    this.#choice('givenName', 0.05, words.givenName, (row) => people.givenName[row] ?? 0);
    this.#choice('surname', 0.05, words.surname, (row) => people.surname[row] ?? 0);
    this.#text('displayName', 0, (row) => `${given(row)} ${initial(row)}. ${family(row)}`);
    this.#text('userPrincipalName', 0, (row) => `${alias(row)}@${domain(row)}`);
    this.#text('mail', 0.1, (row) => `${alias(row)}@${domain(row)}`);
    this.#text('mailNickname', 0, alias);
    this.#text(
      'proxyAddresses',
      0.1,
      (row) => `["SMTP:${alias(row)}@${domain(row)}","smtp:u${row}@mail.contoso.example"]`,
    );
    this.#text(
      'onPremisesDistinguishedName',
      0.4,
      (row) => `CN=${alias(row)},OU=${words.department(people.department[row] ?? 0)},DC=corp,DC=contoso,DC=example`,
    );
  }

  #fillNumbers({ city }: People): void {
    this.#text('employeeId', 0.2, (row) => `E${String((row * 7919 + 1_000_003) % 9_999_991).padStart(7, '0')}`);
    this.#text(
      'mobilePhone',
      0.35,
      (row, chance) => `+${20 + ((city[row] ?? 0) % 60)} ${100_000_000 + chance.below(900_000_000)}`,
    );
    this.#text(
      'faxNumber',
      0.5,
      (row, chance) => `+${20 + ((city[row] ?? 0) % 60)} 5${100_000 + chance.below(900_000)}`,
    );
    this.#text('onPremisesSecurityIdentifier', 0.4, (row) => `S-1-5-21-1004336348-1177238915-682003330-${row + 1100}`);
  }

  #fillExtensions({ city, department }: People): void {
    this.#choice(
      'extensionAttribute1',
      0.1,
      (index) => `CC-${4000 + index}`,
      (row, chance) => (department[row] ?? 0) * 2 + chance.below(2),
    );
    this.#choice(
      'extensionAttribute2',
      0.05,
      (index) => `Division ${index}`,
      (row) => (department[row] ?? 0) % 12,
    );
    this.#choice(
      'extensionAttribute3',
      0.2,
      (index) => `LOC${100 + index}`,
      (row) => city[row] ?? 0,
    );
    for (const [position, size] of extensionSizes.entries()) {
      const zipf = createZipf(size, 0.8);
      const prefix = String.fromCharCode(65 + position, 88 - position);
      const text = (index: number): string =>
        `${prefix}-${((index * 2654435761) % 0x1000000).toString(36).toUpperCase()}-${index % 97}`;
      this.#choice(`extensionAttribute${position + 4}`, 0.05 + position * 0.04, text, (_row, chance) => zipf(chance));
    }
    this.#text('extensionAttribute15', 0.3, (row, chance) => `badge ${chance.below(5000)}/${row}`);
  }

  #fillCollections(): void {
    this.#choice(
      'otherMails',
      0.05,
      (index) => (index === 0 ? '[]' : `["person${index}@${index % 3 === 0 ? 'mail' : 'home'}.example"]`),
      (_row, chance) => (chance.hits(0.85) ? 0 : 1 + chance.below(50_000)),
    );
    const set = createZipf(planSets.length, 0.9);
    this.#choice(
      'assignedPlans',
      0.02,
      (index) => planSets[index] ?? '[]',
      (_row, chance) => set(chance),
    );
  }

  /** A column of texts that are named by numbers: each text is made once. */
  #choice(name: string, nullShare: number, textOf: (index: number) => string, indexOf: IndexOf): void {
    const codes: number[] = [];
    const { dictionary } = this.#users.columnDraft(name);
    this.#codes(name, nullShare, (row, chance) => {
      const index = indexOf(row, chance);
      return (codes[index] ??= dictionary.intern(textOf(index)));
    });
  }

  /** A column of texts most of which occur once. */
  #text(name: string, nullShare: number, textOf: TextOf): void {
    const { dictionary } = this.#users.columnDraft(name);
    this.#codes(name, nullShare, (row, chance) => dictionary.intern(textOf(row, chance)));
    dictionary.releaseIndex();
  }

  #codes(name: string, nullShare: number, codeOf: IndexOf): void {
    const chance = createChance(this.#seed, name);
    const draft = this.#users.columnDraft(name);
    const notKnownShare = this.#notKnown[name] ?? 0;
    for (let row = 0; row < this.#count; row++) {
      const lot = chance.real();
      if (lot < notKnownShare) draft.setCode(row, notKnownCode);
      else if (lot < notKnownShare + nullShare) draft.setCode(row, nullCode);
      else draft.setCode(row, codeOf(row, chance));
    }
  }
}

/** Letters that may stand in an address. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^\w.-]/g, '')
    .toLowerCase();
}

/** Service plans by number; every third is Exchange, as in real catalogues where one service has several plans. */
export const servicePlans = Array.from({ length: 24 }, (_, index) => ({
  servicePlanId: guidFromWords(index * 7919 + 1, index * 104_729 + 5, 0x8000 + index, index * 611_953 + 9),
  service:
    ['exchange', 'SharePoint', 'TeamspaceAPI', 'SCO', 'MicrosoftCommunicationsOnline', 'AADPremiumService'][
      index % 6
    ] ?? '',
}));

/** 41 distinct sets of plans, as the encoded value of assignedPlans. The first is empty. */
const planSets: readonly string[] = Array.from({ length: 41 }, (_, set) =>
  canonicalJson(
    servicePlans
      .filter((_plan, index) => set > 0 && (index * set + (index >> 2)) % (2 + (set % 5)) === 0)
      .map((plan, index) => ({
        ...plan,
        assignedDateTime: '2024-02-01T00:00:00Z',
        capabilityStatus: (index * 3 + set) % 7 === 0 ? 'Deleted' : 'Enabled',
      })),
  ),
);
