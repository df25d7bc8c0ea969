import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/rules/index.ts';
import { accepted, refusal, semanticsWith, treeOf, warningCodes } from '../../support/rule-checks.ts';

const sales = '(eq user.department "Sales")';

describe('white space and operators', () => {
  it.each([
    ['[rules/2-white-space] any blanks between tokens', ' \t user.department \t -eq   "Sales"  '],
    ['[rules/2-white-space] no blank before a quotation mark', 'user.department -eq"Sales"'],
    ['[rules/2-white-space] no blanks around parentheses', '((user.department -eq"Sales"))'],
    ['[rules/2-no-break-space] no-break spaces', 'user.department\u00A0-eq\u00A0"Sales"'],
    ['[rules/2-line-breaks] line breaks of every kind', '\r\nuser.department\n-eq\r"Sales"\n'],
    ['[rules/2-operator-prefix] no hyphen', 'user.department eq "Sales"'],
    ['[rules/2-operator-prefix] an en dash', 'user.department –eq "Sales"'],
    ['[rules/2-other-dashes] a hyphen sign', 'user.department \u2010eq "Sales"'],
    ['[rules/2-other-dashes] an em dash', 'user.department —eq "Sales"'],
    ['[rules/2-other-dashes] a minus sign', 'user.department −eq "Sales"'],
    ['[rules/2-operator-spelling] operators in any case', 'user.department -EQ "Sales"'],
    ['[rules/2-object-case] objects in any case', 'User.department -eq "Sales"'],
    ['[rules/2-property-case] properties in any case', 'user.DEPARTMENT -eq "Sales"'],
    ['[rules/2-name-characters] a hyphen that ends a name', 'user.department-eq "Sales"'],
    ['[rules/2-name-characters] an en dash that ends a name', 'user.department–eq "Sales"'],
    ['[rules/2-quotes] single quotation marks', "user.department -eq 'Sales'"],
  ])('reads %s', (_, text) => {
    expect(treeOf(accepted(text))).toBe(sales);
  });

  it('[rules/1-text-kept] keeps the text as it was given', () => {
    const text = ' \n user.department -eq "Sales" ';
    expect(accepted(text).text).toBe(text);
  });

  it('[rules/2-operator-prefix] reads connectors without hyphens', () => {
    expect(treeOf(accepted('not user.city eq "a" and user.city ne "b" or user.mail –ne null'))).toBe(
      '(or (and (not (eq user.city "a")) (ne user.city "b")) (ne user.mail null))',
    );
  });

  it.each([
    ['a vertical tab', 'user.city\v-eq "x"', 'Syntax @ \v'],
    ['[rules/2-unknown-sign] a semicolon', 'user.city -eq "x";', 'Syntax @ ;'],
    ['[rules/2-unknown-sign] a sign inside an unquoted text', 'user.mail -eq jo@contoso.com', 'Syntax @ @'],
    ['[rules/2-no-comments] a comment', 'user.city -eq "x" # home', 'Syntax @ #'],
    ['a letter outside ASCII', 'user.größe -eq "x"', 'Syntax @ öß'],
    ['an emoji', 'user.city -eq 😀', 'Syntax @ 😀'],
    ['a dash that stands apart from its operator', 'user.city - eq "x"', 'Syntax @ -'],
    ['two dashes', 'user.city --eq "x"', 'Syntax @ -'],
    ['a backtick', '(user.city -eq "x")`', 'Syntax @ `'],
  ])('refuses %s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });
});

describe('texts', () => {
  const valueOf = (literal: string): unknown => {
    const { root } = accepted(`user.department -eq ${literal}`);
    return root.kind === 'compare' && root.value.kind === 'text' ? root.value.value : undefined;
  };

  it.each([
    ['[rules/2-double-quote-escape] a backtick before "', '"the `"Boss`""', 'the "Boss"'],
    ['[rules/2-apostrophe-escape] two apostrophes in double marks', `"O''Neil"`, "O'Neil"],
    ['[rules/2-apostrophe-escape] two apostrophes in single marks', `'O''Neil'`, "O'Neil"],
    ['two apostrophes at the beginning', `'''x'`, "'x"],
    ['[rules/2-lone-apostrophe] a single apostrophe in double marks', `"O'Neil"`, "O'Neil"],
    ['[rules/2-backslash] backslashes', '"a\\b\\"', 'a\\b\\'],
    ['double marks in single ones', `'the "Boss"'`, 'the "Boss"'],
    ['a backtick that escapes nothing', '"a`b"', 'a`b'],
    ['a backtick before an apostrophe as itself', '"a`\'\'b"', "a`'b"],
    ['commas, brackets and operators as text', '"[a, -and (b)]"', '[a, -and (b)]'],
    ['line breaks as text', '"a\nb"', 'a\nb'],
    ['[rules/2-quoted-null] a quoted null', '"null"', 'null'],
    ['[rules/2-numbers-as-text] a number', '50001', '50001'],
    ['[rules/14-8-backtick-quotes-outside-string] marks escaped outside a text, as part of it', '`"Sales`"', '"Sales"'],
  ])('reads %s', (_, literal, value) => {
    expect(valueOf(literal)).toBe(value);
  });

  it('[rules/2-backtick-quotes] warns about marks escaped outside a text, and reads plain ones on demand', () => {
    const text = 'user.department -eq `"Sales`"';
    expect(warningCodes(text)).toEqual(['rule/backtick-quotes']);
    expect(treeOf(accepted(text, semanticsWith({ 'escaped-quotes': 'plain' })))).toBe(sales);
  });

  it('[rules/6-empty-string] reads an empty text as null for -eq and -ne', () => {
    expect(treeOf(accepted('user.city -eq "" -or user.city -ne \'\''))).toBe(
      '(or (eq user.city null) (ne user.city null))',
    );
  });

  it('[rules/6-empty-operand] keeps an empty text for the other operators, with a warning', () => {
    const text = 'user.city -contains "" -or user.city -in ["", "x"]';
    expect(treeOf(accepted(text))).toBe('(or (contains user.city "") (in user.city ["","x"]))');
    expect(warningCodes(text)).toEqual(['rule/empty-text', 'rule/empty-text']);
  });

  it.each([
    ['[rules/2-typographic-quotes] typographic marks', 'user.city -eq “Oslo”', 'Syntax @ “Oslo”'],
    ['typographic single marks', 'user.city -eq ‘Oslo’', 'Syntax @ ‘Oslo’'],
    ['a text that is not closed', 'user.city -eq "Oslo', 'Syntax @ "Oslo'],
    ['a text that is closed by another mark', `user.city -eq "Oslo'`, `Syntax @ "Oslo'`],
    ['an escaped mark that is not closed', 'user.city -eq `"Oslo', 'Syntax @ `"Oslo'],
  ])('refuses %s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('hints at straight marks and mends typographic ones', () => {
    const check = checkRule('user.city -eq “Oslo”');
    expect(check.ok ? undefined : check.errors[0]?.hint).toContain('straight');
    expect(check.ok ? undefined : check.errors[0]?.fix?.edits.map(({ newText }) => newText)).toEqual(['"', '"']);
  });
});

