import type { Span } from '../base/index.ts';

/** True when a pair of parentheses encloses the part and nothing else. */
export function isBracketed(text: string, { start, end }: Span): boolean {
  return /\(\s*$/.test(text.slice(0, start)) && /^\s*\)/.test(text.slice(end));
}

/** The span with the pairs of parentheses that enclose nothing else, inside `limit`. */
export function withParentheses(text: string, limit: Span, inner: Span): Span {
  let { start, end } = inner;
  for (;;) {
    const opening = /\(\s*$/.exec(text.slice(limit.start, start));
    const closing = /^\s*\)/.exec(text.slice(end, limit.end));
    if (opening === null || closing === null) return { start, end };
    start -= opening[0].length;
    end += closing[0].length;
  }
}
