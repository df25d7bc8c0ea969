import type { MessagePort } from 'node:worker_threads';
import type { PackedTexts } from '../../engine/index.ts';
import type { Scan } from '../../rules/index.ts';

/** What the thread is started with. */
export interface SearchThreadData {
  readonly port: MessagePort;
}

/** What a search is at; one shared number for each. Who changes it from {@link isFree} has the search. */
export const isFree = 0;
/** The thread searches. */
export const isBegun = 1;
/** The thread has sent what it found, or that it failed. */
export const isDone = 2;
/** It was taken back. */
export const isTaken = 3;

/** To the thread: values by number, sent once and kept until they are forgotten. */
export type SearchRequest =
  | { readonly kind: 'values'; readonly values: number; readonly texts: PackedTexts }
  | { readonly kind: 'forget'; readonly values: number }
  | {
      readonly kind: 'search';
      readonly search: number;
      readonly values: number;
      readonly scans: readonly Scan[];
      readonly state: Int32Array;
    };

/** From the thread: the codes of scan i are `codes[starts[i]..starts[i + 1])`; no lists if the search failed. */
export interface SearchAnswer {
  readonly search: number;
  readonly lists?: { readonly starts: Uint32Array<ArrayBuffer>; readonly codes: Uint32Array<ArrayBuffer> };
}
