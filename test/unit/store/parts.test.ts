import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CodeCache } from '../../../src/store/code-cache.ts';
import { fromStoredText, toStoredText } from '../../../src/store/stored-text.ts';
import { packNumbers, unpackNumbers } from '../../../src/store/varint.ts';
import { seeded } from '../../support/seed.ts';

describe('packed numbers', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.uint32Array(), (numbers) => {
        expect(unpackNumbers(packNumbers(numbers), numbers.length)).toEqual(numbers);
      }),
      seeded(),
    );
  });

  it('take one byte below 128 and five at most', () => {
    expect([0, 127, 128, 2 ** 32 - 1].map((number) => packNumbers(Uint32Array.of(number)).length)).toEqual([
      1, 1, 2, 5,
    ]);
  });

  it('are refused when there are too few or too many bytes', () => {
    expect(() => unpackNumbers(Uint8Array.of(128), 1)).toThrow('too early');
    expect(() => unpackNumbers(Uint8Array.of(255, 255, 255, 255, 255, 1), 1)).toThrow('too early');
    expect(() => unpackNumbers(Uint8Array.of(1, 1), 1)).toThrow('too late');
  });
});

describe('stored text', () => {
  it('comes back as it was, whatever its code units', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }), (text) => {
        expect(fromStoredText(toStoredText(text))).toBe(text);
      }),
      seeded(),
    );
  });

  it('is text for everything that UTF-8 can express', () => {
    expect([toStoredText('Zoë 😀'), typeof toStoredText('\ud83d')]).toEqual(['Zoë 😀', 'object']);
  });

  it('is neither number nor null', () => {
    expect([fromStoredText(7), fromStoredText(null)]).toEqual([undefined, undefined]);
  });
});

describe('a code cache', () => {
  it('answers what the dictionary would, for few values and for many', () => {
    fc.assert(
      fc.property(fc.constantFrom(3, 300, 5_000), fc.integer({ min: 1, max: 97 }), (distinct, stride) => {
        const cache = new CodeCache();
        const intern = (text: string): number => Number(text.slice(1));
        for (let index = 0; index < 3_000; index++) {
          const code = (index * stride) % distinct;
          expect(cache.codeOf(`v${code}`, intern)).toBe(code);
        }
      }),
      seeded(15),
    );
  });

  it('asks once for a value that repeats', () => {
    const cache = new CodeCache();
    let asked = 0;
    for (let index = 0; index < 10; index++) cache.codeOf('Sales', () => ++asked);
    expect(asked).toBe(1);
  });
});
