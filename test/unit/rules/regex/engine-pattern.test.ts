import { describe, expect, it } from 'vitest';
import { type EngineSyntax, toEnginePattern } from '../../../../src/rules/regex/index.ts';

const re2: EngineSyntax = { textEnd: '\\z', nul: '\\x00', maxCount: 1000, beyondBmp: '\\x{10000}-\\x{10FFFF}' };

function written(pattern: string, syntax: EngineSyntax = re2): readonly string[] | string {
  const result = toEnginePattern(pattern, syntax);
  switch (result.kind) {
    case 'searches':
      return result.searches.map(({ pattern: text, found }) => (found ? text : `not ${text}`));
    case 'refused':
      return `${result.offset}: ${result.reason}`;
    case 'undecidable':
      return result.kind;
  }
}

describe('a .NET pattern for another engine', () => {
  it.each([
    ['^ab$', ['\\A[Aa][Bb]\\n?\\z']],
    ['a.c', ['[Aa][^\\n\\x{10000}-\\x{10FFFF}][Cc]']],
    ['a.', ['[Aa][^\\n]']],
    ['^.+@x', ['\\A[^\\n]+@[Xx]']],
    ['k', ['[Kk\u212a]']],
    ['(?-i:k)', ['(?:k)']],
    ['^*s', ['[Ss]']],
    ['C*.0', ['(?:[Cc])*[^\\n]0']],
    ['^C*.0', ['\\A(?:[Cc])*[^\\n\\x{10000}-\\x{10FFFF}]0']],
    ['[a-z-[aeiou]]', ['[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z\u212a]']],
    ['^(?!x)(?=y).*', ['not \\A(?:[Xx])', '\\A(?:[Yy])', '\\A[^\\n]*']],
    ['(a|)', ['(?:(?:[Aa]|))']],
    ['()|()', ['']],
    ['a{0}b', ['[Bb]']],
  ])('%s is written as %j', (pattern, expected) => {
    expect(written(pattern)).toEqual(expected);
  });

  it.each([
    ['a..b', '1: a part next to another one may take half'],
    ['.{3}', '0: a repeated part may begin or end inside'],
    ['(?:x.)+', '4: a part next to another one may take half'],
    ['\\bx', '0: \\b and \\B depend'],
    ['(?m:^a)', '4: ^ and $ at the lines'],
    ['a$b', '1: $ or \\Z stands before the end'],
    ['😀', '0: a class holds some halves'],
  ])('%s is refused with its place', (pattern, expected) => {
    expect(written(pattern)).toContain(expected);
  });

  it('has a limit of repeat counts, where the engine has one', () => {
    expect(written('a{256}', { ...re2, maxCount: 255 })).toContain('a repeat count above 255');
    expect(written('a{256}')).toEqual(['(?:[Aa]){256}']);
  });

  it('is as undecidable there as here', () => {
    expect(written('(a)\\1')).toBe('undecidable');
  });
});
