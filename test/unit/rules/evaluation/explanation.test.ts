import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../src/base/index.ts';
import {
  compileRule,
  decidingLeaves,
  explainRow,
  type Explanation,
  explainSubject,
  nearestMiss,
} from '../../../../src/rules/index.ts';
import { checkedRule } from '../../../support/evaluate-everywhere.ts';
import { contextOf, subjectOf, subjectRecord, testClock } from '../../../support/population-of.ts';

function explain(
  text: string,
  attributes: Readonly<Record<string, JsonValue>> = {},
  unknown: readonly string[] = [],
): Explanation {
  const rule = checkedRule(text);
  const record = subjectRecord(attributes, unknown);
  const byRow = explainRow(compileRule(rule), contextOf(rule.object, [record]), 0);
  expect(explainSubject(rule, subjectOf(rule.object, record), testClock)).toEqual(byRow);
  return byRow;
}

const texts = (leaves: readonly Explanation[]): readonly string[] => leaves.map(({ expression }) => expression);

describe('an explanation', () => {
  it('has the tree of the rule, its text as written, and every value', () => {
    const rule = '(user.department  -eq "a  b") -and -not (user.city -eq null)';
    expect(explain(rule, { department: 'A  B' }, ['city'])).toMatchObject({
      kind: 'and',
      verdict: 'undecided',
      children: [
        {
          kind: 'leaf',
          expression: 'user.department  -eq "a  b"',
          verdict: 'true',
          property: 'department',
          value: 'A  B',
        },
        {
          kind: 'not',
          verdict: 'undecided',
          children: [{ kind: 'leaf', verdict: 'undecided', property: 'city', value: undefined }],
        },
      ],
    });
  });

  it('evaluates every part, whatever the others say', () => {
    const { children } = explain('user.city -eq "a" and user.state -eq "b" and user.country -eq "c"', { country: 'c' });
    expect(children.map(({ verdict }) => verdict)).toEqual(['false', 'false', 'true']);
  });

  it('shows collections, plans, managers and ids', () => {
    const id = '00000000-0000-4000-8000-000000000001';
    expect(explain('user.otherMails -any (_ -eq "a")', { otherMails: ['a', 'b'] })).toMatchObject({
      kind: 'leaf',
      property: 'otherMails',
      value: ['a', 'b'],
      verdict: 'true',
    });
    expect(explain(`Direct Reports for "${id}"`, { manager: id })).toMatchObject({ property: 'manager', value: id });
    expect(explain('user.objectId -ne null')).toMatchObject({ property: 'objectId', value: id, verdict: 'true' });
    expect(explain('user.telephoneNumber -eq "1"', { telephoneNumber: '1' })).toMatchObject({ value: '1' });
    expect(explain("user.memberOf -any (group.objectId -in ['g'])", { memberOf: ['g'] })).toMatchObject({
      property: 'memberOf',
      verdict: 'true',
    });
  });

  it('falls back to the canonical text when the rule has none', () => {
    const { root, object } = checkedRule('USER.city eq "a"');
    const bare = { text: '', object, root };
    expect(explainSubject(bare, subjectOf('user', subjectRecord()), testClock).expression).toBe('user.city -eq "a"');
  });
});

describe('decidingLeaves', () => {
  const rule = '(user.city -eq "a" or user.state -eq "b") and not (user.country -eq "c") and user.department -eq "d"';
  const [city, state, country, department] = [
    'user.city -eq "a"',
    'user.state -eq "b"',
    'user.country -eq "c"',
    'user.department -eq "d"',
  ];

  it('are all parts that hold up a member', () => {
    expect(texts(decidingLeaves(explain(rule, { state: 'b', department: 'd' })))).toEqual([state, country, department]);
  });

  it('are the failing parts of a non-member', () => {
    expect(texts(decidingLeaves(explain(rule, { country: 'c', department: 'd' })))).toEqual([city, state, country]);
    expect(texts(decidingLeaves(explain(rule, { city: 'a' })))).toEqual([department]);
  });

  it('are the open parts of an undecided verdict', () => {
    expect(texts(decidingLeaves(explain(rule, { city: 'a', department: 'd' }, ['country', 'state'])))).toEqual([
      country,
    ]);
  });
});

describe('nearestMiss', () => {
  const [a, b, c, d] = ['user.city -eq "a"', 'user.state -eq "b"', 'user.country -eq "c"', 'user.mail -eq "d"'];

  it('takes the shorter way into an or', () => {
    const rule = `(${a} and ${b}) or (${c} and ${d})`;
    expect(texts(nearestMiss(explain(rule, { country: 'c' })))).toEqual([d]);
  });

  it('takes the first of two ways of equal length', () => {
    expect(texts(nearestMiss(explain(`${a} or ${b}`)))).toEqual([a]);
  });

  it('needs every missing part of an and', () => {
    expect(texts(nearestMiss(explain(`${a} and ${b} and ${c}`, { state: 'b' })))).toEqual([a, c]);
  });

  it('is what keeps a member in', () => {
    expect(texts(nearestMiss(explain(`(${a} or ${b}) and ${c}`, { city: 'a', state: 'b', country: 'c' })))).toEqual([
      c,
    ]);
    expect(texts(nearestMiss(explain(`${a} or ${b}`, { city: 'a', state: 'b' })))).toEqual([a, b]);
  });

  it('turns around under not', () => {
    expect(texts(nearestMiss(explain(`not (${a} and ${b})`, { city: 'a', state: 'b' })))).toEqual([a]);
  });

  it('counts an open part as one to be settled', () => {
    expect(texts(nearestMiss(explain(`${a} and ${b}`, { state: 'b' }, ['city'])))).toEqual([a]);
  });
});
