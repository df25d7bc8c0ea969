import type { Fix } from './diagnostic.ts';

/** The text after the edits of a fix, which must be sorted and must not overlap. O(length). */
export function applyFix(text: string, fix: Fix): string {
  let mended = '';
  let position = 0;
  for (const { span, newText } of fix.edits) {
    mended += text.slice(position, span.start) + newText;
    position = span.end;
  }
  return mended + text.slice(position);
}
