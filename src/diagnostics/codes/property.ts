import type { DiagnosticDefinition } from '../definition.ts';

/** Faults of a file of properties, and what looking at properties finds. `wrong` and `right` are pieces of one. */
export const propertyCodes = {
  'property/syntax': {
    severity: 'error',
    title: 'The file of properties is not valid YAML or JSON',
    explanation:
      'A file of properties is a YAML or JSON document. Indent with blanks, and quote rules that hold a colon or a hash.',
    wrong: '- name: guests\n   never: { has: { license: any } }',
    right: '- name: guests\n  never: { has: { license: any } }',
  },
  'property/duplicate-key': {
    severity: 'error',
    title: 'A key stands twice in the same mapping',
    explanation: 'Only one of the two values could win. Make two properties of it.',
  },
  'property/too-complex': {
    severity: 'error',
    title: 'The file is nested too deeply or expands too far',
    explanation: 'A file of properties needs a handful of levels and few aliases.',
  },
  'property/unknown-key': {
    severity: 'error',
    title: 'A key that has no meaning here',
    explanation: 'Keys are read as spelt. docs/reference/properties.md lists them all.',
    wrong: 'never: { whom: user.userType -eq "Guest", has: { license: any } }',
    right: 'never: { who: user.userType -eq "Guest", has: { license: any } }',
  },
  'property/missing-key': {
    severity: 'error',
    title: 'A key is missing',
    explanation: 'A file needs version and properties, a property needs a name and exactly one claim.',
  },
  'property/wrong-type': {
    severity: 'error',
    title: 'A value is of the wrong type',
    explanation: 'The message says what is expected at this place.',
    wrong: 'disjoint: Guests',
    right: 'disjoint: [Guests, All Staff]',
  },
  'property/unsupported-version': {
    severity: 'error',
    title: 'A version of the file that this program does not read',
    explanation: 'This program reads version 1.',
  },
  'property/exactly-one': {
    severity: 'error',
    title: 'A property makes exactly one claim',
    explanation:
      'One of always, never, stable, monotone, disjoint, implies and seatsNeverExceeded. Write two properties for two.',
    wrong: '- name: guests\n  disjoint: [Guests, All Staff]\n  implies: { memberOf: Guests, alsoOf: Externals }',
    right:
      '- name: guests are no staff\n  disjoint: [Guests, All Staff]\n- name: guests are external\n  implies: { memberOf: Guests, alsoOf: Externals }',
  },
  'property/duplicate-name': {
    severity: 'error',
    title: 'Two properties of a file have the same name',
    explanation: 'Reports and reproductions go by the name, so it must be its own.',
  },
  'property/empty-statement': {
    severity: 'error',
    title: 'A statement says nothing',
    explanation: 'Under has stands at least one of license, licenseError, member and rule.',
    wrong: 'never: { who: user.userType -eq "Guest", has: {} }',
    right: 'never: { who: user.userType -eq "Guest", has: { license: any } }',
  },
  'property/unknown-name': {
    severity: 'error',
    title: 'A group or license that the tenant does not have',
    explanation: 'Groups go by id, mailNickname or displayName, licenses by part number or id.',
  },
  'property/ambiguous-name': {
    severity: 'error',
    title: 'A name that several groups have',
    explanation: 'Use the id of the one that is meant.',
  },
  'property/unknown-attribute': {
    severity: 'error',
    title: 'An attribute that nobody can change',
    explanation:
      'stable and monotone name a property of Microsoft Graph that a change set may set: mobilePhone, not mobile.',
    wrong: 'stable: { changing: mobile }',
    right: 'stable: { changing: mobilePhone }',
  },
  'property/rule': {
    severity: 'error',
    title: 'A condition of a property is no rule',
    explanation: 'who and rule hold a rule as a dynamic group has it; the service would refuse this one.',
    wrong: 'never: { who: user.userType = "Guest", has: { license: any } }',
    right: 'never: { who: user.userType -eq "Guest", has: { license: any } }',
  },
  'property/outside': {
    severity: 'error',
    title: 'A tenant outside of the folder at hand',
    explanation:
      'A file names a tenant below the folder in which the command runs, so that a file from somewhere else reads nothing else. ' +
      'Name it with --tenant, or run the command further up.',
  },
  'property/violated': {
    severity: 'error',
    title: 'A property does not hold',
    explanation:
      'There is a tenant, or a sequence of changes, in which the claim is false. The failure shows the smallest one, the rules that ' +
      'decided and how to play it again.',
  },
  'property/undecided': {
    severity: 'error',
    title: 'Nobody can say whether a property holds',
    explanation:
      'What decides it was not exported. Undecided people are no violation and no proof. Export the properties that are named, or ' +
      'say in the property for whom it holds.',
  },
  'property/vacuous': {
    severity: 'warning',
    title: 'A property says nothing',
    explanation:
      'It held, and it could not have done otherwise: in no case was anybody on the side that it is about, or nobody could ever have ' +
      'had what it forbids. Often a condition is misspelt, or the groups give no licenses at all.',
    wrong: 'never: { who: user.userType -eq "Guests", has: { license: any } }',
    right: 'never: { who: user.userType -eq "Guest", has: { license: any } }',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
