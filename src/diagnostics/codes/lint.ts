import type { DiagnosticDefinition } from '../definition.ts';

const differs = { severity: 'warning', consequence: 'differs' } as const;
const remark = { severity: 'note' } as const;

/**
 * Findings of `tenantlab lint`. `wrong` and `right` are whole rules. Where a check needs a tenant, they are about one whose
 * departments are Sales and Engineering, some of whose people are guests, and whose export has no employeeId.
 */
export const lintCodes = {
  'lint/mixed-and-or': {
    ...differs,
    title: '-and and -or mixed without parentheses',
    explanation:
      '-and binds tighter than -or: a -and b -or c means (a -and b) -or c. Readers often think otherwise; parentheses say it. With a tenant, the number of people for whom the two readings differ is given.',
    wrong: 'user.department -eq "IT" -and user.city -eq "Oslo" -or user.city -eq "Rome"',
    right: '(user.department -eq "IT" -and user.city -eq "Oslo") -or user.city -eq "Rome"',
  },
  'lint/negative-on-null': {
    ...differs,
    title: 'A negative operator also lets in objects without a value',
    explanation:
      '-ne, -notIn, -notContains and the like, and -not before a positive operator, are true for an object whose attribute is empty: service accounts and rooms, mostly. Add "-and (user.x -ne null)" if they are not wanted. With a tenant, the people who come in that way are counted; a note only when there are none.',
    wrong: 'user.department -ne "Sales"',
    right: 'user.department -ne "Sales" -and user.department -ne null',
  },
  'lint/quoted-null': {
    ...differs,
    title: 'null in quotation marks is a text',
    explanation: '"null" is a four-letter word; whether there is a value is tested with null without quotation marks.',
    wrong: 'user.department -ne "null" -and user.department -ne null',
    right: 'user.department -ne null',
  },
  'lint/costly-operator': {
    severity: 'warning',
    title: 'A slower operator than needed',
    explanation:
      'The documentation asks to avoid -match where another operator does. A pattern without wildcards is an -eq, -startsWith, -endsWith or -contains, for values on one line.',
    wrong: 'user.mail -match "@contoso\\.com$"',
    right: 'user.mail -endsWith "@contoso.com"',
  },
  'lint/or-to-in': {
    ...remark,
    title: 'Several -eq on one property',
    explanation: 'One -in with a list is shorter and cheaper than three or more -eq joined by -or.',
    wrong: 'user.department -eq "A" -or user.department -eq "B" -or user.department -eq "C"',
    right: 'user.department -in ["A", "B", "C"]',
  },
  'lint/whole-element': {
    ...differs,
    title: 'A comparison with the whole element of a collection',
    explanation:
      'Elements carry a prefix: [ZTDId]:<id>, [OrderID]:<tag>, SMTP:<address>. -eq and -startsWith see the prefix too.',
    wrong: 'device.devicePhysicalIds -any (_ -eq "[ZTDId]")',
    right: 'device.devicePhysicalIds -any (_ -startsWith "[ZTDId]")',
  },
  'lint/without-plan': {
    ...differs,
    title: 'The published "without plan" mistake',
    explanation:
      '-all (id -ne X -and status -ne "Enabled") fails for anybody who has any enabled plan, and -any (id -ne X …) holds for anybody who has some other plan. The opposite of "has X enabled" is -all (id -ne X -or status -ne "Enabled").',
    wrong:
      'user.assignedPlans -all (assignedPlan.servicePlanId -ne "efb87545-963c-4e0d-99df-69c6916d9eb0" -and assignedPlan.capabilityStatus -ne "Enabled")',
    right:
      'user.assignedPlans -all (assignedPlan.servicePlanId -ne "efb87545-963c-4e0d-99df-69c6916d9eb0" -or assignedPlan.capabilityStatus -ne "Enabled")',
  },
  'lint/plan-status': {
    ...differs,
    title: 'A plan without its status',
    explanation:
      'A license that was taken away leaves its plans behind with capabilityStatus Deleted; a rule that does not test the status keeps those people. With a tenant, they are counted.',
    wrong: 'user.assignedPlans -any (assignedPlan.service -eq "exchange")',
    right:
      'user.assignedPlans -any (assignedPlan.service -eq "exchange" -and assignedPlan.capabilityStatus -eq "Enabled")',
  },
  'lint/self-service': {
    ...remark,
    title: 'People can change this attribute themselves',
    explanation: 'A rule that grants something by an attribute of the own profile can be talked into it by the person.',
    wrong: 'user.city -eq "Oslo"',
    right: 'user.department -eq "Sales"',
  },
  'lint/unguarded-or': {
    ...differs,
    title: 'An -or branch that escapes the guards',
    explanation:
      'One branch of the rule asks for enabled accounts or members, another does not: disabled accounts and guests come in through it. With a tenant, they are counted; a note only when there are none.',
    wrong: '(user.department -eq "IT" -and user.accountEnabled -eq true) -or user.jobTitle -eq "Engineer"',
    right: '(user.department -eq "IT" -or user.jobTitle -eq "Engineer") -and user.accountEnabled -eq true',
  },
  'lint/no-guard': {
    ...remark,
    title: 'Neither guests nor disabled accounts are kept out',
    explanation:
      'Rules see guests and disabled accounts like everybody else. Add user.userType -eq "Member" or user.accountEnabled -eq true if they are not wanted. With a tenant, this is a warning, and only when somebody comes in that way.',
    wrong: 'user.department -eq "Sales"',
    right: 'user.department -eq "Sales" -and user.accountEnabled -eq true -and user.userType -eq "Member"',
  },
  'lint/contradiction': {
    ...differs,
    title: 'Conditions that cannot hold together',
    explanation: 'No value satisfies conditions such as these together; somebody meant -or.',
    wrong: 'user.department -eq "A" -and user.department -eq "B"',
    right: 'user.department -eq "A" -or user.department -eq "B"',
  },
  'lint/always-true': {
    ...differs,
    title: 'Conditions of which one always holds',
    explanation:
      'Whoever has one of the values satisfies the condition about the other. To leave both values out, join the conditions with -and, or use -notIn.',
    wrong: 'user.department -ne "A" -or user.department -ne "B"',
    right: 'user.department -ne "A" -and user.department -ne "B"',
  },
  'lint/duplicate-condition': {
    ...remark,
    title: 'The same condition twice',
    explanation: 'The second one changes nothing.',
    wrong: 'user.department -eq "A" -or user.department -eq "a"',
    right: 'user.department -eq "A"',
  },
  'lint/redundant-branch': {
    ...remark,
    title: 'A part that another part makes needless',
    explanation:
      'a -or (a -and b) is a, and so is a -and (a -or b). Either the part can go, or it was meant to say something else.',
    wrong: 'user.department -eq "A" -or (user.department -eq "A" -and user.companyName -eq "C")',
    right: 'user.department -eq "A"',
  },
  'lint/device-value': {
    ...differs,
    title: 'A value that the directory does not use',
    explanation:
      'Intune and the portal show other words than the directory holds: deviceOwnership is Company or Personal, deviceTrustType AzureAD, ServerAD or Workplace.',
    wrong: 'device.deviceOwnership -eq "Corporate"',
    right: 'device.deviceOwnership -eq "Company"',
  },
  'lint/closed-list-value': {
    ...differs,
    title: 'A value outside of a documented list',
    explanation:
      'userType is Member or Guest (or has no value); capabilityStatus is Enabled, Warning, Suspended, Deleted or LockedOut.',
    wrong: 'user.userType -eq "External"',
    right: 'user.userType -eq "Guest"',
  },
  'lint/device-filter': {
    severity: 'warning',
    consequence: 'refused',
    title: 'A device filter is no membership rule',
    explanation:
      'Conditional Access and Intune filters look alike but have other property names (isCompliant, trustType, osVersion, model…) and another meaning of -contains on collections.',
    wrong: 'device.trustType -eq "AzureAD"',
    right: 'device.deviceTrustType -eq "AzureAD"',
  },
  'lint/pattern-matches-all': {
    ...differs,
    title: 'A pattern that matches every value',
    explanation: 'A pattern such as .* only says that there is a value (on one line).',
    wrong: 'user.department -match ".*"',
    right: 'user.department -ne null',
  },
  'lint/contains-anchor': {
    ...remark,
    title: '-contains where -eq, -startsWith or -endsWith would do',
    explanation:
      'In this tenant the cheaper operator gives the same people. The documentation asks to avoid -contains where another operator does.',
    wrong: 'user.department -contains "Sal"',
    right: 'user.department -startsWith "Sal"',
  },
  'lint/unknown-value': {
    ...differs,
    title: 'A value that nobody has',
    explanation:
      'No active object of the tenant has this value: it may be misspelt, or out of date. Values near it are named, with the number of those who have them. Objects whose value is not in the export are counted apart.',
    wrong: 'user.department -eq "Saless"',
    right: 'user.department -eq "Sales"',
  },
  'lint/value-variants': {
    ...differs,
    title: 'Some objects have nearly the same value',
    explanation:
      'Values are compared with their blanks and accents: "Sales " and "Sales" are two departments. Upper and lower case do not matter. Mend the attribute, or name the variants in the rule. (In the tenant of the example, some people are in "Sales ".)',
    wrong: 'user.department -eq "Sales"',
    right: 'user.department -in ["Sales", "Sales "]',
  },
  'lint/matches-nobody': {
    severity: 'warning',
    title: 'The rule matches nobody',
    explanation: 'No active object of the tenant satisfies the rule.',
    wrong: 'user.department -eq "Sales" -and user.department -startsWith "Eng"',
    right: 'user.department -eq "Sales"',
  },
  'lint/matches-everybody': {
    severity: 'warning',
    title: 'The rule matches everybody',
    explanation:
      'Every active object of the tenant satisfies the rule, guests and disabled accounts included. For objectId -ne null, which is the documented way to say so, this is a note.',
    wrong: 'user.userPrincipalName -contains "@"',
    right: 'user.userPrincipalName -endsWith "@contoso.com"',
  },
  'lint/member-of-frozen': {
    ...differs,
    title: 'A memberOf rule that no longer updates',
    explanation:
      'The preview ended on 3 November 2026: the group keeps its last members, whatever happens to its source groups. Before that date, by the clock of the tenant, this is a note. Write a rule over attributes, or assign the members.',
    wrong: "user.memberOf -any (group.objectId -in ['00000000-0000-4000-8000-000000000011'])",
    right: 'user.department -eq "Sales"',
  },
  'lint/member-of-source': {
    ...differs,
    title: 'A memberOf rule that reads a group it cannot read',
    explanation:
      'The group does not exist or is deleted, it is the group of the rule itself, or it has a memberOf rule too, which cannot be a source of another.',
    wrong: "user.memberOf -any (group.objectId -in ['00000000-0000-4000-8000-999999999999'])",
    right: "user.memberOf -any (group.objectId -in ['00000000-0000-4000-8000-000000000011'])",
  },
  'lint/failed-rule': {
    severity: 'warning',
    title: 'A rule that is processed but refused',
    explanation:
      'A rule can be stored while processing is paused, or become invalid later. Once processing is on, evaluation fails and the members stay as they were: a frozen group.',
    wrong: 'user.employeeType -eq "Contractor"',
    right: 'user.extensionAttribute1 -eq "Contractor"',
  },
  'lint/paused-rule': {
    ...remark,
    title: 'A rule that is not processed',
    explanation:
      'Processing is paused: the members stay as they were. The hint says whom the rule would add and remove if it were switched on. The rule itself may be as good as any, so there is no example.',
  },
  'lint/undecided-people': {
    ...remark,
    title: 'The rule cannot be decided for some people',
    explanation:
      'The export does not carry an attribute that the rule reads, or a pattern cannot be evaluated. Nobody is counted as a member or left out on a guess.',
    wrong: 'user.employeeId -eq "1"',
    right: 'user.department -eq "Sales"',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
