import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rowSetOf } from '../../../src/base/index.ts';
import { CodeCache } from '../../../src/store/code-cache.ts';
import { packRows, unpackRows } from '../../../src/store/packed-rows.ts';
import { fromStoredText, toStoredText } from '../../../src/store/stored-text.ts';
import { unpackNumbers } from '../../../src/store/varint.ts';
import { packNumbers } from '../../support/old-snapshot.ts';
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

describe('packed rows', () => {
  const idsHash = { high: 0xffffffff, low: 7 };
  const rowLists = fc.oneof(
    fc.uniqueArray(fc.nat(2_000_000), { maxLength: 60 }),
    fc
      .tuple(fc.nat(5_000), fc.integer({ min: 1, max: 300 }))
      .map(([from, count]) => Array.from({ length: count }, (_, index) => from + index)),
    fc
      .tuple(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 3_000 }))
      .map(([step, count]) => Array.from({ length: count }, (_, index) => index * step)),
  );

  it('come back as they were, from memory that starts anywhere', () => {
    fc.assert(
      fc.property(rowLists, fc.nat(3), (list, shift) => {
        const packed = packRows(rowSetOf(list), idsHash);
        const shifted = Buffer.alloc(packed.length + shift).subarray(shift);
        shifted.set(packed);
        expect([...unpackRows(shifted, 3_000_000).toArray()]).toEqual(list.toSorted((left, right) => left - right));
      }),
      seeded(),
    );
  });

  it('come back where a list and a bitmap are about as long', () => {
    const wrong: unknown[] = [];
    for (const gap of [0, 1, 127, 128, 129, 255, 16_385]) {
      for (let count = 1; count < 300; count++) {
        const list = Array.from({ length: count }, (_, index) => gap + index * 8);
        const rows = [...unpackRows(packRows(rowSetOf(list), idsHash), 100_000).toArray()];
        if (rows.join() !== list.join()) wrong.push([gap, count]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('take no more than a bitmap, and little for neighbours', () => {
    const everybody = packRows(rowSetOf(Array.from({ length: 80_000 }, (_, row) => row)), idsHash);
    const few = packRows(rowSetOf([1_000_000, 1_000_001, 1_000_130]), idsHash);
    expect([everybody.length, few.length]).toEqual([28 + 10_000, 28 + 3 + 1 + 2]);
  });

  it('are refused when a byte changed, when they end early, and when a row does not exist', () => {
    const packed = packRows(rowSetOf([1, 5, 700]), idsHash);
    for (let index = 0; index < packed.length; index++) {
      const changed = packed.slice();
      changed[index] = (changed[index] ?? 0) ^ 4;
      expect(() => unpackRows(changed, 1000)).toThrow('damaged');
    }
    expect(() => unpackRows(packed.subarray(0, 10), 1000)).toThrow('no list');
    expect(() => unpackRows(packed, 700)).toThrow('does not exist');
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
