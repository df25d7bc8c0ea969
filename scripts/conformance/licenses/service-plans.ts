import { give, giveGroup, leave, licenseCases, sku, take } from '../license-draft.ts';
import { inGroup, one } from './scenes.ts';

const { E1, E3, M3, EMS, EXO2 } = sku;

/** assignedPlans and assignedLicenses (spec licensing 15). */
export const servicePlanCases = licenseCases('plans', [
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
