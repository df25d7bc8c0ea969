import type { DiagnosticDefinition } from '../definition.ts';

/** Findings of `tenantlab lint` about licenses (spec licensing 18). */
export const licenseLintCodes = {
  'license/seats-short': {
    severity: 'warning',
    title: 'More users need a license than there are seats',
    explanation:
      'Everybody who holds the license or should by a group needs a seat. Some of them are in error CountViolation, or will be.',
  },
  'license/assigned-twice': {
    severity: 'note',
    title: 'Users have a license both directly and by a group',
    explanation: 'One seat is used, but the direct license stays when the user leaves the group.',
  },
  'license/scarce-in-group': {
    severity: 'warning',
    title: 'A license that runs short shares a group with others',
    explanation:
      'A group gives all of its licenses to a member or none, so that one missing seat takes the others, too. Put scarce licenses in a group of their own.',
  },
  'license/nested-group': {
    severity: 'warning',
    title: 'A licensed group contains groups',
    explanation: 'Only direct members get licenses. Members of nested groups get nothing, and no error says so.',
  },
  'license/group-without-security': {
    severity: 'warning',
    title: 'A licensed Microsoft 365 group is not security-enabled',
    explanation: 'The service refuses such assignments.',
  },
  'license/other-country': {
    severity: 'note',
    title: 'Members without a usage location live in another country',
    explanation: 'Licenses by groups then use the location of the tenant. Set usageLocation.',
  },
  'license/foreign-prerequisite': {
    severity: 'warning',
    title: 'A group gives a plan whose prerequisite it does not give',
    explanation: 'The service checks the licenses of a group among themselves, whatever members have elsewhere.',
  },
  'license/groups-in-conflict': {
    severity: 'warning',
    title: 'Members of two groups whose licenses exclude each other',
    explanation: 'One of the two fails for them with MutuallyExclusiveViolation.',
  },
  'license/rule-takes-licenses': {
    severity: 'warning',
    title: 'A rule does not let in people who have licenses by its group',
    explanation:
      'The group became dynamic, or its rule changed: when the rule is applied, they leave the group and lose the license, unless they hold it in another way. Data of the services is then kept for 30 days.',
  },
  'license/rule-reads-plans': {
    severity: 'note',
    title: 'A licensed group whose rule reads plans of another licensed group',
    explanation:
      'Licenses of the one decide who is a member of the other and gets its licenses. Such chains take their time, and losing the first license takes all of the others.',
  },
  'license/rule-circle': {
    severity: 'warning',
    title: 'Licenses of a group decide who is a member of it',
    explanation:
      'Licenses change plans, plans change members, members change licenses. Nobody gets in by the rule alone, whoever falls out stays out, and some rules never come to rest. A plan reports those.',
  },
  'license/group-licensing-not-covered': {
    severity: 'note',
    title: 'People get licenses by groups without a license for that',
    explanation:
      'Everybody who has licenses by a group needs Microsoft Entra ID P1, or a suite that covers it: Office 365 E3, A3, G3 and above. The service does not enforce it.',
  },
  'license/sku-not-enabled': {
    severity: 'warning',
    title: 'A license that is not paid for is in use',
    explanation: 'The subscription is in grace, suspended or locked out. Its plans show that status.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
