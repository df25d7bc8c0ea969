import type { Span } from '../base/index.ts';
import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticDetails,
} from '../diagnostics/index.ts';
import type { OperatorName } from './keywords.ts';
import type { Token } from './tokens.ts';

const endToken: Token = { kind: 'end', text: '', span: { start: 0, end: 0 } };

/** Reads tokens one by one and gathers syntax errors, at most one for each place. */
export class TokenCursor {
  readonly text: string;
  readonly errors: Diagnostic[];
  readonly #tokens: readonly Token[];
  readonly #reportedAt = new Set<number>();
  #index = 0;

  constructor(text: string, tokens: readonly Token[], errors: Diagnostic[]) {
    this.text = text;
    this.#tokens = tokens;
    this.errors = errors;
    for (const { code, span } of errors) {
      if (span === undefined) continue;
      this.#reportedAt.add(span.start);
      // A text without its closing mark swallows the rest: what is missing at the end is no further fault.
      if (code === 'rule/unterminated-string') this.#reportedAt.add(span.end);
    }
  }

  /** The token `ahead` places on; the end of the rule for ever after the last one. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#index + ahead] ?? this.#tokens[this.#tokens.length - 1] ?? endToken;
  }

  advance(): void {
    if (this.#index < this.#tokens.length - 1) this.#index++;
  }

  /** Takes the operator if it is next. */
  acceptOperator(name: OperatorName): boolean {
    const token = this.peek();
    if (token.kind !== 'operator' || token.operator !== name) return false;
    this.advance();
    return true;
  }

  /** True when the token `ahead` places on is this word, in any case. */
  isWord(ahead: number, word: string): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && token.text.toLowerCase() === word;
  }

  /** True when a value can begin with the token `ahead` places on. */
  isValueAt(ahead: number): boolean {
    const token = this.peek(ahead);
    if (token.kind === 'word') return !/^(?:user|device)\./i.test(token.text);
    return token.kind === 'string' || token.kind === 'number' || token.kind === 'date' || token.kind === '[';
  }

  /** True when something was reported at the very place of a token. */
  isReported(token: Token): boolean {
    return this.#reportedAt.has(token.span.start);
  }

  /** Notes that a fault reported elsewhere covers this token, too. */
  markReported(token: Token): void {
    this.#reportedAt.add(token.span.start);
  }

  report(code: DiagnosticCode, span: Span, message: string, details: Partial<DiagnosticDetails> = {}): void {
    this.#reportedAt.add(span.start);
    this.errors.push(createDiagnostic(code, { message: `Query compilation error: ${message}`, span, ...details }));
  }

  /** Reports unless something was reported there. */
  reportOnce(code: DiagnosticCode, span: Span, message: string, details: Partial<DiagnosticDetails> = {}): void {
    if (!this.#reportedAt.has(span.start)) this.report(code, span, message, details);
  }

  /** Moves to the next -and, -or or ) outside parentheses that begin on the way, or to the end. */
  skipToConnector(): void {
    let depth = 0;
    for (let token = this.peek(); token.kind !== 'end'; token = this.peek()) {
      const isConnector = token.kind === 'operator' && (token.operator === 'and' || token.operator === 'or');
      if (depth === 0 && (isConnector || token.kind === ')')) return;
      if (token.kind === '(') depth++;
      if (token.kind === ')') depth--;
      this.advance();
    }
  }

  /** Moves to the ) that closes the present group, or to the end. */
  skipToClosing(): void {
    let depth = 0;
    for (let token = this.peek(); token.kind !== 'end'; token = this.peek()) {
      if (token.kind === ')' && depth === 0) return;
      if (token.kind === '(') depth++;
      if (token.kind === ')') depth--;
      this.advance();
    }
  }

  sliceOf({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  wholeSpan(): Span {
    return { start: 0, end: this.text.length };
  }
}
