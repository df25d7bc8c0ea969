import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tableOfTruth } from '../../src/engine/code-truth.ts';
import { RankedInstants } from '../../src/engine/ranked-instants.ts';
import { firstValueCode } from '../../src/model/index.ts';
import { isFalse, isOpen, isTrue } from '../../src/rules/index.ts';
import { seeded } from '../support/seed.ts';

const instant = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(-Infinity, Infinity, -0));
const value = fc.oneof({ arbitrary: instant, weight: 4 }, { arbitrary: fc.constant(Number.NaN), weight: 1 });

describe('ranked instants', () => {
  it('answer as comparing each value does, with the shorter list', () => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 20 }),
        instant,
        instant,
        fc.boolean(),
        fc.constantFrom(isTrue, isFalse),
        (values, from, to, isOutside, onNull) => {
          const instants = Float64Array.from([Number.NaN, Number.NaN, ...values]);
          const truth = new RankedInstants(instants).truthOf({ from, to, isOutside }, onNull);
          const answers = values.map((each) => ((each >= from && each <= to) === isOutside ? isFalse : isTrue));
          expect([...tableOfTruth(truth)]).toEqual([isOpen, onNull, ...answers]);
          expect(truth.listed.length * 2).toBeLessThanOrEqual(values.length);
          expect(truth.size).toBe(values.length + firstValueCode);
        },
      ),
      seeded(1000),
    );
  });
});
