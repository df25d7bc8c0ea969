import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differenceRows,
  equalRows,
  intersectRows,
  type RowSet,
  rowSetOf,
  filterRows,
  rowSetOfSorted,
  rowSetOfWords,
  unionRows,
} from '../../src/base/index.ts';
import { seeded } from '../support/seed.ts';

/** Sparse and dense sets alike, so that lists and bitmaps meet in every operation. */
const rows = fc.oneof(
  fc.uniqueArray(fc.nat(5000), { maxLength: 40 }),
  fc
    .tuple(fc.nat(300), fc.integer({ min: 64, max: 400 }))
    .map(([from, count]) => Array.from({ length: count }, (_, i) => from + i)),
);

function listed(set: RowSet): readonly number[] {
  const seen: number[] = [];
  set.forEach((row) => seen.push(row));
  return seen;
}

describe('RowSet', () => {
  it('behaves like a set of numbers, in ascending order', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const [left, right] = [rowSetOf([...a, ...a]), rowSetOf(b)];
        const [inLeft, inRight] = [new Set(a), new Set(b)];
        const ascending = (values: Iterable<number>): number[] => [...values].sort((x, y) => x - y);
        expect(listed(left)).toEqual(ascending(inLeft));
        expect([...left.toArray()]).toEqual(listed(left));
        expect(left.size).toBe(inLeft.size);
        expect(b.every((row) => left.has(row) === inLeft.has(row))).toBe(true);
        expect(listed(unionRows(left, right))).toEqual(ascending(new Set([...a, ...b])));
        expect(listed(intersectRows(left, right))).toEqual(ascending(a.filter((row) => inRight.has(row))));
        expect(listed(differenceRows(left, right))).toEqual(ascending(a.filter((row) => !inRight.has(row))));
        expect(equalRows(left, right)).toBe(inLeft.size === inRight.size && a.every((row) => inRight.has(row)));
        expect(listed(filterRows(left, (row) => row % 2 === 0))).toEqual(ascending(a.filter((row) => row % 2 === 0)));
        const words = new Uint32Array(200);
        for (const row of a) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
        expect(equalRows(left, rowSetOfWords(words))).toBe(true);
        expect(equalRows(left, rowSetOfSorted(Uint32Array.from(ascending(inLeft))))).toBe(true);
      }),
      seeded(300),
    );
  });
});
