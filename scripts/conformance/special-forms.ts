import { draft, listed, type RuleDraft, type RuleSectionDraft } from './draft.ts';

/* Direct Reports, memberOf, users and devices (spec rules 8). */

const boss = '0000000a-0000-4000-8000-00000000000b';
const other = '0000000a-0000-4000-8000-00000000000c';

const directReports = listed('direct-reports', [
  ['8.1-direct-reports', `Direct Reports for "${boss}"`, { manager: boss }, true],
  ['8.1-direct-reports', `Direct Reports for "${boss}"`, { manager: other }, false],
  ['8.1-direct-reports', `Direct Reports for "${boss}"`, {}, false],
  ['8.1-direct-reports', `Direct Reports for "${boss}"`, { manager: null }, false],
  ['8.1-direct-reports', `Direct Reports for "${boss.toUpperCase()}"`, { manager: boss }, true],
  ['8.1-direct-reports', `Direct Reports for "${boss}"`, { manager: boss.toUpperCase() }, true],
  ['8.1-direct-reports', `Direct Reports for "${boss}"`, undefined, ['manager'], { unknown: ['manager'] }],
  ['8.1-unknown-manager', 'Direct Reports for "0000000a-0000-4000-8000-0000000000ff"', { manager: boss }, false],
  ['8.1-form', `direct reports FOR "${boss}"`, { manager: boss }, true],
  ['8.1-form', `Direct Reports for '${boss}'`, { manager: boss }, true],
  ['8.1-form', `  Direct   Reports\nfor "${boss}" `, { manager: boss }, true],
  ['8.1-form', `(Direct Reports for "${boss}")`, {}, 'error Syntax'],
  ['8.1-form', 'Direct Reports for', {}, 'error Syntax'],
  ['8.1-form', `Direct Reports "${boss}"`, {}, 'error Syntax'],
  ['8.1-guid', 'Direct Reports for "ada@contoso.com"', {}, 'error Value not-a-guid'],
  ['8.1-guid', 'Direct Reports for ""', {}, 'error Value not-a-guid'],
  ['8.1-not-combined', `Direct Reports for "${boss}" -and user.city -eq "Oslo"`, {}, 'error Combination combination'],
  ['8.1-not-combined', `user.city -eq "Oslo" -or Direct Reports for "${boss}"`, {}, 'error Combination combination'],
  ['8.1-not-combined', `-not Direct Reports for "${boss}"`, {}, 'error Combination combination'],
]);

const inGroup = (object: string, list: string): string => `${object}.memberOf -any (group.objectId -in ${list})`;

const memberOf = listed('member-of', [
  ['8.2-form', inGroup('user', "['g1']"), { memberOf: ['g1'] }, true],
  ['8.2-form', inGroup('user', '["g1"]'), { memberOf: ['g2'] }, false],
  ['8.2-form', inGroup('user', "['g1', 'g2']"), { memberOf: ['g2'] }, true],
  ['8.2-form', inGroup('user', "['G1']"), { memberOf: ['g1'] }, true],
  ['8.2-form', inGroup('device', "['g1']"), { memberOf: ['g1'] }, true],
  ['8.2-form', inGroup('device', "['g1']"), { memberOf: [] }, false],
  ['8.2-form', inGroup('user', "['g1']"), {}, false],
  ['8.2-direct-members', inGroup('user', "['g1']"), { memberOf: ['g2', 'g3'] }, false],
  ['8.2-direct-members', inGroup('user', "['g1']"), undefined, ['memberOf'], { unknown: ['memberOf'] }],
  ['8.2-form', `(${inGroup('user', "['g1']")})`, { memberOf: ['g1'] }, true],
  ['2-property-case', inGroup('user', "['g1']").replace('memberOf', 'memberof'), { memberOf: ['g1'] }, true],
  [
    '14-17-member-of-still-saved',
    inGroup('user', "['g1']"),
    { memberOf: ['g1'] },
    true,
    { clock: '2027-01-01T00:00:00Z' },
  ],
  ['8.2-stands-alone', `${inGroup('user', "['g1']")} -and user.city -eq "Oslo"`, {}, 'error Combination combination'],
  ['8.2-stands-alone', `user.city -eq "Oslo" -or ${inGroup('user', "['g1']")}`, {}, 'error Combination combination'],
  ['8.2-stands-alone', `-not (${inGroup('user', "['g1']")})`, {}, 'error Combination combination'],
  [
    '8.2-stands-alone',
    `${inGroup('user', "['g1']")} -or ${inGroup('user', "['g2']")}`,
    {},
    'error Combination combination',
  ],
  ['8.2-form', 'user.memberOf -any (_ -in ["g1"])', {}, 'error Operands'],
  ['8.2-form', 'user.memberOf -any (group.objectId -eq "g1")', {}, 'error Operator'],
  ['8.2-form', 'user.memberOf -any (group.objectId -in [])', {}, 'error Operands list-operand'],
]);

const ids = (count: number): string => `[${Array.from({ length: count }, (_, index) => `'g${index + 1}'`).join(', ')}]`;

const limits: readonly RuleDraft[] = [
  draft('member-of-50', '8.2-fifty-groups', inGroup('user', ids(50)), true, { attributes: { memberOf: ['g50'] } }),
  draft('member-of-51', '8.2-fifty-groups', inGroup('user', ids(51)), 'error Limit too-many-groups', {
    attributes: {},
  }),
];

const mixed = listed('mixed', [
  ['8.4-not-mixed', 'user.city -eq "Oslo" -and device.displayName -eq "x"', {}, 'error Mixed mixed-objects'],
  ['8.4-not-mixed', 'device.displayName -eq "x" -or user.city -eq "Oslo"', {}, 'error Mixed mixed-objects'],
  [
    '8.4-not-mixed',
    '-not (user.accountEnabled -eq true) -and device.accountEnabled -eq true',
    {},
    'error Mixed mixed-objects',
  ],
  ['8.4-not-mixed', 'user.city -eq "Oslo" -and user.country -eq "NO"', { city: 'Oslo', country: 'NO' }, true],
]);

/** Sections about the special forms. */
export const specialSections: readonly RuleSectionDraft[] = [
  { id: 'direct-reports', title: 'Direct Reports', cases: directReports },
  { id: 'member-of', title: 'memberOf', cases: [...memberOf, ...limits] },
  { id: 'mixed-objects', title: 'Users and devices', cases: mixed },
];
