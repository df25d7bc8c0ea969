/** A half-open range of UTF-16 code units: `start` from 0, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A position for people: line and column count from 1, columns in UTF-16 code units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** A named text that diagnostics point into, e.g. a change set file or the rule of a group. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/** Converts an offset into a line and column. `\r\n`, `\n` and `\r` each end a line. O(offset). */
export function lineColumnAt(text: string, offset: number): LineColumn {
  let line = 1;
  let lineStart = 0;
  const end = Math.min(offset, text.length);
  for (let index = 0; index < end; index++) {
    const unit = text.charCodeAt(index);
    const endsLine = unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10);
    if (endsLine) {
      line++;
      lineStart = index + 1;
    }
  }
  return { line, column: end - lineStart + 1 };
}

/** The smallest span that covers both. */
export function coverSpans(first: Span, last: Span): Span {
  return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
