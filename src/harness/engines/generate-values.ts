import fc from 'fast-check';

/** A directory extension that generated rules and subjects share. */
export const extensionName = 'extension_0123456789abcdef0123456789abcdef_Office';

/** Texts that collide in every way that matters: case, folding that JavaScript and .NET do differently, blanks, look-alikes. */
const ruleTexts = [
  'Sales',
  'SALES',
  'sales team',
  ' Sales',
  'Sales ',
  'Sales\n',
  'null',
  'true',
  '10.0.26',
  '10.0.9',
  'straße',
  'STRASSE',
  'ΟΔΟΣ',
  'οδος',
  'οδοσ',
  'İstanbul',
  'istanbul',
  'ıstanbul',
  'K',
  '\u212a',
  'é',
  'e\u0301',
  '\u{1f600}',
  '\ud83d',
  "O'Neil",
  'the "boss"',
  'a\\b',
  '__proto__',
  'constructor',
] as const;

/**
 * Any code point but half a surrogate pair. fast-check's own `unit: 'binary'` says the same, but builds tables of all of them when
 * it is made: a second and 80 MB for every command.
 */
function codePoint(): fc.Arbitrary<string> {
  const surrogates = { first: 0xd800, count: 0x800 };
  return fc
    .integer({ min: 0, max: 0x10ffff - surrogates.count })
    .map((point) => String.fromCodePoint(point < surrogates.first ? point : point + surrogates.count));
}

/** A text as an attribute may hold it, not empty. */
export const ruleTextArbitrary = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...ruleTexts) },
  { weight: 1, arbitrary: fc.array(codePoint(), { minLength: 1, maxLength: 4 }).map((points) => points.join('')) },
);

/** A piece of such a text, for startsWith, endsWith and contains. */
export const rulePieceArbitrary = fc.oneof(
  fc.constantFrom('s', 'SA', 'les', 'Σ', 'ς', 'ß', 'S', 'i', 'İ', 'ı', ' ', '\n', 'k', '.0', '\ud83d', "'", '"', 'O'),
  ruleTextArbitrary,
);

/** Patterns: plain, .NET only, and some that .NET accepts and no engine without backtracking can run. */
export const rulePatternArbitrary = fc.constantFrom(
  '^sa',
  'es$',
  '.*',
  'A.E',
  '[a-f]+|\\s$',
  '\\Asales\\z',
  '^*s',
  '\\p{L}{4,}$',
  '(?-i:S)',
  '(a)\\1',
  '(?<=S)a',
);

/** Ids of users, which managers and objectId take. */
export const idArbitrary = fc.constantFrom(
  ...Array.from({ length: 6 }, (_, index) => `0000000${index}-0000-4000-8000-00000000000a`),
);

/** Ids of groups. */
export const groupIdArbitrary = fc.constantFrom('g1', 'G1', 'g2', 'g3', 'nobody');

/** Instants around the test clock, some with offsets or fractions. */
export const instantTextArbitrary = fc.constantFrom(
  '2026-11-23T00:00:00Z',
  '2026-11-22T23:59:59.999Z',
  '2026-11-23T00:00:00.001Z',
  '2026-11-23T02:00:00+02:00',
  '2026-11-16',
  '2026-10-24T00:00:00Z',
  '2026-12-23T12:30:00Z',
  '1999-12-31T00:00:00Z',
);

/** Offsets of system.now that make the instants above collide with it. */
export const offsetArbitrary = fc.constantFrom(
  0,
  1,
  -1,
  86_400_000,
  -7 * 86_400_000,
  -30 * 86_400_000,
  30 * 86_400_000,
);
