import jsonLogic from 'json-logic-js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonValue } from '../../../../src/base/index.ts';
import { defaultSemantics } from '../../../../src/model/index.ts';
import { evaluateReference, registerRuleOperators, toJsonLogic } from '../../../../src/rules/index.ts';
import { problemOfJsonLogic } from '../../../../src/rules/evaluation/json-logic-guard.ts';
import { checkedRule, verdictEverywhere } from '../../../support/evaluate-everywhere.ts';
import { subjectOf, subjectRecord, testClock } from '../../../support/population-of.ts';

/** The code blocks of the reference page, by language. */
function blocksOfPage(language: string): readonly string[] {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/reference/json-logic-export.md'), 'utf8');
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, code]) => code ?? '');
}

function depthOf(logic: JsonValue): number {
  if (Array.isArray(logic)) return Math.max(0, ...(logic as readonly JsonValue[]).map(depthOf));
  return isJsonObject(logic) ? 1 + Math.max(0, ...Object.values(logic).map(depthOf)) : 0;
}

describe('a rule as JSON Logic', () => {
  it('is plain JSON that holds all that the rule means', () => {
    const rule = checkedRule('user.department -ne "Sales" and user.employeeHireDate -ge system.now -minus P1D');
    const logic = toJsonLogic(rule);
    expect(JSON.parse(JSON.stringify(logic))).toEqual(logic);
    expect(logic).toEqual({
      'rule.and': [
        { 'rule.text': ['ne', { 'rule.attribute': ['department'] }, 'Sales', true] },
        { 'rule.date': ['ge', { 'rule.attribute': ['employeeHireDate'] }, { 'rule.now': [-86_400_000] }] },
      ],
    });
  });

  it('states the reading of null that was chosen', () => {
    const rule = checkedRule('user.department -notIn ["a"]');
    expect(toJsonLogic(rule)).toEqual({
      'rule.text': ['notIn', { 'rule.attribute': ['department'] }, ['a'], true],
    });
    expect(toJsonLogic(rule, { ...defaultSemantics, 'null-negative-operators': 'no-match' })).toEqual({
      'rule.text': ['notIn', { 'rule.attribute': ['department'] }, ['a'], false],
    });
  });

  it('runs on json-logic-js as the reference page shows', () => {
    const [ruleText] = blocksOfPage('text');
    const [logic, data, ...answers] = blocksOfPage('json').map((block) => JSON.parse(block) as JsonValue);
    expect(toJsonLogic(checkedRule(ruleText?.trim() ?? ''))).toEqual(logic);
    registerRuleOperators(jsonLogic);
    expect(jsonLogic.apply(logic as never, data)).toEqual(true);
    if (!isJsonObject(data)) throw new Error('the data of the page is no object');
    const notKnown = { ...data, attributes: {}, notKnown: ['department', 'proxyAddresses'] };
    expect([jsonLogic.apply(logic as never, notKnown)]).toEqual(answers);
  });

  it('reads own attributes only', () => {
    for (const text of ['__proto__', 'constructor', 'toString']) {
      const logic = { 'rule.text': ['eq', { 'rule.attribute': [text] }, null, false] };
      const data = { attributes: {}, notKnown: [], memberOf: [], clock: 0 };
      registerRuleOperators(jsonLogic);
      expect(jsonLogic.apply(logic as never, data)).toBe(true);
    }
  });

  it('leaves a value of the wrong type undecided', () => {
    const logic = { 'rule.text': ['eq', { 'rule.attribute': ['city'] }, '1', false] };
    const data = { attributes: { city: 1 }, notKnown: [], memberOf: [], clock: 0 };
    registerRuleOperators(jsonLogic);
    expect(jsonLogic.apply(logic as never, data)).toEqual({ undecided: [] });
  });
});

describe('a rule of the greatest length', () => {
  it('is evaluated when it is nothing but "not"', () => {
    const leaf = 'user.city -eq "a"';
    const count = Math.floor((3072 - leaf.length) / 4);
    const text = `${'not '.repeat(count)}${leaf}`;
    expect(depthOf(toJsonLogic(checkedRule(text)))).toBeLessThan(5);
    expect(verdictEverywhere(text)).toBe(count % 2 === 0 ? 'notMember' : 'member');
  });

  it('is evaluated when and and or nest as deep as they can', () => {
    const leaf = 'user.city -eq 1';
    const open = Array.from({ length: 100 }, (_, level) => `${leaf} ${level % 2 === 0 ? 'or' : 'and'} (`).join('');
    const text = `${open}${leaf}${')'.repeat(100)}`;
    expect(text.length).toBeLessThan(3072);
    expect(verdictEverywhere(text, { attributes: { city: '1' } })).toBe('member');
    expect(verdictEverywhere(text, { unknown: ['city'] })).toBe('undecided');
  });

  it('is evaluated when it is one long list', () => {
    const text = Array.from({ length: 150 }, (_, index) => `user.city -eq ${index}`).join(' or ');
    expect(verdictEverywhere(text, { attributes: { city: '149' } })).toBe('member');
    expect(verdictEverywhere(text, { attributes: { city: '150' } })).toBe('notMember');
  });
});

describe('the guard before json-logic-js', () => {
  it('lets lowered rules through', () => {
    const rule = checkedRule('user.otherMails -any (_ -match "a" -or not (_ -eq null))');
    expect(problemOfJsonLogic(toJsonLogic(rule))).toBeUndefined();
  });

  it.each(['var', 'log', '==', 'if', 'rule.constructor', 'rule.and.constructor', '__proto__'])(
    'refuses the operator %s',
    (operator) => {
      const logic = JSON.parse(`{"rule.and":[true,{${JSON.stringify(operator)}:["x"]}]}`) as JsonValue;
      expect(problemOfJsonLogic(logic)).toBe(`the operator "${operator}" is not allowed`);
    },
  );

  it('refuses trees that the stack would not hold, without overflowing itself', () => {
    let logic: JsonValue = true;
    for (let level = 0; level < 100_000; level++) logic = { 'rule.not': [logic] };
    expect(problemOfJsonLogic(logic)).toBe('it is nested deeper than 1000 levels');
  });

  it('is passed by every rule that a subject is asked about', () => {
    const rule = checkedRule('user.city -eq "a"');
    expect(evaluateReference(rule, subjectOf('user', subjectRecord({ city: 'A' })), testClock).verdict).toBe('member');
  });
});
