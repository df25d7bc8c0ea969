import type { JsonObject } from '../../src/base/index.ts';
import { draft, type Expected, listed, type RuleDraft, type RuleSectionDraft } from './draft.ts';

/* Logic in three values and precedence (spec rules 3, 4 and the line protocol). */

type Value = 'T' | 'F' | 'U';

/** Strong Kleene logic: undecided stays undecided unless the other side settles it. */
const andTable: Readonly<Record<string, Value>> = {
  TT: 'T',
  TF: 'F',
  TU: 'U',
  FT: 'F',
  FF: 'F',
  FU: 'F',
  UT: 'U',
  UF: 'F',
  UU: 'U',
};
const orTable: Readonly<Record<string, Value>> = {
  TT: 'T',
  TF: 'T',
  TU: 'T',
  FT: 'T',
  FF: 'F',
  FU: 'U',
  UT: 'T',
  UF: 'U',
  UU: 'U',
};
const notTable: Readonly<Record<Value, Value>> = { T: 'F', F: 'T', U: 'U' };

/** Three conditions on attributes of their own. */
const names = ['city', 'country', 'state'] as const;

/** Attributes with which the conditions of {@link condition} have the values. */
function requestOf(values: readonly Value[]): {
  readonly attributes: JsonObject;
  readonly unknown?: readonly string[];
} {
  const entries = values.map((value, index) => [names[index] ?? '', value] as const);
  const attributes = Object.fromEntries(
    entries.filter(([, value]) => value !== 'U').map(([name, value]) => [name, value === 'T' ? 'x' : 'y']),
  );
  const unknown = entries.filter(([, value]) => value === 'U').map(([name]) => name);
  return unknown.length === 0 ? { attributes } : { attributes, unknown };
}

const lettersOf = (text: string): readonly Value[] => text.split('') as Value[];

const condition = (index: number): string => `user.${names[index]} -eq "x"`;

function expectedOf(value: Value, open: readonly string[]): Expected {
  return value === 'U' ? open : value === 'T';
}

function binaryCases(): readonly RuleDraft[] {
  return (['and', 'or'] as const).flatMap((word) =>
    Object.entries(word === 'and' ? andTable : orTable).map(([pair, value]) => {
      const values = lettersOf(pair);
      const open = values.flatMap((each, index) => (each === 'U' ? [names[index] ?? ''] : []));
      const rule = `${condition(0)} -${word} ${condition(1)}`;
      return draft(`${word}-${pair}`, '4-precedence', rule, expectedOf(value, open), requestOf(values));
    }),
  );
}

function notCases(): readonly RuleDraft[] {
  return (['T', 'F', 'U'] as const).flatMap((value) => {
    const once = notTable[value];
    const open = ['city'];
    const request = requestOf([value]);
    return [
      draft(`not-${value}`, '4-not-parentheses', `-not (${condition(0)})`, expectedOf(once, open), request),
      draft(`not-bare-${value}`, '4-not-binds-tighter', `-not ${condition(0)}`, expectedOf(once, open), request),
      draft(`not-not-${value}`, '4-double-not', `-not -not ${condition(0)}`, expectedOf(notTable[once], open), request),
    ];
  });
}

/** `a and b or c` in all eight ways, and the other groupings that must differ from it. */
function precedenceCases(): readonly RuleDraft[] {
  const triples = ['T', 'F'].flatMap((a) => ['T', 'F'].flatMap((b) => ['T', 'F'].map((c) => `${a}${b}${c}`)));
  return triples.flatMap((triple) => {
    const [a, b, c] = lettersOf(triple).map((each) => each === 'T') as [boolean, boolean, boolean];
    const request = requestOf(lettersOf(triple));
    const [p, q, r] = [condition(0), condition(1), condition(2)];
    return [
      draft(`and-or-${triple}`, '4-and-before-or', `${p} -and ${q} -or ${r}`, (a && b) || c, request),
      draft(`or-and-${triple}`, '4-and-before-or', `${p} -or ${q} -and ${r}`, a || (b && c), request),
      draft(`or-in-parentheses-${triple}`, '4-precedence', `(${p} -or ${q}) -and ${r}`, (a || b) && c, request),
      draft(`not-and-${triple}`, '4-not-binds-tighter', `-not ${p} -and ${q} -or ${r}`, (!a && b) || c, request),
    ];
  });
}

const eq = (name: string, value = 'x'): string => `user.${name} -eq "${value}"`;
const [A, B, C, D] = [eq('city'), eq('country'), eq('state'), eq('surname')];

