import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/rules/index.ts';
import { accepted, errorsOf, refusal, treeOf } from '../../support/rule-checks.ts';

const [a, b, c] = ['user.city -eq "a"', 'user.city -eq "b"', 'user.city -eq "c"'];
const [ta, tb, tc] = ['(eq user.city "a")', '(eq user.city "b")', '(eq user.city "c")'];

describe('precedence', () => {
  it.each([
    ['[rules/4-and-before-or] and before or', `${a} -and ${b} -or ${c}`, `(or (and ${ta} ${tb}) ${tc})`],
    ['[rules/4-precedence] and before or, behind it', `${a} -or ${b} -and ${c}`, `(or ${ta} (and ${tb} ${tc}))`],
    ['[rules/4-precedence] parentheses before everything', `(${a} -or ${b}) -and ${c}`, `(and (or ${ta} ${tb}) ${tc})`],
    ['[rules/4-not-binds-tighter] not before and', `-not ${a} -and ${b}`, `(and (not ${ta}) ${tb})`],
    [
      '[rules/4-not-parentheses] not before parentheses',
      `${a} and not (${b} or ${c})`,
      `(and ${ta} (not (or ${tb} ${tc})))`,
    ],
    ['[rules/4-double-not] not twice', `not -not ${a}`, `(not (not ${ta}))`],
    ['[rules/4-associative] one node for grouped ands', `(${a} -and ${b}) -and ${c}`, `(and ${ta} ${tb} ${tc})`],
    ['[rules/4-associative] one node for grouped ors', `${a} -or (${b} -or (${c}))`, `(or ${ta} ${tb} ${tc})`],
  ])('reads %s', (_, text, tree) => {
    expect(treeOf(accepted(text))).toBe(tree);
  });

  it('keeps the place of every part, without the parentheses around it', () => {
    const text = `(${a}) -and (${b})`;
    const { root } = accepted(text);
    const parts = root.kind === 'and' ? root.children.map(({ span }) => text.slice(span.start, span.end)) : [];
    expect([text.slice(root.span.start, root.span.end), ...parts]).toEqual([text, a, b]);
  });
});

