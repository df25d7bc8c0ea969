import { describe, expect, it } from 'vitest';
import { emptyRowSet, rowSetOf } from '../../../../src/base/index.ts';
import { createTenant, type Population, TenantDraft } from '../../../../src/model/index.ts';
import {
  compileRule,
  createPredicateCache,
  type EvaluationContext,
  evaluateRow,
  evaluateRows,
} from '../../../../src/rules/index.ts';
import { extensionName } from '../../../support/arbitraries/rule-values.ts';
import { checkedRule } from '../../../support/evaluate-everywhere.ts';
import { contextOf, populationOf, subjectRecord, testClock } from '../../../support/population-of.ts';

const id = (row: number): string => `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`;

function contextFor(population: Population, cache = createPredicateCache()): EvaluationContext {
  return { population, now: testClock, cache, membersOf: () => ({ known: emptyRowSet, isComplete: true }) };
}

function rowsOf(text: string, context: EvaluationContext): { members: number[]; undecided: number[] } {
  const { members, undecided } = evaluateRows(compileRule(checkedRule(text)), context);
  return { members: [...members.toArray()], undecided: [...undecided.toArray()] };
}

/** `size` users; every tenth is in Sales, every seventh in Oslo, every third enabled; the last 1,000 have no city known. */
function manyUsers(size: number): Population {
  const draft = new TenantDraft(createTenant(testClock));
  const users = draft.population('user');
  const [department, city, enabled] = ['department', 'city', 'accountEnabled'].map((name) => users.columnDraft(name));
  for (let row = 0; row < size; row++) {
    users.addRow(id(row));
    department?.setText(row, row % 10 === 0 ? 'Sales' : 'HR');
    enabled?.setText(row, String(row % 3 === 0));
    if (row < size - 1000) city?.setText(row, row % 7 === 0 ? 'Oslo' : 'Bergen');
  }
  return draft.finish().populations.user;
}

