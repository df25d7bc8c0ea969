import { compareOrdinal, foldOrdinal } from '../../base/index.ts';
import { type CompiledMatch, compileMatch } from '../regex/index.ts';
import type { ComparisonOperator, Literal } from '../rule-node.ts';
import { isFalse, isOpen, isTrue, notByte, type TruthByte, truthOf } from './truth.ts';

/** A text as it stands, and folded for comparing (ordinal, case ignored). */
export interface FoldedText {
  readonly raw: string;
  readonly folded: string;
}

/** One comparison of a text, prepared once and asked for each distinct value. */
export interface TextTest {
  /** The answer for null, the empty string included. */
  readonly onNull: TruthByte;
  /** Which form of the text {@link TextTest.test} reads; patterns fold case themselves. */
  readonly reads: keyof FoldedText;
  /** The answer for a text that is not empty. */
  readonly test: (text: string) => TruthByte;
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
    return { onNull, reads: 'raw', test: () => onValue };
  }
  const onNull = answerForNull(operator, negativesMatchNull);
  const positive = positives[operator];
  if (positive === undefined) return { ...createPositiveTest(operator, literal), onNull };
  const { reads, test } = createPositiveTest(positive, literal);
  return { onNull, reads, test: (text) => notByte(test(text)) };
}

type PositiveTest = Omit<TextTest, 'onNull'>;

function createPositiveTest(operator: ComparisonOperator, literal: Literal): PositiveTest {
  if (literal.kind === 'list') {
    const wanted = new Set(literal.values.map(foldOrdinal));
    return { reads: 'folded', test: (text) => truthOf(wanted.has(text)), wanted: [...wanted] };
  }
  const operand = literal.kind === 'text' ? literal.value : '';
  if (operator === 'match') return { reads: 'raw', test: createPatternTest(operand) };
  const wanted = foldOrdinal(operand);
  const test = createFoldedTest(operator, wanted);
  return operator === 'eq' ? { reads: 'folded', test, wanted: [wanted] } : { reads: 'folded', test };
}

function createFoldedTest(operator: ComparisonOperator, wanted: string): (folded: string) => TruthByte {
  switch (operator) {
    case 'startsWith':
      return (folded) => truthOf(folded.startsWith(wanted));
    case 'endsWith':
      return (folded) => truthOf(folded.endsWith(wanted));
    case 'contains':
      return (folded) => truthOf(folded.includes(wanted));
    case 'le':
      return (folded) => truthOf(compareOrdinal(folded, wanted) <= 0);
    case 'ge':
      return (folded) => truthOf(compareOrdinal(folded, wanted) >= 0);
    default:
      return (folded) => truthOf(folded === wanted);
  }
}

/** Compiles when first asked: a rule that is only printed or linted needs no pattern. */
function createPatternTest(pattern: string): (raw: string) => TruthByte {
  let compiled: CompiledMatch | undefined;
  return (raw) => {
    compiled ??= compileMatch(pattern);
    const found = compiled.kind === 'matcher' ? compiled.test(raw) : undefined;
    return found === undefined ? isOpen : found ? isTrue : isFalse;
  };
}
