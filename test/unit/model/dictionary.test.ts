import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Dictionary, firstValueCode } from '../../../src/model/index.ts';
import { seeded } from '../../support/seed.ts';

const text = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.string({ maxLength: 3, unit: 'binary' }),
  fc.constantFrom('', '__proto__', '\ud83d', '\ude00', '😀', 'a\u0000', 'é', '\u07ff\u0800', 'x'.repeat(5000)),
);

/** A dictionary as it should be: a map, copied for every fork. */
interface Line {
  readonly dictionary: Dictionary;
  readonly codes: Map<string, number>;
}

function expectSame({ dictionary, codes }: Line): void {
  expect(dictionary.size).toBe(firstValueCode + codes.size);
  for (const [value, code] of codes) {
    expect(dictionary.textAt(code)).toBe(value);
    expect(dictionary.find(value)).toBe(code);
  }
}

function intern({ dictionary, codes }: Line, value: string): void {
  expect(dictionary.find(value)).toBe(codes.get(value));
  if (!codes.has(value)) codes.set(value, firstValueCode + codes.size);
  expect(dictionary.intern(value)).toBe(codes.get(value));
}

describe('a dictionary', () => {
  it('numbers distinct texts in the order in which they come, as a map would', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 200 }), fc.nat(200), (list, releaseAt) => {
        const line: Line = { dictionary: new Dictionary(), codes: new Map() };
        for (const [index, value] of list.entries()) {
          if (index === releaseAt) line.dictionary.releaseIndex();
          intern(line, value);
        }
        expectSame(line);
      }),
      seeded(),
    );
  });

  it('gives every fork its own values, whichever forks grow in between', () => {
    const action = fc.record({ from: fc.nat(30), isFork: fc.boolean(), value: text });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
        const lines: Line[] = [{ dictionary: new Dictionary(), codes: new Map() }];
        const wrong: unknown[] = [];
        for (const { from, isFork, value } of actions) {
          const line = lines[from % lines.length];
          if (line === undefined) continue;
          const target: Line =
            isFork || line.dictionary.isFrozen
              ? { dictionary: line.dictionary.fork(), codes: new Map(line.codes) }
              : line;
          if (target !== line) lines.push(target);
          intern(target, value);
          if (!target.dictionary.continues(line.dictionary)) continue;
          wrong.push(...[...line.codes].filter(([known, code]) => target.codes.get(known) !== code));
        }
        for (const line of lines) expectSame(line);
        expect(wrong).toEqual([]);
      }),
      seeded(),
    );
  });

  it('takes no new values once it is forked', () => {
    const dictionary = new Dictionary();
    dictionary.intern('a');
    dictionary.fork().intern('b');
    expect(dictionary.intern('a')).toBe(firstValueCode);
    expect(() => dictionary.intern('b')).toThrow('frozen');
    expect(dictionary.size).toBe(firstValueCode + 1);
  });

  it('keeps a long line of forks short: each has a base without a base', () => {
    let dictionary = new Dictionary();
    dictionary.intern('first');
    const [root] = [dictionary];
    for (let index = 0; index < 5000; index++) {
      dictionary = dictionary.fork();
      dictionary.intern(`value ${index}`);
    }
    expect(dictionary.size).toBe(firstValueCode + 5001);
    expect(dictionary.base?.base).toBeUndefined();
    expect(dictionary.base?.size).toBeGreaterThan(root.size);
    expect([0, 1023, 1024, 4999].map((index) => dictionary.textAt(firstValueCode + 1 + index))).toEqual([
      'value 0',
      'value 1023',
      'value 1024',
      'value 4999',
    ]);
    expect(dictionary.find('value 2500')).toBe(firstValueCode + 2501);
  });

  it('stays right while it grows large', () => {
    const dictionary = new Dictionary();
    for (let index = 0; index < 20_000; index++) dictionary.intern(`user${index}@contoso.com`);
    const codes = Array.from({ length: 20_000 }, (_, index) => dictionary.find(`user${index}@contoso.com`));
    expect(codes).toEqual(Array.from({ length: 20_000 }, (_, index) => index + firstValueCode));
    expect(dictionary.find('user20000@contoso.com')).toBeUndefined();
  });

  it('comes back from its bytes, and refuses bytes that do not fit', () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 50 }), (values) => {
        const dictionary = new Dictionary();
        for (const value of values) dictionary.intern(value);
        const offsets = dictionary.offsets.slice(0, dictionary.size + 1);
        const packed = Dictionary.fromPacked(dictionary.bytes.slice(0, offsets.at(-1)), offsets);
        expectSame({
          dictionary: packed,
          codes: new Map(values.map((value, index) => [value, index + firstValueCode])),
        });
      }),
      seeded(),
    );
    const bytes = Uint8Array.from([97, 98]);
    expect(Dictionary.fromPacked(bytes, Uint32Array.from([0, 0, 0, 1, 2])).textAt(firstValueCode + 1)).toBe('b');
    for (const offsets of [[0], [0, 0], [0, 0, 0, 3], [0, 0, 0, 2, 1, 2], [0, 0, 1, 2]]) {
      expect(() => Dictionary.fromPacked(bytes, Uint32Array.from(offsets))).toThrow('packed values');
    }
  });
});
