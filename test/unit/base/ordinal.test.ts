import { describe, expect, it } from 'vitest';
import { compareOrdinal, equalsOrdinalIgnoreCase, foldOrdinal } from '../../../src/base/index.ts';

describe('foldOrdinal', () => {
  it.each([
    ['sales', 'SALES'],
    ['straße', 'STRAßE'],
    ['ΟΔΟΣ', 'ΟΔΟΣ'],
    ['οδος', 'ΟΔΟΣ'],
    ['zoë', 'ZOË'],
    ['ᾳ', 'ᾼ'],
    ['校長', '校長'],
    ['', ''],
  ])('[rules/6-ordinal-ignore-case] maps %s to %s, one code unit at a time', (text, folded) => {
    expect(foldOrdinal(text)).toBe(folded);
    expect(foldOrdinal(text)).toHaveLength(text.length);
  });

  it('keeps the dotless i and the long s apart from ASCII letters', () => {
    expect(equalsOrdinalIgnoreCase('ı', 'i')).toBe(false);
    expect(equalsOrdinalIgnoreCase('ſ', 's')).toBe(false);
    expect(equalsOrdinalIgnoreCase('İ', 'i')).toBe(false);
  });

  it('leaves surrogate pairs alone', () => {
    expect(foldOrdinal('a🚀b')).toBe('A🚀B');
  });
});

describe('compareOrdinal', () => {
  it('orders by code units, upper case before lower case', () => {
    expect(['b', 'a', 'B', 'é'].toSorted(compareOrdinal)).toEqual(['B', 'a', 'b', 'é']);
    expect(compareOrdinal('x', 'x')).toBe(0);
  });
});
