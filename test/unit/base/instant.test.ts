import { describe, expect, it } from 'vitest';
import { formatInstant, parseDuration, parseInstant } from '../../../src/base/index.ts';

describe('parseInstant', () => {
  it.each([
    ['2020-06-10T18:13:20Z', '2020-06-10T18:13:20Z'],
    ['2020-06-10t18:13:20z', '2020-06-10T18:13:20Z'],
    ['2020-06-10T18:13:20.1234567Z', '2020-06-10T18:13:20.123Z'],
    ['2020-06-10T18:13:20+02:00', '2020-06-10T16:13:20Z'],
    ['2020-06-10T18:13:20-0530', '2020-06-10T23:43:20Z'],
    ['2020-06-10T18:13', '2020-06-10T18:13:00Z'],
    ['2025-01-01', '2025-01-01T00:00:00Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
  ])('[rules/2-date-only] reads %s as %s', (text, expected) => {
    expect(formatInstant(parseInstant(text) ?? Number.NaN)).toBe(expected);
  });

  it.each([
    'soon',
    '2025-02-30',
    '2023-02-29',
    '2025-13-01',
    '2025-01-01T24:00:00Z',
    '2025-1-1',
    '20250101',
    '',
    '2025-01-01T00:00:00+99:00',
  ])('refuses %s', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

describe('parseDuration', () => {
  const day = 86_400_000;
  it.each([
    ['P90D', 90 * day, false],
    ['p1d', day, false],
    ['P7DT3H', 7 * day + 3 * 3_600_000, false],
    ['PT30M', 1_800_000, false],
    ['PT1.5S', 1500, false],
    ['P2W', 14 * day, false],
    ['P1Y', 365 * day, true],
    ['P1M', 30 * day, true],
  ])('[rules/6-years-and-months] reads %s', (text, milliseconds, isCalendar) => {
    expect(parseDuration(text)).toEqual({ milliseconds, isCalendar });
  });

  it.each(['P', 'PT', 'P1DT', '1D', 'P-1D', 'P1X', '', 'P99999999999999999999D'])('refuses %s', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
