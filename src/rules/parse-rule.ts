import { coverSpans, type Span } from '../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode, type Fix } from '../diagnostics/index.ts';
import { isComparisonOperator } from './keywords.ts';
import { hintForOperator, tokenize } from './lexer.ts';
import type { ParseNode, Reference } from './parse-tree.ts';
import { parseValue } from './parse-value.ts';
import { TokenCursor } from './token-cursor.ts';
import { hintForBareName } from './property-hints.ts';
import { nameOfToken, type Token } from './tokens.ts';

/** A parse tree (with `missing` nodes where something is wrong) and everything found on the way, in order of position. */
export interface ParsedRule {
  readonly root: ParseNode;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

/** Errors that one check gives at most: more would not help anybody. */
export const mostErrors = 20;

/**
 * Parses a rule (spec rules 3). Never throws, reports several independent faults, always gives a tree. Linear in the length
 * of the text; runs of `(` and `not` do not deepen the stack.
 */
export function parseRule(text: string): ParsedRule {
  const { tokens, errors, warnings } = tokenize(text);
  const cursor = new TokenCursor(text, tokens, [...errors]);
  const root = parseWholeRule(cursor);
  const found = cursor.errors.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0)).slice(0, mostErrors);
  return { root, errors: found, warnings };
}

/** rule = direct-reports | expression */
function parseWholeRule(cursor: TokenCursor): ParseNode {
  if (cursor.peek().kind === 'end') {
    cursor.report('rule/empty', cursor.wholeSpan(), 'expected a rule, found nothing');
    return { kind: 'missing', span: cursor.wholeSpan() };
  }
  let root = parseExpression(cursor);
  while (cursor.peek().kind !== 'end') root = recover(cursor, root);
  return root;
}

/** Something stands after a complete expression: name it and go on behind it. */
function recover(cursor: TokenCursor, parsed: ParseNode): ParseNode {
  const token = cursor.peek();
  if (token.kind === ')') {
    cursor.report('rule/extra-parenthesis', token.span, 'this ) closes nothing', {
      fix: { title: 'Remove the parenthesis', edits: [{ span: token.span, newText: '' }] },
    });
    cursor.advance();
    return continueExpression(cursor, parsed);
  }
  if (isForeignConnector(cursor, token)) return recoverAtWord(cursor, parsed, token);
  if (startsCondition(token)) {
    cursor.report(
      'rule/missing-operator',
      token.span,
      `expected -and or -or between two conditions, found ${nameOfToken(token, cursor.text)}`,
    );
    const next = parseExpression(cursor);
    return { kind: 'and', children: [parsed, next], span: coverSpans(parsed.span, next.span) };
  }
  reportUnexpected(cursor, token, '-and, -or or the end of the rule');
  cursor.skipToConnector();
  return continueExpression(cursor, parsed);
}

/** A word between conditions is meant as a connector (`xor`) or belongs to the value before it: one fault either way. */
function recoverAtWord(cursor: TokenCursor, parsed: ParseNode, token: Token): ParseNode {
  if (!cursor.isReported(token)) {
    cursor.report(
      'rule/unknown-operator',
      token.span,
      `expected -and or -or, found ${nameOfToken(token, cursor.text)}`,
      token.kind === 'word' ? connectorHint(token.text) : {},
    );
  }
  cursor.advance();
  if (startsCondition(cursor.peek()) && !isForeignConnector(cursor, cursor.peek())) {
    const next = parseExpression(cursor);
    return { kind: 'and', children: [parsed, next], span: coverSpans(parsed.span, next.span) };
  }
  cursor.skipToConnector();
  return continueExpression(cursor, parsed);
}

function isForeignConnector(cursor: TokenCursor, token: Token): boolean {
  if (token.kind === 'unknownOperator') return true;
  return token.kind === 'word' && !token.text.includes('.') && !cursor.isWord(1, 'reports');
}

function connectorHint(word: string): { readonly hint: string } {
  return { hint: hintForOperator(word).hint ?? 'Texts of several words stand in quotation marks, too.' };
}

/** expression = and-expr , { OR , and-expr } */
function parseExpression(cursor: TokenCursor): ParseNode {
  return continueExpression(cursor, parseNot(cursor));
}

/** The rest of an expression whose first operand has been read. */
function continueExpression(cursor: TokenCursor, first: ParseNode): ParseNode {
  const branches = [continueConjunction(cursor, first)];
  while (cursor.acceptOperator('or')) branches.push(continueConjunction(cursor, parseNot(cursor)));
  return joined('or', branches);
}

/** and-expr = not-expr , { AND , not-expr } */
function continueConjunction(cursor: TokenCursor, first: ParseNode): ParseNode {
  const conditions = [first];
  while (cursor.acceptOperator('and')) conditions.push(parseNot(cursor));
  return joined('and', conditions);
}

