import type { JsonObject } from '../../src/base/index.ts';
import { draft, type Expected, listed, type RuleDraft, type RuleSectionDraft } from './draft.ts';

/*
 * Truth table of spec rules 6 for text properties. Columns: what the property holds, seen from the operand "Sales". A row names
 * the columns in which the positive operator is true; the negative operator is true in all others, those without a value
 * included (6: always the negation of the positive operator).
 */

const holdings: Readonly<Record<string, JsonObject>> = {
  same: { department: 'Sales' },
  'other-case': { department: 'sALES' },
  'at-start': { department: 'Sales North' },
  'at-end': { department: 'EMEA Sales' },
  inside: { department: 'pre-Sales-post' },
  other: { department: 'Ops' },
  null: { department: null },
  absent: {},
  empty: { department: '' },
};

interface Row {
  readonly positive: string;
  readonly negative: string;
  readonly operand: string;
  readonly trueFor: readonly string[];
  readonly claim: string;
}

const rows: readonly Row[] = [
  {
    positive: 'eq',
    negative: 'ne',
    operand: '"Sales"',
    trueFor: ['same', 'other-case'],
    claim: '5.4-string-operators',
  },
  {
    positive: 'startsWith',
    negative: 'notStartsWith',
    operand: '"Sales"',
    trueFor: ['same', 'other-case', 'at-start'],
    claim: '5.4-string-operators',
  },
  {
    positive: 'endsWith',
    negative: 'notEndsWith',
    operand: '"Sales"',
    trueFor: ['same', 'other-case', 'at-end'],
    claim: '5.4-string-operators',
  },
  {
    positive: 'contains',
    negative: 'notContains',
    operand: '"Sales"',
    trueFor: ['same', 'other-case', 'at-start', 'at-end', 'inside'],
    claim: '6-contains',
  },
  {
    positive: 'match',
    negative: 'notMatch',
    operand: '"Sales"',
    trueFor: ['same', 'other-case', 'at-start', 'at-end', 'inside'],
    claim: '6-match-anywhere',
  },
  { positive: 'in', negative: 'notIn', operand: '["HR", "Sales"]', trueFor: ['same', 'other-case'], claim: '6-in' },
];

function claimOf(row: Row, isNegative: boolean, holding: string): string {
  if (holding === 'empty') return '6-empty-string';
  if (holding === 'other-case') return row.positive === 'in' ? '6-in-ignores-case' : '6-ignore-case';
  if (holding !== 'null' && holding !== 'absent') return row.claim;
  if (row.positive === 'eq') return isNegative ? '6-ne-null' : '6-eq-absent';
  if (!isNegative) return '6-positive-on-null';
  return holding === 'null' ? '6-negative-on-null' : '14-1-negative-operators-on-null';
}

function tableCases(): readonly RuleDraft[] {
  return rows.flatMap((row) =>
    [row.positive, row.negative].flatMap((operator) => {
      const isNegative = operator === row.negative;
      const rule = `user.department -${operator} ${row.operand}`;
      const decided = Object.entries(holdings).map(([holding, attributes]) =>
        draft(
          `text-${operator}-${holding}`,
          claimOf(row, isNegative, holding),
          rule,
          row.trueFor.includes(holding) !== isNegative,
          { attributes },
        ),
      );
      const open: Expected = ['department'];
      return [...decided, draft(`text-${operator}-not-known`, row.claim, rule, open, { unknown: ['department'] })];
    }),
  );
}

