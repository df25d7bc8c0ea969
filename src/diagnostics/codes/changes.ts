import type { DiagnosticDefinition } from '../definition.ts';

/** Faults of a change set file. `wrong` and `right` are pieces of one. */
export const changeCodes = {
  'changes/yaml-syntax': {
    severity: 'error',
    title: 'The file is not valid YAML or JSON',
    explanation:
      'A change set is a YAML or JSON document. Indent with blanks, and quote texts that hold a colon or a hash.',
    wrong: 'set: { department: Sales: North }',
    right: 'set: { department: "Sales: North" }',
  },
  'changes/duplicate-key': {
    severity: 'error',
    title: 'A key stands twice in the same mapping',
    explanation: 'Only one of the two values could win. Remove one, or make it a step of its own.',
    wrong: 'set: { department: Sales, department: Legal }',
    right: 'set: { department: Legal }',
  },
  'changes/unknown-key': {
    severity: 'error',
    title: 'A key that has no meaning here',
    explanation:
      'Keys are read as spelt, including upper and lower case. Properties carry the names of Microsoft Graph.',
    wrong: 'set: { Department: Sales }',
    right: 'set: { department: Sales }',
  },
  'changes/missing-key': {
    severity: 'error',
    title: 'A key is missing',
    explanation: 'A file needs version and steps; each kind of step needs its own keys.',
    wrong: '- update: user\n  set: { department: Sales }',
    right: '- update: user\n  match: { userPrincipalName: user1@contoso.com }\n  set: { department: Sales }',
  },
  'changes/wrong-type': {
    severity: 'error',
    title: 'A value is of the wrong type',
    explanation: 'Numbers and true or false are text only in quotation marks: employeeId: "1001".',
    wrong: 'set: { employeeId: 1001 }',
    right: 'set: { employeeId: "1001" }',
  },
  'changes/unknown-step': {
    severity: 'error',
    title: 'A step does not say what it does',
    explanation:
      'A step has exactly one of the keys update, create, delete, restore, addMembers, removeMembers, assignLicense, ' +
      'removeLicense, seats, reprocess and advance.',
    wrong: '- modify: user',
    right: '- update: user',
  },
  'changes/match-or-where': {
    severity: 'error',
    title: 'A step needs exactly one of match and where',
    explanation: 'match names one object by its properties; where selects every object for which a rule says member.',
  },
  'changes/exactly-one': {
    severity: 'error',
    title: 'Exactly one of several keys is needed',
    explanation:
      'Each of these keys says the same thing in another way: whom a license step is about (user, match, where or group), ' +
      'which licenses (sku, or lists), what happens to seats (set, add, remove or action).',
    wrong: '- seats: { sku: ENTERPRISEPACK, set: 120, add: 10 }',
    right: '- seats: { sku: ENTERPRISEPACK, set: 120 }',
  },
  'changes/unsupported-version': {
    severity: 'error',
    title: 'The version of the change set is not supported',
    explanation: 'This program reads version 1.',
    wrong: 'version: 2',
    right: 'version: 1',
  },
  'changes/invalid-instant': {
    severity: 'error',
    title: 'The clock is not an instant',
    explanation: 'Instants are written in ISO 8601.',
    wrong: 'clock: tomorrow',
    right: 'clock: 2026-12-01T00:00:00Z',
  },
  'changes/invalid-duration': {
    severity: 'error',
    title: 'The duration cannot be read',
    explanation: 'Durations are written in ISO 8601: P7D, PT12H, P1M. A month stands for 30 days, a year for 365.',
    wrong: '- advance: 7 days',
    right: '- advance: P7D',
  },
  'changes/too-complex': {
    severity: 'error',
    title: 'The file is nested too deeply or repeats itself too often',
    explanation: 'Deep nesting and many aliases are refused, because a small file could then fill the memory.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
