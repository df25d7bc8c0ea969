import { type Dictionary, firstValueCode } from '../model/index.ts';
import { createValueTest, readInstants } from '../rules/index.ts';
import { mergeCodes } from './code-truth.ts';
import { ColumnMemo } from './column-memo.ts';
import { HitPool, Hits } from './search/hits.ts';
import { packedTextsOf } from './search/packed-texts.ts';
import { RankedInstants } from './ranked-instants.ts';
import { searchStarts } from './search/search-affixes.ts';
import { searchOne } from './search/search-one.ts';
import { findTails, type ValueTails } from './search/value-tails.ts';

/** Dictionaries up to so many values keep their decoded values between questions. */
const smallDictionary = 1 << 16;

export type ValueTest = ReturnType<typeof createValueTest>;

const smallTests = new ColumnMemo((dictionary) => createValueTest(dictionary, true));

/** The test of single values of a dictionary; what it decodes is kept with a small dictionary. */
export function valueTestOf(dictionary: Dictionary): ValueTest {
  return dictionary.size > smallDictionary ? createValueTest(dictionary, false) : smallTests.of(dictionary);
}

const instants = new ColumnMemo((dictionary) => new RankedInstants(readInstants(dictionary)));

/** The values of a dictionary as instants, read when first asked for. */
export function instantsOf(dictionary: Dictionary): RankedInstants {
  return instants.of(dictionary);
}

const tails = new ColumnMemo((dictionary) => findTails(packedTextsOf(dictionary)));

/** What many values of a frozen dictionary without a base end with, if that is worth knowing; found when first asked for. */
export function tailsOf(dictionary: Dictionary): ValueTails | undefined {
  return dictionary.isFrozen ? tails.of(dictionary) : undefined;
}

const withLineFeed = new ColumnMemo((dictionary) => codesWithByte(dictionary, '\n'));

/** The values with a line feed, about which patterns say other things; ascending. */
export function codesWithLineFeed(dictionary: Dictionary): Uint32Array {
  return withLineFeed.of(dictionary);
}

/** Collections without elements, and those with an empty first text. */
const doubtfulStarts = ['[]', '[""'];

const doubtfulInJson = new ColumnMemo((dictionary) => {
  const hits = new Hits(doubtfulStarts.length, new HitPool());
  searchStarts(doubtfulStarts, packedTextsOf(dictionary), firstValueCode, dictionary.size, hits);
  return mergeCodes([codesWithByte(dictionary, '\\'), ...doubtfulStarts.map((_, index) => hits.codesOf(index))]);
});

/** Collections whose JSON needles may misread: with escapes, without elements, with an empty first text; ascending. */
export function codesDoubtfulInJson(dictionary: Dictionary): Uint32Array {
  return doubtfulInJson.of(dictionary);
}

function codesWithByte(dictionary: Dictionary, sign: string): Uint32Array {
  const hits = new Hits(1, new HitPool());
  searchOne(sign, 0, packedTextsOf(dictionary), firstValueCode, dictionary.size, hits);
  return hits.codesOf(0);
}
