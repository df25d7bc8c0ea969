import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foldOrdinal } from '../../src/base/index.ts';
import { Hits } from '../../src/engine/hits.ts';
import { searchEnds, searchStarts } from '../../src/engine/search-affixes.ts';
import { searchInside } from '../../src/engine/search-inside.ts';
import { isSearchedAlone, searchOne } from '../../src/engine/search-one.ts';
import { codesOfText } from '../../src/engine/text-lookup.ts';
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
      const hits = new Hits(wanted.length);
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
