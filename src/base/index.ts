export { base64Url } from './base64-url.ts';
export { canonicalJson, isJsonObject } from './canonical-json.ts';
export type { JsonObject, JsonValue } from './canonical-json.ts';
export { escapePattern } from './escape-pattern.ts';
export { isGuid } from './guid.ts';
export { hashBytes } from './hash-bytes.ts';
export { addHash, formatHash, hashText, mixHash, prefixedHash, subtractHash } from './hash.ts';
export type { Hash64 } from './hash.ts';
export { formatInstant, parseDuration, parseInstant } from './instant.ts';
export type { Duration, EpochMilliseconds } from './instant.ts';
export { invariant, InvariantError } from './invariant.ts';
export { compareOrdinal, equalsOrdinalIgnoreCase, foldOrdinal, foldUnit } from './ordinal.ts';
export { MappedMap } from './mapped-map.ts';
export { OverlayMap } from './overlay-map.ts';
export { createRandom, guidFromWords } from './random.ts';
export type { Random } from './random.ts';
export { err, ok } from './result.ts';
export type { Result } from './result.ts';
export {
  differenceRows,
  emptyRowSet,
  equalRows,
  filterRows,
  hasCommonRow,
  intersectRows,
  patchRows,
  rowSetLater,
  rowSetOf,
  isBitmapSmaller,
  rowSetOfSorted,
  rowSetOfWords,
  rowSetWords,
  unionRows,
} from './row-set.ts';
export type { RowSet } from './row-set.ts';
export { shellWord } from './shell-word.ts';
export { coverSpans, lineColumnAt } from './source-text.ts';
export type { LineColumn, SourceText, Span } from './source-text.ts';
export { systemClock } from './system-clock.ts';
export { sharedBuffer } from './shared-buffer.ts';
export { mostTextBytes, readTextBytes, writeTextBytes } from './text-bytes.ts';
export { ToolError } from './tool-error.ts';
export type { ToolErrorInit } from './tool-error.ts';
