import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differenceRows,
  equalRows,
  intersectRows,
  type RowSet,
  rowSetLater,
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

describe('a set that is made later', () => {
  it('is in every operation what it will be, and is made once', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        let made = 0;
        const later = rowSetLater(a.length, () => {
          made++;
          return rowSetOf(a);
        });
        const [now, other] = [rowSetOf(a), rowSetOf(b)];
        expect([later.size, made]).toEqual([a.length, 0]);
        expect(listed(unionRows(later, other))).toEqual(listed(unionRows(now, other)));
        expect(listed(unionRows(other, later))).toEqual(listed(unionRows(other, now)));
        expect(listed(intersectRows(later, other))).toEqual(listed(intersectRows(now, other)));
        expect(listed(differenceRows(later, other))).toEqual(listed(differenceRows(now, other)));
        expect(listed(differenceRows(other, later))).toEqual(listed(differenceRows(other, now)));
        expect([equalRows(later, now), equalRows(now, later), equalRows(later, other)]).toEqual([
          true,
          true,
          equalRows(now, other),
        ]);
        expect([...later.toArray()]).toEqual(listed(now));
        expect(b.every((row) => later.has(row) === now.has(row))).toBe(true);
        expect(made).toBeLessThanOrEqual(1);
      }),
      seeded(),
    );
  });
});

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
