import { draft, type Expected, listed, type RuleDraft, type RuleSectionDraft } from './draft.ts';

/* Booleans and dates (spec rules 2, 5.4, 6). */

function booleanCases(): readonly RuleDraft[] {
  return (['eq', 'ne'] as const).flatMap((operator) =>
    ['true', 'false', 'null'].flatMap((literal) =>
      ['true', 'false', 'null', 'not-known'].map((value) => {
        const isEqual = value === literal;
        const expected: Expected = value === 'not-known' ? ['accountEnabled'] : isEqual === (operator === 'eq');
        const claim =
          literal === 'null' ? '5.4-null-on-typed' : value === 'null' ? '6-boolean-on-null' : '5.4-boolean-operators';
        return draft(
          `boolean-${operator}-${literal}-for-${value}`,
          claim,
          `user.accountEnabled -${operator} ${literal}`,
          expected,
          value === 'not-known'
            ? { unknown: ['accountEnabled'] }
            : { attributes: { accountEnabled: value === 'null' ? null : value === 'true' } },
        );
      }),
    ),
  );
}

const fixed = '2026-06-10T18:13:20Z';

/** The instants of the table, and in which the operators are true. */
const instants = {
  before: '2026-06-10T18:13:19Z',
  equal: fixed,
  after: '2026-06-10T18:13:21Z',
} as const;
const dateTruth: Readonly<Record<string, readonly string[]>> = {
  eq: ['equal'],
  ne: ['before', 'after', 'null'],
  ge: ['equal', 'after'],
  le: ['equal', 'before'],
};

function dateCases(): readonly RuleDraft[] {
  return Object.entries(dateTruth).flatMap(([operator, trueFor]) =>
    [...Object.keys(instants), 'null', 'not-known'].map((value) => {
      const claim =
        value === 'null'
          ? '6-date-on-null'
          : operator === 'ne'
            ? '5.4-date-ne'
            : operator === 'eq'
              ? '6-date-equality'
              : value === 'equal'
                ? '6-dates-inclusive'
                : '5.4-date-operators';
      const request =
        value === 'not-known'
          ? { unknown: ['employeeHireDate'] }
          : { attributes: { employeeHireDate: value === 'null' ? null : instants[value as keyof typeof instants] } };
      const expected: Expected = value === 'not-known' ? ['employeeHireDate'] : trueFor.includes(value);
      return draft(
        `date-${operator}-${value}`,
        claim,
        `user.employeeHireDate -${operator} ${fixed}`,
        expected,
        request,
      );
    }),
  );
}

const hired = (employeeHireDate: string | null): { readonly employeeHireDate: string | null } => ({ employeeHireDate });

const dates = listed('dates', [
  ['5.4-null-on-typed', 'user.employeeHireDate -eq null', hired(null), true],
  ['5.4-null-on-typed', 'user.employeeHireDate -eq null', hired(fixed), false],
  ['5.4-null-on-typed', 'user.employeeHireDate -ne null', hired(fixed), true],
  ['5.4-null-on-typed', 'user.employeeHireDate -ne null', hired(null), false],
  ['2-unquoted-date', 'user.employeeHireDate -eq 2026-06-10T18:13:20Z', hired(fixed), true],
  ['2-date-forms', 'user.employeeHireDate -eq "2026-06-10T18:13:20Z"', hired(fixed), true],
  ['2-date-forms', "user.employeeHireDate -eq '2026-06-10T18:13:20Z'", hired(fixed), true],
  ['2-date-forms', 'user.employeeHireDate -ge 2026-06-10', hired('2026-06-10T00:00:00Z'), true],
  ['2-date-forms', 'user.employeeHireDate -ge "2026-06-10"', hired('2026-06-09T23:59:59Z'), false],
  ['2-date-only', 'user.employeeHireDate -eq 2026-06-10', hired('2026-06-10T00:00:00Z'), true],
  ['2-date-only', 'user.employeeHireDate -eq 2026-06-10', hired('2026-06-10T00:00:01Z'), false],
  ['2-date-only', 'user.employeeHireDate -le 2026-06-10', hired('2026-06-10T08:00:00Z'), false],
  ['6-dates-inclusive', 'user.employeeHireDate -eq 2026-06-10T20:13:20+02:00', hired(fixed), true],
  ['6-dates-inclusive', 'user.employeeHireDate -eq 2026-06-10T18:13:20+02:00', hired(fixed), false],
  ['6-dates-inclusive', 'user.employeeHireDate -ge 2026-06-10T18:13:20Z', hired('2026-06-10T13:13:20-05:00'), true],
  ['6-dates-inclusive', 'user.employeeHireDate -le 2026-06-10T00:00:00+02:00', hired('2026-06-09T22:00:00Z'), true],
  ['6-dates-inclusive', 'user.employeeHireDate -le 2026-06-10T00:00:00+02:00', hired('2026-06-09T22:00:01Z'), false],
  ['6-date-equality', 'user.employeeHireDate -eq 2026-06-10T18:13:20Z', hired('2026-06-10T18:13:20.500Z'), false],
  ['6-date-equality', 'user.employeeHireDate -eq 2026-06-10T18:13:20Z', hired('2026-06-10T18:13:20.000Z'), true],
  ['3-date-parentheses', 'user.employeeHireDate -ge (2026-06-10T18:13:20Z)', hired(fixed), true],
]);

