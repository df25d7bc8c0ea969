import type { Scan } from '../../rules/index.ts';
import type { PackedTexts } from './packed-texts.ts';

/** Somebody who can search values at the same time as we do other things: a thread. What it finds is what `searchScans` finds. */
export interface SearchHelper {
  /**
   * Asks for a search, of which the helper may or may not begin. The values are those of a frozen dictionary; no scan is for
   * whole values.
   */
  begin(values: PackedTexts, scans: readonly Scan[]): BegunSearch;
}

/** A search that a helper was asked for. */
export interface BegunSearch {
  /**
   * What was found, by scan, waiting for the end of a search that has begun. Undefined if it has not begun, or failed: then
   * it is taken back, and the caller has to search. Is called once, unless the search is dropped.
   */
  take(): readonly Uint32Array[] | undefined;
  /** Nobody needs it any more. */
  drop(): void;
}
