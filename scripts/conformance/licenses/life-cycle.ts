import { give, giveGroup, leave, licenseCases, people, removeUser, seats, setUser, sku } from '../license-draft.ts';
import { ok, one, restore } from './scenes.ts';

const { E3, M3, EMS } = sku;

/** Users, subscriptions and groups over time. */
export const lifeCycleCases = licenseCases('life', [
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
