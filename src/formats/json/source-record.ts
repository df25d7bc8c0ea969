import type { JsonObject } from '../../base/index.ts';

/** One object of a source, and where it begins. */
export interface SourceRecord {
  readonly value: JsonObject;
  /** From 1. */
  readonly line: number;
  /** From 1, counted over the file. */
  readonly number: number;
  /** `@odata.context` of the page, if it stood before the object. */
  readonly context: string | undefined;
}

/** Takes what a JSON source consists of. */
export interface RecordSink {
  onRecord(record: SourceRecord): void;
  /** A page was read to its end, with what stood around its `value`. */
  onPage(envelope: JsonObject): void;
}

/** Deepest nesting of a record; real ones have a handful of levels. */
export const maxDepth = 64;

/** Longest line or text in UTF-16 code units. */
export const maxTextLength = 64 * 1024 * 1024;
