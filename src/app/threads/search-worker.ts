/** The program of the search thread, see search-thread.ts. */
import { workerData } from 'node:worker_threads';
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
  try {
    return packLists(searchScans(texts, scans, { tails, codesOfWhole: () => new Uint32Array(0), pool }));
  } catch {
    // Whatever it was, the other side searches itself and meets it there.
    return undefined;
  }
}

function packLists(found: readonly Uint32Array[]): NonNullable<SearchAnswer['lists']> {
  const starts = new Uint32Array(found.length + 1);
  for (const [index, { length }] of found.entries()) starts[index + 1] = (starts[index] ?? 0) + length;
  const codes = new Uint32Array(starts[found.length] ?? 0);
  for (const [index, list] of found.entries()) codes.set(list, starts[index]);
  return { starts, codes };
}
