import { describe, expect, it } from 'vitest';

import { compileMatch } from '../../../../src/rules/regex/index.ts';

import { matchRows } from './match-rows.ts';

function test(pattern: string, value: string): boolean | undefined | string {
  const compiled = compileMatch(pattern);
  if (compiled.kind === 'matcher') return compiled.test(value);
  return compiled.kind === 'invalid' ? compiled.error.message : compiled.reason;
}

describe('compileMatch', () => {
  describe.each(Object.entries(matchRows))('%s', (_topic, rows) => {
    it.each(rows)('%j on %j gives %s', (pattern, value, expected) => {
      expect(test(pattern, value)).toBe(expected);
    });
  });

  it('[rules/14-16-dotnet-details] lets $ match before a final line feed, and \\z only at the end', () => {
    expect(test('a$', 'a\n')).toBe(true);
    expect(test('a\\Z', 'a\n')).toBe(true);
    expect(test('a\\z', 'a\n')).toBe(false);
  });

  it('has at least 120 rows', () => {
    expect(Object.values(matchRows).flat().length).toBeGreaterThanOrEqual(120);
  });

  it.each(['(a+)+$', '(a|aa)+$', '(x+x+)+y', '^(a|a)*b$', '(.*)*z', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    'finishes on a long value that makes %j catastrophic elsewhere',
    (pattern) => {
      const letter = pattern.includes('x') ? 'x' : 'a';
      expect(test(pattern, `${letter.repeat(20_000)}!`)).toBe(false);
    },
  );

  it('gives the same answers when it is used many times', () => {
    const compiled = compileMatch('^a+$');
    if (compiled.kind !== 'matcher') throw new Error('expected a matcher');
    const answers = ['a', 'b', 'aa', '', 'a\n'].map((value) => compiled.test(value));
    expect(answers).toEqual([true, false, true, false, true]);
    expect(['a', 'b', 'aa', '', 'a\n'].map((value) => compiled.test(value))).toEqual(answers);
  });

  it('tells many distinct characters apart', () => {
    const letters = Array.from({ length: 300 }, (_, index) => String.fromCharCode(0x4e00 + index)).join('');
    expect(test(`^${letters}$`, letters)).toBe(true);
    expect(test(`^${letters}$`, letters.slice(1))).toBe(false);
  });
});

describe('compileMatch, untranslatable', () => {
  it.each([
    ['(?=a)b', 0],
    ['a(?!b)', 1],
    ['(?<=a)b', 0],
    ['a(?<!b)', 1],
    ['^a(?=b)', 2],
    ['^(?=(?=a)b)', 4],
    ['x(a)\\1', 4],
    ['(?<n>a)\\k<n>', 7],
    ["(?<n>a)\\k'n'", 7],
    ['(?<n>a)\\<n>', 7],
    ['(?<n>a)(?<-n>b)', 7],
    ['(?<n>a)(?<m-n>b)', 7],
    ['(a)?(?(1)b|c)', 4],
    ['(?<n>a)?(?(n)b|c)', 8],
    ['(?(a)b|c)', 0],
    ['(?(?=a)b|c)', 0],
    ['\\Ga', 0],
    ['(?>a*)b', 0],
    ['(?>a|ab)c', 0],
    ['(?:(?>a+))*', 3],
    ['a{1001}', 0],
    ['a{1,1001}', 0],
    ['(?:a{100}){11}', 3],
    ['.{1000}.{1000}.{1000}.{1000}.{1000}.{1000}', 0],
    ['[\\p{IsKlingon}]', 1],
    ['[a-z-[\\p{IsKlingon}]]', 6],
    ['[[:alpha:]]', 0],
  ])('%j is refused at %i', (pattern, offset) => {
    const compiled = compileMatch(pattern);
    expect(compiled).toMatchObject({ kind: 'untranslatable', offset });
    expect(compiled.kind === 'untranslatable' && compiled.reason.length).toBeGreaterThan(10);
  });

  it('refuses more word characters than the engine can tell apart at a boundary', () => {
    const letters = Array.from({ length: 80 }, (_, index) => String.fromCharCode(0x4e00 + index)).join('');
    expect(compileMatch(`\\b${letters}`).kind).toBe('untranslatable');
    expect(compileMatch(letters).kind).toBe('matcher');
  });

  it('refuses nesting that is valid but too deep instead of overflowing', () => {
    const compiled = compileMatch('('.repeat(5000) + 'a' + ')'.repeat(5000));
    expect(compiled).toMatchObject({ kind: 'untranslatable', offset: 200 });
    expect(compileMatch('[a-'.repeat(5000)).kind).toBe('untranslatable');
  });
});
