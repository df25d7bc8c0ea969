import { firstValueCode } from '../../model/index.ts';
import { type BytePattern, type Needle, type Scan, searchPatterns } from '../../rules/index.ts';
import { mergeCodes } from '../code-truth.ts';
import { passingWords } from '../passing-memory.ts';
import { type HitPool, Hits } from './hits.ts';
import type { PackedTexts } from './packed-texts.ts';
import { searchEnds, searchStarts } from './search-affixes.ts';
import { searchInside } from './search-inside.ts';
import { isSearchedAlone, searchOne } from './search-one.ts';
import type { ValueTails } from './value-tails.ts';

/** What scans may need beside the values: each is made when first asked for. */
export interface ScanAids {
  /** What many values end with. */
  readonly tails: () => ValueTails | undefined;
  /** The codes of the values that fold to a text; only scans for whole values ask. */
  readonly codesOfWhole: (text: string) => Uint32Array;
  /** Room that can be lent again and again. */
  readonly pool: HitPool;
}

/**
 * Finds for each scan the codes of the values that match its pattern, or in which one of its needles stands, ascending, and calls
 * `onFound` for one scan after the other: one pass over the bytes for all texts that must stand inside, one look at the start and
 * one at the end of each value. Says nothing about values with line feeds where a scan has doubts about them. O(bytes of the
 * values + codes).
 */
export function searchScans(
  values: PackedTexts,
  scans: readonly Scan[],
  aids: ScanAids,
  onFound: (scan: Scan, codes: Uint32Array) => void,
): void {
  aids.pool.clear();
  const search = new ScanSearch(values, aids);
  for (const scan of scans) search.want(scan);
  search.run();
  for (const scan of scans) onFound(scan, search.foundBy(scan));
}

/** Whether a scan asks which values are a certain text. */
export function asksForWholes({ needles = [], otherNeedles = [] }: Scan): boolean {
  return needles.some(({ place }) => place === 'whole') || otherNeedles.some(({ place }) => place === 'whole');
}

const noCodes = new Uint32Array(0);

type CodeLists = readonly Uint32Array[] | undefined;

function fewer(one: CodeLists, other: CodeLists): CodeLists {
  if (one === undefined || other === undefined) return one ?? other;
  const sizeOf = (lists: readonly Uint32Array[]): number => lists.reduce((sum, { length }) => sum + length, 0);
  return sizeOf(other) < sizeOf(one) ? other : one;
}

/** Up to so many texts are searched for one by one. */
const mostAlone = 4;

/** Searches values for all needles and patterns that are wanted; equal needles are searched once. */
class ScanSearch {
  readonly #values: PackedTexts;
  readonly #aids: ScanAids;
  readonly #texts: Record<Exclude<Needle['place'], 'whole'>, Map<string, number>> = {
    start: new Map(),
    end: new Map(),
    inside: new Map(),
  };
  readonly #patterns = new Map<BytePattern, number>();
  #hits: Record<'start' | 'end' | 'inside' | 'pattern', Hits> | undefined;
  #all: Uint32Array | undefined;

  constructor(values: PackedTexts, aids: ScanAids) {
    this.#values = values;
    this.#aids = aids;
  }

  want({ needles, otherNeedles, pattern }: Scan): void {
    if (pattern !== undefined && (pattern.isBrief || needles === undefined)) {
      // A condition and its opposite look for one pattern.
      if (!this.#patterns.has(pattern)) this.#patterns.set(pattern, this.#patterns.size);
      return;
    }
    if (needles !== undefined) for (const needle of needles) this.#wantNeedle(needle);
    if (otherNeedles !== undefined) for (const needle of otherNeedles) this.#wantNeedle(needle);
  }

  #wantNeedle({ place, text }: Needle): void {
    if (place === 'whole') return;
    const texts = this.#texts[place];
    if (!texts.has(text)) texts.set(text, texts.size);
  }

  run(): void {
    const { start, end, inside } = this.#texts;
    const { pool } = this.#aids;
    const hits = {
      start: new Hits(start.size, pool),
      end: new Hits(end.size, pool),
      inside: new Hits(inside.size, pool),
      pattern: new Hits(this.#patterns.size, pool),
    };
    const { size } = this.#values;
    searchStarts([...start.keys()], this.#values, firstValueCode, size, hits.start);
    const tails = end.size + inside.size > mostAlone ? this.#aids.tails() : undefined;
    searchEnds([...end.keys()], this.#values, firstValueCode, size, hits.end, tails);
    this.#searchInside([...inside.keys()], hits.inside, tails);
    if (this.#patterns.size > 0) this.#searchPatterns([...this.#patterns.keys()], this.#allCodes(), hits.pattern);
    this.#hits = hits;
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

  /** Every value code. */
  #allCodes(): Uint32Array {
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
    const candidates = found === undefined ? this.#allCodes() : mergeCodes(found);
    if (pattern === undefined) return candidates;
    const hits = new Hits(1, this.#aids.pool);
    this.#searchPatterns([pattern], candidates, hits);
    return hits.codesOf(0);
  }

  #listsOf(needles: readonly Needle[] | undefined): CodeLists {
    return needles?.map((needle) => this.#codesOf(needle));
  }

  #codesOf({ place, text }: Needle): Uint32Array {
    if (place === 'whole') return this.#aids.codesOfWhole(text);
    const pattern = this.#texts[place].get(text);
    return pattern === undefined ? noCodes : (this.#hits?.[place].codesOf(pattern) ?? noCodes);
  }
}
