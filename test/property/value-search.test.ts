import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foldOrdinal } from '../../src/base/index.ts';
import { HitPool, Hits } from '../../src/engine/search/hits.ts';
import { searchEnds, searchStarts } from '../../src/engine/search/search-affixes.ts';
import { searchInside } from '../../src/engine/search/search-inside.ts';
import { isSearchedAlone, searchOne } from '../../src/engine/search/search-one.ts';
import { codesOfText } from '../../src/engine/text-lookup.ts';
import { cutTails, findTails, type ValueTails } from '../../src/engine/search/value-tails.ts';
import { Dictionary, firstValueCode } from '../../src/model/index.ts';
import { seeded } from '../support/seed.ts';

const letters = ['a', 'b', 'A', 'B', '"', '\\', ' ', 'é', 'É', 'ß', 'ſ', 'K', '\ud83d', '\ude00', '\n', '\u0000'];
const text = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 8 }).map((units) => units.join(''));
const needles = fc.uniqueArray(text.map(foldOrdinal), { minLength: 1, maxLength: 6 });
const values = fc.uniqueArray(text, { minLength: 1, maxLength: 30 });

function dictionaryOf(texts: readonly string[]): Dictionary {
  const dictionary = new Dictionary();
  for (const each of texts) dictionary.intern(each);
  dictionary.freeze();
  return dictionary;
}

type Search = (wanted: readonly string[], dictionary: Dictionary, hits: Hits) => void;

function expectSame(search: Search, isFound: (value: string, needle: string) => boolean): void {
  let found = 0;
  fc.assert(
    fc.property(values, needles, (texts, wanted) => {
      const hits = new Hits(wanted.length, new HitPool());
      search(wanted, dictionaryOf(texts), hits);
      for (const [index, needle] of wanted.entries()) {
        const codes = texts.flatMap((value, at) => (isFound(foldOrdinal(value), needle) ? [at + firstValueCode] : []));
        found += codes.length;
        expect([needle, [...hits.codesOf(index)]]).toEqual([needle, codes]);
      }
    }),
    seeded(1000),
  );
  expect(found).toBeGreaterThan(200);
}

describe('searching values together finds what looking at each finds', () => {
  const numbers = [0, 1, 2, 3, 4, 5];

  it('inside', () => {
    expectSame(
      (wanted, dictionary, hits) => searchInside(wanted, numbers, dictionary, firstValueCode, dictionary.size, hits),
      (value, needle) => value.includes(needle),
    );
  });

  it('inside, one text at a time', () => {
    expectSame(
      (wanted, dictionary, hits) => {
        for (const [index, needle] of wanted.entries()) {
          if (isSearchedAlone(needle)) searchOne(needle, index, dictionary, firstValueCode, dictionary.size, hits);
          else searchInside([needle], [index], dictionary, firstValueCode, dictionary.size, hits);
        }
      },
      (value, needle) => value.includes(needle),
    );
  });

  const separator = fc.constantFrom(...Array.from('"\\ aB\n', (sign) => sign.charCodeAt(0)));

  /** Values parted at some byte or other: a separator need not be a good one. */
  function expectSameParted(
    search: (wanted: readonly string[], dictionary: Dictionary, hits: Hits, tails: ValueTails) => void,
    isFound: (value: string, needle: string) => boolean,
  ): void {
    let parted = 0;
    for (const isLast of [false, true]) {
      fc.assert(
        fc.property(values, needles, separator, (texts, wanted, byte) => {
          const dictionary = dictionaryOf(texts);
          const tails = cutTails(dictionary, { byte, isLast }, texts.length);
          if (tails === undefined) throw new Error('there are more tails than values');
          parted += tails.lengths.length - 1;
          const hits = new Hits(wanted.length, new HitPool());
          search(wanted, dictionary, hits, tails);
          for (const [index, needle] of wanted.entries()) {
            const found = texts.flatMap((value, at) =>
              isFound(foldOrdinal(value), needle) ? [at + firstValueCode] : [],
            );
            expect([needle, [...hits.codesOf(index)]]).toEqual([needle, found]);
          }
        }),
        seeded(700),
      );
    }
    expect(parted).toBeGreaterThan(1500);
  }

  it('inside, what values end with read once', () => {
    expectSameParted(
      (wanted, dictionary, hits, tails) =>
        searchInside(wanted, numbers, dictionary, firstValueCode, dictionary.size, hits, tails),
      (value, needle) => value.includes(needle),
    );
  });

  it('at the end, what values end with read once', () => {
    expectSameParted(
      (wanted, dictionary, hits, tails) => searchEnds(wanted, dictionary, firstValueCode, dictionary.size, hits, tails),
      (value, needle) => value.endsWith(needle),
    );
  });

  it('inside, where too many states lead to a tail', () => {
    const texts = Array.from({ length: 40_000 }, (_, index) => `${(index * 7919) % 39_989}-${index % 2000}`);
    const dictionary = dictionaryOf(texts);
    const tails = findTails(dictionary);
    expect(tails?.lengths.length).toBe(2001);
    const wanted = ['1-1', '22-', '33-3', '5-55', '67-89', '8', '90-1', '4-44', '123-4', '12', '3-1'];
    const hits = new Hits(wanted.length, new HitPool());
    const all = wanted.map((_, index) => index);
    searchInside(wanted, all, dictionary, firstValueCode, dictionary.size, hits, tails);
    for (const [index, needle] of wanted.entries()) {
      const found = texts.flatMap((value, at) => (value.includes(needle) ? [at + firstValueCode] : []));
      expect([needle, hits.codesOf(index).length]).toEqual([needle, found.length]);
      expect([...hits.codesOf(index)]).toEqual(found);
    }
  });

  it('at the start', () => {
    expectSame(
      (wanted, dictionary, hits) => searchStarts(wanted, dictionary, firstValueCode, dictionary.size, hits),
      (value, needle) => value.startsWith(needle),
    );
  });

  it('at the end', () => {
    expectSame(
      (wanted, dictionary, hits) => searchEnds(wanted, dictionary, firstValueCode, dictionary.size, hits),
      (value, needle) => value.endsWith(needle),
    );
  });

  it('whole, asked once and again, in forks too', () => {
    fc.assert(
      fc.property(values, values, needles, (texts, more, wanted) => {
        const fork = dictionaryOf(texts).fork();
        for (const each of more) fork.intern(each);
        const all = [...new Set([...texts, ...more])];
        for (const needle of [...wanted, ...wanted, ...texts.slice(0, 3)]) {
          const codes = all.flatMap((value, at) =>
            foldOrdinal(value) === foldOrdinal(needle) ? [at + firstValueCode] : [],
          );
          expect([needle, codesOfText(fork, needle)]).toEqual([needle, codes]);
        }
      }),
      seeded(500),
    );
  });
});