const clock = '2026-11-23T00:00:00Z';
const day = 'P1D';

const moving = listed('clock', [
  ['6-one-now', 'user.employeeHireDate -le system.now', hired(clock), true],
  ['6-one-now', 'user.employeeHireDate -ge system.now', hired(clock), true],
  ['6-one-now', 'user.employeeHireDate -ge system.now', hired('2026-11-22T23:59:59Z'), false],
  ['10-time-passes', 'user.employeeHireDate -le system.now', hired('2026-12-01T00:00:00Z'), false],
  [
    '10-time-passes',
    'user.employeeHireDate -le system.now',
    hired('2026-12-01T00:00:00Z'),
    true,
    { clock: '2026-12-01T00:00:00Z' },
  ],
  [
    '10-time-passes',
    'user.employeeHireDate -le system.now',
    hired('2026-12-01T00:00:00Z'),
    false,
    { clock: '2026-11-30T23:59:59Z' },
  ],
  [
    '10-time-passes',
    'user.employeeHireDate -le system.now',
    hired('2026-12-01T00:00:00Z'),
    true,
    { clock: '2026-12-01T02:00:00+02:00' },
  ],
  [
    '10-time-passes',
    'user.employeeHireDate -le system.now',
    hired('2026-12-01T00:00:00Z'),
    false,
    { clock: '2026-12-01T00:00:00+02:00' },
  ],
  ['4-offset-binds-tighter', `user.employeeHireDate -ge system.now -plus ${day}`, hired('2026-11-24T00:00:00Z'), true],
  ['4-offset-binds-tighter', `user.employeeHireDate -ge system.now -plus ${day}`, hired('2026-11-23T23:59:59Z'), false],
  ['4-offset-binds-tighter', 'user.employeeHireDate -ge system.now -minus P30D', hired('2026-10-24T00:00:00Z'), true],
  ['4-offset-binds-tighter', 'user.employeeHireDate -ge system.now -minus P30D', hired('2026-10-23T23:59:59Z'), false],
  [
    '4-offset-binds-tighter',
    'user.employeeHireDate -le system.now -plus p1d -and user.city -eq "Oslo"',
    { ...hired(clock), city: 'Oslo' },
    true,
  ],
  ['3-date-parentheses', 'user.employeeHireDate -ge (system.now -minus P30D)', hired(clock), true],
  ['3-date-parentheses', '(user.employeeHireDate -le (system.now -plus P7D))', hired('2026-12-01T00:00:00Z'), false],
  ['2-durations', 'user.employeeHireDate -le system.now -plus p1d', hired('2026-11-24T00:00:00Z'), true],
  ['2-durations', 'user.employeeHireDate -le system.now -plus PT12H', hired('2026-11-23T12:00:00Z'), true],
  ['2-durations', 'user.employeeHireDate -le system.now -plus pt12h', hired('2026-11-23T12:00:01Z'), false],
  ['2-durations', 'user.employeeHireDate -ge system.now -plus P7DT3H', hired('2026-11-30T03:00:00Z'), true],
  ['2-durations', 'user.employeeHireDate -ge system.now -plus P7DT3H', hired('2026-11-30T02:59:59Z'), false],
  ['2-durations', 'user.employeeHireDate -ge system.now -plus P2W', hired('2026-12-07T00:00:00Z'), true],
  ['2-durations', 'user.employeeHireDate -le system.now -plus PT90M', hired('2026-11-23T01:30:00Z'), true],
  ['6-years-and-months', 'user.employeeHireDate -ge system.now -minus P1Y', hired('2025-11-23T00:00:00Z'), true],
  ['6-years-and-months', 'user.employeeHireDate -ge system.now -minus P1M', hired('2026-10-24T00:00:00Z'), true],
  ['6-years-and-months', 'user.employeeHireDate -ge system.now -minus P1M', hired('2026-10-23T12:00:00Z'), false],
  ['6-date-on-null', 'user.employeeHireDate -ge system.now', hired(null), false],
  ['6-date-on-null', 'user.employeeHireDate -le system.now', hired(null), false],
  ['6-date-on-null', '-not (user.employeeHireDate -le system.now)', hired(null), true],
  ['6-one-now', 'user.employeeHireDate -ge system.now -and user.employeeHireDate -le system.now', hired(clock), true],
  [
    '6-one-now',
    'user.employeeHireDate -le system.now',
    undefined,
    ['employeeHireDate'],
    { unknown: ['employeeHireDate'] },
  ],
]);

/** Sections about booleans and dates. */
export const typedSections: readonly RuleSectionDraft[] = [
  { id: 'booleans', title: 'Booleans', cases: booleanCases() },
  { id: 'dates', title: 'Dates', cases: [...dateCases(), ...dates] },
  { id: 'clock', title: 'system.now and durations', cases: moving },
];
