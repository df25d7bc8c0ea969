import { type Dictionary, firstValueCode, nullCode, type PropertyType } from '../model/index.ts';
import {
  type BytePattern,
  isFalse,
  isOpen,
  isTrue,
  type Needle,
  type Predicate,
  type Scan,
  searchPatterns,
} from '../rules/index.ts';
import { type CodeTruth, mergeCodes, otherCodes, truthOfTable } from './code-truth.ts';
import { codesDoubtfulInJson, codesWithLineFeed, instantsOf, valueTestOf, type ValueTest } from './decoded-columns.ts';
import type { FoldIndex } from './fold-index.ts';
import { HitPool, Hits } from './hits.ts';
import { passingWords } from './passing-memory.ts';
import { type PackedTexts, packedTextsOf } from './packed-texts.ts';
import { searchEnds, searchStarts } from './search-affixes.ts';
import { searchInside } from './search-inside.ts';
import { isSearchedAlone, searchOne } from './search-one.ts';
import { foldIndexOf } from './text-lookup.ts';
import { tailsOf, type ValueTails } from './value-tails.ts';

/** One condition to be decided for every value of a dictionary. */
export interface Question {
  readonly predicate: Predicate;
  readonly scan: Scan | undefined;
}

/**
 * Decides conditions for every value of a dictionary, together: one pass over the bytes for all texts that must stand inside,
 * one look at the start and one at the end of each value, a hash table for whole values. What a search cannot settle is tested,
 * on the values that it left over. O(bytes of the values + answers), and the tests. `pool` is room that can be lent again and
 * again.
 */
export function answerAll(
  dictionary: Dictionary,
  type: PropertyType,
  questions: readonly Question[],
  pool = new HitPool(),
): readonly CodeTruth[] {
  const values = packedTextsOf(dictionary);
  pool.clear();
  const search = new NeedleSearch(dictionary, values, pool);
  for (const { scan } of questions) if (scan !== undefined) search.wantScan(scan);
  const isCollection = type === 'stringCollection' || type === 'objectCollection';
  search.run();
  const doubts = isCollection ? codesDoubtfulInJson(dictionary) : noCodes;
  const test = valueTestOf(dictionary);
  return questions.map(({ predicate, scan }) => {
    if (scan !== undefined) return settle(dictionary, predicate, scan, search, doubts, test);
    const { instants, onNull } = predicate;
    return instants === undefined
      ? testAll(values.size, predicate, test)
      : instantsOf(dictionary).truthOf(instants, onNull);
  });
}

const noCodes = new Uint32Array(0);

function testAll(size: number, predicate: Predicate, test: ValueTest): CodeTruth {
  const { onNull, onValue } = predicate;
  if (onValue !== undefined && onValue !== isOpen)
    return { size, listed: noCodes, listedTruth: onValue === isTrue ? isFalse : isTrue, open: noCodes, onNull };
  const table = new Uint8Array(Math.max(size, firstValueCode));
  table[nullCode] = onNull;
  for (let code = firstValueCode; code < size; code++) table[code] = test(predicate, code);
  return truthOfTable(table);
}

/** The listed values are those in which a needle was found: true ones of a condition, false ones of a negated one. */
function settle(
  dictionary: Dictionary,
  predicate: Predicate,
  scan: Scan,
  search: NeedleSearch,
  doubts: Uint32Array,
  test: ValueTest,
): CodeTruth {
  const listedTruth = scan.isNegated ? isFalse : isTrue;
  const { onNull } = predicate;
  const { size } = dictionary;
  const doubtful = scan.hasLineFeedDoubt ? mergeCodes([doubts, codesWithLineFeed(dictionary)]) : doubts;
  const found = search.foundBy(scan);
  const isExact = scan.isExact || scan.pattern !== undefined;
  if (isExact && doubtful.length === 0) {
    if (found.length * 2 <= size - firstValueCode) return { size, listed: found, listedTruth, open: noCodes, onNull };
    const listed = otherCodes(found, size);
    return { size, listed, listedTruth: scan.isNegated ? isTrue : isFalse, open: noCodes, onNull };
  }
  const candidates = mergeCodes([found, doubtful]);
  const listed = search.room;
  const open: number[] = [];
  let count = 0;
  let doubt = 0;
  for (let index = 0; index < candidates.length; index++) {
    const code = candidates[index] ?? 0;
    const isDoubtful = doubtful[doubt] === code;
    if (isDoubtful) doubt++;
    const truth = isExact && !isDoubtful ? listedTruth : test(predicate, code);
    if (truth === isOpen) open.push(code);
    else if (truth === listedTruth) listed[count++] = code;
  }
  return { size, listed: listed.slice(0, count), listedTruth, open: Uint32Array.from(open), onNull };
}

type CodeLists = readonly Uint32Array[] | undefined;

function fewer(one: CodeLists, other: CodeLists): CodeLists {
  if (one === undefined || other === undefined) return one ?? other;
  const sizeOf = (lists: readonly Uint32Array[]): number => lists.reduce((sum, { length }) => sum + length, 0);
  return sizeOf(other) < sizeOf(one) ? other : one;
}