/** Null checks: the only question that an object without a value answers by having none. */
const nullChecks = listed('null', [
  ['6-eq-null', 'user.department -eq null', {}, true],
  ['6-eq-null', 'user.department -eq null', { department: null }, true],
  ['6-eq-null', 'user.department -eq null', { department: 'Sales' }, false],
  ['6-eq-null', 'user.department -eq null', undefined, ['department'], { unknown: ['department'] }],
  ['6-ne-null-literal', 'user.department -ne null', {}, false],
  ['6-ne-null-literal', 'user.department -ne null', { department: 'Sales' }, true],
  ['6-ne-null-literal', 'user.department -ne null', undefined, ['department'], { unknown: ['department'] }],
  ['6-empty-string', 'user.department -eq null', { department: '' }, true],
  ['6-empty-string', 'user.department -ne null', { department: '' }, false],
  ['6-empty-string', 'user.department -eq ""', {}, true],
  ['6-empty-string', 'user.department -ne ""', {}, false],
  ['6-empty-string', 'user.department -eq ""', { department: 'Sales' }, false],
  ['6-empty-string', "user.department -ne ''", { department: 'Sales' }, true],
  ['6-ne-null-literal', 'user.department -ne null', { department: ' ' }, true],
  ['6-ordinal-ignore-case', 'user.department -eq "Sales"', { department: ' Sales' }, false],
  ['6-ordinal-ignore-case', 'user.department -eq "Sales"', { department: 'Sales ' }, false],
  ['6-ordinal-ignore-case', 'user.department -eq " Sales "', { department: ' sales ' }, true],
  ['2-quoted-null', 'user.department -eq "null"', {}, false],
  ['2-quoted-null', 'user.department -eq "null"', { department: 'NULL' }, true],
  ['2-quoted-null', 'user.department -ne "null"', {}, true],
  ['6-empty-operand', 'user.department -contains ""', { department: 'Sales' }, true],
  ['6-empty-operand', 'user.department -startsWith ""', { department: 'Sales' }, true],
  ['6-empty-operand', 'user.department -endsWith ""', { department: 'Sales' }, true],
  ['6-empty-operand', 'user.department -contains ""', {}, false],
  ['6-empty-operand', 'user.department -notContains ""', {}, true],
  ['6-empty-operand', 'user.department -notStartsWith ""', { department: 'Sales' }, false],
  ['6-empty-operand', 'user.department -match ""', {}, false],
  ['6-empty-operand', 'user.department -match ""', { department: 'Sales' }, true],
  ['6-in', 'user.department -in ["", "Sales"]', {}, false],
  ['6-in', 'user.department -notIn [""]', {}, true],
  ['6-in', 'user.department -in ["Sales North", "North"]', { department: 'Sales' }, false],
  ['6-in', 'user.department -notIn ["HR", "Ops"]', { department: 'Sales' }, true],
  ['6-contains', 'user.department -contains "S.*s"', { department: 'Sales' }, false],
  ['6-contains', 'user.department -contains "."', { department: 'a.b' }, true],
  ['5.4-contains-still-read', 'user.department -notContains "x"', { department: 'Sales' }, true],
  ['5.4-contains-still-read', 'user.department -contains "ale"', { department: 'Sales' }, true],
  ['1-two-values', 'user.department -eq "Sales" -or -not (user.department -eq "Sales")', {}, true],
  ['1-two-values', 'user.department -eq "Sales" -and user.department -ne "Sales"', {}, false],
]);

/** What ignoring case means: one code unit against one, by invariant upper case. */
const folding = listed('folding', [
  ['6-ignore-case', 'user.city -eq "OSLO"', { city: 'oslo' }, true],
  ['6-ignore-case', 'user.city -eq "élan"', { city: 'ÉLAN' }, true],
  ['6-ignore-case', 'user.city -eq "ЖУК"', { city: 'жук' }, true],
  ['6-ordinal-ignore-case', 'user.city -eq "elan"', { city: 'élan' }, false],
  ['6-ordinal-ignore-case', 'user.city -eq "é"', { city: 'e\u0301' }, false],
  ['6-ordinal-ignore-case', 'user.city -eq "STRASSE"', { city: 'straße' }, false],
  ['6-ordinal-ignore-case', 'user.city -eq "straße"', { city: 'STRAßE' }, true],
  ['6-ordinal-ignore-case', 'user.city -eq "istanbul"', { city: 'İstanbul' }, false],
  ['6-ordinal-ignore-case', 'user.city -eq "ISTANBUL"', { city: 'istanbul' }, true],
  ['6-ordinal-ignore-case', 'user.city -eq "ΟΔΟΣ"', { city: 'οδοσ' }, true],
  ['6-ordinal-ignore-case', 'user.city -contains "ß"', { city: 'ss' }, false],
  ['6-ordinal-ignore-case', 'user.city -startsWith "É"', { city: 'évian' }, true],
  ['6-ordinal-ignore-case', 'user.city -endsWith "ÖN"', { city: 'schön' }, true],
  ['6-ordinal-ignore-case', 'user.city -eq "\u{1f600}"', { city: '\u{1f600}' }, true],
  ['6-in-ignores-case', 'user.city -in ["ÅRHUS"]', { city: 'århus' }, true],
  ['6-in-ignores-case', 'user.city -notIn ["Århus"]', { city: 'ÅRHUS' }, false],
  [
    '6-guids-are-text',
    'user.objectId -eq "0000000A-0000-4000-8000-00000000000B"',
    { objectId: '0000000a-0000-4000-8000-00000000000b' },
    true,
  ],
  [
    '6-guids-are-text',
    'user.objectId -startsWith "0000000a"',
    { objectId: '0000000a-0000-4000-8000-00000000000b' },
    true,
  ],
  [
    '6-guids-are-text',
    'user.objectId -eq "{0000000a-0000-4000-8000-00000000000b}"',
    { objectId: '0000000a-0000-4000-8000-00000000000b' },
    false,
  ],
]);

/** Sections about operators on single texts. */
export const textSections: readonly RuleSectionDraft[] = [
  { id: 'text-operators', title: 'Operators on texts, for every state of the value', cases: tableCases() },
  { id: 'null-and-empty', title: 'Null, empty texts, blanks, parts', cases: nullChecks },
  { id: 'case-folding', title: 'Comparison without regard to case', cases: folding },
];
