import fc from 'fast-check';

const units = ['a', 'b', 'K', 'k', '1', '_', '-', '\\n', 'é', 'Σ', 'ß', '\u212a', '\\.', '@', '\\ud83d', '😀'];

const atoms = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...units) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '.',
      '.*',
      '.+',
      '.*?',
      '[^@]*',
      '[^a]+',
      '[^ab]',
      '\\S',
      '\\D+',
      '(?s:.)',
      '(?s:.)*',
      'a*',
      'k?',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '[a-c]',
      '[^a-z]',
      '[ab\\-\\]]',
      '[a-z-[b]]',
      '\\d',
      '\\w',
      '\\W',
      '\\s',
      '\\p{L}',
      '\\p{Lu}',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('^', '$', '\\A', '\\z', '\\Z', '^*', '$?', '\\b', '(?m:$)') },
);

const { pattern } = fc.letrec<{ pattern: string; item: string }>((tie) => ({
  pattern: fc.array(tie('item'), { minLength: 0, maxLength: 4 }).map((items) => items.join('')),
  item: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 6, arbitrary: atoms },
    {
      weight: 2,
      arbitrary: fc.array(tie('pattern'), { minLength: 1, maxLength: 3 }).map((branches) => `(${branches.join('|')})`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,3}'))
        .map(([body, quantifier]) => `(?:${body})${quantifier}`),
    },
    { weight: 1, arbitrary: tie('pattern').map((body) => `(?-i:${body})`) },
  ),
}));

/** .NET patterns: literals of every kind, dots beside each other and beside halves of characters, anchors in odd places, lookaheads. */
export const dotnetPatternArbitrary: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: pattern },
  { weight: 1, arbitrary: fc.tuple(pattern, pattern).map(([look, rest]) => `^(?!${look})${rest}`) },
  { weight: 1, arbitrary: fc.tuple(pattern, pattern).map(([look, rest]) => `^(?=${look})${rest}`) },
);

/** Well-formed texts that such patterns tell apart. */
export const patternTextArbitrary: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'a',
      'A',
      'b',
      'k',
      '\u212a',
      '1',
      '_',
      '-',
      '\n',
      'é',
      'É',
      'σ',
      'ς',
      'ß',
      '.',
      '@',
      '😀',
      '\u{1d400}',
      '\r',
      '\uffff',
      ' ',
    ),
    {
      maxLength: 6,
    },
  )
  .map((letters) => letters.join(''));
