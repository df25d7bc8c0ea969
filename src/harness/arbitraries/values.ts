import fc from 'fast-check';
import type { JsonValue } from '../../base/index.ts';
import { nearTexts, type LiteralPool } from './literal-pools.ts';

/** How often which kind of value comes up; each a weight, 0 leaves it out. */
export interface ValueBias {
  /** A value that the rules name. */
  readonly exact?: number;
  /** One that looks like it. */
  readonly near?: number;
  /** Empty. */
  readonly empty?: number;
  /** Not exported: no key at all. */
  readonly notKnown?: number;
  /** Something that no rule names. */
  readonly other?: number;
}

const usualBias = { exact: 8, near: 5, empty: 3, notKnown: 1, other: 1 } as const;

/** Texts that rules hardly name and programs easily get wrong. */
const otherTexts = ['Other', 'x', '0', "O'Neil", 'Straße', '__proto__', ' '] as const;
const otherInstants = ['1999-12-31T00:00:00Z', '2099-01-01T00:00:00Z'] as const;

/**
 * Values of one property near the policies. Shrinks to the first value that rules name, and to empty before that.
 * @since 0.1.0
 */
export function poolValues(pool: LiteralPool, bias: ValueBias = {}): fc.Arbitrary<JsonValue | undefined> {
  const weights = { ...usualBias, ...bias };
  const values = weighed(pool, weights);
  const choices: { readonly weight: number; readonly arbitrary: fc.Arbitrary<JsonValue | undefined> }[] = [
    { weight: weights.empty, arbitrary: fc.constant(null) },
    { weight: weights.notKnown, arbitrary: fc.constant(undefined) },
  ];
  if (values.length > 0) {
    const weight = weights.exact + weights.near + weights.other;
    choices.push({ weight, arbitrary: wrapperOf(pool)(fc.constantFrom(...values)) });
  }
  const used = choices.filter(({ weight }) => weight > 0);
  return used.length === 0 ? fc.constant(null) : fc.oneof({ withCrossShrink: true }, ...used);
}

/**
 * One list of candidates, those that rules name first: shrinking goes to the front, so that a near miss becomes the value itself
 * where that fails as well. Values stand in it as often as their weight says, in about the smallest numbers.
 */
function weighed(pool: LiteralPool, weights: Required<ValueBias>): readonly JsonValue[] {
  const parts = [
    { list: pool.exact, weight: weights.exact },
    { list: pool.near, weight: weights.near },
    { list: othersOf(pool), weight: weights.other },
  ].filter(({ list, weight }) => list.length > 0 && weight > 0);
  // How often an entry of each part stands in the list if the one that needs it least stands there once.
  const least = Math.min(...parts.map(({ list, weight }) => weight / list.length));
  return parts.flatMap(({ list, weight }) => {
    const times = Math.min(mostRepeats, Math.max(1, Math.round(weight / list.length / least)));
    return Array.from({ length: times }, () => list).flat();
  });
}

/** Bounds the list for pools with a few exact values and very many near ones. */
const mostRepeats = 64;

/** Single elements for a list property, or values for one that holds a single value; never empty. */
export function poolElements(pool: LiteralPool): fc.Arbitrary<JsonValue> {
  const all = [...pool.exact, ...pool.near, ...othersOf(pool)];
  return all.length === 0 ? fc.constant(true) : fc.constantFrom(...all);
}

/**
 * Texts near a text: itself, other case, leading and trailing blanks, one letter more or less, and the empty value.
 * @since 0.1.0
 */
export function nearValues(text: string): fc.Arbitrary<string | null> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: fc.constant(text) },
    { weight: 5, arbitrary: fc.constantFrom(...nearTexts(text), text) },
    { weight: 2, arbitrary: fc.constant(null) },
  );
}

function wrapperOf({ kind }: LiteralPool): (arbitrary: fc.Arbitrary<JsonValue>) => fc.Arbitrary<JsonValue> {
  if (kind === 'firstText') return (arbitrary) => arbitrary.map((value) => [value]);
  if (kind === 'texts') return (arbitrary) => fc.array(arbitrary, { minLength: 1, maxLength: 3 });
  return (arbitrary) => arbitrary;
}

function othersOf({ kind }: LiteralPool): readonly JsonValue[] {
  switch (kind) {
    case 'boolean':
      return [true, false];
    case 'instant':
      return otherInstants;
    case 'id':
      return ['00000000-0000-4000-8000-0000000000ff'];
    default:
      return otherTexts;
  }
}
