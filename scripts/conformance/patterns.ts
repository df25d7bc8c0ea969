import { draft, type Expected, listed, type RuleDraft, type RuleSectionDraft } from './draft.ts';

/* -match is .NET: searched anywhere, case ignored (spec rules 6, regex portability). */

/** Pattern, values that match, values that do not. */
const matches: readonly (readonly [claim: string, pattern: string, yes: readonly string[], no: readonly string[]])[] = [
  ['6-match-anywhere', 'Da.*', ['aDa', 'Dana'], ['ana']],
  ['6-match-anywhere', '^Da.*', ['Dana'], ['aDa']],
  ['6-match-anywhere', 'a{2}', ['baab'], ['bab']],
  ['6-match-dotnet', '^[a-f]+$', ['CAFE', 'bad'], ['cafeteria']],
  ['6-match-dotnet', '\\Asales', ['Sales North'], ['EMEA Sales']],
  ['6-match-dotnet', 'sales\\z', ['EMEA Sales'], ['Sales North', 'Sales\n']],
  ['6-match-dotnet', 'sales\\Z', ['EMEA Sales', 'Sales\n'], ['Sales North']],
  ['14-16-dotnet-details', 'sales$', ['Sales', 'Sales\n'], ['Sales\n\n', 'Sales\r\n x']],
  ['14-16-dotnet-details', '^sales$', ['SALES\n'], ['x\nSales', 'Sales\nx']],
  ['14-16-dotnet-details', '^*s', ['Sales', 'Ops'], ['area']],
  ['14-16-dotnet-details', '^?r', ['area'], ['Ops']],
  ['14-16-dotnet-details', '(?m)^x$', ['a\nx\nb'], ['a\nxx\nb']],
  ['6-match-dotnet', 'a.c', ['abc', 'a😀'.slice(0, 1) + '-c'], ['a\nc', 'ac']],
  ['6-match-dotnet', '(?s)a.c', ['a\nc'], ['ac']],
  ['6-match-dotnet', '(?-i)Sales', ['Sales'], ['sales', 'SALES']],
  ['6-match-dotnet', '(?-i:S)ales', ['SALES', 'Sales'], ['sALES']],
  ['6-match-dotnet', '(?i)SALES', ['sales'], ['sale']],
  ['6-match-dotnet', '(?i:s)ales', ['SALES'], ['ales']],
  ['6-match-dotnet', 'a(?#comment)b', ['ab'], ['a(b']],
  ['6-match-dotnet', '(?<word>a+)b', ['aab'], ['b']],
  ['6-match-dotnet', "(?'word'a+)b", ['aab'], ['b']],
  ['6-match-dotnet', '\\d{3}', ['a123'], ['a12']],
  ['6-match-dotnet', '\\.com$', ['contoso.com'], ['contosoXcom']],
  ['6-match-dotnet', '^(a|b)$', ['A', 'b'], ['ab']],
  ['6-match-dotnet', '\\p{L}{3}', ['één', 'abc'], ['a1b']],
  ['6-match-dotnet', '\\w+@', ['ada@x'], ['@x']],
  ['6-match-dotnet', '\\s$', ['a '], ['a']],
  ['6-match-dotnet', '[^a-c]', ['abcd'], ['ABC']],
  ['6-match-dotnet', '[a-z-[aeiou]]', ['b'], ['AEIOU']],
  ['6-match-dotnet', 'a+?b', ['aab'], ['b']],
  ['6-match-dotnet', '\\bcat\\b', ['a cat', 'cat'], ['cats']],
  ['6-match-dotnet', '\\x41\\u0042', ['ab'], ['ac']],
  ['6-match-dotnet', '(?x) a b # comment', ['ab'], ['a b']],
  ['6-match-dotnet', '^(?!ops)', ['Sales'], ['Ops']],
  ['6-match-dotnet', '^(?=.*north)sales', ['Sales North'], ['Sales South']],
  ['6-match-dotnet', '(?>a+)', ['aa'], ['b']],
  ['6-match-dotnet', '', ['anything'], []],
  ['6-match-dotnet', '[[]', ['['], [']']],
  ['6-match-dotnet', 'a{,2}', ['a{,2}'], ['aa']],
  ['6-match-linear', '^(a+)+$', ['a'.repeat(40)], [`${'a'.repeat(40)}!`]],
  ['6-match-linear', '^(a|a)*$', ['a'.repeat(40)], [`${'a'.repeat(40)}!`]],
  ['6-match-linear', '(x+x+)+y', [`${'x'.repeat(40)}y`], ['x'.repeat(40)]],
];

function matchCases(): readonly RuleDraft[] {
  return matches.flatMap(([claim, pattern, yes, no], index) => {
    const number = String(index + 1).padStart(3, '0');
    const rule = `user.department -match "${pattern.replaceAll("'", "''")}"`;
    const one = (word: string, expected: Expected) => (department: string, position: number) =>
      draft(`match-${number}-${word}-${position + 1}`, claim, rule, expected, { attributes: { department } });
    return [...yes.map(one('yes', true)), ...no.map(one('no', false))];
  });
}

const more = listed('pattern', [
  ['6-match-invalid', 'user.department -match "("', {}, 'error QueryCompilation invalid-pattern'],
  ['6-match-invalid', 'user.department -match "[a"', {}, 'error QueryCompilation invalid-pattern'],
  ['6-match-invalid', 'user.department -match "*a"', {}, 'error QueryCompilation invalid-pattern'],
  ['6-match-invalid', 'user.department -notMatch "a)"', {}, 'error QueryCompilation invalid-pattern'],
  ['6-match-invalid', 'user.department -match "a{2,1}"', {}, 'error QueryCompilation invalid-pattern'],
  [
    '6-match-invalid',
    'user.department -match "\\\\p{Nonsense}"'.replace('\\\\', '\\'),
    {},
    'error QueryCompilation invalid-pattern',
  ],
  ['6-match-invalid', 'user.otherMails -any (_ -match "[z-a]")', {}, 'error QueryCompilation invalid-pattern'],
  ['6-match-linear', 'user.department -match "(a)\\1"', { department: 'aa' }, []],
  [
    '6-match-linear',
    'user.department -match "(a)\\1" -or user.city -eq "Oslo"',
    { department: 'aa', city: 'Oslo' },
    true,
  ],
  ['6-match-linear', 'user.department -match "(a)\\1" -and user.city -eq "Oslo"', { department: 'aa' }, false],
  [
    '6-match-linear',
    'user.department -match "(?<=s)a" -and user.city -eq "Oslo"',
    { department: 'sa' },
    ['city'],
    { unknown: ['city'] },
  ],
  ['6-match-linear', 'user.department -match "(a)\\1"', {}, false],
  ['6-match-linear', 'user.department -notMatch "(a)\\1"', {}, true],
  ['6-match-dotnet', 'user.department -notMatch "^sales$"', { department: 'Sales' }, false],
  ['6-match-dotnet', 'user.department -notMatch "^sales$"', { department: 'Sales North' }, true],
  ['6-positive-on-null', 'user.department -match ".*"', {}, false],
  ['5.4-collection-match', 'user.otherMails -match "^a"', { otherMails: ['ba', 'ab'] }, true],
  ['5.4-collection-match', 'user.otherMails -notMatch "^a"', { otherMails: ['ba', 'ab'] }, false],
]);

/** The section about -match. */
export const patternSections: readonly RuleSectionDraft[] = [
  { id: 'patterns', title: '-match and -notMatch', cases: [...matchCases(), ...more] },
];
