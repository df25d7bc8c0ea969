import { literalTexts } from '../literal-texts.ts';
import { foldOrdinal, type Span } from '../../base/index.ts';
import { toEnginePattern } from '../regex/index.ts';
import type { ComparisonOperator, Literal } from '../rule-node.ts';
import { refuseSql, type SqlContext } from './compile-context.ts';
import { type FoldPairs, foldPairsFor } from './fold-pairs.ts';
import { joinSql, sql, type SqlFragment, textParameter } from './fragment.ts';
import { matchFunction, orderFunction, orderKey } from './sqlite-functions.ts';
import { combineTruths, constantTruth, decided, negateTruth, sqlFalse, type SqlTruth } from './truth.ts';

/** One comparison of a text: what is compared, how, with what, and where the rule says so. */
export interface TextComparison {
  readonly value: SqlFragment;
  readonly operator: ComparisonOperator;
  readonly literal: Literal;
  readonly span: Span;
}

/** Negative operators and what they negate. */
const positives: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  ne: 'eq',
  notStartsWith: 'startsWith',
  notEndsWith: 'endsWith',
  notContains: 'contains',
  notMatch: 'match',
  notIn: 'in',
};

/** The operator that a negative one negates; undefined for a positive one. */
export function positiveOperator(operator: ComparisonOperator): ComparisonOperator | undefined {
  return positives[operator];
}

/** What an object without a value answers to a comparison with a text: claims `rules/6-ne-null`, `rules/14-1-negative-operators-on-null`. */
export function matchesNull(context: SqlContext, operator: ComparisonOperator): boolean {
  return operator === 'ne' || (positives[operator] !== undefined && context.negativesMatchNull);
}

/**
 * A comparison of a text as spec rules 6 has it, NULL and the empty text being no value. NULL only where a value cannot be decided
 * (patterns), never because a value is NULL.
 */
export function compileText(context: SqlContext, comparison: TextComparison): SqlTruth {
  const { value, operator, literal } = comparison;
  if (literal.kind === 'null')
    return decided(sql`COALESCE(${value}, '') ${operator === 'eq' ? isEqual : isDifferent} ''`);
  const positive = positives[operator];
  const truth = compilePositive(context, { ...comparison, operator: positive ?? operator });
  if (positive === undefined) return truth;
  const negated = negateTruth(truth);
  return matchesNull(context, operator) ? negated : combineTruths('and', [hasText(value), negated]);
}

const isEqual: SqlFragment = sql`=`;
const isDifferent: SqlFragment = sql`<>`;

/** True for a text that is not empty. */
function hasText(value: SqlFragment): SqlTruth {
  return decided(sql`COALESCE(${value}, '') <> ''`);
}

/** A positive operator: false without a value. */
function compilePositive(context: SqlContext, comparison: TextComparison): SqlTruth {
  const { value, operator, literal, span } = comparison;
  const texts = literalTexts(literal);
  const unfit = texts.find((text) => !isSqlText(text));
  if (unfit !== undefined) {
    const message = `${context.dialect.title} cannot hold the text ${JSON.stringify(unfit)}: it has U+0000 or half a surrogate pair.`;
    return refuseSql(context, 'sql/text', span, message, 'Compare with a text that UTF-8 can express.');
  }
  const [first = ''] = texts;
  switch (operator) {
    case 'match':
      return compileMatchOperator(context, { ...comparison, value }, first);
    case 'le':
    case 'ge':
      return compileOrder(context, comparison, first);
    case 'eq':
    case 'in':
      return compileEquality(context, value, texts);
    default:
      return first === '' ? hasText(value) : compileSearch(context, value, operator, foldOrdinal(first));
  }
}

