import type { Span } from '../base/index.ts';
import type { Fix } from '../diagnostics/index.ts';
import { withParentheses } from './parentheses.ts';

const operatorBefore = /\s*[-\u2010-\u2015\u2212]?(?:and|or)\s*$/i;
const operatorBehind = /^\s*[-\u2010-\u2015\u2212]?(?:and|or)\s*/i;

/** A fix that takes one condition out of a list, with its own parentheses and the -and or -or beside it. */
export function removeCondition(text: string, list: Span, condition: Span, title: string): Fix {
  const { start, end } = withParentheses(text, list, condition);
  const before = operatorBefore.exec(text.slice(list.start, start));
  const behind = before === null ? operatorBehind.exec(text.slice(end, list.end)) : null;
  const span = { start: start - (before?.[0].length ?? 0), end: end + (behind?.[0].length ?? 0) };
  return { title, edits: [{ span, newText: '' }] };
}