/** not-expr = NOT , not-expr | primary */
function parseNot(cursor: TokenCursor): ParseNode {
  const spans: Span[] = [];
  for (let token = cursor.peek(); token.kind === 'operator' && token.operator === 'not'; token = cursor.peek()) {
    spans.push(token.span);
    cursor.advance();
  }
  let node = parsePrimary(cursor);
  for (const span of spans.toReversed()) node = { kind: 'not', child: node, span: coverSpans(span, node.span) };
  return node;
}

/** primary = "(" , expression , ")" | comparison | quantified | direct-reports */
function parsePrimary(cursor: TokenCursor): ParseNode {
  const opened: Token[] = [];
  for (let token = cursor.peek(); token.kind === '('; token = cursor.peek()) {
    opened.push(token);
    cursor.advance();
  }
  let node = opened.length === 0 ? parseCondition(cursor) : parseNot(cursor);
  for (let open = opened.pop(); open !== undefined; open = opened.pop()) {
    node = closeGroup(cursor, open, continueExpression(cursor, node));
  }
  return node;
}

function closeGroup(cursor: TokenCursor, open: Token, first: ParseNode): ParseNode {
  let child = first;
  while (startsCondition(cursor.peek())) child = recover(cursor, child);
  const token = cursor.peek();
  if (token.kind === ')') {
    cursor.advance();
    return { kind: 'group', child, span: coverSpans(open.span, token.span) };
  }
  if (token.kind !== 'end' && !cursor.isReported(token)) {
    reportUnexpected(cursor, token, ')');
    cursor.skipToClosing();
    if (cursor.peek().kind === ')') return closeGroup(cursor, open, child);
    return { kind: 'group', child, span: coverSpans(open.span, child.span) };
  }
  if (token.kind !== 'end') {
    cursor.skipToClosing();
    if (cursor.peek().kind === ')') return closeGroup(cursor, open, child);
  }
  if (token.kind === 'end' && cursor.isReported(token))
    return { kind: 'group', child, span: coverSpans(open.span, child.span) };
  cursor.reportOnce(
    'rule/missing-parenthesis',
    open.span,
    `expected ) to close this (, found ${nameOfToken(cursor.peek(), cursor.text)}`,
  );
  return { kind: 'group', child, span: coverSpans(open.span, child.span) };
}

/** comparison = property , bin-op , value | property , IN-OP , array;  quantified = collection , ( ANY | ALL ) , body */
function parseCondition(cursor: TokenCursor): ParseNode {
  const token = cursor.peek();
  if (token.kind === 'word' && /^direct$/i.test(token.text) && cursor.isWord(1, 'reports'))
    return parseDirectReports(cursor);
  if (token.kind !== 'word') return missingCondition(cursor, token);
  const reference = readReference(cursor, token.text, token.span);
  cursor.advance();
  const operator = cursor.peek();
  if (operator.kind === 'unknownOperator') {
    cursor.advance();
    const value = parseValue(cursor);
    return { kind: 'missing', span: coverSpans(reference.span, value.span) };
  }
  if (operator.kind !== 'operator') return bareProperty(cursor, reference, operator);
  if (operator.operator === 'any' || operator.operator === 'all') {
    cursor.advance();
    return parseQuantified(cursor, reference, operator.operator, operator.span);
  }
  if (isComparisonOperator(operator.operator) || (operator.operator === 'not' && cursor.isValueAt(1))) {
    cursor.advance();
    const value = parseValue(cursor);
    return {
      kind: 'comparison',
      reference,
      operator: isComparisonOperator(operator.operator) ? operator.operator : 'not',
      operatorSpan: operator.span,
      value,
      span: coverSpans(reference.span, value.span),
    };
  }
  return bareProperty(cursor, reference, operator);
}

/** string-collection , ( ANY | ALL ) , element-cmp  without parentheses takes exactly one comparison. */
function parseQuantified(
  cursor: TokenCursor,
  reference: Reference,
  mode: 'any' | 'all',
  operatorSpan: Span,
): ParseNode {
  const hasParentheses = cursor.peek().kind === '(';
  const body = hasParentheses ? parsePrimary(cursor) : parseCondition(cursor);
  const span = coverSpans(reference.span, body.span);
  const next = cursor.peek();
  if (!hasParentheses && next.kind === 'operator' && (next.operator === 'and' || next.operator === 'or')) {
    cursor.report(
      'rule/ambiguous-quantifier',
      coverSpans(operatorSpan, body.span),
      `-${mode} without parentheses is followed by -${next.operator}, which could belong to its condition or not`,
      { hint: `Put the condition of -${mode} in parentheses.`, fix: wrapInParentheses(body.span) },
    );
  }
  return { kind: 'quantified', reference, mode, operatorSpan, body, hasParentheses, span };
}

