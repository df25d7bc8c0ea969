import { lineColumnAt, type Span } from '../base/index.ts';
import { displayWidth } from './display-width.ts';

/** One line of a source, cut to a window, with what a caret line below it needs. */
export interface Excerpt {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The visible part of the line, safe to print; `…` stands for what was cut. */
  readonly text: string;
  /** Columns before the marked part, and columns of the marked part, at least one. */
  readonly indent: number;
  readonly width: number;
}

/**
 * The line of `text` on which `span` begins, cut to about `window` code units around it. A span that goes on over the end of
 * its line is marked to the end of the line. O(length).
 */
export function excerptAt(text: string, span: Span, window: number): Excerpt {
  const start = Math.min(span.start, text.length);
  const { line, column } = lineColumnAt(text, start);
  const lineStart = start - (column - 1);
  const lineEnd = endOfLine(text, start);
  const end = Math.min(Math.max(span.end, start), lineEnd);
  const { start: from, end: to } = cutLine({ start: lineStart, end: lineEnd }, start, window);
  const before = (from > lineStart ? '…' : '') + printable(text.slice(from, start));
  const marked = printable(text.slice(start, Math.min(end, to)));
  const after = printable(text.slice(Math.min(end, to), to)) + (to < lineEnd ? '…' : '');
  return {
    line,
    column,
    text: before + marked + after,
    indent: displayWidth(before),
    width: Math.max(1, displayWidth(marked)),
  };
}

/** The part of a line that is shown: a third of the window before `focus`, the rest after it. */
function cutLine(line: Span, focus: number, window: number): Span {
  if (line.end - line.start <= window) return line;
  const latest = line.end - window;
  const start = Math.min(Math.max(line.start, focus - Math.floor(window / 3)), latest);
  return { start, end: start + window };
}

function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/**
 * Makes a text safe to print on one line: control characters and half surrogate pairs become one visible sign, and signs
 * that reorder or hide their neighbours go.
 */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\p{Cf}/gu, '');
}
