import type { DiagnosticDefinition } from '../definition.ts';

/** Faults of suite files, and what cases of a suite can fail with. */
export const suiteCodes = {
  'suite/syntax': {
    severity: 'error',
    title: 'The suite is no valid YAML or JSON',
    explanation: 'Suites are YAML 1.2 or JSON. The message says where reading stopped.',
    wrong: 'tests: [',
    right: 'tests: []',
  },
  'suite/duplicate-key': {
    severity: 'error',
    title: 'A key stands twice in one mapping',
    explanation: 'Only one of the two values could hold, so neither does.',
    wrong: 'clock: 2026-10-01\nclock: 2026-11-01',
    right: 'clock: 2026-10-01',
  },
  'suite/too-complex': {
    severity: 'error',
    title: 'The suite is nested too deeply, uses too many aliases, or has too many cases',
    explanation:
      'Suites from others must not exhaust memory: aliases, nesting, the size of a file and the number of cases that matrices make are limited. Split the suite.',
  },
  'suite/unknown-key': {
    severity: 'error',
    title: 'A key that has no meaning there',
    explanation:
      'A misspelt expectation would pass in silence, so unknown keys are errors. All keys: docs/reference/suites.md.',
    wrong: 'expect: { memeber: true }',
    right: 'expect: { member: true }',
  },
  'suite/missing-key': {
    severity: 'error',
    title: 'Something that is needed is missing',
    explanation:
      'A suite needs tests, a case needs a name and expectations; an expectation about members needs a group, one about licenses a person, one about a plan a plan.',
    wrong: '- { name: guests, expect: { member: false } }',
    right: '- { name: guests, person: gus, group: Sales, expect: { member: false } }',
  },
  'suite/wrong-type': {
    severity: 'error',
    title: 'A value is of the wrong kind',
    explanation: 'The message says what was expected and found.',
    wrong: 'expect: { count: many }',
    right: 'expect: { count: 12 }',
  },
  'suite/duplicate-name': {
    severity: 'error',
    title: 'Two cases have the same name',
    explanation: 'Reports, filters and snapshots know cases by their names, matrix values included.',
    wrong: 'tests: [{ name: a, ... }, { name: a, ... }]',
    right: 'tests: [{ name: a, ... }, { name: b, ... }]',
  },
  'suite/unused-value': {
    severity: 'error',
    title: 'A key of a matrix that the case does not use',
    explanation:
      'Every cell would be the same case. `person` and `group` are used by themselves; any other key is written as ${key} where its value belongs.',
    wrong: 'matrix: { sku: [SPE_E3] }\nexpect: { count: 1 }',
    right: "matrix: { sku: [SPE_E3] }\nexpect: { licenses: { includes: ['${sku}'] } }",
  },
  'suite/unknown-value': {
    severity: 'error',
    title: 'A placeholder that no matrix fills',
    explanation: '${key} stands for a value of the matrix of the same case. Write $${key} for the text itself.',
    wrong: "group: 'Sales ${town}'",
    right: "matrix: { town: [Oslo] }\ngroup: 'Sales ${town}'",
  },
  'suite/unknown-name': {
    severity: 'error',
    title: 'No person, group or SKU has this name',
    explanation:
      'Names of the suite itself come first, then ids, userPrincipalName, mail, mailNickname and displayName in the tenant, without regard to case.',
  },
  'suite/ambiguous-name': {
    severity: 'error',
    title: 'Several objects have this name',
    explanation: 'The message lists them. Use the id, or a name that only one of them has.',
  },
  'suite/unknown-tenant': {
    severity: 'error',
    title: 'The tenant of the suite cannot be opened',
    explanation:
      'The path is relative to the suite. It takes whatever --tenant takes: a .db file, a folder of text, an export.',
    wrong: 'tenant: ../tenat',
    right: 'tenant: ../tenant',
  },
  'suite/unreadable-file': {
    severity: 'error',
    title: 'A file that the suite names cannot be read',
    explanation: 'Paths are relative to the file that names them.',
    wrong: 'plan: ../changes/reorganization.yaml',
    right: 'plan: ../changes/reorganisation.yaml',
  },
  'suite/outside-folder': {
    severity: 'error',
    title: 'A path leads out of the folder of the run',
    explanation:
      'A suite reads only files below the folder of tenantlab.config.yaml (without one: below the folder in which the command runs), so that suites from others cannot read yours. Symbolic links are followed first. --allow-external lifts the limit.',
    wrong: 'include: [/etc/people.yaml]',
    right: 'include: [people.yaml]',
  },
  'suite/cyclic-include': {
    severity: 'error',
    title: 'Files include each other in a circle',
    explanation: 'The message shows the circle. Put what they share into a file that includes none of them.',
  },
  'suite/refused-change': {
    severity: 'error',
    title: 'The service would refuse a change that the suite plays before its cases',
    explanation:
      'The cases could not look at what they mean to look at. A refusal that is to be tested belongs into the plan of a case.',
  },
  'suite/invalid-snapshot': {
    severity: 'error',
    title: 'A snapshot file cannot be read',
    explanation: 'Snapshot files are written by `tenantlab test -u`. Remove the file and write it again.',
  },
  'test/member': {
    severity: 'error',
    title: 'Somebody is a member and should not be, or the other way round',
    explanation:
      'The report shows the rule with the value of each condition. `tenantlab why PERSON in GROUP` shows the same for a tenant.',
  },
  'test/members': {
    severity: 'error',
    title: 'A group has other members than expected',
    explanation: 'The report lists who is missing and who should not be there.',
  },
  'test/count': {
    severity: 'error',
    title: 'A group has more or fewer members than expected',
    explanation: 'Direct members of every type count.',
  },
  'test/rule': {
    severity: 'error',
    title: 'Members of a group do not fit a rule that they should, or fit one that they should not',
    explanation: 'The report names the members at fault.',
  },
  'test/license': {
    severity: 'error',
    title: 'Somebody has other licenses, service plans or license errors than expected',
    explanation: '`tenantlab license user PERSON` shows the paths by which licenses come.',
  },
  'test/seats': {
    severity: 'error',
    title: 'More or fewer seats are left of a SKU than expected',
    explanation: 'Seats left are enabled and warning units less those in use.',
  },
  'test/plan': {
    severity: 'error',
    title: 'A plan does more or less than expected',
    explanation: '`tenantlab plan` shows the whole plan with its reasons.',
  },
  'test/guardrail': {
    severity: 'error',
    title: 'A plan breaks a guardrail',
    explanation: 'The guardrails of an expectation are those of `tenantlab plan --guardrail`.',
  },
  'test/refusal': {
    severity: 'error',
    title: 'The service would refuse something else than expected',
    explanation: 'A plan with refusals fails its case unless the case expects them.',
  },
  'test/snapshot': {
    severity: 'error',
    title: 'A snapshot differs, or there is none yet and nothing may be written',
    explanation:
      'Look at the difference; if it is meant, run the command again with -u and commit the snapshot. With CI=true nothing is written.',
  },
  'test/only': {
    severity: 'error',
    title: 'A case has only: true where that is not allowed',
    explanation: 'It leaves all other cases out, which is for trying things out. With CI=true it fails the run.',
  },
  'test/obsolete-snapshot': {
    severity: 'warning',
    title: 'A snapshot that no case looks at any more',
    explanation: '`tenantlab test -u` removes it. With CI=true it fails the run.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
