import type { CellWriter } from './cell-writer.ts';

/** Properties that an export carries for every user and that hardly anybody fills. */
const usuallyNull = [
  'faxNumber',
  'preferredDataLocation',
  'ageGroup',
  'consentProvidedForMinor',
  'legalAgeGroupClassification',
  'isResourceAccount',
  'onPremisesImmutableId',
] as const;

/** Writes null for properties that are known and empty; those with another value are written afterwards. */
export function writeUnused(cells: CellWriter, row: number): void {
  for (const name of usuallyNull) cells.write(row, name, null);
}

/** What describes an employee and is empty for guests and technical accounts. */
const staffOnly = [
  'department',
  'jobTitle',
  'companyName',
  'division',
  'costCenter',
  'employeeType',
  'employeeId',
  'employeeHireDate',
  'employeeLeaveDateTime',
  'manager',
  'usageLocation',
  'officeLocation',
  'streetAddress',
  'city',
  'state',
  'postalCode',
  'country',
  'mobilePhone',
  'preferredLanguage',
  'onPremisesSyncEnabled',
  'onPremisesDistinguishedName',
  'onPremisesSecurityIdentifier',
  'onPremisesSamAccountName',
  'onPremisesUserPrincipalName',
  'onPremisesDomainName',
  'onPremisesLastSyncDateTime',
  'passwordPolicies',
  'givenName',
  'surname',
  ...Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`),
] as const;

/** Writes the properties of somebody who is no employee as empty, except those in `values`. */
export function writeOutsider(cells: CellWriter, row: number, values: Readonly<Record<string, string | null>>): void {
  writeUnused(cells, row);
  for (const name of staffOnly) if (!(name in values)) cells.write(row, name, null);
  for (const name of ['businessPhones', 'imAddresses', 'otherMails', 'proxyAddresses']) {
    if (!(name in values)) cells.write(row, name, '[]');
  }
  for (const [name, text] of Object.entries(values)) cells.write(row, name, text);
}
