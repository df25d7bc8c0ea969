import type { Span } from '../base/index.ts';
import type { Fix } from '../diagnostics/index.ts';
import { printLiteral } from '../rules/index.ts';

const quoted = /"(?:`"|[^"])*"|'(?:''|[^'])*'/g;

/** Where a quoted value stands inside a condition, quotation marks included; the whole condition if it is not found. */
export function literalSpan(text: string, condition: Span, value: string): Span {
  for (const { start, end } of quotedSpans(text, condition)) {
    if (unquote(text.slice(start, end)) === value) return { start, end };
  }
  return condition;
}

/** A fix that replaces a quoted value, or nothing when it is not written in quotation marks. */
export function replaceLiteral(
  text: string,
  condition: Span,
  { from, to, title }: { readonly from: string; readonly to: string | null; readonly title: string },
): { readonly fix?: Fix } {
  const span = literalSpan(text, condition, from);
  if (span === condition) return {};
  const newText = printLiteral(to === null ? { kind: 'null' } : { kind: 'text', value: to });
  return { fix: { title, edits: [{ span, newText }] } };
}

/** The text with everything in quotation marks blanked, of the same length. */
export function blankQuoted(text: string): string {
  return text.replace(quoted, (match) => ' '.repeat(match.length));
}

function quotedSpans(text: string, { start, end }: Span): readonly Span[] {
  return [...text.slice(start, end).matchAll(quoted)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}

function unquote(literal: string): string {
  const inner = literal.slice(1, -1).replaceAll("''", "'");
  return literal.startsWith('"') ? inner.replaceAll('`"', '"') : inner;
}
