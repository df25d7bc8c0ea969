import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/rules/index.ts';
import { accepted, errorsOf, refusal, semanticsWith, treeOf, warningCodes } from '../../support/rule-checks.ts';

const id = 'AAAAAAAA-0000-1111-2222-bbbbbbbbbbbb';

describe('Direct Reports', () => {
  it.each([`Direct Reports for "${id}"`, `direct REPORTS For '${id}'`, `  Direct\nReports for"${id}" `])(
    '[rules/8.1-form] reads %j',
    (text) => {
      expect(treeOf(accepted(text))).toBe(`(directReports ${id.toLowerCase()})`);
      expect(accepted(text).object).toBe('user');
    },
  );

  it.each([
    ['[rules/8.1-guid] an address', 'Direct Reports for "jo@contoso.com"', 'Value @ "jo@contoso.com"'],
    ['an empty id', 'Direct Reports for ""', 'Value @ ""'],
    ['[rules/8.1-form] parentheses', `(Direct Reports for "${id}")`, `Syntax @ Direct Reports for "${id}"`],
    ['no id', 'Direct Reports for', 'Syntax @ '],
    ['an id without quotation marks', `Direct Reports for ${id}`, `Syntax @ ${id}`],
    ['a missing word', `Direct Reports "${id}"`, `Syntax @ "${id}"`],
    ['half of it', `Direct for "${id}"`, 'Syntax @ Direct'],
    [
      '[rules/8.1-not-combined] a condition after it',
      `Direct Reports for "${id}" -and user.city -eq "x"`,
      `Combination @ Direct Reports for "${id}"`,
    ],
    [
      '[rules/8.1-not-combined] a condition before it',
      `user.city -eq "x" or Direct Reports for "${id}"`,
      `Combination @ Direct Reports for "${id}"`,
    ],
    [
      '[rules/8.1-not-combined] a negation',
      `not Direct Reports for "${id}"`,
      `Combination @ Direct Reports for "${id}"`,
    ],
    ['a body', `user.otherMails -any (Direct Reports for "${id}")`, `Syntax @ Direct Reports for "${id}"`],
  ])('refuses %s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });
});

describe('memberOf', () => {
  const idsOf = (count: number): string => Array.from({ length: count }, (_, index) => `'g${index}'`).join(',');

  it('[rules/8.2-form] reads both objects, any ids and either quotation mark', () => {
    expect(treeOf(accepted(`user.memberOf -any (group.objectId -in ['g1', "g2"])`))).toBe('(memberOf user g1 g2)');
    expect(treeOf(accepted(`((device.memberof -ANY (((Group.ObjectID -in ['g1'])))))`))).toBe('(memberOf device g1)');
  });

  it.each([
    [
      '[rules/8.2-stands-alone] another condition',
      `user.memberOf -any (group.objectId -in ['g']) -and user.city -eq "x"`,
      'Combination',
    ],
    ['[rules/8.2-stands-alone] a negation', `-not (user.memberOf -any (group.objectId -in ['g']))`, 'Combination'],
    [
      '[rules/8.2-stands-alone] another memberOf',
      `user.memberOf -any (group.objectId -in ['g']) -or user.memberOf -any (group.objectId -in ['h'])`,
      'Combination',
    ],
    [
      'two conditions in the body',
      `user.memberOf -any (group.objectId -in ['g'] -and group.objectId -in ['h'])`,
      'Combination',
    ],
    ['a negation in the body', `user.memberOf -any (-not group.objectId -in ['g'])`, 'Combination'],
    ['[rules/8.2-all-refused] -all', `user.memberOf -all (group.objectId -in ['g'])`, 'Operator'],
    ['-eq in the body', `user.memberOf -any (group.objectId -eq 'g')`, 'Operator'],
    ['-notIn in the body', `user.memberOf -any (group.objectId -notIn ['g'])`, 'Operator'],
    ['a plain operator', `user.memberOf -in ['g']`, 'Operator'],
    [
      '[rules/9-wrong-property] another property of the group',
      `user.memberOf -any (group.displayName -in ['g'])`,
      'WrongProperty',
    ],
    ['a property of the user', `user.memberOf -any (user.objectId -in ['g'])`, 'WrongProperty'],
    ['_', `user.memberOf -any (_ -in ['g'])`, 'Operands'],
    ['one id without a list', `user.memberOf -any (group.objectId -in 'g')`, 'Operands'],
    ['no parentheses', `user.memberOf -any group.objectId -in ['g']`, 'Syntax'],
    ['[rules/8.2-fifty-groups] 51 groups', `user.memberOf -any (group.objectId -in [${idsOf(51)}])`, 'Limit'],
  ])('refuses %s', (_, text, kind) => {
    expect(errorsOf(text)[0]?.kind).toBe(kind);
  });

  it('[rules/8.2-fifty-groups] takes 50 groups', () => {
    expect(checkRule(`user.memberOf -any (group.objectId -in [${idsOf(50)}])`).ok).toBe(true);
  });

  it('[rules/9-wrong-property] names property and object', () => {
    expect(errorsOf(`user.memberOf -any (group.displayName -in ['g'])`)[0]?.message).toBe(
      "Property 'displayName' cannot be applied to object 'Group'",
    );
  });

  it('[rules/14-17-member-of-still-saved] [rules/8.2-preview-ended] accepts it with a warning, or refuses it on demand', () => {
    const text = `user.memberOf -any (group.objectId -in ['g'])`;
    expect(warningCodes(text)).toEqual(['rule/member-of-retired']);
    expect(warningCodes(text, semanticsWith({ 'member-of-mode': 'preview' }))).toEqual([]);
    expect(errorsOf(text, semanticsWith({ 'member-of-mode': 'refused' }))).toMatchObject([
      { kind: 'WrongProperty', message: "Property 'objectId' cannot be applied to object 'Group'" },
    ]);
  });
});

describe('users and devices', () => {
  it.each([
    ['user.city -eq "x" -and device.deviceModel -eq "y"', 'Mixed @ device.deviceModel'],
    ['device.deviceModel -eq "y" -or user.otherMails -any (_ -eq "x")', 'Mixed @ user.otherMails'],
  ])('[rules/8.4-not-mixed] refuses %s', (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('[rules/8.4-kind-from-rule] finds out what a rule is about', () => {
    expect(accepted('device.objectId -ne null').object).toBe('device');
    expect(accepted('user.objectId -ne null').object).toBe('user');
  });

  it('[rules/8.4-unified-users-only] [rules/9-invalid-object-type] refuses the wrong object for a holder', () => {
    const text = 'device.objectId -ne null';
    expect(errorsOf(text, { allowedObjects: ['user'] })).toMatchObject([
      { kind: 'InvalidObjectType', message: 'Invalid object type.', span: { start: 0 } },
    ]);
    expect(checkRule(text, { allowedObjects: ['user', 'device'] }).ok).toBe(true);
  });
});

describe('the order of errors', () => {
  it('[rules/9-one-error] is that of the text', () => {
    const text =
      'user.city -eq true -and user.nope -eq 1 -or user.accountEnabled -contains "x" -or user.otherMails -any (user.x -eq 1)';
    expect(errorsOf(text).map(({ kind }) => kind)).toEqual([
      'Operands',
      'UnsupportedProperty',
      'Operator',
      'WrongProperty',
    ]);
  });

  it('gives every error a place, a message and what the service does', () => {
    for (const text of ['user.', 'user.nope -eq 1', 'user.memberOf -eq "x"', 'user.city -match "("']) {
      for (const { span, message, consequence } of errorsOf(text)) {
        expect(span).toBeDefined();
        expect(message).not.toBe('');
        expect(consequence).toBe('refused');
      }
    }
  });
});
