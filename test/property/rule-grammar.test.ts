import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../../src/rules/index.ts';
import { treeOf } from '../support/rule-checks.ts';
import { parseByGrammar } from '../support/rule-grammar.ts';
import { seeded } from '../support/seed.ts';

const words = `( ) ( ) -and or not -NOT –and -or , user.city User.City user.accountEnabled user.otherMails _
  -eq ne -contains notContains -in -notIn -any all "x" 'it''s' "" "a\`"b" '[' 7 null $null true $False [ ] ["a",'b']`.split(
  /\s+/,
);

const wordArbitrary = fc.constantFrom(...words);

/** Right conditions of the small language, so that long texts have a chance to be right. */
const conditionArbitrary = fc.constantFrom(
  'user.city -eq "x"',
  "user.city -ne ''",
  'user.city-notin["a" , 5]',
  'user.city -contains 7',
  'user.accountEnabled eq $True',
  'user.accountEnabled -ne null',
  'user.otherMails -notContains "x"',
  'user.otherMails -any (_ -eq "x" or not (_ -in ["y"]) and _ ne null)',
  'user.otherMails -all _ -contains "x"',
);

const connectorArbitrary = fc.constantFrom(' -and ', ' or ', '\n-or ', ' and\u00A0');

const noise = fc
  .array(fc.tuple(wordArbitrary, fc.constantFrom(' ', ' ', ' ', '', '\n\u00A0')), { maxLength: 10 })
  .map((parts) => parts.flat().join(''));

/** Right sentences of any nesting. */
const rightSentences = fc.letrec<{ sentence: string }>((tie) => ({
  sentence: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    conditionArbitrary,
    tie('sentence').map((inner) => `(${inner})`),
    tie('sentence').map((inner) => `-not ${inner}`),
    fc.tuple(tie('sentence'), connectorArbitrary, tie('sentence')).map((parts) => parts.join('')),
  ),
})).sentence;

/** Half of them stay right, the others get a foreign word somewhere or lose a piece. */
const sentences = fc
  .tuple(rightSentences, fc.option(fc.tuple(fc.nat(), fc.oneof(wordArbitrary, fc.nat({ max: 5 })))))
  .map(([text, change]) => {
    if (change === null) return text;
    const [position, what] = change;
    const place = position % (text.length + 1);
    return typeof what === 'string'
      ? `${text.slice(0, place)}${what}${text.slice(place)}`
      : text.slice(0, place) + text.slice(place + what);
  });

function parseByHand(text: string): string | undefined {
  const check = checkRule(text);
  return check.ok ? treeOf(check.rule) : undefined;
}

describe('the hand-written parser', () => {
  it.each([
    ['noise', noise, 5000],
    ['sentences', sentences, 5000],
  ])('accepts the same texts as the grammar, with the same trees: %s', (_, texts, runs) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseByHand(text)).toBe(parseByGrammar(text));
      }),
      seeded(runs),
    );
  });

  it('is compared on many accepted and many refused texts', () => {
    const samples = fc.sample(sentences, { ...seeded(), numRuns: 2000 });
    const share = samples.filter((text) => parseByGrammar(text) !== undefined).length / samples.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.9);
  });
});
