import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Dictionary, firstValueCode } from '../../../src/model/index.ts';
import { seeded } from '../../support/seed.ts';

describe('a dictionary', () => {
  it('numbers distinct texts in the order in which they come, as a map would', () => {
    const texts = fc.array(
      fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('', '__proto__', '\ud83d', 'a\u0000')),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(texts, fc.nat(200), (list, releaseAt) => {
        const dictionary = new Dictionary();
        const expected = new Map<string, number>();
        for (const [index, text] of list.entries()) {
          if (index === releaseAt) dictionary.releaseIndex();
          expect(dictionary.find(text)).toBe(expected.get(text));
          if (!expected.has(text)) expected.set(text, firstValueCode + expected.size);
          expect(dictionary.intern(text)).toBe(expected.get(text));
        }
        for (const [text, code] of expected) expect(dictionary.textAt(code)).toBe(text);
        expect(dictionary.size).toBe(firstValueCode + expected.size);
      }),
      seeded(),
    );
  });

  it('stays right while it grows large', () => {
    const dictionary = new Dictionary();
    for (let index = 0; index < 20_000; index++) dictionary.intern(`user${index}@contoso.com`);
    const codes = Array.from({ length: 20_000 }, (_, index) => dictionary.find(`user${index}@contoso.com`));
    expect(codes).toEqual(Array.from({ length: 20_000 }, (_, index) => index + firstValueCode));
    expect(dictionary.find('user20000@contoso.com')).toBeUndefined();
  });
});
