import { equalsOrdinalIgnoreCase, foldOrdinal } from '../../base/index.ts';
import { compileMatch } from '../regex/index.ts';
import type { ComparisonOperator, Literal } from '../rule-node.ts';
import { isFalse, isOpen, isTrue, notByte, type TruthByte } from './truth.ts';

/** Decides one comparison of a text: prepared once, asked for each distinct value. Null has its own answer. */
export interface TextTest {
  readonly onNull: TruthByte;
  /** For a text that is not empty. */
  test(text: string): number;
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
 * Prepares a comparison of a text (spec rules 6). `negativeOnNull` is what the negative text operators say of an object
 * without a value; `-ne` always says true (claims `rules/6-ne-null`, `rules/14-1-negative-operators-on-null`).
 */
export function createTextTest(operator: ComparisonOperator, literal: Literal, negativeOnNull: boolean): TextTest {
  if (literal.kind === 'null') {
    const onNull = operator === 'eq' ? isTrue : isFalse;
    return { onNull, test: () => notByte(onNull) };
  }
  const positive = positives[operator];
  const test = createPositiveTest(positive ?? operator, literal);
  if (positive === undefined) return { onNull: isFalse, test };
  return { onNull: operator === 'ne' || negativeOnNull ? isTrue : isFalse, test: (text) => notByte(test(text)) };
}

function createPositiveTest(operator: ComparisonOperator, literal: Literal): (text: string) => number {
  if (literal.kind === 'list') {
    const wanted = new Set(literal.values.map(foldOrdinal));
    return (text) => (wanted.has(foldOrdinal(text)) ? isTrue : isFalse);
  }
  const operand = literal.kind === 'text' ? literal.value : '';
  const folded = foldOrdinal(operand);
  switch (operator) {
    case 'eq':
      return (text) => (equalsOrdinalIgnoreCase(text, operand) ? isTrue : isFalse);
    case 'startsWith':
      return (text) => (equalsOrdinalIgnoreCase(text.slice(0, operand.length), operand) ? isTrue : isFalse);
    case 'endsWith':
      return (text) =>
        text.length >= operand.length && equalsOrdinalIgnoreCase(text.slice(text.length - operand.length), operand)
          ? isTrue
          : isFalse;
    case 'contains':
      return (text) => (foldOrdinal(text).includes(folded) ? isTrue : isFalse);
    case 'le':
      return (text) => (foldOrdinal(text) <= folded ? isTrue : isFalse);
    case 'ge':
      return (text) => (foldOrdinal(text) >= folded ? isTrue : isFalse);
    default:
      return createPatternTest(operand);
  }
}

function createPatternTest(pattern: string): (text: string) => number {
  const compiled = compileMatch(pattern);
  if (compiled.kind !== 'matcher') return () => isOpen;
  return (text) => {
    const found = compiled.test(text);
    if (found === undefined) return isOpen;
    return found ? isTrue : isFalse;
  };
}
