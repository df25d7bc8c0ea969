import type { JsonObject } from '../../src/base/index.ts';
import { draft, type Expected, listed, type RuleDraft, type RuleSectionDraft } from './draft.ts';

/*
 * Spec rules 5.4 as a table: which operator goes with which type. `+` and `-` are the verdicts for an object on which the
 * property has no value (of elements: for one element "x" or one plan "x"), `!` is a refusal of kind Operator.
 */

interface Column {
  readonly name: string;
  readonly claim: string;
  readonly rule: (operator: string, value: string) => string;
  readonly text: string;
  readonly list: string;
  readonly attributes: JsonObject;
}

const columns: readonly Column[] = [
  {
    name: 'text',
    claim: '5.4-string-operators',
    rule: (op, value) => `user.city -${op} ${value}`,
    text: '"a"',
    list: '["a"]',
    attributes: {},
  },
  {
    name: 'boolean',
    claim: '5.4-boolean-operators',
    rule: (op, value) => `user.accountEnabled -${op} ${value}`,
    text: 'true',
    list: '["a"]',
    attributes: {},
  },
  {
    name: 'date',
    claim: '5.4-date-operators',
    rule: (op, value) => `user.employeeHireDate -${op} ${value}`,
    text: '2026-06-10',
    list: '["a"]',
    attributes: {},
  },
  {
    name: 'collection',
    claim: '5.4-collection-operators',
    rule: (op, value) => `user.otherMails -${op} ${value}`,
    text: '"a"',
    list: '["a"]',
    attributes: {},
  },
  {
    name: 'element',
    claim: '5.4-element-operators',
    rule: (op, value) => `user.otherMails -any (_ -${op} ${value})`,
    text: '"a"',
    list: '["a"]',
    attributes: { otherMails: ['x'] },
  },
  {
    name: 'plan-field',
    claim: '5.4-element-operators',
    rule: (op, value) => `user.assignedPlans -any (assignedPlan.service -${op} ${value})`,
    text: '"a"',
    list: '["a"]',
    attributes: { assignedPlans: [{ servicePlanId: 'x', service: 'x', capabilityStatus: 'x' }] },
  },
  {
    name: 'plans',
    claim: '5.4-plans-quantified-only',
    rule: (op, value) => `user.assignedPlans -${op} ${value}`,
    text: '"a"',
    list: '["a"]',
    attributes: {},
  },
];

/** In the order of the columns. */
const table: Readonly<Record<string, string>> = {
  eq: '---!--!',
  ne: '+++!++!',
  startsWith: '-!!---!',
  notStartsWith: '+!!+++!',
  endsWith: '-!!---!',
  notEndsWith: '+!!+++!',
  contains: '-!!---!',
  notContains: '+!!+++!',
  match: '-!!---!',
  notMatch: '+!!+++!',
  in: '-!!!--!',
  notIn: '+!!!++!',
  le: '!!-!!!!',
  ge: '!!-!!!!',
};

const expectations: Readonly<Record<string, Expected>> = {
  '+': true,
  '-': false,
  '!': 'error Operator operator-not-allowed',
};

function claimOf(column: Column, operator: string, mark: string): string {
  const isOrder = operator === 'le' || operator === 'ge';
  if (mark === '!') {
    if (column.name === 'text' && isOrder) return '14-4-order-on-text';
    if (column.name === 'collection' && !isOrder) return '5.4-collection-equality';
    if (column.name === 'collection') return '9-operator';
    return column.claim;
  }
  return operator === 'ne' && column.name === 'date' ? '5.4-date-ne' : column.claim;
}

function tableCases(): readonly RuleDraft[] {
  return Object.entries(table).flatMap(([operator, marks]) =>
    columns.map((column, index) => {
      const mark = marks[index] ?? '';
      const value = operator === 'in' || operator === 'notIn' ? column.list : column.text;
      return draft(
        `type-${operator}-${column.name}`,
        claimOf(column, operator, mark),
        column.rule(operator, value),
        expectations[mark] ?? false,
        { attributes: column.attributes },
      );
    }),
  );
}

const group = '["g1"]';

const more = listed('type', [
  ['5.4-collection-equality', 'user.otherMails -eq null', {}, 'error Operator operator-not-allowed'],
  ['5.4-collection-equality', 'user.otherMails -ne null', {}, 'error Operator operator-not-allowed'],
  ['9-operator', 'user.city -any (_ -eq "x")', {}, 'error Operator operator-not-allowed'],
  ['9-operator', 'user.city -all (_ -eq "x")', {}, 'error Operator operator-not-allowed'],
  ['9-operator', 'user.accountEnabled -any (_ -eq "x")', {}, 'error Operator operator-not-allowed'],
  ['9-operator', 'user.employeeHireDate -all (_ -eq "x")', {}, 'error Operator operator-not-allowed'],
  ['8.2-all-refused', `user.memberOf -all (group.objectId -in ${group})`, {}, 'error Operator'],
  ['8.2-form', 'user.memberOf -contains "g1"', {}, 'error Operator'],
  ['8.2-form', 'user.memberOf -eq "g1"', {}, 'error Operator'],
  ['5.4-no-other-operators', 'user.city -gt "a"', {}, 'error Syntax unknown-operator'],
  ['5.4-no-other-operators', 'user.city -lt "a"', {}, 'error Syntax unknown-operator'],
  ['5.4-no-other-operators', 'user.city -like "a*"', {}, 'error Syntax unknown-operator'],
  ['5.4-no-other-operators', 'user.city -eq "a" -xor user.city -eq "b"', {}, 'error Syntax unknown-operator'],
  ['5.4-no-other-operators', 'user.city -notLike "a*"', {}, 'error Syntax unknown-operator'],
  ['5.2-system-labels', 'device.systemLabels -eq "x"', {}, 'error Operator operator-not-allowed'],
  ['5.2-versions-are-text', 'device.deviceOSVersion -ge "10.0"', {}, 'error Operator operator-not-allowed'],
]);

