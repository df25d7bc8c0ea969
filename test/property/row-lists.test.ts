import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnRows, moreRows, noRow } from '../../src/engine/column-rows.ts';
import { RowLists } from '../../src/engine/row-lists.ts';
import { seeded } from '../support/seed.ts';

const size = 200;

/** Rows by code as a column with a large dictionary has them: `codes` by row, codes from 2 on. */
function arrange(codes: readonly number[], isInOrder: boolean): ColumnRows {
  const count = Math.max(1, ...codes) + 1;
  const lists = Array.from({ length: count }, (_, code) => codes.flatMap((each, row) => (each === code ? [row] : [])));
  const starts = Uint32Array.from({ length: count + 1 }, (_, code) => lists.slice(0, code).flat().length);
  const firsts = Uint32Array.from(lists, ([first, ...others]) =>
    first === undefined ? noRow : others.length === 0 ? first : first + moreRows,
  );
  return { size: codes.length, starts, rows: Uint32Array.from(lists.flat()), firsts, isInOrder };
}

/** The same values with codes in the order of their first rows; some codes have no rows. */
function inOrder(values: readonly number[], gap: number): readonly number[] {
  const codes = new Map<number, number>();
  return values.map((value) => {
    const known = codes.get(value) ?? 2 + codes.size * gap;
    codes.set(value, known);
    return known;
  });
}

describe('rows of many codes', () => {
  it('are listed in order, whether codes are in the order of their rows or not', () => {
    const property = fc.property(
      fc.array(fc.nat(60), { maxLength: size }),
      fc.integer({ min: 1, max: 2 }),
      fc.boolean(),
      fc.func(fc.boolean()),
      (values, gap, isOrdered, isChosen) => {
        const codes = isOrdered ? inOrder(values, gap) : values.map((value) => value + 2);
        const rows = arrange(codes, isOrdered);
        const chosen = Uint32Array.from(rows.starts.keys())
          .filter((code) => code >= 2 && code < rows.starts.length - 1)
          .filter((code) => isChosen(code));
        const expected = codes.flatMap((code, row) => (chosen.includes(code) ? [row] : []));
        const lists = new RowLists(size);
        expect([...lists.rowsOf(chosen, rows)]).toEqual(expected);
        expect([...lists.rowsOf(chosen, rows)]).toEqual(expected);
      },
    );
    fc.assert(property, seeded(500));
  });
});
