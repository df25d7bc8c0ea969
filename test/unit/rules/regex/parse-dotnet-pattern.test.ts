import { describe, expect, it } from 'vitest';

import { compileMatch, parseDotnetPattern } from '../../../../src/rules/regex/index.ts';

describe('parseDotnetPattern, errors', () => {
  it.each([
    ['a**', 2, 1, 'Nested quantifier'],
    ['a*+', 2, 1, 'Nested quantifier'],
    ['a*??', 3, 1, 'Nested quantifier'],
    ['a{2}{3}', 4, 1, 'Nested quantifier'],
    ['(?x)a* *', 7, 1, 'Nested quantifier'],
    ['*a', 0, 1, 'following nothing'],
    ['a|*', 2, 1, 'following nothing'],
    ['(+)', 1, 1, 'following nothing'],
    ['{2}', 0, 1, 'following nothing'],
    ['(?)', 1, 1, 'following nothing'],
    ['(?i)*', 4, 1, 'following nothing'],
    ['a{3,2}', 1, 5, 'Illegal {x,y}'],
    ['a{99999999999}', 2, 11, 'number'],
    ['[abc', 0, 1, 'Unterminated []'],
    ['[]', 0, 1, 'Unterminated []'],
    ['x[^]', 1, 1, 'Unterminated []'],
    ['[a\\', 0, 1, 'Unterminated []'],
    ['[a-[b]', 0, 1, 'Unterminated []'],
    ['x[z-a]', 2, 3, 'reverse order'],
    ['[a-\\d]', 1, 4, 'Class escape in a range'],
    ['[a-z-[b]c]', 8, 1, 'last element'],
    ['(a', 0, 1, 'Not enough closing'],
    ['(a(b)', 0, 1, 'Not enough closing'],
    ['a)', 1, 1, 'Too many closing'],
    ['(?#abc', 0, 3, 'Unterminated comment'],
    ['a\\', 1, 1, 'end of pattern'],
    ['\\_', 0, 2, 'Unrecognized escape'],
    ['\\y', 0, 2, 'Unrecognized escape'],
    ['a\\é', 1, 2, 'Unrecognized escape'],
    ['[\\8]', 1, 2, 'Unrecognized escape'],
    ['\\x4', 0, 3, 'hexadecimal'],
    ['\\u12g4', 0, 6, 'hexadecimal'],
    ['\\c', 0, 2, 'control character'],
    ['\\c1', 0, 3, 'control character'],
    ['\\p', 0, 2, 'Incomplete \\p'],
    ['\\p{L', 0, 4, 'Incomplete \\p'],
    ['\\p{Letter}', 0, 10, 'Unknown property'],
    ['[\\p{l}]', 1, 5, 'Unknown property'],
    ['\\1', 0, 2, 'undefined group'],
    ['(a)\\2', 3, 2, 'undefined group'],
    ['(?n)(a)\\1', 7, 2, 'undefined group'],
    ['\\k<n>', 0, 5, 'undefined group'],
    ['\\k', 0, 2, 'Malformed \\k'],
    ['\\kx', 0, 2, 'Malformed \\k'],
    ['(?<-n>a)', 4, 1, 'undefined group'],
    ['(a)(?(2)b)', 6, 1, 'undefined group'],
    ['(?<0>a)', 3, 1, 'cannot be zero'],
    ['(?<>a)', 3, 1, 'Invalid group name'],
    ['(?<n-)', 5, 1, 'Invalid group name'],
    ['(?<n a>b)', 4, 1, 'Invalid group name'],
    ['(?(a)b|c|d)', 0, 11, 'Too many |'],
    ['(?(?#x)b)', 2, 4, 'condition'],
    ['(?z)', 0, 3, 'Unrecognized grouping'],
    ['(?', 0, 2, 'Unrecognized grouping'],
    ['(?i', 0, 3, 'Unrecognized grouping'],
    ['(?P<n>a)', 0, 3, 'Unrecognized grouping'],
  ])('%j is refused at %i for %i: %s', (pattern, offset, length, text) => {
    const result = parseDotnetPattern(pattern);
    expect(result).toMatchObject({ ok: false, error: { kind: 'syntax', offset, length } });
    expect(!result.ok && result.error.message).toContain(text);
    expect(compileMatch(pattern).kind).toBe('invalid');
  });
});

describe('parseDotnetPattern', () => {
  it('keeps the spans of nodes', () => {
    expect(parseDotnetPattern('ab+')).toEqual({
      ok: true,
      ast: {
        kind: 'sequence',
        span: { start: 0, end: 3 },
        items: [
          { kind: 'literal', unit: 0x61, ignoreCase: true, span: { start: 0, end: 1 } },
          {
            kind: 'repeat',
            min: 1,
            max: null,
            lazy: false,
            span: { start: 1, end: 3 },
            body: { kind: 'literal', unit: 0x62, ignoreCase: true, span: { start: 1, end: 2 } },
          },
        ],
      },
    });
  });

  it('numbers unnamed groups first and named ones after them', () => {
    expect(parseDotnetPattern('(?<n>a)(b)\\2').ok).toBe(true);
    expect(parseDotnetPattern('(?<n>a)(b)\\3').ok).toBe(false);
    expect(parseDotnetPattern('(?<3>a)\\3').ok).toBe(true);
  });

  it('lets a reference stand before its group', () => {
    expect(parseDotnetPattern('\\1(a)').ok).toBe(true);
    expect(parseDotnetPattern('\\k<n>(?<n>a)').ok).toBe(true);
  });

  it('reads a number above 9 without a group as an octal character', () => {
    expect(parseDotnetPattern('\\101')).toMatchObject({ ok: true, ast: { kind: 'literal', unit: 0x41 } });
    expect(parseDotnetPattern('(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10')).toMatchObject({
      ok: true,
      ast: { items: { 10: { kind: 'backreference', reference: '10' } } },
    });
  });

  it('ends the options of a group with the group', () => {
    expect(parseDotnetPattern('(?:(?-i)a)b')).toMatchObject({
      ok: true,
      ast: { items: [{ body: { ignoreCase: false } }, { ignoreCase: true }] },
    });
  });

  it('marks lazy quantifiers', () => {
    expect(parseDotnetPattern('a+?')).toMatchObject({ ok: true, ast: { kind: 'repeat', lazy: true } });
  });
});
