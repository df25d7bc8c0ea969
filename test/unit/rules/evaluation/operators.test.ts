import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../src/base/index.ts';
import { evaluateEverywhere, verdictEverywhere } from '../../../support/evaluate-everywhere.ts';

type Verdict = 'member' | 'notMember' | 'undecided';

/** Condition, value of the attribute (undefined: not known), verdict. */
type Row = readonly [condition: string, value: JsonValue | undefined, verdict: Verdict];

function expectRows(property: string, rows: readonly Row[]): void {
  for (const [condition, value, verdict] of rows) {
    const known = value !== undefined;
    const evaluation = evaluateEverywhere(`user.${property} ${condition}`, {
      attributes: known ? { [property]: value } : {},
      unknown: known ? [] : [property],
    });
    expect({ condition, value, ...evaluation }).toEqual({
      condition,
      value,
      verdict,
      needs: verdict === 'undecided' ? [property] : [],
    });
  }
}

const positiveTexts = [
  '-startsWith "Sal"',
  '-endsWith "les"',
  '-contains "ale"',
  '-match "^s.l"',
  '-in ["HR", "Sales"]',
];
const negativeTexts = [
  '-notStartsWith "Sal"',
  '-notEndsWith "les"',
  '-notContains "ale"',
  '-notMatch "^s.l"',
  '-notIn ["HR", "Sales"]',
];

