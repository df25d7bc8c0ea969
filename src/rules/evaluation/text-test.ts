import { compareOrdinal, foldOrdinal } from '../../base/index.ts';
import { type CompiledMatch, compileMatch, parseDotnetPattern, requiredLiteral } from '../regex/index.ts';
import type { ComparisonOperator, Literal } from '../rule-node.ts';
import { isFalse, isOpen, notByte, type TruthByte, truthOf } from './truth.ts';

/** A text as it stands, and folded for comparing (ordinal, case ignored). */
export interface FoldedText {
  readonly raw: string;
  readonly folded: string;
}

/** One comparison of a text, prepared once and asked for each distinct value. */
export interface TextTest {
  /** The answer for null, the empty string included. */
  readonly onNull: TruthByte;
  /** The answer for a text that is not empty, given as it stands and folded. */
  readonly test: (raw: string, folded: string) => TruthByte;
  /** The folded texts, one of which a value must equal to satisfy the positive operator; undefined for other operators. */
  readonly wanted?: readonly string[];
}

const positives: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  ne: 'eq',
  notStartsWith: 'startsWith',
  notEndsWith: 'endsWith',
  notContains: 'contains',
  notMatch: 'match',
  notIn: 'in',
};

/** The operator that a negative one negates; undefined for a positive one. */
export function positiveOf(operator: ComparisonOperator): ComparisonOperator | undefined {
  return positives[operator];
}

/**
 * What an object without a value answers: false to every positive operator, true to `-ne`, and to the other negative ones
 * what `negativesMatchNull` says (claims `rules/6-ne-null`, `rules/14-1-negative-operators-on-null`).
 */
export function answerForNull(operator: ComparisonOperator, negativesMatchNull: boolean): TruthByte {
  return truthOf(operator === 'ne' || (positives[operator] !== undefined && negativesMatchNull));
}

/** Prepares a comparison of a text (spec rules 6). */
export function createTextTest(operator: ComparisonOperator, literal: Literal, negativesMatchNull: boolean): TextTest {
  if (literal.kind === 'null') {
    const onNull = truthOf(operator === 'eq');
    const onValue = notByte(onNull);
    return { onNull, test: () => onValue };
  }
  const onNull = answerForNull(operator, negativesMatchNull);
  const positive = positives[operator];
  if (positive === undefined) return { ...createPositiveTest(operator, literal), onNull };
  const { test } = createPositiveTest(positive, literal);
  return { onNull, test: (raw, folded) => notByte(test(raw, folded)) };
}

type PositiveTest = Omit<TextTest, 'onNull'>;

function createPositiveTest(operator: ComparisonOperator, literal: Literal): PositiveTest {
  if (literal.kind === 'list') {
    const wanted = new Set(literal.values.map(foldOrdinal));
    return { test: (_raw, folded) => truthOf(wanted.has(folded)), wanted: [...wanted] };
  }
  const operand = literal.kind === 'text' ? literal.value : '';
  if (operator === 'match') return { test: createPatternTest(operand) };
  const wanted = foldOrdinal(operand);
  const test = createFoldedTest(operator, wanted);
  return operator === 'eq' ? { test, wanted: [wanted] } : { test };
}

function createFoldedTest(operator: ComparisonOperator, wanted: string): TextTest['test'] {
  switch (operator) {
    case 'startsWith':
      return (_raw, folded) => truthOf(folded.startsWith(wanted));
    case 'endsWith':
      return (_raw, folded) => truthOf(folded.endsWith(wanted));
    case 'contains':
      return (_raw, folded) => truthOf(folded.includes(wanted));
    case 'le':
      return (_raw, folded) => truthOf(compareOrdinal(folded, wanted) <= 0);
    case 'ge':
      return (_raw, folded) => truthOf(compareOrdinal(folded, wanted) >= 0);
    default:
      return (_raw, folded) => truthOf(folded === wanted);
  }
}

/**
 * Compiles when first asked: a rule that is only printed or linted needs no pattern. A value without the text that every
 * match contains is settled without the engine, unless it has a line feed, which some patterns cannot decide.
 */
function createPatternTest(pattern: string): TextTest['test'] {
  let prepared: { readonly compiled: CompiledMatch; readonly literal: string | undefined } | undefined;
  return (raw, folded) => {
    prepared ??= { compiled: compileMatch(pattern), literal: literalOf(pattern) };
    const { compiled, literal } = prepared;
    if (compiled.kind !== 'matcher') return isOpen;
    if (literal !== undefined && !folded.includes(literal) && !raw.includes('\n')) return isFalse;
    const found = compiled.test(raw);
    return found === undefined ? isOpen : truthOf(found);
  };
}

function literalOf(pattern: string): string | undefined {
  const parsed = parseDotnetPattern(pattern);
  return parsed.ok ? requiredLiteral(parsed.ast) : undefined;
}