function wrapInParentheses({ start, end }: Span): Fix {
  const edits = [
    { span: { start, end: start }, newText: '(' },
    { span: { start: end, end }, newText: ')' },
  ];
  return { title: 'Put the condition in parentheses', edits };
}

/** direct-reports = "Direct" , "Reports" , "for" , string */
function parseDirectReports(cursor: TokenCursor): ParseNode {
  const start = cursor.peek().span;
  cursor.advance();
  let end = cursor.peek().span;
  cursor.advance();
  if (cursor.isWord(0, 'for')) {
    end = cursor.peek().span;
    cursor.advance();
  } else {
    reportUnexpected(cursor, cursor.peek(), '"for" after "Direct Reports"');
  }
  const token = cursor.peek();
  if (token.kind === 'string') {
    cursor.advance();
    return { kind: 'directReports', manager: token, span: coverSpans(start, token.span) };
  }
  if (!cursor.isReported(token)) reportUnexpected(cursor, token, 'the object id of the manager in quotation marks');
  if (token.kind === 'word' || token.kind === 'number') cursor.advance();
  return { kind: 'directReports', manager: undefined, span: coverSpans(start, end) };
}

function missingCondition(cursor: TokenCursor, token: Token): ParseNode {
  const span = token.span;
  if (!cursor.isReported(token)) {
    const code: DiagnosticCode = token.kind === 'end' ? 'rule/unexpected-end' : 'rule/expected-condition';
    cursor.report(
      code,
      span,
      `expected a condition such as user.department -eq "Sales", found ${nameOfToken(token, cursor.text)}`,
    );
  }
  const isConnector = token.kind === 'operator' && (token.operator === 'and' || token.operator === 'or');
  if (!isConnector && token.kind !== ')' && token.kind !== 'end') {
    cursor.advance();
    cursor.skipToConnector();
  }
  return { kind: 'missing', span };
}

function bareProperty(cursor: TokenCursor, reference: Reference, found: Token): ParseNode {
  if (found.kind === 'bad' || cursor.isReported(found)) {
    cursor.skipToConnector();
    return { kind: 'missing', span: reference.span };
  }
  if (found.kind === 'end' || found.kind === ')' || found.kind === 'operator') {
    cursor.report(
      found.kind === 'end' ? 'rule/unexpected-end' : 'rule/bare-property',
      reference.span,
      `expected an operator after "${cursor.sliceOf(reference.span)}", found ${nameOfToken(found, cursor.text)}`,
      { hint: 'A property alone is no condition; compare it, for example with -eq true.' },
    );
    if (found.kind === 'end') cursor.markReported(found);
  } else if (startsOperatorWord(found)) {
    cursor.report(
      'rule/unknown-operator',
      found.span,
      `expected an operator, found ${nameOfToken(found, cursor.text)}`,
    );
    cursor.advance();
    if (cursor.isValueAt(0)) parseValue(cursor);
  } else {
    reportUnexpected(cursor, found, 'an operator');
    cursor.skipToConnector();
  }
  return { kind: 'missing', span: reference.span };
}

function readReference(cursor: TokenCursor, text: string, span: Span): Reference {
  const dot = text.indexOf('.');
  if (text === '_') return { object: '', name: '_', span, nameSpan: span };
  if (dot < 0) {
    cursor.report('rule/missing-object', span, `expected a property such as user.department, found "${text}"`, {
      hint: hintForBareName(text),
    });
    return { object: '', name: text, span, nameSpan: span };
  }
  return {
    object: text.slice(0, dot),
    name: text.slice(dot + 1),
    span,
    nameSpan: { start: span.start + dot + 1, end: span.end },
  };
}

function reportUnexpected(cursor: TokenCursor, token: Token, expected: string): void {
  if (cursor.isReported(token)) return;
  const code: DiagnosticCode = token.kind === 'end' ? 'rule/unexpected-end' : 'rule/unexpected-token';
  cursor.report(code, token.span, `expected ${expected}, found ${nameOfToken(token, cursor.text)}`);
}

function startsCondition(token: Token): boolean {
  return token.kind === 'word' || token.kind === '(' || (token.kind === 'operator' && token.operator === 'not');
}

function startsOperatorWord(token: Token): boolean {
  return token.kind === 'word' && !token.text.includes('.');
}

function joined(kind: 'and' | 'or', children: readonly ParseNode[]): ParseNode {
  const [first] = children;
  const last = children[children.length - 1];
  if (first === undefined || last === undefined || children.length === 1)
    return first ?? { kind: 'missing', span: { start: 0, end: 0 } };
  return { kind, children, span: coverSpans(first.span, last.span) };
}

/** Makes a syntax error in the service's manner. */
export function syntaxError(code: DiagnosticCode, span: Span, message: string): Diagnostic {
  return createDiagnostic(code, { message: `Query compilation error: ${message}`, span });
}
