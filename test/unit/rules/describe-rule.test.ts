import { describe, expect, it } from 'vitest';
import { describeRule } from '../../../src/rules/index.ts';
import { accepted } from '../../support/rule-checks.ts';

describe('describeRule', () => {
  it('says who the rule lets in, one condition per line', () => {
    const text =
      'user.department -eq "Sales" -and (user.city -ne "Oslo" -or -not user.accountEnabled -eq true) -and user.mail -ne null';
    expect(describeRule(accepted(text))).toBe(
      [
        'Users for which',
        '  all of this holds:',
        '    department is "Sales"',
        '    at least one of this holds:',
        '      city is not "Oslo" (or has no value)',
        '      it is not so that',
        '        accountEnabled is true',
        '    mail has a value',
      ].join('\n'),
    );
  });

  it('describes collections and dates', () => {
    expect(describeRule(accepted('user.assignedPlans -all (assignedPlan.service -in ["a","b"])'))).toBe(
      [
        'Users for which',
        '  every entry of assignedPlans (or there is none)',
        '    has a service that is one of "a", "b"',
      ].join('\n'),
    );
    expect(describeRule(accepted('device.systemLabels -any (_ -startsWith "M")'))).toContain(
      'at least one entry of systemLabels',
    );
    expect(describeRule(accepted('user.employeeHireDate -ge system.now -minus P30D'))).toContain(
      'employeeHireDate is at or after 30 days ago',
    );
  });

  it('describes the rules that stand alone', () => {
    const id = 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb';
    expect(describeRule(accepted(`Direct Reports for "${id}"`))).toBe(
      `Users whose manager is the object ${id} (one level only).`,
    );
    expect(describeRule(accepted("device.memberOf -any (group.objectId -in ['g1', 'g2'])"))).toBe(
      'Devices that are direct members of one of the groups g1, g2.',
    );
  });

  it('stays short for deep nesting', () => {
    expect(describeRule(accepted(`${'-not '.repeat(600)}user.mail -eq null`)).length).toBeLessThan(50_000);
  });
});
