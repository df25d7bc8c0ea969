/** The program of the search thread, see search-thread.ts. */
import { workerData } from 'node:worker_threads';
import { sharedBuffer } from '../../base/index.ts';
import { findTails, HitPool, type PackedTexts, searchScans, type ValueTails } from '../../engine/index.ts';
import type { Scan } from '../../rules/index.ts';
import {
  isBegun,
  isDone,
  isFree,
  type SearchAnswer,
  type SearchRequest,
  type SearchThreadData,
} from './search-messages.ts';

interface KnownValues {
  readonly texts: PackedTexts;
  readonly tails: () => ValueTails | undefined;
}

const { port } = workerData as SearchThreadData;
const pool = new HitPool();
const noCodes = new Uint32Array(0);
/** What is found is written here first: it is not known how much it will be. */
let room = new Uint32Array(sharedBuffer(1 << 20));
const known = new Map<number, KnownValues>();

port.on('message', (request: SearchRequest) => {
  if (request.kind === 'values') known.set(request.values, knownValues(request.texts));
  else if (request.kind === 'forget') known.delete(request.values);
  else answer(request);
});

function knownValues(texts: PackedTexts): KnownValues {
  let found: { readonly tails: ValueTails | undefined } | undefined;
  return { texts, tails: () => (found ??= { tails: findTails(texts) }).tails };
}

function answer({ search, values, scans, state }: Extract<SearchRequest, { kind: 'search' }>): void {
  if (Atomics.compareExchange(state, 0, isFree, isBegun) !== isFree) return;
  const lists = listsOf(values, scans);
  const answered: SearchAnswer = lists === undefined ? { search } : { search, lists };
  port.postMessage(answered, lists === undefined ? [] : [lists.starts.buffer, lists.codes.buffer]);
  Atomics.store(state, 0, isDone);
  Atomics.notify(state, 0);
}

function listsOf(values: number, scans: readonly Scan[]): SearchAnswer['lists'] {
  const about = known.get(values);
  if (about === undefined) return undefined;
  const { texts, tails } = about;
  const starts = new Uint32Array(scans.length + 1);
  let [lists, end] = [0, 0];
  try {
    searchScans(texts, scans, { tails, codesOfWhole: () => noCodes, pool }, (_scan, codes) => {
      if (end + codes.length > room.length) room = longer(room, end + codes.length);
      room.set(codes, end);
      end += codes.length;
      starts[++lists] = end;
    });
  } catch {
    // Whatever it was, the other side searches itself and meets it there.
    return undefined;
  }
  return { starts, codes: room.slice(0, end) };
}

function longer(words: Uint32Array, atLeast: number): Uint32Array {
  const more = new Uint32Array(sharedBuffer(Math.max(atLeast, words.length * 2) * Uint32Array.BYTES_PER_ELEMENT));
  more.set(words);
  return more;
}
