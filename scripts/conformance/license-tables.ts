import {
  again,
  change,
  give,
  giveGroup,
  join,
  leave,
  licenseCase,
  type LicenseDraft,
  type LicenseSectionDraft,
  people,
  seats,
  sku,
  take,
  takeGroup,
} from './license-draft.ts';

/* Tables of spec licensing 2, 5.7, 8 and 9: counting seats, and which service plans go together. */

const names = ['u1', 'u2', 'u3', 'u4', 'u5'];
const active = (name: string, path: string): string => `${name}@${path} Active/None`;
const short = (name: string, path: string): string => `${name}@${path} Error/CountViolation`;

/** A group of n members and k seats: the first k by object id get them (8), nobody else uses one. */
function groupSeats(): readonly LicenseDraft[] {
  return [1, 2, 3, 4].flatMap((members) =>
    [0, 1, 2, 3, 4].map((bought) => {
      const users = names.slice(0, members);
      const rows = users.map((user, index) => [user, [(index < bought ? active : short)(sku.E3, 'g')]] as const);
      return licenseCase(
        `group-${members}-members-${bought}-seats`,
        bought < members ? (bought === 0 ? '8-count-violation' : '8-seat-order') : '2.5-one-unit-per-user',
        { seats: { [sku.E3]: bought }, users: people(...users), groups: { g: { members: users } } },
        [giveGroup('g', sku.E3)],
        {
          rows: Object.fromEntries(rows),
          seats: { [sku.E3]: `${bought}/${Math.min(members, bought)}` },
          refusals: [],
          groups: { g: [sku.E3] },
        },
      );
    }),
  );
}

/** The same directly, one call after the other: the last one is refused when there is no seat left. */
function directSeats(): readonly LicenseDraft[] {
  return [1, 2, 3].flatMap((callers) =>
    [0, 1, 2, 3].map((bought) => {
      const users = names.slice(0, callers);
      const rows = users.map((user, index) => [user, index < bought ? [active(sku.E3, 'direct')] : []] as const);
      return licenseCase(
        `direct-${callers}-users-${bought}-seats`,
        bought < callers ? '4.4-direct-failure' : '5.7-seats',
        { seats: { [sku.E3]: bought }, users: people(...users) },
        users.map((user) => give(user, sku.E3)),
        {
          rows: Object.fromEntries(rows),
          seats: { [sku.E3]: `${bought}/${Math.min(callers, bought)}` },
          refusals: bought < callers ? ['E2'] : [],
        },
      );
    }),
  );
}

/** n groups give the same license: n rows, one seat (2.5, 13); the last group that is left takes it away. */
function pathsOfOneUser(): readonly LicenseDraft[] {
  return [1, 2, 3].flatMap((count) =>
    [false, true].flatMap((isDirect) =>
      Array.from({ length: count + 1 }, (_, left) => {
        const groups = ['ga', 'gb', 'gc'].slice(0, count);
        const stay = groups.slice(left);
        const rows = [...(isDirect ? [active(sku.E3, 'direct')] : []), ...stay.map((group) => active(sku.E3, group))];
        return licenseCase(
          `paths-${count}-groups${isDirect ? '-and-direct' : ''}-${left}-left`,
          isDirect ? '5.4-second-path' : '13-two-groups',
          {
            seats: { [sku.E3]: 1 },
            users: people('u1'),
            groups: Object.fromEntries(groups.map((group) => [group, { members: ['u1'] }])),
          },
          [
            ...(isDirect ? [give('u1', sku.E3)] : []),
            ...groups.map((group) => giveGroup(group, sku.E3)),
            ...groups.slice(0, left).map((group) => leave(group, 'u1')),
          ],
          { rows: { u1: rows.toSorted() }, seats: { [sku.E3]: `1/${rows.length > 0 ? 1 : 0}` }, refusals: [] },
        );
      }),
    ),
  );
}

/** Free seats are not given to those who wait, until they are processed again (7). */
function waiting(): readonly LicenseDraft[] {
  const start = { seats: { [sku.E3]: 1 }, users: people('u1', 'u2'), groups: { g: { members: ['u1', 'u2'] } } };
  const ways = {
    bought: { step: seats(sku.E3, { set: 2 }), claim: '7-seats-bought', bought: 2, first: [active(sku.E3, 'g')] },
    'left-by-a-member': { step: leave('g', 'u1'), claim: '7-freed-seats', bought: 1, first: [] },
  };
  return Object.entries(ways).flatMap(([name, { step, claim, bought, first }]) => {
    const used = first.length;
    return [
      licenseCase(`waiting-${name}`, claim, start, [giveGroup('g', sku.E3), step], {
        rows: { u1: first, u2: [short(sku.E3, 'g')] },
        seats: { [sku.E3]: `${bought}/${used}` },
      }),
      licenseCase(`waiting-${name}-again`, '7-reprocess', start, [giveGroup('g', sku.E3), step, again('u2')], {
        rows: { u1: first, u2: [active(sku.E3, 'g')] },
        seats: { [sku.E3]: `${bought}/${used + 1}` },
        refusals: [],
      }),
    ];
  });
}