describe('operators on a text', () => {
  it('compare for equality [rules/6-eq-absent] [rules/6-ne-null]', () => {
    expectRows('department', [
      ['-eq "Sales"', 'Sales', 'member'],
      ['-eq "Sales"', 'HR', 'notMember'],
      ['-eq "Sales"', null, 'notMember'],
      ['-eq "Sales"', '', 'notMember'],
      ['-eq "Sales"', undefined, 'undecided'],
      ['-ne "Sales"', 'Sales', 'notMember'],
      ['-ne "Sales"', 'HR', 'member'],
      ['-ne "Sales"', null, 'member'],
      ['-ne "Sales"', '', 'member'],
      ['-ne "Sales"', undefined, 'undecided'],
    ]);
  });

  it('find out whether there is a value [rules/6-eq-null] [rules/6-ne-null-literal]', () => {
    expectRows('department', [
      ['-eq null', 'Sales', 'notMember'],
      ['-eq null', null, 'member'],
      ['-eq null', undefined, 'undecided'],
      ['-ne null', 'Sales', 'member'],
      ['-ne null', null, 'notMember'],
      ['-ne null', undefined, 'undecided'],
    ]);
  });

  it('read an empty text as null [rules/6-empty-string]', () => {
    expectRows('department', [
      ['-eq null', '', 'member'],
      ['-ne null', '', 'notMember'],
      ['-eq ""', null, 'member'],
      ['-eq ""', 'Sales', 'notMember'],
      ['-ne ""', 'Sales', 'member'],
      ['-ne ""', null, 'notMember'],
    ]);
  });

  it('hold nothing against the quoted word null', () => {
    expectRows('department', [
      ['-eq "null"', null, 'notMember'],
      ['-eq "null"', 'NULL', 'member'],
      ['-ne "null"', null, 'member'],
    ]);
  });

  it.each(positiveTexts)('%s is true of a value, false of null [rules/6-positive-on-null]', (condition) => {
    expectRows('department', [
      [condition, 'sales', 'member'],
      [condition, 'Finance', 'notMember'],
      [condition, null, 'notMember'],
      [condition, undefined, 'undecided'],
    ]);
  });

  it.each(negativeTexts)('%s is the negation, of null too [rules/6-negative-on-null]', (condition) => {
    expectRows('department', [
      [condition, 'sales', 'notMember'],
      [condition, 'Finance', 'member'],
      [condition, null, 'member'],
      [condition, undefined, 'undecided'],
    ]);
  });

  it('let the empty text be part of every value, of no null [rules/6-empty-operand]', () => {
    expectRows('department', [
      ['-contains ""', 'x', 'member'],
      ['-startsWith ""', 'x', 'member'],
      ['-endsWith ""', 'x', 'member'],
      ['-contains ""', null, 'notMember'],
      ['-notContains ""', null, 'member'],
    ]);
  });

  it.each(negativeTexts)(
    '%s is false of null in the other reading [rules/14-1-negative-operators-on-null]',
    (condition) => {
      const semantics = { 'null-negative-operators': 'no-match' } as const;
      const verdictOf = (department: JsonValue): Verdict =>
        verdictEverywhere(`user.department ${condition}`, { attributes: { department }, semantics });
      expect([verdictOf(null), verdictOf('Finance'), verdictOf('Sales')]).toEqual(['notMember', 'member', 'notMember']);
      expect(verdictEverywhere('user.department -ne "x"', { semantics })).toBe('member');
    },
  );

  it('ignore case [rules/6-ignore-case] [rules/6-in-ignores-case] [rules/6-guids-are-text]', () => {
    expectRows('department', [
      ['-eq "SALES"', 'sales', 'member'],
      ['-in ["SALES"]', 'sales', 'member'],
      ['-contains "ALE"', 'sales', 'member'],
      ['-match "SALES"', 'sales', 'member'],
    ]);
    const id = 'abcdef00-0000-4000-8000-000000000001';
    expect(verdictEverywhere(`user.objectId -eq "${id.toUpperCase()}"`, { id })).toBe('member');
    expect(verdictEverywhere(`user.objectId -ne "${id.toUpperCase()}"`, { id })).toBe('notMember');
    expect(verdictEverywhere('user.objectId -startsWith "ABCDEF"', { id })).toBe('member');
  });

  it('compare code units after invariant upper-casing [rules/6-ordinal-ignore-case]', () => {
    expectRows('department', [
      ['-eq "οδος"', 'ΟΔΟΣ', 'member'],
      ['-eq "STRASSE"', 'straße', 'notMember'],
      ['-eq "istanbul"', 'İstanbul', 'notMember'],
      ['-eq "\u00e9"', 'e\u0301', 'notMember'],
      ['-eq "Sales"', 'Sales ', 'notMember'],
    ]);
  });

  it('take -contains for a part of the text, not a pattern [rules/6-contains]', () => {
    expectRows('department', [
      ['-contains "a.c"', 'abc', 'notMember'],
      ['-contains "a.c"', 'xa.cx', 'member'],
    ]);
  });

  it('search a pattern anywhere [rules/6-match-anywhere] [rules/6-match-dotnet]', () => {
    expectRows('department', [
      ['-match "Da.*"', 'aDa', 'member'],
      ['-match "^Da.*"', 'aDa', 'notMember'],
      ['-match ".*"', null, 'notMember'],
    ]);
  });

  it('leave a pattern undecided that cannot be run in linear time [rules/6-match-linear]', () => {
    const rule = 'user.department -match "(a)\\1"';
    expect(evaluateEverywhere(rule, { attributes: { department: 'aa' } })).toEqual({ verdict: 'undecided', needs: [] });
    expect(evaluateEverywhere(rule, { unknown: ['department'] })).toEqual({
      verdict: 'undecided',
      needs: ['department'],
    });
    expect(verdictEverywhere(rule)).toBe('notMember');
  });

  it('compare with every element of a list [rules/6-in]', () => {
    expectRows('department', [
      ['-in ["a", "b"]', 'b', 'member'],
      ['-notIn ["a", "b"]', 'b', 'notMember'],
      ['-in ["a", "b"]', 'ab', 'notMember'],
    ]);
  });

  it('order texts when that reading is chosen [rules/14-4-order-on-text]', () => {
    const semantics = { 'text-order-operators': 'accept' } as const;
    const verdictOf = (deviceOSVersion: JsonValue): Verdict =>
      verdictEverywhere('device.deviceOSVersion -ge "10.0.26"', { attributes: { deviceOSVersion }, semantics });
    expect(['10.0.26', '10.0.3', '10.0.1', null].map(verdictOf)).toEqual([
      'member',
      'member',
      'notMember',
      'notMember',
    ]);
  });

  it('read the first element of the collection behind telephoneNumber', () => {
    expectRows('telephoneNumber', [
      ['-startsWith "+47"', '+47 22 00', 'member'],
      ['-startsWith "+47"', null, 'notMember'],
      ['-eq null', null, 'member'],
      ['-eq null', undefined, 'undecided'],
    ]);
  });
});