describe('quantifiers', () => {
  it.each([
    [
      'a body in parentheses',
      'user.otherMails -any (_ -eq "x" -or -not _ -in ["y"])',
      '(any user.otherMails (or (eq self "x") (not (in self ["y"]))))',
    ],
    ['one comparison without parentheses', 'user.otherMails -all _ -ne null', '(all user.otherMails (ne self null))'],
    [
      'a body without parentheses in outer ones',
      `(device.devicePhysicalIds -any _ -contains "[ZTDId]") -and device.deviceId -ne null`,
      '(and (any device.devicePhysicalIds (contains self "[ZTDId]")) (ne device.deviceId null))',
    ],
    [
      '[rules/5.1-assigned-plan-fields] the fields of assignedPlan',
      'user.assignedPlans -any (assignedPlan.servicePlanId -eq "1" -and assignedplan.Service -eq "2" -and assignedPlan.capabilityStatus -eq "3")',
      '(any user.assignedPlans (and (eq servicePlanId "1") (eq service "2") (eq capabilityStatus "3")))',
    ],
  ])('reads %s', (_, text, tree) => {
    expect(treeOf(accepted(text))).toBe(tree);
  });

  it.each([
    ['-and', 'user.otherMails -any _ -eq "x" -and user.city -eq "y"'],
    ['-or', '(user.otherMails -all _ -eq "x" -or user.city -eq "y")'],
    ['-and after a negation', 'user.city -eq "y" -and -not user.otherMails -any _ -eq "x" -and user.city -eq "z"'],
  ])('[rules/4-quantifier-body] refuses a body without parentheses before %s as ambiguous', (_, text) => {
    expect(errorsOf(text).map(({ kind }) => kind)).toEqual(['Ambiguous']);
  });

  it.each([
    ['no body', 'user.otherMails -any', 'Syntax @ '],
    ['an empty body', 'user.otherMails -any ()', 'Syntax @ )'],
    [
      'a plan without parentheses',
      'user.assignedPlans -any assignedPlan.service -eq "x"',
      'Syntax @ assignedPlan.service -eq "x"',
    ],
    ['[rules/2-element-sign] _ outside a body', '_ -eq "x"', 'Syntax @ _'],
    ['group outside a body', 'group.objectId -in ["x"]', 'Syntax @ group.objectId'],
    ['assignedPlan outside a body', 'assignedPlan.service -eq "x"', 'Syntax @ assignedPlan.service'],
    ['[rules/6-no-nesting] a quantifier in a body', 'user.otherMails -any (_ -any (_ -eq "x"))', 'Operator @ -any'],
    [
      '[rules/6-no-outer-properties] an outer property',
      'user.assignedPlans -any (user.city -eq "x")',
      'WrongProperty @ user.city',
    ],
    [
      'a quantified outer property',
      'user.assignedPlans -any (user.otherMails -any (_ -eq "x"))',
      'WrongProperty @ user.otherMails',
    ],
    [
      'a field that plans do not have',
      'user.assignedPlans -all (assignedPlan.name -eq "x")',
      'WrongProperty @ assignedPlan.name',
    ],
    [
      'the plural of the element',
      'user.assignedPlans -any (assignedPlans.service -eq "x")',
      'WrongProperty @ assignedPlans.service',
    ],
    [
      'a plan in a body about texts',
      'user.otherMails -any (assignedPlan.service -eq "x")',
      'WrongProperty @ assignedPlan.service',
    ],
    ['_ in a body about plans', 'user.assignedPlans -any (_ -eq "x")', 'Operands @ _'],
    ['_ about plans without parentheses', 'user.assignedPlans -any _ -eq "x"', 'Operands @ _'],
  ])('refuses %s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });
});

describe('syntax errors', () => {
  it.each([
    ['nothing', '', 'Syntax @ '],
    ['blanks', ' \n ', 'Syntax @  \n '],
    ['[rules/3-property-parentheses] a property alone', 'user.accountEnabled', 'Syntax @ user.accountEnabled'],
    ['a property alone before -and', `user.accountEnabled -and ${a}`, 'Syntax @ user.accountEnabled'],
    ['[rules/3-property-parentheses] a property in parentheses', '(user.city) -eq "x"', 'Syntax @ user.city'],
    ['a missing value', 'user.city -eq', 'Syntax @ '],
    ['a missing value before -and', `user.city -eq -and ${a}`, 'Syntax @ -and'],
    ['a missing operator', 'user.city "x"', 'Syntax @ "x"'],
    ['a property without object', 'city -eq "x"', 'Syntax @ city'],
    ['an unknown object', 'usr.city -eq "x"', 'Syntax @ usr.city'],
    ['an object without property', 'user. -eq "x"', 'Syntax @ user.'],
    ['a property of a property', 'user.manager.city -eq "x"', 'Syntax @ user.manager.city'],
    ['a value first', '"x" -eq user.city', 'Syntax @ "x"'],
    ['an opening parenthesis too many', `((${a})`, 'Syntax @ ('],
    ['a closing parenthesis too many', `${a})`, 'Syntax @ )'],
    ['empty parentheses', '()', 'Syntax @ )'],
    ['a connector first', `-and ${a}`, 'Syntax @ -and'],
    ['a connector last', `${a} -and`, 'Syntax @ '],
    ['two connectors', `${a} -and -or ${b}`, 'Syntax @ -or'],
    ['no connector before parentheses', `(${a}) (${b})`, 'Syntax @ ('],
    ['no connector before a condition', `${a} ${b}`, 'Syntax @ user.city'],
    ['no connector before -not', `${a} -not ${b}`, 'Syntax @ -not'],
    ['[rules/5.4-no-other-operators] -gt', 'user.employeeId -gt "100"', 'Syntax @ -gt'],
    ['[rules/5.4-no-other-operators] -like', 'user.city -like "O*"', 'Syntax @ -like'],
    ['[rules/5.4-no-other-operators] xor', `(${a}) xor (${b})`, 'Syntax @ xor'],
    ['an unknown word as operator', 'user.city equals "x"', 'Syntax @ equals'],
    ['an unquoted text of two words', 'user.city -eq New York', 'Syntax @ York'],
    ['a second comparison', 'user.city -eq "a" -eq "b"', 'Syntax @ -eq'],
  ])('refuses %s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('[rules/5.4-contains-still-read] still reads -contains', () => {
    expect(treeOf(accepted('user.city -contains "a"'))).toBe('(contains user.city "a")');
  });

  it('hides all other errors', () => {
    const text = `user.nope -eq "x" -and user.city -eq true -and ${a})`;
    expect(errorsOf(text).map(({ kind }) => kind)).toEqual(['Syntax']);
  });

  it('reports several independent faults in one run, in order', () => {
    const text = `user.city -gt 1 -and (user.city "x") -and city -eq "y" -or ${a} ${b}`;
    expect(errorsOf(text).map(({ span }) => text.slice(span?.start, span?.end))).toEqual([
      '-gt',
      '"x"',
      'city',
      'user.city',
    ]);
  });

  it.each([
    ['xor', `(${a}) xor (${b}) -and ${c}`],
    ['a stray word', `${a} stray -and ${b}`],
    ['an unknown operator', `user.city -gt 1 -and ${b}`],
    ['a text that is not closed in parentheses', '((user.city -eq "a) -and (user.mail -eq null))'],
    ['a value in parentheses', `user.city -in ("a", "b") -and ${b}`],
    ['a list that is not closed', `user.city -in ["a", "b" -and ${b}`],
    ['a condition that ends too early in parentheses', '((user.city -eq'],
    ['a property alone at the end of parentheses', '((user.city'],
  ])('reports %s as one fault', (_, text) => {
    expect(errorsOf(text)).toHaveLength(1);
  });

  it('reports at most twenty errors', () => {
    expect(errorsOf('user.city -gt 1 -and '.repeat(60))).toHaveLength(20);
    expect(errorsOf(Array.from({ length: 60 }, () => 'user.nope -eq 1').join(' -and '))).toHaveLength(20);
  });

  it.each([
    ['parentheses', '('.repeat(1500), a, ')'.repeat(1500)],
    ['negations', '-not '.repeat(600), a, ''],
    ['both', '-not('.repeat(400), a, ')'.repeat(400)],
  ])('reads any nesting of %s', (_, before, inner, after) => {
    expect(checkRule(before + inner + after).ok).toBe(true);
  });

  it.each(['(', 'not ', 'user.a -any (', '_ -any (', '[', ')', '"', '`"', '“', '-', 'user.a in [,', '-and '])(
    'survives a text full of %s',
    (piece) => {
      expect(errorsOf(piece.repeat(Math.floor(3072 / piece.length)))[0]?.kind).toBe('Syntax');
    },
  );
});

describe('the length of a rule', () => {
  const ofLength = (length: number): string => `user.city -eq "${'x'.repeat(length - 16)}"`;

  it('[rules/1-maximum-length] is 3,072 at most', () => {
    expect(checkRule(ofLength(3072)).ok).toBe(true);
    expect(errorsOf(ofLength(3073))).toMatchObject([
      { kind: 'TooLong', message: 'The membership rule exceeds 3072 characters', span: { start: 3072, end: 3073 } },
    ]);
  });

  it('[rules/1-length-in-utf-16] is counted in UTF-16 code units', () => {
    const emoji = `user.city -eq "${'😀'.repeat(1529)}"`;
    expect(errorsOf(emoji)[0]?.kind).toBe('TooLong');
  });

  it('is checked before everything else, and alone', () => {
    expect(errorsOf('('.repeat(4000)).map(({ kind }) => kind)).toEqual(['TooLong']);
  });
});
