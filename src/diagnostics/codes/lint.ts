import type { DiagnosticDefinition } from '../definition.ts';

const differs = { severity: 'warning', consequence: 'differs' } as const;
const remark = { severity: 'note' } as const;

/** Findings of `tenantlab lint`. `wrong` and `right` are whole rules; findings that need a tenant have no examples. */
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
      '-ne, -notIn, -notContains and the like are true for an object whose attribute is empty: service accounts and rooms, mostly. Add "-and (user.x -ne null)" if they are not wanted.',
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
      '-match and -contains make the service read every value; -eq, -startsWith, -endsWith and -in do the same here and are what the documentation asks for.',
    wrong: 'user.mail -match "@contoso\\.com$"',
    right: 'user.mail -endsWith "@contoso.com"',
  },
  'lint/or-to-in': {
    ...remark,
    title: 'Several -eq on one property',
    explanation: 'One -in with a list is shorter and cheaper than -eq joined by -or.',
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
      '-all (id -ne X -and status -ne "Enabled") fails for anybody who has any enabled plan. The opposite of "has X enabled" is -all (id -ne X -or status -ne "Enabled").',
    wrong:
      'user.assignedPlans -all (assignedPlan.servicePlanId -ne "efb87545-963c-4e0d-99df-69c6916d9eb0" -and assignedPlan.capabilityStatus -ne "Enabled")',
    right:
      'user.assignedPlans -all (assignedPlan.servicePlanId -ne "efb87545-963c-4e0d-99df-69c6916d9eb0" -or assignedPlan.capabilityStatus -ne "Enabled")',
  },
  'lint/plan-status': {
    ...differs,
    title: 'A plan without its status',
    explanation:
      'A licence that was taken away leaves its plans behind with capabilityStatus Deleted; a rule that does not test the status keeps those people.',
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
      'One branch of the rule asks for enabled accounts or members, another does not: disabled accounts and guests come in through it.',
    wrong: '(user.department -eq "IT" -and user.accountEnabled -eq true) -or user.jobTitle -eq "Engineer"',
    right: '(user.department -eq "IT" -or user.jobTitle -eq "Engineer") -and user.accountEnabled -eq true',
  },
  'lint/no-guard': {
    ...remark,
    title: 'Neither guests nor disabled accounts are kept out',
    explanation:
      'Rules see guests and disabled accounts like everybody else. Add user.userType -eq "Member" or user.accountEnabled -eq true if they are not wanted.',
    wrong: 'user.department -eq "Sales"',
    right: 'user.department -eq "Sales" -and user.accountEnabled -eq true -and user.userType -eq "Member"',
  },
  'lint/contradiction': {
    ...differs,
    title: 'Conditions that cannot hold together',
    explanation: 'One property cannot equal two values at once; somebody meant -or.',
    wrong: 'user.department -eq "A" -and user.department -eq "B"',
    right: 'user.department -eq "A" -or user.department -eq "B"',
  },
  'lint/duplicate-condition': {
    ...remark,
    title: 'The same condition twice',
    explanation: 'The second one changes nothing.',
    wrong: 'user.department -eq "A" -or user.department -eq "a"',
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
    explanation: 'A pattern such as .* only says that there is a value.',
    wrong: 'user.department -match ".*"',
    right: 'user.department -ne null',
  },
  'lint/contains-anchor': {
    ...remark,
    title: '-contains where -eq, -startsWith or -endsWith would do',
    explanation:
      'In this tenant the cheaper operator gives the same people. The documentation asks to avoid -contains where another operator does.',
  },
  'lint/unknown-value': {
    ...differs,
    title: 'A value that nobody has',
    explanation: 'No active object of the tenant has this value: it may be misspelt, or out of date.',
  },
  'lint/matches-nobody': {
    severity: 'warning',
    title: 'The rule matches nobody',
    explanation: 'No active object of the tenant satisfies the rule.',
  },
  'lint/matches-everybody': {
    severity: 'warning',
    title: 'The rule matches everybody',
    explanation: 'Every active object of the tenant satisfies the rule, guests and disabled accounts included.',
  },
  'lint/member-of-frozen': {
    ...differs,
    title: 'A memberOf rule that no longer updates',
    explanation:
      'The preview ended on 3 November 2026: the group keeps its last members. Write a rule over attributes, or assign the members.',
  },
  'lint/undecided-people': {
    ...remark,
    title: 'The rule cannot be decided for some people',
    explanation: 'The export does not carry an attribute that the rule reads, or a pattern cannot be evaluated.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
