import { describe, expect, it } from 'vitest';
import { printRule } from '../../../src/rules/index.ts';
import { accepted, semanticsWith, treeOf } from '../../support/rule-checks.ts';

const id = 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb';

describe('printRule', () => {
  it.each([
    ['one spelling for operators and properties', 'USER.USERTYPE EQ "Guest"', 'user.userType -eq "Guest"'],
    [
      'no needless parentheses',
      '(((user.city -eq "a")) and (user.city -eq "b"))',
      'user.city -eq "a" -and user.city -eq "b"',
    ],
    [
      'the parentheses that are needed',
      '(user.city -eq "a" -or user.city -eq "b") -and user.mail -ne null',
      '(user.city -eq "a" -or user.city -eq "b") -and user.mail -ne null',
    ],
    [
      'no parentheses around -and in -or',
      '(user.city -eq "a" -and user.mail -ne null) -or user.city -eq "b"',
      'user.city -eq "a" -and user.mail -ne null -or user.city -eq "b"',
    ],
    ['no parentheses behind -not', 'not (not (user.city -eq "a"))', '-not -not user.city -eq "a"'],
    [
      'parentheses behind -not for composites',
      'not (user.city -eq "a" or user.mail -eq null)',
      '-not (user.city -eq "a" -or user.mail -eq null)',
    ],
    ['parentheses around every body', 'user.otherMails any _ contains "x"', 'user.otherMails -any (_ -contains "x")'],
    [
      'bodies like rules',
      'user.assignedPlans -all ((assignedplan.service -eq "x" or not (assignedPlan.service -in [1])) )'.replace(
        'not (_x.y -eq 1)',
        'not (assignedPlan.service -in [1])',
      ),
      'user.assignedPlans -all (assignedPlan.service -eq "x" -or -not assignedPlan.service -in ["1"])',
    ],
    [
      'the spelling of memberOf',
      "device.memberof -any (group.objectid -in ['A', 'b'])",
      'device.memberOf -any (group.objectId -in ["A", "b"])',
    ],
    ['Direct Reports', `direct reports for '${id.toUpperCase()}'`, `Direct Reports for "${id}"`],
    [
      'null, booleans and numbers',
      'user.city -eq "" -or user.accountEnabled -ne $TRUE -or user.city -in [7]',
      'user.city -eq null -or user.accountEnabled -ne true -or user.city -in ["7"]',
    ],
    [
      'dates',
      'user.employeeHireDate -ge "2025-01-01T02:00:00+02:00"',
      'user.employeeHireDate -ge 2025-01-01T00:00:00Z',
    ],
    [
      'durations',
      'user.employeeHireDate -le (SYSTEM.NOW minus p1w2dt36h90m1.5s)',
      'user.employeeHireDate -le system.now -minus P10DT13H30M1.5S',
    ],
    ['no offset of nothing', 'user.employeeHireDate -le system.now -plus PT0S', 'user.employeeHireDate -le system.now'],
  ])('writes %s', (_, text, canonical) => {
    expect(printRule(accepted(text))).toBe(canonical);
  });

  it.each([
    'the "boss"',
    "O'Neil",
    "''",
    '"',
    '`',
    'a`',
    'a``',
    '`"',
    'a`"b',
    "`'",
    'a\\',
    'line\nbreak',
    '‘x’ “y”',
    '\u{1f600}',
  ])('writes the text %j so that it is read again', (value) => {
    const rule = accepted("user.city -contains 'x'");
    const root = { ...rule.root, value: { kind: 'text', value } } as typeof rule.root;
    const printed = printRule({ ...rule, root });
    expect(accepted(printed).root).toMatchObject({ value: { kind: 'text', value } });
  });

  it('keeps the text of a rule whose canonical form would be too long', () => {
    const text = Array.from({ length: 170 }, () => 'user.city eq"x"').join('or ');
    expect(text.length).toBeLessThanOrEqual(3072);
    expect(printRule(accepted(text))).toBe(text);
  });

  it('keeps the marks of a value whose marks belong to it', () => {
    const printed = printRule(accepted('user.city -eq `"Oslo`"'));
    expect(treeOf(accepted(printed))).toBe('(eq user.city "\\"Oslo\\"")');
    expect(printRule(accepted('user.city -eq `"Oslo`"', semanticsWith({ 'escaped-quotes': 'plain' })))).toBe(
      'user.city -eq "Oslo"',
    );
  });
});
