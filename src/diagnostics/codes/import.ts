import type { DiagnosticDefinition } from '../definition.ts';

/** Faults of an export (nothing is imported) and findings of an import (the tenant was made, this is worth knowing). */
export const importCodes = {
  'import/skus-need-json': {
    severity: 'warning',
    title: 'Subscribed SKUs in a CSV file are skipped',
    explanation:
      'A CSV file holds the names of types where seats and service plans should be. Export the SKUs as JSON: ' +
      'Get-MgSubscribedSku -All | ConvertTo-Json -Depth 5.',
  },
  'import/unreadable-file': {
    severity: 'error',
    title: 'A file or folder cannot be read',
    explanation: 'The path does not exist, is of the wrong kind, or access to it is denied. Nothing was imported.',
  },
  'import/nothing-to-import': {
    severity: 'error',
    title: 'The sources contain no directory object',
    explanation:
      'A file is empty or a folder holds no file of a known kind: Graph JSON, NDJSON, CSV, or the layout of EntraExporter (Users/<id>/<id>.json …).',
  },
  'import/unsupported-format': {
    severity: 'error',
    title: 'The file is of a kind that cannot be imported',
    explanation:
      'Read are Graph JSON (.json), one JSON object per line (.ndjson, .jsonl), CSV (.csv) and the folders of EntraExporter. Archives and workbooks must be unpacked or saved as CSV first.',
  },
  'import/wrong-encoding': {
    severity: 'error',
    title: 'The bytes of the file are not text in a supported encoding',
    explanation:
      'UTF-8 (with or without byte order mark) and UTF-16 in both byte orders are read. Other encodings are not guessed, because a wrong guess changes names.',
  },
  'import/invalid-json': {
    severity: 'error',
    title: 'The file is not valid JSON',
    explanation: 'The text does not follow the grammar of JSON, or holds something that is not a directory object.',
  },
  'import/invalid-csv': {
    severity: 'error',
    title: 'The file is not valid CSV',
    explanation:
      'A quotation mark is left open, a row has more or fewer cells than the header, or the header is unusable.',
  },
  'import/truncated': {
    severity: 'error',
    title: 'The file ends in the middle',
    explanation: 'The download or export was cut off. Export again; a part of a tenant would give wrong plans.',
  },
  'import/nested-too-deeply': {
    severity: 'error',
    title: 'The data is nested too deeply',
    explanation: 'Directory objects are nested a few levels deep; more than 64 levels are refused.',
  },
  'import/too-large': {
    severity: 'error',
    title: 'One record of the file is too large',
    explanation: 'A single object or line exceeds what can be held in memory as one text (64 million characters).',
  },
  'import/unknown-object-type': {
    severity: 'error',
    title: 'The type of an object cannot be told',
    explanation:
      'The type is taken from "@odata.type", then "@odata.context", then the name of the file or folder (users.json), then the properties. None of them decided.',
  },
  'import/wrong-value': {
    severity: 'error',
    title: 'A value is of the wrong type',
    explanation:
      'The property has another type in Microsoft Graph, such as text where true or false belongs. Nothing was imported.',
  },
  'import/missing-id': {
    severity: 'error',
    title: 'An object has no id',
    explanation:
      'Ids are kept as they are, so each object needs one. In CSV files a userPrincipalName is enough: the id is then derived from it.',
  },
  'import/unknown-holder': {
    severity: 'error',
    title: 'A members file names a group that is not there',
    explanation:
      'A file <name>_members.csv (or .json) holds the members of the group or administrative unit <name>, given by id, mailNickname or displayName. The name must fit exactly one object of the same import.',
  },
  'import/stopped': {
    severity: 'error',
    title: 'The import was stopped',
    explanation: 'The import was cancelled from outside. Nothing was imported.',
  },
  'import/unknown-property': {
    severity: 'note',
    title: 'A property that the program does not know',
    explanation: 'It is kept with the object as additional data and written back, but rules and plans do not see it.',
  },
  'import/not-exported': {
    severity: 'warning',
    title: 'Columns or properties without any value are read as not known',
    explanation:
      'PowerShell writes a column for every property of the type, also for those that were not asked for. A property that is empty for every object of a file is therefore not known, which is not the same as null.',
  },
  'import/default-properties-only': {
    severity: 'warning',
    title: 'The export lacks properties that most rules use',
    explanation:
      'Without -Property or $select Graph returns eleven properties of a user; department, userType and accountEnabled are not among them. Rules that use them stay undecided.',
  },
  'import/type-name': {
    severity: 'warning',
    title: 'A cell holds the name of a type instead of a value',
    explanation:
      'Export-Csv writes System.String[] or Microsoft.Graph.… for lists and complex values. The values are lost and read as not known; export as JSON.',
  },
  'import/ambiguous-date': {
    severity: 'warning',
    title: 'A date is written in the format of some country',
    explanation:
      'Export-Csv writes dates in the format of the computer that ran it, without a time zone. 03/04/2026 can be March or April, so the value is read as not known; export as JSON.',
  },
  'import/blank-in-name': {
    severity: 'warning',
    title: 'A userPrincipalName begins or ends with a blank',
    explanation:
      'The value is kept as it is. The service refuses such names, so the blank most likely came with the export.',
  },
  'import/unsupported-type': {
    severity: 'note',
    title: 'Objects of a type that is not imported',
    explanation: 'Service principals, applications, roles and other types are skipped.',
  },
  'import/removed-entry': {
    severity: 'note',
    title: 'A delta export lists removed objects',
    explanation: 'Entries with "@removed" say that an object is gone; they are skipped.',
  },
  'import/incomplete-page': {
    severity: 'warning',
    title: 'The export continues elsewhere',
    explanation:
      'The file carries "@odata.nextLink": there are further pages that this file does not contain. Export all pages (-All in PowerShell) or give all page files together.',
  },
  'import/truncated-members': {
    severity: 'warning',
    title: 'An expanded list of members has exactly twenty entries',
    explanation:
      '$expand returns at most twenty objects, without saying that there are more. Export /groups/{id}/members.',
  },
  'import/conflicting-values': {
    severity: 'warning',
    title: 'Two places state different values for one object',
    explanation: 'The value that was read first is kept.',
  },
  'import/duplicate-object': {
    severity: 'warning',
    title: 'An object stands twice in one file',
    explanation: 'Objects of the same id are merged; the value that was read first is kept.',
  },
  'import/duplicate-user-principal-name': {
    severity: 'warning',
    title: 'Two users have the same userPrincipalName',
    explanation:
      'The service does not allow it. The files may come from different points of time or different tenants.',
  },
  'import/duplicate-mail-nickname': {
    severity: 'warning',
    title: 'Two Microsoft 365 groups have the same mailNickname',
    explanation:
      'The service does not allow it. The files may come from different points of time or different tenants.',
  },
  'import/dangling-reference': {
    severity: 'warning',
    title: 'A member, owner or manager is not in the export',
    explanation: 'The id is kept. Rules cannot be evaluated for objects that are not there.',
  },
  'import/unsupported-member-type': {
    severity: 'note',
    title: 'A member is of a type that is not imported',
    explanation: 'The id is kept as a member, such as that of a service principal.',
  },
  'import/synced-object': {
    severity: 'note',
    title: 'Objects are synchronised from an on-premises directory',
    explanation:
      'The on-premises directory is their source of authority; most properties cannot be changed in the cloud.',
  },
  'import/members-not-exported': {
    severity: 'note',
    title: 'Groups whose members the export does not state',
    explanation:
      'The members of these assigned groups are not known. Export them with /groups/{id}/members or EntraExporter.',
  },
  'import/secret-dropped': {
    severity: 'note',
    title: 'Passwords are not kept',
    explanation: 'passwordProfile and the passwords of bulk templates are skipped.',
  },
  'import/ignored-file': {
    severity: 'note',
    title: 'Files that are not part of the directory objects',
    explanation: 'Policies, applications and other parts of an export are not read.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
