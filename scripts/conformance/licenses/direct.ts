import { change, give, giveGroup, licenseCases, people, setUser, sku, take } from '../license-draft.ts';
import { conflicting, inGroup, nowhere, ok, one } from './scenes.ts';

const { E1, E3, EMS, P1 } = sku;

/** Direct calls (spec licensing 5). */
export const directCases = licenseCases('direct', [
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
