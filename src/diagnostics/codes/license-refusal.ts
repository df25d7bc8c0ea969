import type { DiagnosticDefinition } from '../definition.ts';

const refused = { severity: 'error', consequence: 'refused' } as const;

/** Requests about licenses that the service refuses. Each refuses the whole step. */
export const licenseRefusalCodes = {
  'license/usage-location': {
    ...refused,
    title: 'A license is assigned to a user without a usage location',
    explanation:
      'Licenses can only be assigned directly to users whose usageLocation is set: not every service is offered everywhere. Licenses by groups use the location of the tenant instead.',
  },
  'license/no-seats': {
    ...refused,
    title: 'No seat is free',
    explanation:
      'Enabled seats and those in grace, less the users who hold the SKU, leave none. A license that the user has by another path needs no further seat.',
  },
  'license/unknown-sku': {
    ...refused,
    title: 'A license that the tenant does not have',
    explanation:
      "Only SKUs of the tenant's subscriptions can be assigned. Buy seats with a seats step, or check the part number with `tenantlab license catalog`.",
  },
  'license/not-held': {
    ...refused,
    title: 'A license is removed that is not there',
    explanation: 'Neither the user nor a group gives this license, so that there is nothing to remove.',
  },
  'license/inherited': {
    ...refused,
    title: 'A license by a group is removed from a user',
    explanation:
      'A license that a group gives cannot be taken from one member. Take the user out of the group, or the license from the group.',
  },
  'license/not-assignable': {
    ...refused,
    title: 'A license for the whole tenant is assigned to a user',
    explanation: 'Some SKUs apply to the company as a whole and are never assigned.',
  },
  'license/no-change': {
    ...refused,
    title: 'A license step that changes nothing',
    explanation: 'Both lists of the call are empty.',
  },
  'license/named-twice': {
    ...refused,
    title: 'A license is named twice in one call',
    explanation: 'A SKU can only be added or removed once in a call.',
  },
  'license/foreign-plan': {
    ...refused,
    title: 'A disabled service plan is no part of the license',
    explanation: 'disabledPlans names plans of the same SKU.',
  },
  'license/group-kind': {
    ...refused,
    title: 'A group that cannot have licenses',
    explanation: 'Licenses can be assigned to security groups and to Microsoft 365 groups that are security-enabled.',
  },
  'license/licensed-group': {
    ...refused,
    title: 'A group with licenses is deleted',
    explanation: 'Remove the licenses of the group first.',
  },
  'license/mutually-exclusive': {
    ...refused,
    title: 'Two service plans exclude each other',
    explanation: 'After the call both would be enabled for the user. Disable one of them with disabledPlans.',
  },
  'license/dependency': {
    ...refused,
    title: 'A service plan would lack what it needs',
    explanation: 'After the call the plan would be enabled, but none of its prerequisites.',
  },
  'license/prohibited-location': {
    ...refused,
    title: 'A service plan is not offered where the user is',
    explanation: 'Which plans are offered where is stated in a license catalogue file.',
  },
  'license/address-taken': {
    ...refused,
    title: 'A mailbox would have an address that belongs to another object',
    explanation: 'Mail addresses are unique in a tenant. Change one of the two objects first.',
  },
  'license/sibling': {
    ...refused,
    title: 'Another license of the same group failed',
    explanation: 'A group gives all of its licenses to a user or none.',
  },
  'license/too-few-seats': {
    ...refused,
    title: 'More seats are given up than the subscription has',
    explanation: 'The number of seats cannot become negative.',
  },
  'license/too-many-seats': {
    ...refused,
    title: 'More seats are bought than a subscription can have',
    explanation: 'A subscription has 2,147,483,647 seats at most.',
  },
  'license/no-subscription': {
    ...refused,
    title: 'A subscription that the tenant does not have',
    explanation: 'Only a step that sets or adds seats buys a new subscription.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
