import { coverSpans, type Span } from '../base/index.ts';
import type { ValueNode } from './parse-tree.ts';
import type { TokenCursor } from './token-cursor.ts';
import { nameOfToken, type Token } from './tokens.ts';

/**
 * value = string | number | boolean | null | date-value | array
 * date-value = date | date-string | now-expr | "(" , now-expr , ")" | "(" , date , ")"
 */
export function parseValue(cursor: TokenCursor): ValueNode {
  const token = cursor.peek();
  switch (token.kind) {
    case 'string':
      cursor.advance();
      return { kind: 'string', token, span: token.span };
    case 'number':
    case 'date':
      cursor.advance();
      return { kind: token.kind, text: token.text, span: token.span };
    case 'word':
      return parseWordValue(cursor, token.text, token.span);
    case '[':
      return parseArray(cursor, token.span);
    case '(':
      return parseParenthesisedDate(cursor, token);
    case 'operator':
      // A value that happens to be spelt like an operator and lacks its quotation marks.
      if (!token.hasDash && token.operator !== 'and' && token.operator !== 'or' && token.operator !== 'not') {
        cursor.advance();
        return { kind: 'word', text: token.text, span: token.span };
      }
      return missingValue(cursor, token);
    default:
      return missingValue(cursor, token);
  }
}

function parseWordValue(cursor: TokenCursor, text: string, span: Span): ValueNode {
  if (/^system\.now$/i.test(text)) return parseNow(cursor, span);
  cursor.advance();
  const plain = text.replace(/^\$/, '').toLowerCase();
  if (plain === 'true' || plain === 'false') return { kind: 'boolean', value: plain === 'true', span };
  if (plain === 'null') return { kind: 'null', span };
  return { kind: 'word', text, span };
}

/** now-expr = "system.now" , [ ( PLUS | MINUS ) , duration ]   (at most one offset) */
function parseNow(cursor: TokenCursor, start: Span): ValueNode {
  cursor.advance();
  const operator = cursor.peek();
  if (operator.kind !== 'operator' || (operator.operator !== 'plus' && operator.operator !== 'minus')) {
    return { kind: 'now', sign: 1, duration: undefined, durationSpan: start, span: start };
  }
  cursor.advance();
  const duration = cursor.peek();
  // Any single value is taken, as written: a quoted duration is a wrong operand and not a fault of grammar.
  const isDuration = ['word', 'string', 'number', 'date'].includes(duration.kind);
  if (isDuration) cursor.advance();
  else if (!cursor.isReported(duration)) {
    cursor.report(
      'rule/unexpected-token',
      duration.span,
      `expected a duration such as P30D, found ${nameOfToken(duration, cursor.text)}`,
    );
  }
  const end = isDuration ? duration.span : operator.span;
  rejectSecondOffset(cursor);
  const sign = operator.operator === 'plus' ? 1 : -1;
  return {
    kind: 'now',
    sign,
    duration: isDuration ? cursor.sliceOf(duration.span) : undefined,
    durationSpan: end,
    span: coverSpans(start, end),
  };
}

/** Claim `rules/3-one-offset`. */
function rejectSecondOffset(cursor: TokenCursor): void {
  for (
    let token = cursor.peek();
    token.kind === 'operator' && (token.operator === 'plus' || token.operator === 'minus');
    token = cursor.peek()
  ) {
    cursor.reportOnce(
      'rule/second-offset',
      token.span,
      `system.now takes one offset, found a second one (${token.text})`,
    );
    cursor.advance();
    if (cursor.isValueAt(0)) cursor.advance();
  }
}

function parseParenthesisedDate(cursor: TokenCursor, open: Token): ValueNode {
  const inner = cursor.peek(1);
  const isDate = inner.kind === 'date' || cursor.isWord(1, 'system.now');
  if (!isDate) return refuseParentheses(cursor, open);
  cursor.advance();
  const value = parseValue(cursor);
  const close = cursor.peek();
  if (close.kind === ')') {
    cursor.advance();
    return { ...value, span: coverSpans(open.span, close.span) };
  }
  cursor.reportOnce(
    'rule/missing-parenthesis',
    open.span,
    `expected ) to close this (, found ${nameOfToken(close, cursor.text)}`,
  );
  cursor.skipToConnector();
  return value;
}

/** Claim `rules/3-value-parentheses`. */
function refuseParentheses(cursor: TokenCursor, open: Token): ValueNode {
  cursor.advance();
  if (!cursor.isReported(cursor.peek())) {
    cursor.report('rule/unexpected-token', open.span, 'expected a value, found "("', {
      hint: 'Only dates stand in parentheses; lists stand in brackets: ["Sales","Ops"].',
    });
  }
  cursor.skipToClosing();
  if (cursor.peek().kind === ')') cursor.advance();
  return { kind: 'missing', span: open.span };
}

/** array = "[" , element , { "," , element } , "]"; what is wrong with elements is said by the checker. */
function parseArray(cursor: TokenCursor, open: Span): ValueNode {
  cursor.advance();
  const items: ValueNode[] = [];
  let emptyPlace: Span | undefined;
  for (let token = cursor.peek(); token.kind !== ']'; token = cursor.peek()) {
    if (token.kind === ',') {
      emptyPlace ??= token.span;
      cursor.advance();
      continue;
    }
    const isElement = token.kind === 'word' || (cursor.isValueAt(0) && token.kind !== '[');
    if (!isElement) return unclosedArray(cursor, open, items, token);
    items.push(parseValue(cursor));
    const separator = cursor.peek();
    if (separator.kind === ',') {
      cursor.advance();
      if (cursor.peek().kind === ']') emptyPlace ??= separator.span;
    } else if (separator.kind !== ']') {
      return unclosedArray(cursor, open, items, separator);
    }
  }
  const close = cursor.peek();
  cursor.advance();
  return { kind: 'array', items, emptyPlace, span: coverSpans(open, close.span) };
}

function unclosedArray(cursor: TokenCursor, open: Span, items: readonly ValueNode[], found: Token): ValueNode {
  if (!cursor.isReported(found)) {
    cursor.report(
      'rule/unclosed-list',
      found.span,
      `expected ] or , in the list, found ${nameOfToken(found, cursor.text)}`,
      {
        related: [{ message: 'opened here', span: open }],
        hint: 'Lists look like ["Sales","Ops"].',
      },
    );
  }
  for (
    let token = cursor.peek();
    token.kind === 'string' || token.kind === ',' || token.kind === 'number' || token.kind === 'bad';
    token = cursor.peek()
  )
    cursor.advance();
  if (cursor.peek().kind === ']') cursor.advance();
  const last = items[items.length - 1];
  return { kind: 'missing', span: last === undefined ? open : coverSpans(open, last.span) };
}

function missingValue(cursor: TokenCursor, token: Token): ValueNode {
  if (!cursor.isReported(token)) {
    const code = token.kind === 'end' ? 'rule/unexpected-end' : 'rule/unexpected-token';
    cursor.report(code, token.span, `expected a value, found ${nameOfToken(token, cursor.text)}`);
  }
  return { kind: 'missing', span: { start: token.span.start, end: token.span.start } };
}