/** Up to so many texts are searched for one by one. */
const mostAlone = 4;

/** Searches one dictionary for all needles and patterns that are wanted; equal needles are searched once. */
class NeedleSearch {
  readonly #dictionary: Dictionary;
  readonly #values: PackedTexts;
  readonly #pool: HitPool;
  readonly #texts: Record<Needle['place'], Map<string, number>> = {
    whole: new Map(),
    start: new Map(),
    end: new Map(),
    inside: new Map(),
  };
  readonly #patterns = new Map<BytePattern, number>();
  #hits: Record<'start' | 'end' | 'inside' | 'pattern', Hits> | undefined;
  #index: FoldIndex | undefined;
  #room: Uint32Array | undefined;
  #all: Uint32Array | undefined;

  constructor(dictionary: Dictionary, values: PackedTexts, pool: HitPool) {
    this.#pool = pool;
    this.#dictionary = dictionary;
    this.#values = values;
  }

  want({ place, text }: Needle): void {
    const texts = this.#texts[place];
    if (!texts.has(text)) texts.set(text, texts.size);
  }

  wantScan(scan: Scan): void {
    const { needles, otherNeedles, pattern } = scan;
    if (pattern !== undefined && (pattern.isBrief || needles === undefined)) {
      this.#patterns.set(pattern, this.#patterns.size);
      return;
    }
    if (needles !== undefined) for (const needle of needles) this.want(needle);
    if (otherNeedles !== undefined) for (const needle of otherNeedles) this.want(needle);
  }

  run(): void {
    const { whole, start, end, inside } = this.#texts;
    const hits = {
      start: new Hits(start.size, this.#pool),
      end: new Hits(end.size, this.#pool),
      inside: new Hits(inside.size, this.#pool),
      pattern: new Hits(this.#patterns.size, this.#pool),
    };
    const { size } = this.#values;
    searchStarts([...start.keys()], this.#values, firstValueCode, size, hits.start);
    const tails = end.size + inside.size > mostAlone ? tailsOf(this.#dictionary) : undefined;
    searchEnds([...end.keys()], this.#values, firstValueCode, size, hits.end, tails);
    this.#searchInside([...inside.keys()], hits.inside, tails);
    if (this.#patterns.size > 0) this.#searchPatterns([...this.#patterns.keys()], this.allCodes(), hits.pattern);
    this.#hits = hits;
    if (whole.size > 0) this.#index = foldIndexOf(this.#dictionary);
  }

  #searchPatterns(patterns: readonly BytePattern[], codes: Uint32Array, hits: Hits): void {
    const { bytes, offsets } = this.#values;
    searchPatterns(patterns, { bytes, offsets, codes }, (pattern, code) => {
      hits.add(pattern, code);
    });
  }

  /** One pass for all texts, but a few are found sooner one by one. */
  #searchInside(texts: readonly string[], hits: Hits, tails: ValueTails | undefined): void {
    const { size } = this.#values;
    const isFew = texts.length <= mostAlone;
    const together: string[] = [];
    const numbers: number[] = [];
    for (const [pattern, text] of texts.entries()) {
      if (isSearchedAlone(text) && (isFew || text.length === 1)) {
        searchOne(text, pattern, this.#values, firstValueCode, size, hits);
      } else {
        together.push(text);
        numbers.push(pattern);
      }
    }
    searchInside(together, numbers, this.#values, firstValueCode, size, hits, tails);
  }

  /** Room for as many codes as there are values, used again for every question. */
  get room(): Uint32Array {
    this.#room ??= passingWords(this.#values.size);
    return this.#room;
  }

  /** Every value code. */
  allCodes(): Uint32Array {
    if (this.#all === undefined) {
      this.#all = passingWords(Math.max(0, this.#values.size - firstValueCode));
      for (let index = 0; index < this.#all.length; index++) this.#all[index] = index + firstValueCode;
    }
    return this.#all;
  }

  /** The codes that a scan says are worth testing, or that match its pattern. */
  foundBy({ needles, otherNeedles, pattern }: Scan): Uint32Array {
    const number = pattern === undefined ? undefined : this.#patterns.get(pattern);
    if (number !== undefined) return this.#hits?.pattern.codesOf(number) ?? noCodes;
    const found = fewer(this.#listsOf(needles), this.#listsOf(otherNeedles));
    const candidates = found === undefined ? this.allCodes() : mergeCodes(found);
    if (pattern === undefined) return candidates;
    const hits = new Hits(1, this.#pool);
    this.#searchPatterns([pattern], candidates, hits);
    return hits.codesOf(0);
  }

  #listsOf(needles: readonly Needle[] | undefined): CodeLists {
    return needles?.map((needle) => this.codesOf(needle));
  }

  codesOf({ place, text }: Needle): Uint32Array {
    if (place === 'whole') return this.#index?.codesOf(text) ?? noCodes;
    const pattern = this.#texts[place].get(text);
    return pattern === undefined ? noCodes : (this.#hits?.[place].codesOf(pattern) ?? noCodes);
  }
}