/* Which value goes with which type, where the operator is allowed: `!` is a refusal of kind Operands. */
interface Operand {
  readonly name: string;
  readonly text: string;
}

const operands: readonly Operand[] = [
  { name: 'text', text: '"a"' },
  { name: 'word', text: 'a' },
  { name: 'boolean', text: 'true' },
  { name: 'null', text: 'null' },
  { name: 'number', text: '12' },
  { name: 'date', text: '2026-06-10' },
  { name: 'quoted-date', text: '"2026-06-10"' },
  { name: 'now', text: 'system.now' },
  { name: 'list', text: '["a"]' },
];

/** Verdicts for an object without a value, in the order of the operands. */
const operandTable: Readonly<Record<string, readonly [rule: string, marks: string, claim: string]>> = {
  'text-eq': ['user.city -eq', '-!!+-!-!!', '9-operands'],
  'text-contains': ['user.city -contains', '-!!!-!-!!', '9-operands'],
  'text-in': ['user.city -in', '!!!!!!!!-', '2-lists'],
  'boolean-eq': ['user.accountEnabled -eq', '!!-+!!!!!', '9-operands'],
  'date-eq': ['user.employeeHireDate -eq', '!!!+!--!!', '9-operands'],
  'date-ge': ['user.employeeHireDate -ge', '!!!!!---!', '9-operands'],
  'collection-contains': ['user.otherMails -contains', '-!!!-!-!!', '9-operands'],
};

function operandCases(): readonly RuleDraft[] {
  return Object.entries(operandTable).flatMap(([name, [start, marks, claim]]) =>
    operands.map((operand, index) => {
      const mark = marks[index] ?? '';
      const expected: Expected = mark === '!' ? 'error Operands' : mark === '+';
      const isNullRefusal = operand.name === 'null' && mark === '!';
      return draft(
        `operand-${name}-${operand.name}`,
        isNullRefusal ? '5.4-null-operators' : operand.name === 'number' && mark !== '!' ? '2-numbers-as-text' : claim,
        `${start} ${operand.text}`,
        expected,
        { attributes: {} },
      );
    }),
  );
}

const operandList = listed('operand', [
  ['14-3-quoted-boolean', 'user.accountEnabled -eq "true"', {}, 'error Operands wrong-operand'],
  ['14-3-quoted-boolean', "user.accountEnabled -ne 'False'", {}, 'error Operands wrong-operand'],
  ['5.4-not-null', 'user.city -not null', {}, 'error Operands not-null'],
  ['5.4-null-operators', 'user.city -startsWith null', {}, 'error Operands'],
  ['5.4-null-operators', 'user.city -match $null', {}, 'error Operands'],
  ['5.4-null-operators', 'user.employeeHireDate -le null', {}, 'error Operands'],
  ['2-list-refusals', 'user.city -in []', {}, 'error Operands list-operand'],
  ['2-list-refusals', 'user.city -in ["a",]', {}, 'error Operands list-operand'],
  ['2-list-refusals', 'user.city -in ["a", null]', {}, 'error Operands list-operand'],
  ['2-list-refusals', 'user.city -notIn [null]', {}, 'error Operands list-operand'],
  ['2-list-refusals', 'user.city -in "a"', {}, 'error Operands list-operand'],
  ['2-lists', 'user.city -in [true]', {}, 'error Operands list-operand'],
  ['6-date-equality', 'user.employeeHireDate -eq system.now', {}, 'error Operands moving-date-equality'],
  ['6-date-equality', 'user.employeeHireDate -ne system.now -minus P1D', {}, 'error Operands moving-date-equality'],
  ['2-date-forms', 'user.employeeHireDate -ge "soon"', {}, 'error Operands not-a-date'],
  ['2-date-forms', 'user.employeeHireDate -ge "2026-13-01"', {}, 'error Operands not-a-date'],
  ['2-date-forms', 'user.employeeHireDate -ge 2026-02-30', {}, 'error Operands not-a-date'],
  ['2-durations', 'user.employeeHireDate -ge system.now -plus "P1D"', {}, 'error Operands not-a-date'],
  ['2-durations', 'user.employeeHireDate -ge system.now -plus P', {}, 'error Operands not-a-date'],
  ['9-operands', 'user.city -eq Oslo', {}, 'error Operands unquoted-text'],
  ['9-operands', 'user.city -eq system.now', {}, 'error Operands'],
  ['2-numbers-as-text', 'user.employeeId -eq 42', { employeeId: '42' }, true],
  ['2-numbers-as-text', 'user.employeeId -eq 42', { employeeId: '42.0' }, false],
  ['2-numbers-as-text', 'user.employeeId -in [41, 42]', { employeeId: '42' }, true],
  ['2-numbers-as-text', 'user.employeeId -startsWith 4', { employeeId: '42' }, true],
]);

/** Sections about types. */
export const operatorTypeSections: readonly RuleSectionDraft[] = [
  { id: 'operators-by-type', title: 'Which operator goes with which type', cases: [...tableCases(), ...more] },
  {
    id: 'operands',
    title: 'Which value goes with which operator and type',
    cases: [...operandCases(), ...operandList],
  },
];
