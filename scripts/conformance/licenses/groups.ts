import {
  again,
  change,
  give,
  giveGroup,
  join,
  leave,
  licenseCases,
  people,
  setUser,
  sku,
  takeGroup,
} from '../license-draft.ts';
import { inGroup, nowhere, ok, one } from './scenes.ts';

const { E1, E3, EMS } = sku;

/** Licenses by groups (spec licensing 6 to 8). */
export const groupCases = licenseCases('group', [
  [
    '6.1-direct-members',
    { ...one, groups: { g: { members: ['u1'] }, outer: {} } },
    [join('outer', 'g'), giveGroup('outer', E3)],
    { rows: { u1: [] }, groups: { outer: [E3] }, seats: { [E3]: '10/0' } },
  ],
  ['6.1-direct-members', inGroup, [giveGroup('g', E3)], { rows: { u1: [ok(E3, 'g')] } }],
  [
    '6.1-group-kinds',
    {
      ...one,
      groups: {
        g: { members: ['u1'], properties: { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: true } },
      },
    },
    [giveGroup('g', E3)],
    { refusals: [], rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '6.1-group-kinds',
    {
      ...one,
      groups: {
        g: { members: ['u1'], properties: { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false } },
      },
    },
    [giveGroup('g', E3)],
    { refusals: ['other'], rows: { u1: [] }, groups: { g: [] } },
  ],
  [
    '6.1-group-kinds',
    { ...one, groups: { g: { members: ['u1'], properties: { mailEnabled: true, securityEnabled: false } } } },
    [giveGroup('g', E3)],
    { refusals: ['other'], groups: { g: [] } },
  ],
  [
    '6.2-no-seat-check',
    { ...inGroup, seats: { [E3]: 0 } },
    [giveGroup('g', E3)],
    { refusals: [], groups: { g: [E3] }, rows: { u1: [`${E3}@g Error/CountViolation`] } },
  ],
  ['6.3-processing-state', inGroup, [giveGroup('g', E3)], { processing: { g: 'ProcessingComplete' } }],
  [
    '6.3-processing-state',
    { ...inGroup, seats: { [E3]: 0 } },
    [giveGroup('g', E3)],
    { processing: { g: 'ProcessingComplete' } },
  ],
  [
    '6.5-location-of-tenant',
    { ...inGroup, users: nowhere },
    [giveGroup('g', E3)],
    { refusals: [], rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '11.5-guests',
    { ...inGroup, users: { u1: { userType: 'Guest', usageLocation: null } } },
    [giveGroup('g', E3)],
    { rows: { u1: [ok(E3, 'g')] }, seats: { [E3]: '10/1' } },
  ],
  [
    '10.4-prohibited',
    { ...inGroup, users: { u1: { usageLocation: 'AQ' } }, prohibited: { SWAY: ['AQ'] } },
    [giveGroup('g', E3)],
    { rows: { u1: [`${E3}@g Error/ProhibitedInUsageLocationViolation`] }, seats: { [E3]: '10/0' } },
  ],
  [
    '10.4-prohibited',
    { ...inGroup, users: { u1: { usageLocation: 'AQ' } }, prohibited: { SWAY: ['AQ'] } },
    [giveGroup('g', E3, ['SWAY'])],
    { rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '10.4-prohibited',
    { ...inGroup, users: nowhere, country: 'AQ', prohibited: { SWAY: ['AQ'] } },
    [giveGroup('g', E3)],
    { rows: { u1: [`${E3}@g Error/ProhibitedInUsageLocationViolation`] } },
  ],
  [
    '10.4-prohibited',
    { ...inGroup, users: { u1: { usageLocation: 'AQ' } }, prohibited: { SWAY: ['AQ'] } },
    [giveGroup('g', E3), setUser('u1', { usageLocation: 'US' })],
    { rows: { u1: [`${E3}@g Error/ProhibitedInUsageLocationViolation`] } },
  ],
  [
    '7-reprocess',
    { ...inGroup, users: { u1: { usageLocation: 'AQ' } }, prohibited: { SWAY: ['AQ'] } },
    [giveGroup('g', E3), setUser('u1', { usageLocation: 'US' }), again('u1')],
    { refusals: [], rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '10.4-prohibited-table',
    { ...inGroup, users: { u1: { usageLocation: 'AQ' } } },
    [giveGroup('g', E3)],
    { rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '9.9-order-of-violations',
    { ...inGroup, users: { u1: { usageLocation: 'AQ' } }, seats: { [E3]: 0 }, prohibited: { SWAY: ['AQ'] } },
    [giveGroup('g', E3)],
    { rows: { u1: [`${E3}@g Error/ProhibitedInUsageLocationViolation`] } },
  ],
  [
    '9.9-order-of-violations',
    { ...inGroup, seats: { [E1]: 5, [E3]: 0 } },
    [give('u1', E1), giveGroup('g', E3)],
    { rows: { u1: [ok(E1), `${E3}@g Error/CountViolation`].toSorted() } },
  ],
  [
    '6.6-all-or-nothing',
    { ...inGroup, seats: { [E3]: 5, [EMS]: 0 } },
    [change({ group: 'g' }, [E3, EMS])],
    { rows: { u1: [`${EMS}@g Error/CountViolation`, `${E3}@g Error/Other`].toSorted() }, seats: { [E3]: '5/0' } },
  ],
  [
    '6.6-all-or-nothing',
    { ...one, seats: { [E3]: 5, [EMS]: 0 }, groups: { g: { members: ['u1'] }, g2: { members: ['u1'] } } },
    [giveGroup('g', E3), giveGroup('g2', EMS)],
    { rows: { u1: [`${EMS}@g2 Error/CountViolation`, ok(E3, 'g')].toSorted() } },
  ],
  [
    '6.6-all-or-nothing',
    { ...inGroup, seats: { [E3]: 5, [EMS]: 0 } },
    [give('u1', E3), change({ group: 'g' }, [E3, EMS])],
    {
      rows: { u1: [`${EMS}@g Error/CountViolation`, ok(E3), `${E3}@g Error/Other`].toSorted() },
      seats: { [E3]: '5/1' },
    },
  ],
  [
    '6.6-siblings-applied-before',
    { ...inGroup, seats: { [E3]: 5, [EMS]: 0 } },
    [giveGroup('g', E3), giveGroup('g', EMS)],
    {
      rows: { u1: [`${EMS}@g Error/CountViolation`, `${E3}@g ActiveWithError/Other`].toSorted() },
      seats: { [E3]: '5/1' },
    },
  ],
  [
    '6.6-siblings-applied-before',
    { ...inGroup, seats: { [E3]: 5, [EMS]: 0 }, semantics: { 'license-sibling-state': 'active' } },
    [giveGroup('g', E3), giveGroup('g', EMS)],
    { rows: { u1: [`${EMS}@g Error/CountViolation`, ok(E3, 'g')].toSorted() } },
  ],
  [
    '7-membership-changes',
    { ...one, groups: { g: {} } },
    [giveGroup('g', E3), join('g', 'u1')],
    { rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '7-membership-changes',
    inGroup,
    [giveGroup('g', E3), leave('g', 'u1')],
    { rows: { u1: [] }, seats: { [E3]: '10/0' } },
  ],
  [
    '7-membership-changes',
    { ...one, groups: { g: { rule: 'user.department -eq "Sales"' } } },
    [giveGroup('g', E3), setUser('u1', { department: 'Sales' })],
    { rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '12.5-rule-edit',
    {
      seats: { [E3]: 10 },
      users: { u1: { department: 'Sales', city: 'Oslo' }, u2: { department: 'Ops', city: 'Oslo' } },
      groups: { g: { rule: 'user.department -eq "Sales"' } },
    },
    [
      giveGroup('g', E3),
      { update: 'group', match: { displayName: 'g' }, set: { membershipRule: 'user.city -eq "Oslo"' } },
    ],
    { rows: { u1: [ok(E3, 'g')], u2: [ok(E3, 'g')] }, seats: { [E3]: '10/2' } },
  ],
  [
    '12.5-rule-edit',
    {
      seats: { [E3]: 10 },
      users: { u1: { department: 'Sales' }, u2: { department: 'Ops' } },
      groups: { g: { rule: 'user.department -eq "Sales"' } },
    },
    [
      giveGroup('g', E3),
      { update: 'group', match: { displayName: 'g' }, set: { membershipRule: 'user.department -eq "Ops"' } },
    ],
    { rows: { u1: [], u2: [ok(E3, 'g')] }, seats: { [E3]: '10/1' } },
  ],
  [
    '12.1-licensed-group',
    inGroup,
    [giveGroup('g', E3), { delete: 'group', match: { displayName: 'g' } }],
    { refusals: ['E13'], groups: { g: [E3] }, rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '12.1-licensed-group',
    inGroup,
    [giveGroup('g', E3), takeGroup('g', E3), { delete: 'group', match: { displayName: 'g' } }],
    { refusals: [], rows: { u1: [] } },
  ],
  [
    '14.1-switch',
    { seats: { [E1]: 2, [E3]: 2 }, users: people('u1', 'u2'), groups: { g: { members: ['u1', 'u2'] } } },
    [giveGroup('g', E1), change({ group: 'g' }, [E3], [E1])],
    { refusals: [], rows: { u1: [ok(E3, 'g')], u2: [ok(E3, 'g')] }, seats: { [E1]: '2/0', [E3]: '2/2' } },
  ],
  [
    '14.3-switch-on-shortage',
    { seats: { [E1]: 2, [E3]: 1 }, users: people('u1', 'u2'), groups: { g: { members: ['u1', 'u2'] } } },
    [giveGroup('g', E1), change({ group: 'g' }, [E3], [E1])],
    {
      rows: { u1: [ok(E3, 'g')], u2: [`${E3}@g Error/CountViolation`, `${E1}@g ActiveWithError/Other`].toSorted() },
      seats: { [E1]: '2/1', [E3]: '1/1' },
    },
  ],
  [
    '14.3-switch-on-shortage',
    {
      seats: { [E1]: 2, [E3]: 1 },
      users: people('u1', 'u2'),
      groups: { g: { members: ['u1', 'u2'] } },
      semantics: { 'license-switch-on-shortage': 'drop-old' },
    },
    [giveGroup('g', E1), change({ group: 'g' }, [E3], [E1])],
    { rows: { u1: [ok(E3, 'g')], u2: [`${E3}@g Error/CountViolation`] } },
  ],
  [
    '8-removals-first',
    { seats: { [E3]: 1 }, users: people('u1', 'u2'), groups: { g: { members: ['u1'] } } },
    [giveGroup('g', E3), [leave('g', 'u1'), join('g', 'u2')]],
    { rows: { u1: [], u2: [ok(E3, 'g')] }, seats: { [E3]: '1/1' } },
  ],
  [
    '8-seat-order',
    { seats: { [E3]: 1 }, users: people('u1', 'u2'), groups: { g: {} } },
    [giveGroup('g', E3), join('g', 'u2'), join('g', 'u1')],
    { rows: { u1: [`${E3}@g Error/CountViolation`], u2: [ok(E3, 'g')] } },
  ],
  ['7-reprocess', one, [again('u1')], { refusals: [], rows: { u1: [] } }],
]);
