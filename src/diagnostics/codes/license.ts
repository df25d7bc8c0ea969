import type { DiagnosticDefinition } from '../definition.ts';

/** What an export states about licenses and what does not fit together in it. */
export const licenseCodes = {
  'license/seats-differ': {
    severity: 'warning',
    title: 'The seats of a SKU are not the sum of its subscriptions',
    explanation:
      'subscribedSkus and directory/subscriptions were both exported and count differently. The subscriptions are used; export ' +
      'both at the same time.',
  },
  'license/licenses-differ': {
    severity: 'warning',
    title: 'assignedLicenses does not follow from licenseAssignmentStates',
    explanation:
      'A user is said to hold a SKU, or to have plans of it off, that no assignment path gives, or the other way round. The ' +
      'assignment states are used. Export both properties at the same time.',
  },
  'license/plans-differ': {
    severity: 'note',
    title: 'The enabled plans of users do not follow from their licenses',
    explanation:
      'assignedPlans and the licenses that give plans say different things: the catalogue of SKUs may be older than the tenant, or ' +
      'the service had not finished. What the export states is kept until the licenses of the user change.',
  },
  'license/consumed-differs': {
    severity: 'warning',
    title: 'The consumed units of a SKU are not the number of users who hold it',
    explanation:
      'Either users are missing from the export, or users and SKUs were exported at different times. The users who hold the SKU ' +
      'are counted.',
  },
  'license/row-missing': {
    severity: 'warning',
    title: 'A member of a licensed group has no assignment from it',
    explanation:
      'The group assigns the SKU and the user is a direct member, but the export states no path. The group had not been processed, ' +
      'or the two were exported at different times. Settling the tenant assigns it.',
  },
  'license/row-unsupported': {
    severity: 'warning',
    title: 'A group path that the group does not support',
    explanation:
      'The export says that a user has a SKU by a group that does not assign it, is not in the export, or has no such member. ' +
      'Settling the tenant withdraws it.',
  },
  'license/duplicate-row': {
    severity: 'warning',
    title: 'A user has the same assignment path twice',
    explanation: 'There is at most one path for each SKU and group, or direct. The first is kept.',
  },
  'license/invalid-row': {
    severity: 'warning',
    title: 'An entry about licenses that cannot be read',
    explanation: 'An entry needs its ids as texts and a status that the service knows. It is left out.',
  },
  'license/times-rounded': {
    severity: 'note',
    title: 'Times of assignments are not kept to the second',
    explanation:
      'Users are kept by what they have alike. In a large export nearly everybody was assigned at a second of their own, which ' +
      'neither rules nor licensing read. Times are then kept to the day or to the month, whichever is enough, or not at all.',
  },
  'license/undescribed-plan': {
    severity: 'note',
    title: 'A license turns off a plan that its SKU is not known to have',
    explanation:
      'The id may be mistyped, or the SKU is newer than what the catalogue or the export says of it. It is kept, and turns ' +
      'nothing off. Export subscribedSkus as JSON, or add the plan to the SKU by a catalogue file.',
  },
  'license/undescribed-sku': {
    severity: 'note',
    title: 'A SKU that neither the catalogue nor the export describes',
    explanation:
      'Its id is kept as it is; which plans it gives is not known. Export subscribedSkus as JSON, or add the SKU by a catalogue ' +
      'file.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
