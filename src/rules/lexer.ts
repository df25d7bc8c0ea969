import type { Span } from '../base/index.ts';
import { createDiagnostic, didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import { findOperator, foreignOperators, operatorNames } from './keywords.ts';
import { isTypographicQuote, scanBacktickString, scanString, scanTypographicString } from './scan-string.ts';
import { shorten, type SignToken, type StringToken, type Token } from './tokens.ts';

/** The tokens of a text, always with an `end` last, and what the lexer has to say. */
export interface Lexed {
  readonly tokens: readonly Token[];
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

interface LexerState {
  readonly text: string;
  readonly tokens: Token[];
  readonly errors: Diagnostic[];
  readonly warnings: Diagnostic[];
  position: number;
}

/** Claim `rules/2-white-space`. */
const blanks = /[ \t\r\n\u00A0]+/y;
/** An unquoted GUID is one word, so that the missing quotation marks can be named. */
const guid = /[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\w.])/y;
const date = /\d{4}-\d{2}-\d{2}(?:[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?(?![\w.:])/y;
/** Looks like a date and is none: one word, so that the operand is at fault and not the signs in it. */
const brokenDate = /\d{1,4}-\d{1,2}-\d{1,4}(?:[Tt:.\d][\w:.]*)?/y;
const number = /\d+(?![\w.])/y;
const word = /(?:\$(?:true|false|null)(?![\w.])|[A-Za-z0-9_][\w.]*)/iy;
/** Hyphen-minus, the dashes U+2010 to U+2015 and the minus sign. Claims `rules/2-operator-prefix`, `rules/2-other-dashes`. */
const dashedWord = /[-\u2010-\u2015\u2212]([A-Za-z]\w*)/y;
const knownSign = /[\s()[\],"'`\w$\-\u2010-\u2015\u2212“”„‟‘’‚‛]/u;

/** Splits a rule into tokens (spec rules 2). Never throws; every sign that means nothing is an error. O(length). */
export function tokenize(text: string): Lexed {
  const state: LexerState = { text, tokens: [], errors: [], warnings: [], position: 0 };
  for (;;) {
    state.position += matchAt(blanks, state)?.[0].length ?? 0;
    if (state.position >= text.length) break;
    const token = readToken(state);
    state.tokens.push(token);
    state.position = token.span.end;
  }
  const last = state.tokens[state.tokens.length - 1]?.span.end ?? 0;
  state.tokens.push({ kind: 'end', text: '', span: { start: last, end: last } });
  return state;
}

function readToken(state: LexerState): Token {
  const sign = state.text.charAt(state.position);
  switch (sign) {
    case '(':
    case ')':
    case '[':
    case ']':
    case ',':
      return readSign(state, sign);
    case '"':
    case "'":
      return readString(state);
    default:
      break;
  }
  if (sign === '`' && state.text.charAt(state.position + 1) === '"') return readBacktickString(state);
  if (isTypographicQuote(sign)) return readTypographicString(state);
  return readTextual(state) ?? readBadSigns(state);
}

function readSign(state: LexerState, kind: SignToken['kind']): Token {
  return { kind, text: kind, span: spanFrom(state, state.position + 1) };
}

function readTextual(state: LexerState): Token | undefined {
  const bare = matchAt(guid, state);
  if (bare !== null) return { kind: 'word', text: bare[0], span: spanOfMatch(state, bare) };
  const day = matchAt(date, state);
  if (day !== null) return { kind: 'date', text: day[0], span: spanOfMatch(state, day) };
  const broken = matchAt(brokenDate, state);
  if (broken !== null) return { kind: 'word', text: broken[0], span: spanOfMatch(state, broken) };
  const digits = matchAt(number, state);
  if (digits !== null) return { kind: 'number', text: digits[0], span: spanOfMatch(state, digits) };
  const plain = matchAt(word, state);
  if (plain !== null) return readWord(plain[0], spanOfMatch(state, plain));
  const dashed = matchAt(dashedWord, state);
  return dashed === null ? undefined : readDashedWord(state, dashed);
}

function readWord(text: string, span: Span): Token {
  const operator = findOperator(text);
  if (operator !== undefined) return { kind: 'operator', operator, hasDash: false, text, span };
  return { kind: 'word', text, span };
}

function readDashedWord(state: LexerState, match: RegExpExecArray): Token {
  const [text, name = ''] = match;
  const span = spanOfMatch(state, match);
  const operator = findOperator(name);
  if (operator !== undefined) return { kind: 'operator', operator, hasDash: true, text, span };
  state.errors.push(
    createDiagnostic('rule/unknown-operator', {
      message: `Query compilation error: expected an operator, found "${shorten(text)}"`,
      span,
      ...hintForOperator(name),
    }),
  );
  return { kind: 'unknownOperator', text, span };
}

/** What to write instead of a word that is no operator. */
export function hintForOperator(name: string): { readonly hint?: string } {
  const foreign = Object.hasOwn(foreignOperators, name.toLowerCase())
    ? foreignOperators[name.toLowerCase()]
    : undefined;
  const hint = foreign ?? didYouMean(name, operatorNames, '-');
  return hint === undefined ? {} : { hint };
}

function readString(state: LexerState): Token {
  const { position } = state;
  const style = state.text.charAt(position) === '"' ? 'double' : 'single';
  const scanned = scanString(state.text, position);
  const span = spanFrom(state, scanned.end);
  if (!scanned.isClosed) return reportUnterminated(state, { kind: 'string', value: scanned.value, style, span });
  for (const lone of scanned.loneApostrophes) {
    state.warnings.push(
      createDiagnostic('rule/lone-apostrophe', {
        message: "A single ' in a text is read as itself here, but the service is reported not to match it reliably",
        span: lone,
        hint: "Write the apostrophe twice: ''",
        fix: { title: 'Double the apostrophe', edits: [{ span: lone, newText: "''" }] },
      }),
    );
  }
  return { kind: 'string', value: scanned.value, style, span };
}

function readBacktickString(state: LexerState): Token {
  const scanned = scanBacktickString(state.text, state.position);
  const span = spanFrom(state, scanned.end);
  const token: StringToken = { kind: 'string', value: scanned.value, style: 'backtick', span };
  if (!scanned.isClosed) return reportUnterminated(state, token);
  state.warnings.push(
    createDiagnostic('rule/backtick-quotes', {
      message: 'A value written `"…`" is documented to include the quotation marks, which is rarely meant',
      span,
      hint: `Write "${scanned.value}" unless the value really has quotation marks around it`,
      fix: {
        title: 'Use plain quotation marks',
        edits: [
          { span: { start: span.start, end: span.start + 2 }, newText: '"' },
          { span: { start: span.end - 2, end: span.end }, newText: '"' },
        ],
      },
    }),
  );
  return token;
}

function reportUnterminated(state: LexerState, token: StringToken): Token {
  const opener = token.style === 'backtick' ? '`"' : state.text.charAt(token.span.start);
  const opened = { start: token.span.start, end: token.span.start + opener.length };
  const hasTypographic = /[“”‘’]/.test(token.value);
  state.errors.push(
    createDiagnostic('rule/unterminated-string', {
      message: `Query compilation error: expected ${opener} to close the text, found the end of the rule`,
      span: token.span,
      related: [{ message: 'opened here', span: opened }],
      hint: hasTypographic
        ? `A text that begins with ${opener} ends with ${opener}; typographic quotes do not count`
        : `A text that begins with ${opener} ends with ${opener}`,
    }),
  );
  return token;
}

function readTypographicString(state: LexerState): Token {
  const scanned = scanTypographicString(state.text, state.position);
  const span = spanFrom(state, scanned.end);
  const opening = { start: span.start, end: span.start + 1 };
  const closing = { start: span.end - 1, end: span.end };
  state.errors.push(
    createDiagnostic('rule/typographic-quote', {
      message: `Query compilation error: expected a straight quotation mark, found ${state.text.charAt(span.start)}`,
      span: scanned.isClosed ? span : opening,
      hint: 'Use straight quotation marks (" or \'); typographic ones come from word processors',
      ...(scanned.isClosed && !/["'`]/.test(scanned.value)
        ? {
            fix: {
              title: 'Use straight quotation marks',
              edits: [
                { span: opening, newText: '"' },
                { span: closing, newText: '"' },
              ],
            },
          }
        : {}),
    }),
  );
  return { kind: 'string', value: scanned.value, style: 'typographic', span };
}

function readBadSigns(state: LexerState): Token {
  let end = state.position + 1;
  while (end < state.text.length && !knownSign.test(state.text.charAt(end))) end++;
  const span = spanFrom(state, end);
  const text = state.text.slice(span.start, span.end);
  const isDash = /^[-\u2010-\u2015\u2212]/.test(text);
  state.errors.push(
    createDiagnostic('rule/unknown-sign', {
      message: `Query compilation error: unexpected ${describeSigns(text)}`,
      span,
      hint: isDash
        ? 'A dash belongs directly before an operator, as in -eq'
        : 'Texts stand in quotation marks; nothing else may hold this sign',
    }),
  );
  return { kind: 'bad', text, span };
}

/** Signs that a terminal would hide are named by their number. */
function describeSigns(text: string): string {
  const [first = ''] = text;
  const isVisible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(first);
  if (isVisible) return `sign "${shorten(text)}"`;
  const code = (first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `sign U+${code}`;
}

function matchAt(pattern: RegExp, state: LexerState): RegExpExecArray | null {
  pattern.lastIndex = state.position;
  return pattern.exec(state.text);
}

function spanOfMatch(state: LexerState, match: RegExpExecArray): Span {
  return spanFrom(state, state.position + match[0].length);
}

function spanFrom(state: LexerState, end: number): Span {
  return { start: state.position, end };
}
