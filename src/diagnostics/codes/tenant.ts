import type { DiagnosticDefinition } from '../definition.ts';

/** Faults of a tenant that is kept as a folder of text files. */
export const tenantCodes = {
  'tenant/unreadable-folder': {
    severity: 'error',
    title: 'The tenant folder cannot be read',
    explanation: 'The folder or one of its files does not exist, is of the wrong kind, or access to it is denied.',
  },
  'tenant/unwritable-folder': {
    severity: 'error',
    title: 'The tenant folder cannot be written',
    explanation: 'The files that were there before are unchanged.',
  },
  'tenant/foreign-folder': {
    severity: 'error',
    title: 'The folder holds something else',
    explanation:
      'A tenant is written into a new or empty folder, or over a tenant (a folder with tenant.yaml), nowhere else.',
  },
  'tenant/not-a-tenant-folder': {
    severity: 'error',
    title: 'The folder has no tenant.yaml',
    explanation: 'A tenant folder holds tenant.yaml with formatVersion and clock, and one file per type of object.',
  },
  'tenant/syntax': {
    severity: 'error',
    title: 'A file of the tenant is not valid YAML or JSON',
    explanation: 'Indent with blanks, and quote texts that hold a colon or a hash.',
  },
  'tenant/duplicate-key': {
    severity: 'error',
    title: 'A key stands twice in the same object',
    explanation: 'Only one of the two values could win. Remove one.',
  },
  'tenant/unknown-key': {
    severity: 'error',
    title: 'A key that has no meaning here',
    explanation:
      'Properties carry the names of Microsoft Graph, in the same upper and lower case. Data that the program does not know belongs below additionalData.',
  },
  'tenant/missing-key': {
    severity: 'error',
    title: 'A key is missing',
    explanation:
      'tenant.yaml needs formatVersion and clock; an object needs an id or a property that an id can be derived from.',
  },
  'tenant/wrong-type': {
    severity: 'error',
    title: 'A value is of the wrong type',
    explanation: 'Numbers and true or false are text only in quotation marks: employeeId: "1001".',
    wrong: '- employeeId: 1001',
    right: '- employeeId: "1001"',
  },
  'tenant/unsupported-version': {
    severity: 'error',
    title: 'The format version of the folder is not supported',
    explanation: 'This program reads formatVersion 1.',
  },
  'tenant/two-files': {
    severity: 'error',
    title: 'There are two files for one type of object',
    explanation: 'users.yaml, users.json and users.ndjson exclude each other. Remove all but one.',
  },
  'tenant/duplicate-id': {
    severity: 'error',
    title: 'Two objects have the same id',
    explanation:
      'Objects without an id get one derived from userPrincipalName, mailNickname or displayName. Give ids to objects that share such a name.',
  },
  'tenant/unknown-reference': {
    severity: 'error',
    title: 'A member, owner or manager is not in the tenant',
    explanation:
      'Members are named by userPrincipalName, displayName or id. An id that the tenant does not contain is kept; a name that it does not contain is a mistake.',
  },
  'tenant/ambiguous-reference': {
    severity: 'error',
    title: 'A name fits several objects',
    explanation: 'Name the object by its id.',
  },
  'tenant/too-complex': {
    severity: 'error',
    title: 'A file is nested too deeply or repeats itself too often',
    explanation: 'Deep nesting and many aliases are refused, because a small file could then fill the memory.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
