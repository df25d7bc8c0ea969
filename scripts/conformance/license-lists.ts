import {
  again,
  change,
  give,
  giveGroup,
  join,
  leave,
  licenseCases,
  type LicenseSectionDraft,
  people,
  removeUser,
  seats,
  setUser,
  sku,
  take,
  takeGroup,
} from './license-draft.ts';

/* Direct calls, groups, life cycles, service plans (spec licensing 2 to 15). */

const { E1, E3, M3, EMS, WPA, AC, P1, EXO2, BP, PJ3 } = sku;
const ok = (name: string, path = 'direct'): string => `${name}@${path} Active/None`;
const one = { seats: { [E3]: 10 }, users: people('u1') };
const inGroup = { ...one, groups: { g: { members: ['u1'] } } };
const nowhere = { u1: { usageLocation: null } };
/** Somebody who holds E1 and E3, which nobody could be given together. */
const conflicting = {
  u1: {
    assignedLicenses: [
      { skuId: '18181a46-0d4e-45cd-891e-60aabd171b4e', disabledPlans: [] },
      { skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900', disabledPlans: [] },
    ],
  },
};
const restore = { restore: { user: 'u1@contoso.example' } };

const direct = licenseCases('direct', [
  [
    '5.6-usage-location',
    { ...one, users: nowhere },
    [give('u1', E3)],
    { refusals: ['E1'], rows: { u1: [] }, seats: { [E3]: '10/0' } },
  ],
  ['5.6-usage-location', { ...one, users: nowhere }, [take('u1', E3)], { refusals: ['E6'], rows: { u1: [] } }],
  [
    '5.6-usage-location',
    inGroup,
    [giveGroup('g', E3), setUser('u1', { usageLocation: 'NO' })],
    { refusals: [], rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '5.6-usage-location',
    { ...inGroup, users: nowhere },
    [giveGroup('g', E3), give('u1', E3)],
    { refusals: ['E1'], rows: { u1: [ok(E3, 'g')] } },
  ],
  [
    '5.5-removal',
    inGroup,
    [give('u1', E3), giveGroup('g', E3), take('u1', E3)],
    { refusals: [], rows: { u1: [ok(E3, 'g')] }, seats: { [E3]: '10/1' } },
  ],
  [
    '5.3-replaces-disabled-plans',
    one,
    [give('u1', E3, ['SWAY']), give('u1', E3, ['YAMMER_ENTERPRISE'])],
    { refusals: [], disabledPlans: { u1: { [E3]: ['YAMMER_ENTERPRISE'] } }, plans: { u1: { SWAY: 'Enabled' } } },
  ],
  [
    '5.3-replaces-disabled-plans',
    one,
    [give('u1', E3, ['SWAY']), give('u1', E3, [])],
    { disabledPlans: { u1: { [E3]: [] } } },
  ],
  [
    '5.3-replaces-disabled-plans',
    one,
    [give('u1', E3, ['SWAY'])],
    { disabledPlans: { u1: { [E3]: ['SWAY'] } }, seats: { [E3]: '10/1' } },
  ],
  [
    '5.10-idempotent',
    one,
    [give('u1', E3), give('u1', E3)],
    { refusals: [], rows: { u1: [ok(E3)] }, seats: { [E3]: '10/1' } },
  ],
  [
    '5.10-idempotent',
    { ...one, seats: { [E3]: 1 } },
    [give('u1', E3), give('u1', E3)],
    { refusals: [], rows: { u1: [ok(E3)] } },
  ],
  [
    '5.2-whole-or-nothing',
    { ...one, seats: { [E3]: 5, [EMS]: 0 } },
    [change({ user: 'u1' }, [E3, EMS])],
    { refusals: ['E2'], rows: { u1: [] }, seats: { [E3]: '5/0' } },
  ],
  [
    '5.2-whole-or-nothing',
    { ...one, seats: { [E3]: 5, [EMS]: 5 } },
    [change({ user: 'u1' }, [E3, EMS])],
    { refusals: [], rows: { u1: [ok(EMS), ok(E3)].toSorted() } },
  ],
  [
    '5.2-whole-or-nothing',
    { ...one, seats: { [E3]: 5, [EMS]: 5 } },
    [give('u1', EMS), change({ user: 'u1' }, [E3], [E1])],
    { refusals: ['E5'], rows: { u1: [ok(EMS)] } },
  ],
  [
    '5.7-seats',
    { seats: { [E1]: 1, [E3]: 1 }, users: people('u1', 'u2') },
    [give('u1', E3), give('u2', E1), change({ user: 'u2' }, [E3], [E1])],
    { refusals: ['E2'], rows: { u2: [ok(E1)] } },
  ],
  [
    '5.7-seats',
    { seats: { [E3]: 1 }, users: people('u1', 'u2') },
    [give('u1', E3), take('u1', E3), give('u2', E3)],
    { refusals: [], rows: { u2: [ok(E3)] } },
  ],
  [
    '14.1-switch',
    { ...one, seats: { [E1]: 1, [E3]: 1 } },
    [give('u1', E1), change({ user: 'u1' }, [E3], [E1])],
    { refusals: [], rows: { u1: [ok(E3)] }, seats: { [E1]: '1/0', [E3]: '1/1' } },
  ],
  [
    '9.1-conflicts',
    { ...one, seats: { [E1]: 5, [E3]: 5 } },
    [change({ user: 'u1' }, [{ sku: E1, disabledPlans: ['SHAREPOINTSTANDARD'] }, E3])],
    { refusals: [], rows: { u1: [ok(E3), ok(E1)].toSorted() } },
  ],
  ['5.9-order-of-checks', { ...one, users: nowhere, seats: { [E3]: 0 } }, [give('u1', E3)], { refusals: ['E1'] }],
  ['5.9-order-of-checks', { ...one, users: nowhere }, [take('u1', E3)], { refusals: ['E6'] }],
  [
    '5.9-order-of-checks',
    { ...one, seats: { [E1]: 5, [E3]: 0 } },
    [give('u1', E1), give('u1', E3)],
    { refusals: ['E2'] },
  ],
  ['5.9-order-of-checks', { ...one, users: nowhere, seats: { [E1]: 1 } }, [give('u1', E3)], { refusals: ['E5'] }],
  ['4.3-none', one, [give('u1', E3)], { rows: { u1: [ok(E3)] } }],
  [
    '2.5-one-unit-per-user',
    inGroup,
    [giveGroup('g', E3), give('u1', E3)],
    { seats: { [E3]: '10/1' }, rows: { u1: [ok(E3), ok(E3, 'g')] } },
  ],
  [
    '5.4-second-path',
    { ...inGroup, seats: { [E3]: 1 } },
    [giveGroup('g', E3), give('u1', E3)],
    { refusals: [], seats: { [E3]: '1/1' } },
  ],
  [
    '11.5-guests',
    { seats: { [P1]: 1 }, users: { u1: { userType: 'Guest' } } },
    [give('u1', P1)],
    { refusals: [], rows: { u1: [ok(P1)] } },
  ],
  [
    '5.8-rule-scope',
    { seats: { [E1]: 5, [E3]: 5, [P1]: 5 }, users: conflicting },
    [give('u1', P1)],
    { refusals: [], rows: { u1: [ok(P1), ok(E3), ok(E1)].toSorted() } },
  ],
  [
    '5.8-rule-scope',
    { seats: { [E1]: 5, [E3]: 5, [P1]: 5 }, users: conflicting, semantics: { 'license-rule-scope': 'all' } },
    [give('u1', P1)],
    { refusals: ['E3'], rows: { u1: [ok(E3), ok(E1)].toSorted() } },
  ],
  [
    '5.8-rule-scope',
    { seats: { [E1]: 5, [E3]: 5, [P1]: 5 }, users: conflicting },
    [take('u1', E1)],
    { refusals: [], rows: { u1: [ok(E3)] } },
  ],
]);

const needs = licenseCases('needs', [
  ['9.2-requires', { ...one, seats: { [WPA]: 5 } }, [give('u1', WPA)], { refusals: ['E4'], rows: { u1: [] } }],
  [
    '9.2-requires',
    { ...one, seats: { [WPA]: 5, [E3]: 5 } },
    [change({ user: 'u1' }, [E3, WPA])],
    { refusals: [], rows: { u1: [ok(E3), ok(WPA)].toSorted() } },
  ],
  [
    '9.2-requires',
    { ...one, seats: { [WPA]: 5, [E3]: 5 } },
    [give('u1', E3), give('u1', WPA)],
    { refusals: [], rows: { u1: [ok(E3), ok(WPA)].toSorted() } },
  ],
  [
    '9.2-requires',
    { ...one, seats: { [WPA]: 5, [E3]: 5 } },
    [change({ user: 'u1' }, [E3, WPA]), take('u1', E3)],
    { refusals: ['E4'], rows: { u1: [ok(E3), ok(WPA)].toSorted() } },
  ],
  [
    '9.2-requires',
    { ...one, seats: { [WPA]: 5, [E3]: 5 } },
    [change({ user: 'u1' }, [E3, WPA]), take('u1', WPA)],
    { refusals: [], rows: { u1: [ok(E3)] } },
  ],
  [
    '9.2-requires',
    { ...one, seats: { [WPA]: 5, [E3]: 5 } },
    [change({ user: 'u1' }, [E3, WPA]), change({ user: 'u1' }, [], [E3, WPA])],
    { refusals: [], rows: { u1: [] } },
  ],
  ['9.2-requires', one, [give('u1', E3, ['SHAREPOINTENTERPRISE'])], { refusals: ['E4'], rows: { u1: [] } }],
  [
    '9.2-requires',
    one,
    [give('u1', E3, ['SHAREPOINTENTERPRISE', 'SHAREPOINTWAC'])],
    { refusals: [], rows: { u1: [ok(E3)] } },
  ],
  [
    '9.2-requires',
    { ...one, seats: { [BP]: 5, [PJ3]: 5 } },
    [give('u1', BP), give('u1', PJ3, ['SHAREPOINTENTERPRISE'])],
    { refusals: ['E4'] },
  ],
  [
    '9.2-requires',
    { ...one, seats: { [BP]: 5, [PJ3]: 5 } },
    [give('u1', BP), give('u1', PJ3, ['SHAREPOINTENTERPRISE', 'SHAREPOINT_PROJECT'])],
    { refusals: [] },
  ],
  [
    '6.2-group-prerequisites',
    { ...inGroup, seats: { [WPA]: 5 } },
    [giveGroup('g', WPA)],
    { refusals: ['E4'], groups: { g: [] }, rows: { u1: [] } },
  ],
  [
    '6.2-group-prerequisites',
    { ...inGroup, seats: { [WPA]: 5, [E3]: 5 } },
    [give('u1', E3), giveGroup('g', WPA)],
    { refusals: ['E4'], groups: { g: [] } },
  ],
  [
    '6.2-group-prerequisites',
    { ...inGroup, seats: { [WPA]: 5, [E3]: 5 } },
    [change({ group: 'g' }, [E3, WPA])],
    { refusals: [], rows: { u1: [ok(E3, 'g'), ok(WPA, 'g')].toSorted() } },
  ],
  [
    '6.2-group-prerequisites',
    { ...inGroup, seats: { [WPA]: 5, [E3]: 5 }, semantics: { 'license-group-prerequisite': 'auto-disable' } },
    [giveGroup('g', WPA)],
    { refusals: [], groups: { g: [WPA] } },
  ],
  [
    '12.2-removal-failure',
    { ...inGroup, seats: { [E3]: 5, [AC]: 5 } },
    [giveGroup('g', E3), give('u1', AC), leave('g', 'u1')],
    { rows: { u1: [`${E3}@g ActiveWithError/DependencyViolation`, ok(AC)].toSorted() }, seats: { [E3]: '5/1' } },
  ],
  [
    '12.2-removal-failure',
    { ...inGroup, seats: { [E3]: 5, [AC]: 5 } },
    [giveGroup('g', E3), give('u1', AC), takeGroup('g', E3)],
    { rows: { u1: [`${E3}@g ActiveWithError/DependencyViolation`, ok(AC)].toSorted() }, groups: { g: [] } },
  ],
  [
    '12.2-removal-failure',
    { ...inGroup, seats: { [E3]: 5, [AC]: 5 } },
    [giveGroup('g', E3), give('u1', AC), leave('g', 'u1'), again('u1')],
    { refusals: ['E4'], seats: { [E3]: '5/1' } },
  ],
  [
    '7-reprocess',
    { ...inGroup, seats: { [E3]: 5, [AC]: 5 } },
    [giveGroup('g', E3), give('u1', AC), leave('g', 'u1'), take('u1', AC), again('u1')],
    { refusals: [], rows: { u1: [] }, seats: { [E3]: '5/0' } },
  ],
  [
    '12.2-removal-failure',
    { ...inGroup, seats: { [E3]: 5, [AC]: 5 }, semantics: { 'license-removal-failure': 'direct' } },
    [giveGroup('g', E3), give('u1', AC), takeGroup('g', E3)],
    { rows: { u1: [ok(E3), ok(AC)].toSorted() } },
  ],
  [
    '4.2-states',
    { ...inGroup, seats: { [E3]: 5, [AC]: 5 } },
    [giveGroup('g', E3), give('u1', AC), leave('g', 'u1')],
    { plans: { u1: { EXCHANGE_S_ENTERPRISE: 'Enabled' } } },
  ],
]);

const groups = licenseCases('group', [
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

const lifeCycle = licenseCases('life', [
  [
    '11.1-blocked-sign-in',
    one,
    [give('u1', E3), setUser('u1', { accountEnabled: false })],
    { rows: { u1: [ok(E3)] }, seats: { [E3]: '10/1' } },
  ],
  ['11.2-deleted-user', { ...one, seats: { [E3]: 1 } }, [give('u1', E3), removeUser('u1')], { seats: { [E3]: '1/0' } }],
  [
    '11.2-deleted-user',
    { seats: { [E3]: 1 }, users: people('u1', 'u2') },
    [give('u1', E3), removeUser('u1'), give('u2', E3)],
    { refusals: [], rows: { u2: [ok(E3)] }, seats: { [E3]: '1/1' } },
  ],
  [
    '11.2-deleted-user',
    { seats: { [E3]: 1 }, users: people('u1', 'u2'), groups: { g: { members: ['u1', 'u2'] } } },
    [giveGroup('g', E3), removeUser('u1')],
    { rows: { u2: [`${E3}@g Error/CountViolation`] }, seats: { [E3]: '1/0' } },
  ],
  [
    '11.4-restore',
    { ...one, seats: { [E3]: 1 } },
    [give('u1', E3), removeUser('u1'), restore],
    { refusals: [], rows: { u1: [ok(E3)] }, seats: { [E3]: '1/1' } },
  ],
  [
    '11.4-restore',
    { seats: { [E3]: 1 }, users: people('u1', 'u2') },
    [give('u1', E3), removeUser('u1'), give('u2', E3), restore],
    { refusals: [], rows: { u1: [ok(E3)], u2: [ok(E3)] }, seats: { [E3]: '1/2' } },
  ],
  [
    '2.10-fewer-seats',
    { seats: { [E3]: 2 }, users: people('u1', 'u2') },
    [give('u1', E3), give('u2', E3), seats(E3, { set: 1 })],
    { refusals: [], rows: { u1: [ok(E3)], u2: [ok(E3)] }, seats: { [E3]: '1/2' } },
  ],
  [
    '2.10-fewer-seats',
    { seats: { [E3]: 2 }, users: people('u1', 'u2', 'u3') },
    [give('u1', E3), give('u2', E3), seats(E3, { set: 1 }), give('u3', E3)],
    { refusals: ['E2'], rows: { u3: [] } },
  ],
  [
    '2.6-free-seats',
    { seats: { [E3]: 1 }, users: people('u1', 'u2') },
    [give('u1', E3), seats(E3, { add: 1 }), give('u2', E3)],
    { refusals: [], seats: { [E3]: '2/2' } },
  ],
  [
    '2.6-warning-is-assignable',
    one,
    [seats(E3, { action: 'expire' }), give('u1', E3)],
    { refusals: [], rows: { u1: [ok(E3)] }, seats: { [E3]: '10/1' } },
  ],
  ['2.4-prepaid-units', one, [seats(E3, { action: 'expire' })], { seats: { [E3]: '10/0' } }],
  [
    '2.6-warning-is-assignable',
    one,
    [seats(E3, { action: 'expire' }), seats(E3, { action: 'suspend' }), give('u1', E3)],
    { refusals: ['E2'], rows: { u1: [] } },
  ],
  [
    '2.8-consumption-stays',
    one,
    [give('u1', E3), seats(E3, { action: 'expire' }), seats(E3, { action: 'suspend' })],
    { seats: { [E3]: '0/1' }, rows: { u1: [ok(E3)] } },
  ],
  [
    '2.4-prepaid-units',
    one,
    [seats(E3, { action: 'expire' }), seats(E3, { action: 'suspend' })],
    { seats: { [E3]: '0/0' } },
  ],
  [
    '15.4-sku-status-on-plans',
    one,
    [give('u1', E3), seats(E3, { action: 'expire' })],
    { plans: { u1: { EXCHANGE_S_ENTERPRISE: 'Warning' } } },
  ],
  [
    '15.4-sku-status-on-plans',
    one,
    [give('u1', E3), seats(E3, { action: 'expire' }), seats(E3, { action: 'suspend' })],
    { plans: { u1: { EXCHANGE_S_ENTERPRISE: 'Suspended' } } },
  ],
  [
    '15.4-sku-status-on-plans',
    { ...one, seats: { [E3]: 5, [M3]: 5 } },
    [give('u1', E3), give('u1', M3), seats(E3, { action: 'expire' })],
    { plans: { u1: { EXCHANGE_S_ENTERPRISE: 'Enabled' } } },
  ],
  ['2.7-capability-status', one, [give('u1', E3)], { plans: { u1: { EXCHANGE_S_ENTERPRISE: 'Enabled' } } }],
  [
    '2.9-lifecycle',
    one,
    [give('u1', E3), seats(E3, { action: 'expire' }), { advance: 'P29D' }],
    { plans: { u1: { EXCHANGE_S_ENTERPRISE: 'Warning' } } },
  ],
  [
    '2.9-lifecycle',
    one,
    [give('u1', E3), seats(E3, { action: 'expire' }), { advance: 'P31D' }],
    { plans: { u1: { EXCHANGE_S_ENTERPRISE: 'Suspended' } } },
  ],
  [
    '4.2-disabled-state',
    one,
    [give('u1', E3), seats(E3, { action: 'expire' }), seats(E3, { action: 'suspend' })],
    { rows: { u1: [ok(E3)] } },
  ],
  [
    '12.4-conversion',
    { seats: { [E3]: 1 }, users: { u1: { department: 'Sales' } }, groups: { g: { members: ['u1'] } } },
    [
      giveGroup('g', E3),
      {
        update: 'group',
        match: { displayName: 'g' },
        set: {
          groupTypes: ['DynamicMembership'],
          membershipRule: 'user.department -eq "Sales"',
          membershipRuleProcessingState: 'On',
        },
      },
    ],
    { rows: { u1: [ok(E3, 'g')] }, seats: { [E3]: '1/1' } },
  ],
  [
    '12.6-chains',
    {
      seats: { [E3]: 5, [EMS]: 5 },
      users: people('u1'),
      groups: {
        g1: { members: ['u1'] },
        d1: {
          rule: 'user.assignedPlans -any (assignedPlan.servicePlanId -eq "efb87545-963c-4e0d-99df-69c6916d9eb0" -and assignedPlan.capabilityStatus -eq "Enabled")',
        },
      },
    },
    [giveGroup('d1', EMS), giveGroup('g1', E3)],
    { rows: { u1: [ok(E3, 'g1'), ok(EMS, 'd1')].toSorted() } },
  ],
  [
    '12.6-chains',
    {
      seats: { [E3]: 5, [EMS]: 5 },
      users: people('u1'),
      groups: {
        g1: { members: ['u1'] },
        d1: {
          rule: 'user.assignedPlans -any (assignedPlan.servicePlanId -eq "efb87545-963c-4e0d-99df-69c6916d9eb0" -and assignedPlan.capabilityStatus -eq "Enabled")',
        },
      },
    },
    [giveGroup('d1', EMS), giveGroup('g1', E3), leave('g1', 'u1')],
    { rows: { u1: [] }, seats: { [EMS]: '5/0' } },
  ],
]);

const plans = licenseCases('plans', [
  [
    '3.2-union-of-plans',
    { ...one, groups: { ga: { members: ['u1'] }, gb: { members: ['u1'] } } },
    [giveGroup('ga', E3, ['SWAY']), giveGroup('gb', E3, ['YAMMER_ENTERPRISE'])],
    {
      plans: { u1: { SWAY: 'Enabled', YAMMER_ENTERPRISE: 'Enabled' } },
      disabledPlans: { u1: { [E3]: [] } },
      seats: { [E3]: '10/1' },
    },
  ],
  [
    '3.2-union-of-plans',
    { ...one, groups: { ga: { members: ['u1'] }, gb: { members: ['u1'] } } },
    [giveGroup('ga', E3, ['SWAY']), giveGroup('gb', E3, ['YAMMER_ENTERPRISE']), leave('gb', 'u1')],
    { plans: { u1: { SWAY: 'Deleted', YAMMER_ENTERPRISE: 'Enabled' } }, disabledPlans: { u1: { [E3]: ['SWAY'] } } },
  ],
  [
    '3.3-assigned-licenses',
    { ...one, groups: { ga: { members: ['u1'] }, gb: { members: ['u1'] } } },
    [giveGroup('ga', E3, ['SWAY', 'YAMMER_ENTERPRISE']), giveGroup('gb', E3, ['SWAY'])],
    { disabledPlans: { u1: { [E3]: ['SWAY'] } } },
  ],
  ['3.3-assigned-licenses', one, [], { disabledPlans: { u1: { [E3]: null } } }],
  [
    '3.4-error-gives-nothing',
    { ...inGroup, seats: { [E3]: 0 } },
    [giveGroup('g', E3)],
    { disabledPlans: { u1: { [E3]: null } }, plans: { u1: { SWAY: null } }, seats: { [E3]: '0/0' } },
  ],
  [
    '3.6-direct-and-group',
    inGroup,
    [giveGroup('g', E3, ['SWAY']), give('u1', E3)],
    { plans: { u1: { SWAY: 'Enabled' } }, seats: { [E3]: '10/1' }, disabledPlans: { u1: { [E3]: [] } } },
  ],
  [
    '3.6-direct-and-group',
    inGroup,
    [giveGroup('g', E3, ['SWAY']), give('u1', E3), take('u1', E3)],
    { plans: { u1: { SWAY: 'Deleted' } }, disabledPlans: { u1: { [E3]: ['SWAY'] } } },
  ],
  [
    '15.2-deleted-plans-stay',
    one,
    [give('u1', E3), take('u1', E3)],
    { plans: { u1: { SWAY: 'Deleted', EXCHANGE_S_ENTERPRISE: 'Deleted' } }, disabledPlans: { u1: { [E3]: null } } },
  ],
  [
    '15.2-deleted-plans-stay',
    one,
    [give('u1', E3), give('u1', E3, ['SWAY'])],
    { plans: { u1: { SWAY: 'Deleted', EXCHANGE_S_ENTERPRISE: 'Enabled' } } },
  ],
  [
    '15.2-deleted-plans-stay',
    one,
    [give('u1', E3), take('u1', E3), give('u1', E3)],
    { plans: { u1: { SWAY: 'Enabled' } } },
  ],
  ['15.2-deleted-plans-stay', one, [], { plans: { u1: { SWAY: null } } }],
  ['15.3-plan-state-on-leave', inGroup, [giveGroup('g', E3), leave('g', 'u1')], { plans: { u1: { SWAY: 'Deleted' } } }],
  [
    '15.3-plan-state-on-leave',
    { ...inGroup, semantics: { 'license-plan-state-on-leave': 'suspended' } },
    [giveGroup('g', E3), leave('g', 'u1')],
    { plans: { u1: { SWAY: 'Suspended' } } },
  ],
  [
    '13-two-groups',
    { ...one, groups: { ga: { members: ['u1'] }, gb: { members: ['u1'] } } },
    [giveGroup('ga', E3), giveGroup('gb', E3), leave('ga', 'u1')],
    { plans: { u1: { SWAY: 'Enabled' } } },
  ],
  [
    '3.5-same-plan-twice',
    { ...one, seats: { [M3]: 5, [EMS]: 5 } },
    [give('u1', M3), give('u1', EMS), take('u1', EMS)],
    { plans: { u1: { AAD_PREMIUM: 'Enabled' } }, seats: { [EMS]: '5/0' } },
  ],
  [
    '9.5-exchange-plans',
    { ...one, seats: { [EXO2]: 5, [E1]: 5 } },
    [give('u1', E1), give('u1', EXO2)],
    { refusals: [] },
  ],
  [
    '4.4-direct-failure',
    { ...one, seats: { [E3]: 0 } },
    [give('u1', E3)],
    { rows: { u1: [] }, plans: { u1: { SWAY: null } } },
  ],
]);

/** Sections that are lists. */
export const licenseListSections: readonly LicenseSectionDraft[] = [
  { id: 'direct', title: 'Direct calls', cases: direct },
  { id: 'prerequisites', title: 'Service plans that need others', cases: needs },
  { id: 'groups', title: 'Licenses by groups', cases: groups },
  { id: 'life-cycle', title: 'Users, subscriptions and groups over time', cases: lifeCycle },
  { id: 'service-plans', title: 'assignedPlans and assignedLicenses', cases: plans },
];
