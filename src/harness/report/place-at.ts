import type { SourceText, Span } from '../../base/index.ts';
import type { Place } from './place.ts';

const lineStarts = new WeakMap<SourceText, readonly number[]>();

/** Turns a span of a text into lines and columns. O(length) once for each text, then O(log lines). */
export function placeAt(source: SourceText, span: Span, file: string = source.name): Place {
  const start = positionAt(source, span.start);
  const end = positionAt(source, Math.max(span.start, span.end));
  return { file, ...start, endLine: end.line, endColumn: end.column };
}

function positionAt(source: SourceText, offset: number): { readonly line: number; readonly column: number } {
  const starts = startsOf(source);
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.min(offset, source.text.length) - (starts[low] ?? 0) + 1 };
}

function startsOf(source: SourceText): readonly number[] {
  const known = lineStarts.get(source);
  if (known !== undefined) return known;
  const { text } = source;
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  lineStarts.set(source, starts);
  return starts;
}
