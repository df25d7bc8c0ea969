import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalRows, rowSetOf } from '../../../src/base/index.ts';
import { RowsBuilder } from '../../../src/licensing/seed/rows-builder.ts';
import { seeded } from '../../support/seed.ts';

describe('rows in ascending order', () => {
  it('are the set of them, whether there are few or many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 300 }), (range, step) => {
        const builder = new RowsBuilder(range);
        const rows: number[] = [];
        for (let row = 0; row < range; row += step) {
          rows.push(row);
          builder.add(row);
          builder.add(row);
        }
        const set = builder.finish();
        expect(set.size).toBe(rows.length);
        expect(equalRows(set, rowSetOf(rows))).toBe(true);
      }),
      seeded(200),
    );
  });
});