describe('other values', () => {
  it.each([
    ['[rules/2-boolean-spelling] true in any case', 'user.accountEnabled -eq TRUE', '(eq user.accountEnabled true)'],
    [
      '[rules/2-boolean-spelling] the builder’s spelling',
      'user.accountEnabled -eq False',
      '(eq user.accountEnabled false)',
    ],
    ['[rules/2-dollar-booleans] $true', 'user.accountEnabled -eq $True', '(eq user.accountEnabled true)'],
    ['[rules/2-null-spelling] $null', 'user.city -eq $null', '(eq user.city null)'],
    ['[rules/2-null-case] NULL', 'user.city -eq NULL', '(eq user.city null)'],
    [
      '[rules/2-lists] lists with both marks and commas in texts',
      `user.city -in ["a, b",'c' ,7]`,
      '(in user.city ["a, b","c","7"])',
    ],
    [
      '[rules/2-unquoted-date] a full date',
      'user.employeeHireDate -ge 2020-06-10T18:13:20Z',
      '(ge user.employeeHireDate 2020-06-10T18:13:20.000Z)',
    ],
    [
      '[rules/2-date-forms] a quoted date with an offset',
      'user.employeeHireDate -ge "2020-06-10T18:13:20+02:00"',
      '(ge user.employeeHireDate 2020-06-10T16:13:20.000Z)',
    ],
    [
      '[rules/2-date-only] a date without time',
      'user.employeeHireDate -le 2025-01-31',
      '(le user.employeeHireDate 2025-01-31T00:00:00.000Z)',
    ],
    [
      '[rules/3-date-parentheses] a date in parentheses',
      'user.employeeHireDate -le (2025-01-31)',
      '(le user.employeeHireDate 2025-01-31T00:00:00.000Z)',
    ],
    [
      '[rules/4-offset-binds-tighter] a moved date',
      'user.employeeHireDate -ge system.now -plus p1d -and user.city -eq "x"',
      '(and (ge user.employeeHireDate now+86400000) (eq user.city "x"))',
    ],
    [
      '[rules/2-durations] a duration in parentheses',
      'user.employeeHireDate -le (System.Now -minus P7DT3H)',
      '(le user.employeeHireDate now-615600000)',
    ],
    ['an offset of nothing', 'user.employeeHireDate -le system.now -minus P0D', '(le user.employeeHireDate now+0)'],
    [
      '[rules/6-years-and-months] years and months as days',
      'user.employeeHireDate -le system.now -minus P1Y1M',
      `(le user.employeeHireDate now-${395 * 86_400_000})`,
    ],
    [
      '[rules/2-element-sign] _ as an element',
      'user.otherMails -any (_ -endsWith "@x")',
      '(any user.otherMails (endsWith self "@x"))',
    ],
  ])('reads %s', (_, text, tree) => {
    expect(treeOf(accepted(text))).toBe(tree);
  });

  it.each([
    ['[rules/2-list-refusals] an empty list', 'user.city -in []', 'Operands @ []'],
    ['[rules/2-list-refusals] a comma at the end', 'user.city -in ["a",]', 'Operands @ ,'],
    ['a comma at the beginning', 'user.city -in [,"a"]', 'Operands @ ,'],
    ['[rules/2-list-refusals] null in a list', 'user.city -in ["a", null]', 'Operands @ null'],
    ['a boolean in a list', 'user.city -in ["a", true]', 'Operands @ true'],
    ['an unquoted text in a list', 'user.city -notIn [Oslo]', 'Operands @ Oslo'],
    ['a list without commas', 'user.city -in ["a" "b"]', 'Syntax @ "b"'],
    ['a list that is not closed', 'user.city -in ["a" -and user.city -eq "b"', 'Syntax @ -and'],
    ['a list in a list', 'user.city -in [["a"]]', 'Syntax @ ['],
    ['a list in parentheses', 'user.city -in ("a","b")', 'Syntax @ ('],
    ['[rules/3-value-parentheses] a text in parentheses', 'user.city -eq ("Oslo")', 'Syntax @ ('],
    [
      '[rules/3-one-offset] a second offset',
      'user.employeeHireDate -ge system.now -plus P1D -minus P2D',
      'Syntax @ -minus',
    ],
    ['an offset after parentheses', 'user.employeeHireDate -ge (system.now -plus P1D) -minus P2D', 'Syntax @ -minus'],
    ['an offset of a fixed date', 'user.employeeHireDate -ge 2025-01-01 -plus P1D', 'Syntax @ -plus'],
    ['a quoted duration', 'user.employeeHireDate -ge system.now -plus "P1D"', 'Operands @ "P1D"'],
    ['a number as a duration', 'user.employeeHireDate -ge system.now -plus 30', 'Operands @ 30'],
    ['an offset without duration', 'user.employeeHireDate -ge system.now -plus', 'Syntax @ '],
    ['a day that does not exist', 'user.employeeHireDate -ge 2025-02-30', 'Operands @ 2025-02-30'],
    [
      'a year beyond 9999',
      'user.employeeHireDate -ge "9999-12-31T23:00:00-14:00"',
      'Operands @ "9999-12-31T23:00:00-14:00"',
    ],
  ])('refuses %s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });
});
