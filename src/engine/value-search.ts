import { type Dictionary, firstValueCode, nullCode, type PropertyType } from '../model/index.ts';
import { isFalse, isOpen, isTrue, type Predicate, type Scan } from '../rules/index.ts';
import { type CodeTruth, mergeCodes, otherCodes, truthOfTable } from './code-truth.ts';
import {
  codesDoubtfulInJson,
  codesWithLineFeed,
  instantsOf,
  tailsOf,
  valueTestOf,
  type ValueTest,
} from './decoded-columns.ts';
import { passingWords } from './passing-memory.ts';
import type { HitPool } from './search/hits.ts';
import { packedTextsOf } from './search/packed-texts.ts';
import { asksForWholes, searchScans } from './search/scan-search.ts';
import type { BegunSearch, SearchHelper } from './search/search-helper.ts';
import { foldIndexOf } from './text-lookup.ts';

/** One condition to be decided for every value of a dictionary. */
export interface Question {
  readonly predicate: Predicate;
  readonly scan: Scan | undefined;
}

/** Fewer scans, or fewer bytes, are searched sooner than handed over. */
const fewScans = 8;
const fewBytes = 1 << 16;

/**
 * Decides conditions for every value of a dictionary without a base, together: its bytes are searched for all of them at once,
 * a hash table finds whole values, and what a search cannot settle is tested, on the values that it left over. O(bytes of the
 * values + answers), and the tests. A helper, if there is one, may search in the meantime.
 */
export class ValueQuestions {
  readonly #dictionary: Dictionary;
  readonly #type: PropertyType;
  readonly #questions: readonly Question[];
  readonly #pool: HitPool;
  #begun: { readonly scans: readonly Scan[]; readonly search: BegunSearch } | undefined;

  /** `pool` is room that can be lent again and again. */
  constructor(dictionary: Dictionary, type: PropertyType, questions: readonly Question[], pool: HitPool) {
    this.#dictionary = dictionary;
    this.#type = type;
    this.#questions = questions;
    this.#pool = pool;
  }

  /** Asks a helper to search, where that is worth it; returns whether it is. The answers had better be asked for later then. */
  beginWith(helper: SearchHelper): boolean {
    if (!this.#dictionary.isFrozen) return false;
    const values = packedTextsOf(this.#dictionary);
    const scans = this.#scans().filter((scan) => !asksForWholes(scan));
    if (scans.length < fewScans || (values.offsets[values.size] ?? 0) < fewBytes) return false;
    this.#begun = { scans, search: helper.begin(values, scans) };
    return true;
  }

  /** Takes back what a helper was asked for. */
  drop(): void {
    this.#begun?.search.drop();
  }

  /** The answers, in the order of the questions; called once. */
  answers(): readonly CodeTruth[] {
    const found = this.#found();
    const { size } = this.#dictionary;
    const isCollection = this.#type === 'stringCollection' || this.#type === 'objectCollection';
    const doubts = isCollection ? codesDoubtfulInJson(this.#dictionary) : noCodes;
    const test = valueTestOf(this.#dictionary);
    let room: Uint32Array | undefined;
    return this.#questions.map(({ predicate, scan }) => {
      if (scan === undefined) {
        const { instants, onNull } = predicate;
        return instants === undefined
          ? testAll(size, predicate, test)
          : instantsOf(this.#dictionary).truthOf(instants, onNull);
      }
      const doubtful = scan.hasLineFeedDoubt ? mergeCodes([doubts, codesWithLineFeed(this.#dictionary)]) : doubts;
      return settle(
        size,
        predicate,
        scan,
        found.get(scan) ?? noCodes,
        doubtful,
        test,
        () => (room ??= passingWords(size)),
      );
    });
  }

  /** What each scan found. */
  #found(): ReadonlyMap<Scan, Uint32Array> {
    const byHelper = this.#begun?.search.take();
    const handedOver = new Set(byHelper === undefined ? [] : this.#begun?.scans);
    const own = this.#scans().filter((scan) => !handedOver.has(scan));
    const found = new Map<Scan, Uint32Array>();
    for (const [index, scan] of (this.#begun?.scans ?? []).entries()) {
      const codes = byHelper?.[index];
      if (codes !== undefined) found.set(scan, codes);
    }
    const aids = {
      tails: () => tailsOf(this.#dictionary),
      codesOfWhole: (text: string) => foldIndexOf(this.#dictionary).codesOf(text),
      pool: this.#pool,
    };
    searchScans(packedTextsOf(this.#dictionary), own, aids, (scan, codes) => found.set(scan, codes));
    return found;
  }

  #scans(): readonly Scan[] {
    return this.#questions.map(({ scan }) => scan).filter((scan) => scan !== undefined);
  }
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
  size: number,
  predicate: Predicate,
  scan: Scan,
  found: Uint32Array,
  doubtful: Uint32Array,
  test: ValueTest,
  room: () => Uint32Array,
): CodeTruth {
  const listedTruth = scan.isNegated ? isFalse : isTrue;
  const { onNull } = predicate;
  const isExact = scan.isExact || scan.pattern !== undefined;
  if (isExact && doubtful.length === 0) {
    if (found.length * 2 <= size - firstValueCode) return { size, listed: found, listedTruth, open: noCodes, onNull };
    const listed = otherCodes(found, size);
    return { size, listed, listedTruth: scan.isNegated ? isTrue : isFalse, open: noCodes, onNull };
  }
  const candidates = mergeCodes([found, doubtful]);
  const listed = room();
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