/** An empty text equals nothing: a value that is empty is none. */
function compileEquality(context: SqlContext, value: SqlFragment, texts: readonly string[]): SqlTruth {
  const folded = [...new Set(texts.filter((text) => text !== '').map(foldOrdinal))];
  const [only] = folded;
  if (only === undefined) return sqlFalse;
  const left = context.dialect.binary(foldFor(context, value, folded));
  const test =
    folded.length === 1
      ? sql`${left} = ${textParameter(only)}`
      : sql`${left} IN (${joinSql(folded.map(textParameter), ', ')})`;
  return decided(sql`COALESCE(${test}, FALSE)`);
}

function compileSearch(
  context: SqlContext,
  value: SqlFragment,
  operator: ComparisonOperator,
  folded: string,
): SqlTruth {
  const { dialect } = context;
  const left = foldFor(context, value, [folded]);
  const text = textParameter(folded);
  const test =
    operator === 'startsWith'
      ? dialect.startsWith(left, text)
      : operator === 'endsWith'
        ? dialect.endsWith(left, text, Array.from(folded).length)
        : dialect.contains(left, text);
  return decided(sql`COALESCE(${test}, FALSE)`);
}

/** The value with the letters folded that the texts make worth folding. */
function foldFor({ dialect }: SqlContext, value: SqlFragment, folded: readonly string[]): SqlFragment {
  const pairs: FoldPairs = foldPairsFor(folded);
  return pairs.from === '' ? value : dialect.fold(value, pairs);
}

function compileOrder(context: SqlContext, { value, operator, span }: TextComparison, text: string): SqlTruth {
  const { dialect } = context;
  if (dialect.patterns.kind === 'engine') {
    const message = `${dialect.title} orders texts in another way than the rule does, so that -${operator} on a text cannot be exported to it.`;
    return refuseSql(context, 'sql/text-order', span, message, 'The dialect sqlite can.');
  }
  context.functions.add(orderFunction);
  const order = operator === 'le' ? sql`<=` : sql`>=`;
  const key = sql`${functionName(orderFunction)}(${value})`;
  return combineTruths('and', [
    hasText(value),
    decided(sql`COALESCE(${key} ${order} ${textParameter(orderKey(text))}, FALSE)`),
  ]);
}

function functionName(name: string): SqlFragment {
  return { pieces: [name] };
}

function compileMatchOperator(context: SqlContext, { value, span }: TextComparison, pattern: string): SqlTruth {
  const { dialect } = context;
  const onValue = (test: SqlFragment): SqlFragment => sql`CASE WHEN ${value} <> '' THEN ${test} ELSE FALSE END`;
  if (dialect.patterns.kind === 'functions') {
    context.functions.add(matchFunction);
    const test = sql`${functionName(matchFunction)}(${textParameter(pattern)}, ${value})`;
    return { fragment: onValue(test), isDecided: false };
  }
  const { search } = dialect.patterns;
  const written = toEnginePattern(pattern, dialect.patterns);
  switch (written.kind) {
    case 'undecidable':
      return { fragment: onValue(sql`NULL`), isDecided: false };
    case 'refused': {
      const message = `The pattern ${JSON.stringify(pattern)} has no exact form in ${dialect.title}: ${written.reason}.`;
      const hint = 'Write it with -startsWith, -endsWith, -contains or a simpler pattern, or use the dialect sqlite.';
      return refuseSql(context, 'sql/pattern', span, message, hint);
    }
    case 'searches': {
      const tests = written.searches.map(({ pattern: text, found }) => {
        const test = decided(search(value, textParameter(text)));
        return found ? test : negateTruth(test);
      });
      return decided(onValue(combineTruths('and', tests).fragment));
    }
  }
}

/** True for a text that every engine can hold: no U+0000, no half of a surrogate pair. */
function isSqlText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

/** The answer to a comparison of something that never has a value. */
export function answerToNull(context: SqlContext, operator: ComparisonOperator, literal: Literal): SqlTruth {
  return constantTruth(literal.kind === 'null' ? operator === 'eq' : matchesNull(context, operator));
}
