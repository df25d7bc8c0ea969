import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import {
  type Guardrails,
  guardrailNames,
  mergeGuardrails,
  parseGuardrail,
  parseGuardrails,
  readGuardrails,
} from '../../../src/plan/index.ts';

describe('parseGuardrail', () => {
  it.each<[string, Guardrails]>([
    ['max-joins-per-group=10', { maxJoinsPerGroup: 10 }],
    ['max-leaves-per-group=0', { maxLeavesPerGroup: 0 }],
    ['max-joins= 5', { maxJoins: 5 }],
    ['max-leaves=50', { maxLeaves: 50 }],
    ['protected-users=breakglass*,ada@contoso.example', { protectedUsers: ['breakglass*', 'ada@contoso.example'] }],
    ['protected-groups=All = All', { protectedGroups: ['All = All'] }],
    ['no-undecided', { noUndecided: true }],
    ['no-undecided=true', { noUndecided: true }],
    ['no-undecided=false', { noUndecided: false }],
  ])('reads %s', (text, guardrails) => {
    expect(parseGuardrail(text)).toEqual({ ok: true, value: guardrails });
  });

  it.each([
    [
      'max-leaves=many',
      'plan/invalid-guardrail',
      'The guardrail max-leaves takes a whole number of at least 0, found "many".',
    ],
    [
      'max-leaves=-1',
      'plan/invalid-guardrail',
      'The guardrail max-leaves takes a whole number of at least 0, found "-1".',
    ],
    [
      'max-leaves=1e3',
      'plan/invalid-guardrail',
      'The guardrail max-leaves takes a whole number of at least 0, found "1e3".',
    ],
    [
      'max-leaves',
      'plan/invalid-guardrail',
      'The guardrail max-leaves takes a whole number of at least 0, found nothing.',
    ],
    ['max-leaves=99999999999999999999', 'plan/invalid-guardrail', 'found 100000000000000000000.'],
    ['protected-users=', 'plan/invalid-guardrail', 'takes names or patterns that are not empty'],
    ['protected-users=a,,b', 'plan/invalid-guardrail', 'takes names or patterns that are not empty'],
    ['no-undecided=maybe', 'plan/invalid-guardrail', 'takes true or false, found "maybe".'],
    ['max-leave=3', 'plan/unknown-guardrail', 'There is no guardrail "max-leave".'],
    ['__proto__=3', 'plan/unknown-guardrail', 'There is no guardrail "__proto__".'],
    ['constructor', 'plan/unknown-guardrail', 'There is no guardrail "constructor".'],
    ['', 'plan/unknown-guardrail', 'There is no guardrail "".'],
  ])('refuses %s with %s', (text, code, message) => {
    const read = parseGuardrail(text);
    expect(read.ok ? undefined : read.error).toMatchObject({
      code,
      message: expect.stringContaining(message) as string,
    });
  });

  it('suggests the nearest name, or lists them all', () => {
    const hintOf = (text: string): string | undefined => {
      const read = parseGuardrail(text);
      return read.ok ? undefined : read.error.hint;
    };
    expect(hintOf('max-leave=3')).toBe('Did you mean "max-leaves"?');
    expect(hintOf('zzz=3')).toBe(`The guardrails are ${guardrailNames.join(', ')}.`);
  });
});

describe('parseGuardrails', () => {
  it('reports every fault at once', () => {
    const read = parseGuardrails(['max-leaves=1', 'max-leaves=x', 'nothing=1']);
    expect(read.ok ? [] : read.error.map(({ code }) => code)).toEqual([
      'plan/invalid-guardrail',
      'plan/unknown-guardrail',
    ]);
  });

  it('lets a later limit win and gathers patterns', () => {
    expect(parseGuardrails(['max-leaves=1', 'protected-users=a', 'max-leaves=2', 'protected-users=b'])).toEqual({
      ok: true,
      value: { maxLeaves: 2, protectedUsers: ['a', 'b'] },
    });
  });
});

describe('readGuardrails', () => {
  it('reads the table of a config', () => {
    const config = {
      'max-leaves-per-group': 2,
      'protected-users': ['breakglass*'],
      'protected-groups': 'All',
      'no-undecided': true,
    };
    expect(readGuardrails(config)).toEqual({
      ok: true,
      value: { maxLeavesPerGroup: 2, protectedUsers: ['breakglass*'], protectedGroups: ['All'], noUndecided: true },
    });
  });

  it.each<[string, JsonValue, string]>([
    ['a list', [], 'plan/invalid-guardrail'],
    ['a text as limit', { 'max-leaves': '2' }, 'plan/invalid-guardrail'],
    ['a fraction', { 'max-leaves': 1.5 }, 'plan/invalid-guardrail'],
    ['an empty list of patterns', { 'protected-users': [] }, 'plan/invalid-guardrail'],
    ['a blank pattern', { 'protected-users': [' '] }, 'plan/invalid-guardrail'],
    ['numbers as patterns', { 'protected-users': [1] }, 'plan/invalid-guardrail'],
    ['a text for no-undecided', { 'no-undecided': 'true' }, 'plan/invalid-guardrail'],
    ['an unknown name', { 'max-removed': 2 }, 'plan/unknown-guardrail'],
  ])('refuses %s', (_what, config, code) => {
    const read = readGuardrails(config);
    expect(read.ok ? [] : read.error.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });
});

describe('mergeGuardrails', () => {
  it('replaces limits and adds patterns, so that nobody loses protection', () => {
    const config = { maxLeaves: 5, maxJoins: 1, protectedUsers: ['a'], noUndecided: true };
    expect(mergeGuardrails(config, { maxLeaves: 9, protectedUsers: ['b', 'a'] })).toEqual({
      maxLeaves: 9,
      maxJoins: 1,
      protectedUsers: ['a', 'b'],
      noUndecided: true,
    });
  });
});
