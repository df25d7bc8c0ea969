import { describe, expect, it } from 'vitest';

import { parseDotnetPattern, requiredLiteral } from '../../../../src/rules/regex/index.ts';

function literalOf(pattern: string): string | undefined {
  const result = parseDotnetPattern(pattern);
  if (!result.ok) throw new Error(result.error.message);
  return requiredLiteral(result.ast);
}

describe('requiredLiteral', () => {
  it.each([
    ['^.+#EXT#@.+\\.onmicrosoft\\.com$', '.ONMICROSOFT.COM', 'the longest run'],
    ['^admin_.*', 'ADMIN_', 'an anchored prefix'],
    ['ab(cd)ef', 'ABCDEF', 'a run through a group'],
    ['ab$cd', 'ABCD', 'a run through an anchor'],
    ['ab*cd', 'CD', 'what may be repeated zero times is not required'],
    ['(abc)+d', 'ABC', 'what must occur once is required'],
    ['marketing', 'ETING', 'k is left out because it also matches the Kelvin sign'],
    ['(?-i)mark', 'MARK', 'k counts where case matters'],
    ['straße', 'STRA', 'ß is left out because its capital folds to itself'],
    ['éa', 'ÉA', 'letters are folded'],
  ])('of %j is %j: %s', (pattern, expected) => {
    expect(literalOf(pattern)).toBe(expected);
  });

  it.each(['', '.*', 'a|b', '[ab]', 'a?', 'k', '(?!a)', '\\d+'])('of %j is undefined', (pattern) => {
    expect(literalOf(pattern)).toBeUndefined();
  });
});