/** Pairs of SKUs: whether an enabled plan of one excludes an enabled plan of the other (9.1, 9.5, 9.6). */
const pairs: readonly (readonly [first: string, second: string, isConflict: boolean, claim: string])[] = [
  [sku.E1, sku.E3, true, '9.1-conflicts'],
  [sku.BP, sku.PJ3, true, '9.1-conflicts'],
  [sku.EXO1, sku.EXO2, false, '9.5-exchange-plans'],
  [sku.P1, sku.P2, false, '9.6-entra-plans'],
  [sku.P1, sku.EMS, false, '9.6-entra-plans'],
  [sku.E3, sku.EMS, false, '3.5-same-plan-twice'],
  [sku.E3, sku.M3, false, '3.5-same-plan-twice'],
  ['Microsoft_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New', false, '9.7-list-is-dated'],
];

function conflicts(): readonly LicenseDraft[] {
  return pairs.flatMap(([first, second, isConflict, claim], index) => {
    const bought = { [first]: 5, [second]: 5 };
    const one = { seats: bought, users: people('u1'), groups: { ga: { members: ['u1'] }, gb: { members: ['u1'] } } };
    const number = String(index + 1);
    const both = (path: string): readonly string[] => [active(first, path), active(second, path)].toSorted();
    return [
      licenseCase(`pair-${number}-one-call`, claim, one, [change({ user: 'u1' }, [first, second])], {
        rows: { u1: isConflict ? [] : both('direct') },
        refusals: isConflict ? ['E3'] : [],
      }),
      licenseCase(`pair-${number}-two-calls`, claim, one, [give('u1', first), give('u1', second)], {
        rows: { u1: isConflict ? [active(first, 'direct')] : both('direct') },
        refusals: isConflict ? ['E3'] : [],
      }),
      licenseCase(
        `pair-${number}-one-group`,
        isConflict ? '6.2-group-conflicts' : claim,
        one,
        [change({ group: 'ga' }, [first, second])],
        {
          rows: { u1: isConflict ? [] : both('ga') },
          refusals: isConflict ? ['E3'] : [],
          groups: { ga: isConflict ? [] : [first, second].toSorted() },
        },
      ),
      licenseCase(`pair-${number}-two-groups`, claim, one, [giveGroup('ga', first), giveGroup('gb', second)], {
        rows: {
          u1: [
            active(first, 'ga'),
            isConflict ? `${second}@gb Error/MutuallyExclusiveViolation` : active(second, 'gb'),
          ].toSorted(),
        },
        seats: { [second]: isConflict ? '5/0' : '5/1' },
        refusals: [],
      }),
    ];
  });
}

/** What happens to a conflict between groups once its reason goes, by how it goes (7). */
function solvedConflicts(): readonly LicenseDraft[] {
  const start = {
    seats: { [sku.E1]: 5, [sku.E3]: 5 },
    users: people('u1'),
    groups: { kiosk: { members: ['u1'] }, hr: {} },
  };
  const stuck = `${sku.E3}@hr Error/MutuallyExclusiveViolation`;
  const given = active(sku.E3, 'hr');
  const byGroup = [giveGroup('kiosk', sku.E1), giveGroup('hr', sku.E3), join('hr', 'u1')];
  const direct = [give('u1', sku.E1), giveGroup('hr', sku.E3), join('hr', 'u1')];
  const case_ = (
    id: string,
    claim: string,
    steps: readonly Record<string, unknown>[],
    rows: readonly string[],
  ): LicenseDraft => licenseCase(id, claim, start, steps as never, { rows: { u1: rows } });
  return [
    case_('conflict-of-groups', '9.1-conflicts', byGroup, [stuck, active(sku.E1, 'kiosk')].toSorted()),
    case_('conflict-left', '7-other-groups-retry', [...byGroup, leave('kiosk', 'u1')], [given]),
    case_('conflict-taken-from-group', '7-other-groups-retry', [...byGroup, takeGroup('kiosk', sku.E1)], [given]),
    case_('conflict-with-direct', '9.1-conflicts', direct, [stuck, active(sku.E1, 'direct')].toSorted()),
    case_('conflict-direct-taken', '7-direct-blocker', [...direct, take('u1', sku.E1)], [stuck]),
    case_('conflict-direct-taken-again', '7-reprocess', [...direct, take('u1', sku.E1), again('u1')], [given]),
    case_(
      'conflict-left-the-waiting',
      '7-membership-changes',
      [...byGroup, leave('hr', 'u1')],
      [active(sku.E1, 'kiosk')],
    ),
  ];
}

/** Sections that are tables. */
export const licenseTableSections: readonly LicenseSectionDraft[] = [
  { id: 'seats', title: 'Who gets a seat, and who waits', cases: [...groupSeats(), ...directSeats(), ...waiting()] },
  { id: 'paths', title: 'Several paths to one license', cases: pathsOfOneUser() },
  { id: 'conflicts', title: 'Service plans that exclude each other', cases: [...conflicts(), ...solvedConflicts()] },
];
