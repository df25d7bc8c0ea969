import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BitmapCache } from '../../src/engine/bitmap-cache.ts';
import { codesOfColumn, codesOfRows } from '../../src/engine/row-codes.ts';
import { orderBy } from '../../src/engine/order-by.ts';
import { ColumnDraft, Dictionary } from '../../src/model/index.ts';
import { seeded } from '../support/seed.ts';

describe('a cache of bitmaps', () => {
  it('gives what was kept or nothing, and keeps no more than it may; what it hands out is empty', () => {
    let [found, gone] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { minLength: 20, maxLength: 200 }),
        fc.integer({ min: 1, max: 6 }),
        (asked, capacity) => {
          const cache = new BitmapCache(64, capacity);
          const kept = new Set<number>();
          const given: (readonly number[])[] = [];
          for (const id of asked) {
            const words = cache.get(id);
            if (words === undefined) {
              if (kept.has(id)) gone++;
              kept.add(id);
              const fresh = cache.take();
              given.push([...fresh, 0]);
              fresh[1] = id;
              cache.keep(id, fresh);
            } else {
              found++;
              given.push([...words, id]);
            }
          }
          expect(given.filter(([first, second, wanted]) => first !== 0 || second !== wanted)).toEqual([]);
          expect([...kept].filter((id) => cache.get(id) !== undefined).length).toBeLessThanOrEqual(capacity);
        },
      ),
      seeded(),
    );
    expect(Math.min(found, gone)).toBeGreaterThan(100);
  });
});

describe('codes side by side', () => {
  it('are those of the column, in two bytes and in four, past the end of a chunk too', () => {
    const [narrow, wide] = [new Dictionary(), new Dictionary()];
    for (let index = 0; index < 70_000; index++) {
      wide.intern(`"${index}"`);
      if (index < 50) narrow.intern(`"${index}"`);
    }
    const row = fc.nat(140_000);
    const entry = fc.record({ row, share: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }) });
    const cases = fc.record({ entries: fc.array(entry), rows: fc.uniqueArray(row), size: fc.nat(140_001) });
    fc.assert(
      fc.property(cases, fc.constantFrom(narrow, wide), ({ entries, rows, size }, dictionary) => {
        const draft = new ColumnDraft({ name: 'city', type: 'string' }, dictionary);
        for (const { row: at, share } of entries) draft.setCode(at, Math.floor(share * dictionary.size));
        const column = draft.finish();
        const ascending = Uint32Array.from(rows).sort();
        expect([...codesOfRows(column, ascending)]).toEqual([...ascending].map((at) => column.codeAt(at)));
        const all = codesOfColumn(column, size);
        expect(all.length).toBe(size);
        for (const at of [...entries.map((each) => each.row), ...rows]) {
          expect(all[at]).toBe(at < size ? column.codeAt(at) : undefined);
        }
      }),
      seeded(50),
    );
  });
});

describe('ordering short lists', () => {
  it('is sorting, equal ones staying in place', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat())), (items) => {
        expect(orderBy(items, ([rank]) => rank)).toEqual(items.toSorted(([a], [b]) => a - b));
      }),
      seeded(),
    );
  });
});
