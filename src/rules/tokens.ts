import type { Span } from '../base/index.ts';
import type { OperatorName } from './keywords.ts';

/** A quoted text. `value` has its escapes resolved; `style` tells how it was quoted. */
export interface StringToken {
  readonly kind: 'string';
  readonly value: string;
  /** `backtick` is `` `"x`" `` outside a string, whose value includes the quotation marks. */
  readonly style: 'double' | 'single' | 'backtick' | 'typographic';
  readonly span: Span;
}

/** An operator word with or without its dash. */
export interface OperatorToken {
  readonly kind: 'operator';
  readonly operator: OperatorName;
  readonly hasDash: boolean;
  readonly text: string;
  readonly span: Span;
}

/**
 * Everything else that has a text: a `word` may hold dots (`user.department`, `system.now`, `P30D`, `$true`, an unquoted
 * GUID); `unknownOperator` is a dash with a word that is none; `bad` is a run of signs that mean nothing. The lexer has
 * reported the last two already.
 */
export interface TextToken {
  readonly kind: 'word' | 'number' | 'date' | 'unknownOperator' | 'bad';
  readonly text: string;
  readonly span: Span;
}

/** A bracket, a comma, or the end of the text. */
export interface SignToken {
  readonly kind: '(' | ')' | '[' | ']' | ',' | 'end';
  readonly text: string;
  readonly span: Span;
}

export type Token = StringToken | OperatorToken | TextToken | SignToken;

/** How a token is named in a message. */
export function nameOfToken(token: Token, text: string): string {
  if (token.kind === 'end') return 'the end of the rule';
  const raw = text.slice(token.span.start, token.span.end);
  return token.kind === 'string' ? shorten(raw) : `"${shorten(raw)}"`;
}

/** Cuts a quotation of the rule so that a message stays one line. */
export function shorten(text: string, most = 40): string {
  const oneLine = text.replace(/[\r\n\t]+/g, ' ');
  return oneLine.length <= most ? oneLine : `${oneLine.slice(0, most - 1)}…`;
}
