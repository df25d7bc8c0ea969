import { again, change, give, giveGroup, leave, licenseCases, sku, take, takeGroup } from '../license-draft.ts';
import { inGroup, ok, one } from './scenes.ts';

const { E3, WPA, AC, BP, PJ3 } = sku;

/** Service plans that need others (spec licensing 9). */
export const prerequisiteCases = licenseCases('needs', [
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
