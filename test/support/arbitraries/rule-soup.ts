import fc from 'fast-check';

/** Pieces of rules, right and wrong. */
const pieces = [
  '(',
  ')',
  '[',
  ']',
  ',',
  '"',
  "'",
  '`',
  '`"',
  '“',
  '”',
  '-',
  '–',
  '$',
  '\\',
  '.',
  ';',
  '\n',
  '\t',
  '\u00A0',
  '\ud83d',
  '😀',
  'é',
  '-and',
  'and',
  '-or',
  'or',
  '-not',
  'not',
  '-eq',
  'eq',
  '–ne',
  '-in',
  '-notIn',
  '-contains',
  '-match',
  '-ge',
  '-le',
  '-any',
  '-all',
  '-plus',
  '-minus',
  '-gt',
  'xor',
  'user.city',
  'USER.Department',
  'user.accountEnabled',
  'user.otherMails',
  'user.assignedPlans',
  'user.memberOf',
  'user.employeeHireDate',
  'user.nope',
  'user.',
  'user.a.b',
  'device.deviceModel',
  'device.systemLabels',
  '_',
  'assignedPlan.service',
  'group.objectId',
  'city',
  'Direct Reports for',
  '"aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb"',
  '"x"',
  "'it''s'",
  '"the `"boss`""',
  '"["',
  '""',
  'null',
  '$null',
  'true',
  '5',
  '2025-01-01',
  '2025-13-01',
  'system.now',
  'P1D',
  'P1M',
  '["a","b"]',
  '[1,]',
  '(_ -eq "x")',
  'user.city -eq "Oslo"',
  'user.otherMails -any (_ -endsWith "@x")',
  'user.otherMails -any _ -eq "y"',
  "user.memberOf -any (group.objectId -in ['g'])",
];

const conditions = [
  'user.city -eq "Oslo"',
  '(user.city -ne null)',
  'not user.accountEnabled -eq true',
  'user.department -in ["a", \'b\']',
  'user.otherMails -any (_ -contains "x" or _ -eq null)',
  'user.assignedPlans -all (assignedPlan.service -ne "x")',
  'user.employeeHireDate -ge (system.now -minus P7D)',
  'user.displayName -match "^a.*"',
];

const soup = fc
  .array(fc.constantFrom(...pieces), { maxLength: 12 })
  .chain((words) => fc.constantFrom(' ', '').map((blank) => words.join(blank)));

/** Sentences that are mostly right: conditions joined by connectors, sometimes with one foreign piece in them. */
const nearlyRight = fc
  .array(
    fc.tuple(
      fc.constantFrom(...conditions),
      fc.constantFrom(' -and ', ' or ', ' -and not '),
      fc.constantFrom('', '', '', ...pieces),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) =>
    parts.map(([condition, connector, extra], index) => `${index === 0 ? '' : connector}${condition}${extra}`).join(''),
  );

/** Texts from pure noise to rules that are almost right. */
export const ruleSoupArbitrary: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: soup },
  { weight: 4, arbitrary: nearlyRight },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 60 }) },
);
