import { describe, expect, it } from 'vitest';
import { quoted, visible } from '../../../src/report/index.ts';
import { shownShellWord } from '../../../src/report/shown-shell-word.ts';

describe('visible', () => {
  it.each([
    ['an escape sequence', '\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['line ends and tabs', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['a C1 control', '\u009b31m', '\\u009b31m'],
    ['delete', 'a\u007f', 'a\\u007f'],
    ['a bidirectional override', 'moc\u202eexe', 'moc\\u202eexe'],
    ['isolates', '\u2066x\u2069', '\\u2066x\\u2069'],
    ['a zero-width space and a byte order mark', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
    ['a surrogate without partner', 'a\ud800b', 'a\\ud800b'],
  ])('writes out %s', (_what, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each(['Ada Müller', '東京 営業', '👩‍💻'.replaceAll('\u200d', ''), 'a  b', 'ünïcödé ✓'])(
    'leaves %s alone',
    (text) => {
      expect(visible(text)).toBe(text);
    },
  );
});

describe('quoted', () => {
  it('escapes quotation marks and backslashes', () => {
    expect(quoted('a "b" \\n\n')).toBe('"a \\"b\\" \\\\n\\n"');
  });
});

describe('shownShellWord', () => {
  it.each([
    ['ada@contoso.example', 'ada@contoso.example'],
    ['Sales EMEA', '"Sales EMEA"'],
    ['a $(rm -rf) `x`', "'a $(rm -rf) `x`'"],
    ["it's $5", "'it'\\''s $5'"],
    ['say "hi"', `'say "hi"'`],
    ['', '""'],
    ['a;b', '"a;b"'],
  ])('makes one word of %s', (text, word) => {
    expect(shownShellWord(text)).toBe(word);
  });

  it('falls back to the id for a name with hidden characters', () => {
    expect(shownShellWord('a\u001b[0m', 'b0000000-0000-4000-8000-000000000001')).toBe(
      'b0000000-0000-4000-8000-000000000001',
    );
  });
});