const mixed = listed('logic', [
  ['4-not-parentheses', `-not (${A} -or ${B})`, { city: 'x' }, false],
  ['4-not-parentheses', `-not (${A} -or ${B})`, {}, true],
  ['4-not-parentheses', `-not (${A} -and ${B})`, { city: 'x' }, true],
  ['4-not-parentheses', `${A} -and not ((${B}))`, { city: 'x' }, true],
  ['4-not-parentheses', `${A} -and not ((${B}))`, { city: 'x', country: 'x' }, false],
  ['4-not-binds-tighter', `-not ${A} -or ${B}`, { city: 'x' }, false],
  ['4-not-binds-tighter', `-not ${A} -or ${B}`, {}, true],
  ['4-double-not', `-not -not -not ${A}`, { city: 'x' }, false],
  ['4-double-not', `-not (-not (${A} -or ${B}))`, { country: 'x' }, true],
  ['4-associative', `(${A} -and ${B}) -and ${C}`, { city: 'x', country: 'x', state: 'x' }, true],
  ['4-associative', `${A} -and (${B} -and ${C})`, { city: 'x', country: 'x', state: 'x' }, true],
  ['4-associative', `${A} -or (${B} -or ${C})`, { state: 'x' }, true],
  ['4-associative', `(${A} -or ${B}) -or ${C}`, { state: 'x' }, true],
  ['4-associative', `${A} -and ${B} -and ${C} -and ${D}`, { city: 'x', country: 'x', state: 'x' }, false],
  ['4-associative', `${A} -or ${B} -or ${C} -or ${D}`, { surname: 'x' }, true],
  ['4-precedence', `${A} -and ${B} -or ${C} -and ${D}`, { state: 'x', surname: 'x' }, true],
  ['4-precedence', `${A} -and (${B} -or ${C}) -and ${D}`, { city: 'x', state: 'x', surname: 'x' }, true],
  ['4-precedence', `${A} -and (${B} -or ${C}) -and ${D}`, { state: 'x', surname: 'x' }, false],
  ['4-precedence', `((((${A}))))`, { city: 'x' }, true],
  // What is not known, and what it takes to decide.
  ['4-precedence', `${A} -and (${B} -or ${C})`, { city: 'x' }, ['country', 'state'], { unknown: ['state', 'country'] }],
  ['4-precedence', `${A} -and (${B} -or ${C})`, { city: 'y' }, false, { unknown: ['state', 'country'] }],
  ['4-precedence', `${A} -and (${B} -or ${C})`, { country: 'x' }, ['city'], { unknown: ['city', 'state'] }],
  ['4-precedence', `${A} -or ${B} -and ${C}`, { country: 'y' }, ['city'], { unknown: ['city', 'state'] }],
  ['4-precedence', `-not (${A} -and ${B})`, { city: 'x' }, ['country'], { unknown: ['country'] }],
  ['4-precedence', `-not (${A} -and ${B})`, { city: 'y' }, true, { unknown: ['country'] }],
  ['4-precedence', `${A} -or -not ${B}`, {}, ['city', 'country'], { unknown: ['country', 'city'] }],
  ['4-precedence', `${A} -and ${A}`, {}, ['city'], { unknown: ['city'] }],
  ['4-precedence', `${A} -or user.city -ne "x"`, {}, ['city'], { unknown: ['city'] }],
  [
    '4-precedence',
    `${A} -and user.accountEnabled -eq true -and user.employeeHireDate -ne null`,
    { city: 'x' },
    ['accountEnabled', 'employeeHireDate'],
    { unknown: ['employeeHireDate', 'accountEnabled'] },
  ],
  [
    '4-precedence',
    `${A} -and user.otherMails -any (_ -eq "a") -or ${B}`,
    { country: 'x' },
    true,
    { unknown: ['otherMails', 'city'] },
  ],
  ['4-precedence', A, { city: 'x' }, true, { unknown: ['country'] }],
  ['4-precedence', A, { city: 'x' }, ['city'], { unknown: ['city'] }],
  ['4-precedence', A, {}, ['city'], { unknown: ['CITY'] }],
]);

/** Sections about logic. */
export const logicSections: readonly RuleSectionDraft[] = [
  { id: 'three-values', title: '-and, -or and -not in three values', cases: [...binaryCases(), ...notCases()] },
  {
    id: 'precedence',
    title: 'Precedence, grouping, what is needed to decide',
    cases: [...precedenceCases(), ...mixed],
  },
];
