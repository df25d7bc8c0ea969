import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../../../src/base/index.ts';
import { compileRule, evaluateRow, nextClockChange } from '../../../../src/rules/index.ts';
import { checkedRule } from '../../../support/evaluate-everywhere.ts';
import { contextOf, subjectRecord } from '../../../support/population-of.ts';

const records = ['2026-11-25T08:00:00Z', '2026-11-24T00:00:00Z', '2026-11-01T00:00:00Z', null].map(
  (employeeHireDate, index) => subjectRecord({ employeeHireDate }, [], `00000000-0000-4000-8000-00000000000${index}`),
);
const context = contextOf('user', records);

function next(text: string, row?: number): string | undefined {
  const instant = nextClockChange(compileRule(checkedRule(text)), context, row);
  return instant === undefined ? undefined : formatInstant(instant);
}

describe('nextClockChange', () => {
  it('is the date itself for -le, moved by the offset', () => {
    expect(next('user.employeeHireDate -le system.now', 0)).toBe('2026-11-25T08:00:00Z');
    expect(next('user.employeeHireDate -le system.now -minus P7D', 0)).toBe('2026-12-02T08:00:00Z');
    expect(next('user.employeeHireDate -le system.now -plus P1D', 0)).toBe('2026-11-24T08:00:00Z');
  });

  it('is the first millisecond after the date for -ge', () => {
    expect(next('user.employeeHireDate -ge system.now', 1)).toBe('2026-11-24T00:00:00.001Z');
  });

  it('is undefined when the moment is past, the date is null or the rule reads no clock', () => {
    expect(next('user.employeeHireDate -le system.now', 2)).toBeUndefined();
    expect(next('user.employeeHireDate -le system.now', 3)).toBeUndefined();
    expect(next('user.employeeHireDate -le 2026-12-01', 0)).toBeUndefined();
  });

  it('is the earliest over all active rows and all conditions', () => {
    const rule = 'not (user.employeeHireDate -le system.now) or user.employeeHireDate -ge system.now -minus P30D';
    expect(next(rule)).toBe('2026-11-24T00:00:00Z');
    const draft = context.population.edit();
    draft.setValue(1, 'deletedDateTime', '2026-11-20T00:00:00Z');
    const later = { ...context, population: draft.finish() };
    expect(nextClockChange(compileRule(checkedRule('user.employeeHireDate -le system.now')), later)).toBe(
      Date.parse('2026-11-25T08:00:00Z'),
    );
  });

  it('is where the verdict really turns', () => {
    for (const text of ['user.employeeHireDate -le system.now -plus P1D', 'user.employeeHireDate -ge system.now']) {
      const program = compileRule(checkedRule(text));
      const turn = nextClockChange(program, context, 0) ?? 0;
      const verdictAt = (now: number): string => evaluateRow(program, { ...context, now }, 0);
      expect(verdictAt(turn - 1)).toBe(verdictAt(context.now));
      expect(verdictAt(turn)).not.toBe(verdictAt(context.now));
    }
  });
});
