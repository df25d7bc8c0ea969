import { describe, expect, it } from 'vitest';

import { Dictionary, firstValueCode } from '../../../src/model/index.ts';
import { packValues, unpackValues } from '../../../src/store/column-codec.ts';

const count = 40_000;

/** Values of more than a megabyte together. */
function longDictionary(): Dictionary {
  const dictionary = new Dictionary();
  for (let index = 0; index < count; index++) dictionary.intern(textOf(index));
  return dictionary;
}

function textOf(index: number): string {
  return `A value that is long enough to come to a megabyte ${index}`;
}

describe('a long dictionary that is frozen', () => {
  const dictionary = longDictionary();
  const [size, byteCount] = [dictionary.size, dictionary.offsets[dictionary.size] ?? 0];
  dictionary.freeze();

  it('lies where threads can read it, without room to grow', () => {
    expect(byteCount).toBeGreaterThan(1 << 20);
    expect(dictionary.bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(dictionary.offsets.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([dictionary.bytes.length, dictionary.offsets.length]).toEqual([byteCount, size + 1]);
  });

  it('has the values that it had', () => {
    expect(dictionary.size).toBe(size);
    for (const index of [0, 1, 777, count - 1]) {
      expect(dictionary.textAt(firstValueCode + index)).toBe(textOf(index));
      expect(dictionary.find(textOf(index))).toBe(firstValueCode + index);
    }
    const fork = dictionary.fork();
    expect(fork.intern(textOf(4))).toBe(firstValueCode + 4);
    expect(fork.textAt(fork.intern('another one'))).toBe('another one');
  });

  it('is stored and read again', () => {
    const read = unpackValues([packValues(dictionary, firstValueCode, dictionary.size)]);
    expect(read.size).toBe(size);
    expect(read.textAt(firstValueCode + 777)).toBe(textOf(777));
  });

  it('is left alone when it is short', () => {
    const short = new Dictionary();
    short.intern('short');
    short.freeze();
    expect(short.bytes.buffer).toBeInstanceOf(ArrayBuffer);
  });
});