describe('operators on a boolean', () => {
  it('are false for -eq and true for -ne of null [rules/6-boolean-on-null]', () => {
    expectRows('dirSyncEnabled', [
      ['-eq true', true, 'member'],
      ['-eq true', false, 'notMember'],
      ['-eq false', null, 'notMember'],
      ['-ne true', null, 'member'],
      ['-ne true', true, 'notMember'],
      ['-eq null', null, 'member'],
      ['-ne null', false, 'member'],
      ['-eq true', undefined, 'undecided'],
      ['-ne null', undefined, 'undecided'],
    ]);
  });
});

describe('operators on a date', () => {
  it('include equality and compare instants [rules/6-dates-inclusive]', () => {
    expectRows('employeeHireDate', [
      ['-ge system.now', '2026-11-23T00:00:00Z', 'member'],
      ['-le system.now', '2026-11-23T02:00:00+02:00', 'member'],
      ['-le system.now', '2026-11-23T00:00:00.001Z', 'notMember'],
      ['-ge (system.now -minus P30D)', '2026-10-24T00:00:00Z', 'member'],
      ['-ge (system.now -minus P30D)', '2026-10-23T23:59:59Z', 'notMember'],
      ['-le 2026-01-01', '2026-01-01', 'member'],
    ]);
  });

  it('compare the whole instant for equality [rules/6-date-equality]', () => {
    expectRows('employeeHireDate', [
      ['-eq "2025-05-28T00:00:00Z"', '2025-05-28T01:00:00Z', 'notMember'],
      ['-eq "2025-05-28T00:00:00Z"', '2025-05-28T02:00:00+02:00', 'member'],
    ]);
  });

  it('are false for all but -ne of null [rules/6-date-on-null]', () => {
    expectRows('employeeHireDate', [
      ['-ge system.now', null, 'notMember'],
      ['-le system.now', null, 'notMember'],
      ['-eq 2025-05-28', null, 'notMember'],
      ['-ne 2025-05-28', null, 'member'],
      ['-eq null', null, 'member'],
      ['-ge system.now', undefined, 'undecided'],
      ['-eq null', undefined, 'undecided'],
    ]);
  });

  it('count a year as 365 days and a month as 30 [rules/6-years-and-months]', () => {
    expectRows('employeeHireDate', [
      ['-ge system.now -minus P1Y', '2025-11-23T00:00:00Z', 'member'],
      ['-ge system.now -minus P1Y', '2025-11-22T23:59:59Z', 'notMember'],
      ['-ge system.now -minus P1M', '2026-10-24T00:00:00Z', 'member'],
      ['-ge system.now -minus P1M', '2026-10-23T23:59:59Z', 'notMember'],
    ]);
  });
});

describe('plain operators on a collection', () => {
  it('ask whether some element satisfies them, negative ones whether none does [rules/6-plain-on-collection]', () => {
    expectRows('otherMails', [
      ['-contains "x"', ['a', 'bxb'], 'member'],
      ['-contains "x"', ['a', 'b'], 'notMember'],
      ['-notContains "x"', ['a', 'bxb'], 'notMember'],
      ['-notContains "x"', ['a', 'b'], 'member'],
      ['-contains "x"', [], 'notMember'],
      ['-notContains "x"', [], 'member'],
      ['-contains "x"', null, 'notMember'],
      ['-notContains "x"', null, 'member'],
      ['-notContains "x"', [''], 'member'],
      ['-contains "x"', undefined, 'undecided'],
      ['-notContains "x"', undefined, 'undecided'],
    ]);
  });

  it('take an empty collection for no value in the other reading of null', () => {
    const semantics = { 'null-negative-operators': 'no-match' } as const;
    const verdictOf = (otherMails: JsonValue): Verdict =>
      verdictEverywhere('user.otherMails -notContains "x"', { attributes: { otherMails }, semantics });
    expect([null, [], ['a'], ['x']].map(verdictOf)).toEqual(['notMember', 'notMember', 'member', 'notMember']);
  });
});