describe('evaluateRows', () => {
  it('crosses the borders of chunks, dense and sparse', () => {
    const size = 66_003;
    const context = contextFor(manyUsers(size));
    const rule = 'user.department -eq "Sales" and user.city -eq "Oslo" and user.accountEnabled -eq true';
    const expected = Array.from({ length: size }, (_, row) => row).filter((row) => row % 30 === 0);
    expect(rowsOf(rule, context)).toEqual({
      members: expected.filter((row) => row < size - 1000 && row % 7 === 0),
      undecided: expected.filter((row) => row >= size - 1000),
    });
    const either = rowsOf('user.accountEnabled -eq true or user.city -ne "Oslo"', context);
    expect(either.members.length).toBe(
      Array.from({ length: size }, (_, row) => row).filter(
        (row) => row % 3 === 0 || (row < size - 1000 && row % 7 !== 0),
      ).length,
    );
    expect(either.undecided.every((row) => row >= size - 1000 && row % 3 !== 0)).toBe(true);
  });

  it('looks only at the given rows, over several chunks', () => {
    const context = contextFor(manyUsers(66_003));
    const program = compileRule(checkedRule('user.department -eq "Sales" and user.city -ne "Paris"'));
    const chosen = Array.from({ length: 40 }, (_, index) => index * 1650);
    const { members, undecided } = evaluateRows(program, context, rowSetOf(chosen));
    expect([...members.toArray()]).toEqual(chosen.filter((row) => row < 65_003));
    expect([...undecided.toArray()]).toEqual(chosen.filter((row) => row >= 65_003));
    expect(evaluateRows(program, context, rowSetOf([70_000])).members.size).toBe(0);
  });

  it('leaves deleted objects out, whatever the rule says of them', () => {
    const draft = new TenantDraft({
      ...createTenant(testClock),
      populations: { ...createTenant(testClock).populations, user: manyUsers(1100) },
    });
    draft.population('user').setValue(3, 'deletedDateTime', '2026-01-01T00:00:00Z');
    draft.population('user').setValue(1050, 'deletedDateTime', '2026-01-01T00:00:00Z');
    draft.population('user').setValue(5, 'deletedDateTime', null);
    const context = contextFor(draft.finish().populations.user);
    const { members, undecided } = rowsOf('user.city -ne null', context);
    expect([members.includes(3), members.includes(4), members.includes(5)]).toEqual([false, true, true]);
    expect([undecided.includes(1050), undecided.includes(1051)]).toEqual([false, true]);
    expect(rowsOf('user.objectId -ne null', context).members).toHaveLength(1098);
    const program = compileRule(checkedRule('user.objectId -ne null'));
    expect([...evaluateRows(program, context, rowSetOf([3, 4])).members.toArray()]).toEqual([4]);
  });

  it('does not know a property for which there is no column', () => {
    const draft = new TenantDraft(createTenant(testClock));
    draft.addObject('user', id(0));
    const context = contextFor(draft.finish().populations.user);
    expect(rowsOf('user.department -eq null', context)).toEqual({ members: [], undecided: [0] });
    expect(evaluateRow(compileRule(checkedRule('user.department -eq null')), context, 0)).toBe('undecided');
  });

  it('does not know rows past the end of a column', () => {
    const draft = new TenantDraft(createTenant(testClock));
    for (const row of [0, 1, 2]) draft.addObject('user', id(row), row === 0 ? { department: 'Sales' } : {});
    const context = contextFor(draft.finish().populations.user);
    expect(rowsOf('user.department -eq "Sales"', context)).toEqual({ members: [0], undecided: [1, 2] });
  });

  it('keeps its tables right while dictionaries grow and values change', () => {
    const cache = createPredicateCache();
    const before = populationOf('user', [subjectRecord({ department: 'HR' })]);
    const rule = 'user.department -startsWith "S" or user.objectId -endsWith "9"';
    expect(rowsOf(rule, contextFor(before, cache)).members).toEqual([]);
    const draft = before.edit();
    draft.setValue(0, 'department', 'Sales');
    draft.setValue(draft.addRow(id(9)), 'department', null);
    expect(rowsOf(rule, contextFor(draft.finish(), cache)).members).toEqual([0, 1]);
    expect(rowsOf(rule, contextFor(before, cache)).members).toEqual([]);
  });

  it('answers the same when the cache has room for one table only', () => {
    const population = manyUsers(1500);
    const tight = contextFor(population, createPredicateCache(1));
    const roomy = contextFor(population);
    const rules = ['"Sales"', '"HR"', '"Sales"', '"None"'].map((name) => `user.department -eq ${name}`);
    const together = `${rules.join(' or ')} and user.department -ne null or not (user.city -eq "Oslo")`;
    for (const rule of [...rules, together, ...rules]) expect(rowsOf(rule, tight)).toEqual(rowsOf(rule, roomy));
  });

  it('gives one answer per time to a rule that reads the clock [rules/10-time-passes] [rules/6-one-now]', () => {
    const context = contextOf('user', [subjectRecord({ employeeHireDate: '2026-11-24T00:00:00Z' })]);
    const program = compileRule(checkedRule('user.employeeHireDate -le system.now'));
    const sizeAt = (days: number): number =>
      evaluateRows(program, { ...context, now: testClock + days * 86_400_000 }).members.size;
    expect([sizeAt(0), sizeAt(1), sizeAt(0)]).toEqual([0, 1, 0]);
  });

  it('leaves all but known members undecided when the members of a source are not all known', () => {
    const records = [subjectRecord({}, [], id(0)), subjectRecord({}, [], id(1))];
    const context: EvaluationContext = {
      ...contextOf('user', records),
      membersOf: (groupId) =>
        groupId === 'g1' ? { known: rowSetOf([1]), isComplete: false } : { known: emptyRowSet, isComplete: true },
    };
    expect(rowsOf("user.memberOf -any (group.objectId -in ['G1', 'g2'])", context)).toEqual({
      members: [1],
      undecided: [0],
    });
    expect(rowsOf("user.memberOf -any (group.objectId -in ['g2'])", context)).toEqual({ members: [], undecided: [] });
  });

  it('finds a directory extension in another case than the rule [rules/14-2-property-name-case]', () => {
    const context = contextOf('user', [subjectRecord({ [extensionName]: 'Oslo' })]);
    expect(
      rowsOf(`user.${extensionName.toUpperCase().replace('EXTENSION', 'extension')} -eq "oslo"`, context).members,
    ).toEqual([0]);
  });

  it('finds ids by their index and by pattern', () => {
    const records = [0, 1, 12].map((row) => subjectRecord({}, [], id(row)));
    const context = contextOf('user', records);
    expect(rowsOf(`user.objectId -in ["${id(12)}", "${id(99)}", "x"]`, context).members).toEqual([2]);
    expect(rowsOf(`user.objectId -notIn ["${id(12)}"]`, context).members).toEqual([0, 1]);
    expect(rowsOf('user.objectId -match "0[12]$"', context).members).toEqual([1]);
    expect(rowsOf(`user.objectId -eq "${id(0)}" or user.objectId -eq "${id(1)}"`, context).members).toEqual([0, 1]);
  });
});

describe('compileRule', () => {
  it('states what a rule depends on', () => {
    const program = compileRule(
      checkedRule('user.mobile -ne null and (user.employeeHireDate -le system.now or user.telephoneNumber -eq "1")'),
    );
    expect(program).toMatchObject({
      sources: ['businessPhones', 'employeeHireDate', 'mobilePhone'],
      usesClock: true,
      usesMemberOf: false,
      groupIds: [],
    });
  });

  it('names the manager of direct reports and the groups of memberOf', () => {
    expect(compileRule(checkedRule(`Direct Reports for "${id(1)}"`)).sources).toEqual(['manager']);
    expect(compileRule(checkedRule("device.memberOf -any (group.objectId -in ['G1', 'g2'])"))).toMatchObject({
      sources: [],
      usesMemberOf: true,
      groupIds: ['g1', 'g2'],
    });
    expect(compileRule(checkedRule('user.employeeHireDate -le 2025-01-01')).usesClock).toBe(false);
  });
});
