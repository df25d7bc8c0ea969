import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldOrdinal, foldUnit } from '../../../../src/base/index.ts';
import { foldPairsFor } from '../../../../src/rules/sql/fold-pairs.ts';
import { ruleTextArbitrary } from '../../../support/arbitraries/rule-values.ts';
import { seeded } from '../../../support/seed.ts';

/** What `translate(value, from, to)` gives. */
function translate(value: string, { from, to }: { readonly from: string; readonly to: string }): string {
  return Array.from(value, (letter) => (from.includes(letter) ? to.charAt(from.indexOf(letter)) : letter)).join('');
}

describe('the letters that are folded', () => {
  it('are those of the text and no others', () => {
    expect(foldPairsFor(['Sales'])).toEqual({ from: 'aels', to: 'AELS' });
    expect(foldPairsFor(['10.0.2'])).toEqual({ from: '', to: '' });
    expect(foldPairsFor(['é', 'E'])).toEqual({ from: 'eé', to: 'EÉ' });
    expect(foldPairsFor(['Σ'])).toEqual({ from: 'ςσ', to: 'ΣΣ' });
    expect(foldPairsFor(['i', 'ı', 'İ', 'ſ', '\u212a', '😀'])).toEqual({ from: 'i', to: 'I' });
  });

  it('rest on a folding that keeps what is folded', () => {
    const moved = Array.from({ length: 0x10000 }, (_, unit) => unit).filter(
      (unit) => foldUnit(foldUnit(unit)) !== foldUnit(unit),
    );
    expect(moved).toEqual([]);
  });

  it('are enough to search as in the wholly folded value', () => {
    fc.assert(
      fc.property(ruleTextArbitrary, ruleTextArbitrary, fc.nat(3), (value, text, cut) => {
        const piece = foldOrdinal(text.slice(0, cut + 1));
        const [partly, wholly] = [translate(value, foldPairsFor([piece])), foldOrdinal(value)];
        expect(partly.includes(piece)).toBe(wholly.includes(piece));
        expect(partly.startsWith(piece)).toBe(wholly.startsWith(piece));
        expect(partly.endsWith(piece)).toBe(wholly.endsWith(piece));
        expect(partly === piece).toBe(wholly === piece);
      }),
      seeded(3000),
    );
  });
});
