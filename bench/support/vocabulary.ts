/** Names of which a generated company is made; everything in it is a function of a number. */

const areas =
  'Cardiac|Coastal|Digital|Field|Global|Inland|Legal|Marine|Mobile|Nordic|Online|Payroll|Private|Public|Quality|Regional|Retail|Rural|Strategic|Urban';
const functions =
  'Accounting|Analytics|Compliance|Delivery|Engineering|Finance|Logistics|Marketing|Operations|Planning|Procurement|Research|Sales|Security|Support';
const grades = 'Junior|Senior|Lead|Principal|Associate|Deputy|Chief|Assistant|Interim|Regional';
const roles =
  'Accountant|Analyst|Architect|Assistant|Buyer|Clerk|Consultant|Controller|Coordinator|Designer|Developer|Director|Driver|Engineer|Inspector|Manager|Nurse|Officer|Operator|Planner|Recruiter|Scientist|Specialist|Technician|Trainer|Writer';
const givenNames =
  'Ada|Ahmed|Aino|Alice|Amara|Anders|Aylin|Björn|Carla|Chen|Dana|Diego|Elena|Émile|Fatima|Farid|Grace|Hanna|Ingrid|Ivan|Jana|João|Kenji|Lea|Linus|Maria|Mei|Nadia|Noah|Olga|Omar|Paulo|Priya|Quinn|Rosa|Samir|Sofia|Tara|Tomás|Uma|Viktor|Wei|Yara|Zoë';
const surnames =
  "Adeyemi|Almeida|Bauer|Berg|Carter|Costa|Dubois|Eriksen|Fischer|García|Haddad|Hansen|Ito|Jansen|Kaya|Khan|Kowalski|Lindqvist|Lopez|Martin|Moreau|Müller|Nakamura|Novak|O'Brien|Okafor|Olsen|Patel|Petrov|Quist|Rossi|Sato|Schmidt|Silva|Singh|Sørensen|Tanaka|Torres|Ueda|Varga|Weber|Yilmaz|Zhang|Zimmer";
const streets = 'Birch|Canal|Castle|Church|Garden|Harbour|High|Lake|Market|Mill|North|Park|Station|Victoria|West';

const split = (words: string): readonly string[] => words.split('|');
const lists = {
  areas: split(areas),
  functions: split(functions),
  grades: split(grades),
  roles: split(roles),
  givenNames: split(givenNames),
  surnames: split(surnames),
  streets: split(streets),
};

/** The entry of a list at a number, which may lie past its end. */
function at(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

const countryCount = 40;
const stateCount = 160;
export const cityCount = 900;
export const departmentCount = 300;
export const titleCount = 2600;
export const companyCount = 24;

const languages = ['en-US', 'de-DE', 'fr-FR', 'es-ES', 'sv-SE', 'ja-JP', 'pt-BR', 'pl-PL', 'it-IT', 'nl-NL'];

/** Texts by number. The first numbers are the most frequent ones. */
export const words = {
  department: (index: number): string =>
    `${at(lists.areas, index * 7)} ${at(lists.functions, index)}${index < 60 ? '' : ` ${Math.floor(index / 60)}`}`,
  title: (index: number): string =>
    `${at(lists.grades, index)} ${at(lists.areas, Math.floor(index / 10))} ${at(lists.roles, index * 3 + Math.floor(index / 260))}`,
  company: (index: number): string => `Contoso ${at(lists.areas, index * 3)} ${index % 3 === 0 ? 'Ltd' : 'Group'}`,
  country: (index: number): string =>
    `${at(lists.streets, index)}land${index < 15 ? '' : ` ${Math.floor(index / 15)}`}`,
  countryCode: (index: number): string =>
    String.fromCharCode(65 + (index % 26), 65 + ((index * 7 + Math.floor(index / 26)) % 26)),
  state: (index: number): string =>
    `${at(lists.areas, index)} ${at(lists.streets, index * 4 + 1)}shire${index < 60 ? '' : ` ${Math.floor(index / 60)}`}`,
  city: (index: number): string => `${at(lists.streets, index * 11)}${index % 2 === 0 ? 'ton' : 'ville'} ${index}`,
  office: (index: number): string => `Building ${String.fromCharCode(65 + (index % 26))}/${Math.floor(index / 26)}`,
  language: (index: number): string => at(languages, index),
  givenName: (index: number): string => at(lists.givenNames, index),
  surname: (index: number): string =>
    at(lists.surnames, index) + (index < 44 ? '' : `-${at(lists.surnames, index * 5 + Math.floor(index / 44))}`),
  street: (index: number): string => `${at(lists.streets, index)} Street`,
};

export const givenNameCount = 44;
export const surnameCount = 1200;
/** A country has four states, a state five or six cities. */
export const stateOfCity = (city: number): number => city % stateCount;
export const countryOfState = (state: number): number => state % countryCount;
