import type { EpochMilliseconds } from '../../base/index.ts';
import type { ComparisonOperator, Literal, RuleNode } from '../rule-node.ts';
import type { DecodedElement } from './decoded-values.ts';
import { createElementTest } from './element-test.ts';
import { bodyKey, literalKey } from './literal-key.ts';
import { type InstantRange, type Predicate, type TimedPredicate, timed, timeless } from './predicate.ts';
import { answerForNull, createTextTest, type FoldedText, positiveOf } from './text-test.ts';
import { andBytes, isFalse, isTrue, notByte, orBytes, type TruthByte, truthOf } from './truth.ts';

type CompareNode = Extract<RuleNode, { kind: 'compare' }>;
type QuantifiedNode = Extract<RuleNode, { kind: 'quantified' }>;

/** `Direct Reports for`: the manager's id, compared as a text without regard to case. Claim `rules/8.1-direct-reports`. */
export function createManagerPredicate(managerId: string): TimedPredicate {
  return timeless(createTextPredicate('eq', { kind: 'text', value: managerId }, false));
}

/** A plain comparison (spec rules 6). */
export function createComparisonPredicate(node: CompareNode, negativesMatchNull: boolean): TimedPredicate {
  const { property, operator, value } = node;
  switch (property.type) {
    case 'boolean':
      return timeless(createBooleanPredicate(operator, value));
    case 'dateTime':
      return value.kind === 'now'
        ? timed((now) => createDatePredicate(operator, now + value.offset))
        : timeless(createDatePredicate(operator, value.kind === 'instant' ? value.value : null));
    case 'stringCollection':
      return timeless(createCollectionPredicate(operator, value, negativesMatchNull));
    default:
      return timeless(
        property.isFirstElement === true
          ? createFirstElementPredicate(operator, value, negativesMatchNull)
          : createTextPredicate(operator, value, negativesMatchNull),
      );
  }
}

/** `-any` or `-all`: over nothing, any is false and all is true. Claims `rules/6-any-empty`, `rules/6-all-empty`. */
export function createQuantifiedPredicate(node: QuantifiedNode, negativesMatchNull: boolean): TimedPredicate {
  const test = createElementTest(node.body, negativesMatchNull);
  const isAny = node.mode === 'any';
  const empty: TruthByte = isAny ? isFalse : isTrue;
  const settled: TruthByte = isAny ? isTrue : isFalse;
  const combine = isAny ? orBytes : andBytes;
  return timeless({
    key: `${node.mode} ${bodyKey(node.body)} ${negativesMatchNull}`,
    onNull: empty,
    test: (values, code) => {
      let truth: TruthByte = empty;
      for (const element of values.elements(code)) {
        truth = combine(truth, test(element));
        if (truth === settled) return truth;
      }
      return truth;
    },
    weight: isAny ? 0.2 : 0.5,
  });
}

function createTextPredicate(operator: ComparisonOperator, literal: Literal, negativesMatchNull: boolean): Predicate {
  const { onNull, test, wanted } = createTextTest(operator, literal, negativesMatchNull);
  return {
    key: textKey('text', operator, literal, onNull),
    onNull,
    // Only patterns look at the text as it stands; the others are spared fetching it.
    test: isPattern(operator)
      ? (values, code) => test(values.raw(code), values.folded(code))
      : (values, code) => test('', values.folded(code)),
    weight: weightOf(operator, literal),
    ...(literal.kind === 'null' ? { onValue: notByte(onNull) } : {}),
    ...(wanted === undefined ? {} : { wanted }),
  };
}

function createFirstElementPredicate(
  operator: ComparisonOperator,
  literal: Literal,
  negativesMatchNull: boolean,
): Predicate {
  const { onNull, test } = createTextTest(operator, literal, negativesMatchNull);
  return {
    key: textKey('first', operator, literal, onNull),
    onNull,
    test: (values, code) => {
      const text = textElement(values.elements(code)[0]);
      return text === null ? onNull : test(text.raw, text.folded);
    },
    weight: weightOf(operator, literal),
  };
}

/**
 * A plain operator on a collection: a positive one holds when some element satisfies it, a negative one when no element
 * satisfies the positive one (claim `rules/6-plain-on-collection`). A collection without elements is no value.
 */
function createCollectionPredicate(
  operator: ComparisonOperator,
  literal: Literal,
  negativesMatchNull: boolean,
): Predicate {
  const positive = positiveOf(operator);
  const onNull = answerForNull(operator, negativesMatchNull);
  const element = createTextTest(positive ?? operator, literal, negativesMatchNull);
  return {
    key: textKey('some', operator, literal, onNull),
    onNull,
    test: (values, code) => {
      const elements = values.elements(code);
      if (elements.length === 0) return onNull;
      let some: TruthByte = isFalse;
      for (const item of elements) {
        const text = textElement(item);
        some = orBytes(some, text === null ? element.onNull : element.test(text.raw, text.folded));
      }
      return positive === undefined ? some : notByte(some);
    },
    weight: weightOf(operator, literal),
  };
}

function createBooleanPredicate(operator: ComparisonOperator, literal: Literal): Predicate {
  const wanted = literal.kind === 'boolean' ? String(literal.value) : null;
  const answer = (isEqual: boolean): TruthByte => truthOf((operator === 'eq') === isEqual);
  return {
    key: `boolean ${operator} ${wanted ?? 'null'}`,
    onNull: answer(wanted === null),
    test: (values, code) => answer(values.raw(code) === wanted),
    weight: 0.6,
  };
}

/** Instants in UTC; `-ge` and `-le` include the bound. Claims `rules/6-dates-inclusive`, `rules/6-date-equality`. */
function createDatePredicate(operator: ComparisonOperator, wanted: EpochMilliseconds | null): Predicate {
  const compare = (instant: EpochMilliseconds | null): TruthByte => {
    if (operator === 'eq') return truthOf(instant === wanted);
    if (operator === 'ne') return truthOf(instant !== wanted);
    if (instant === null || wanted === null) return isFalse;
    return truthOf(operator === 'ge' ? instant >= wanted : instant <= wanted);
  };
  return {
    key: `date ${operator} ${wanted ?? 'null'}`,
    onNull: compare(null),
    test: (values, code) => compare(values.instant(code)),
    weight: 0.4,
    ...(wanted === null ? {} : { instants: instantRange(operator, wanted) }),
  };
}

function instantRange(operator: ComparisonOperator, wanted: EpochMilliseconds): InstantRange {
  const [from, to] = [operator === 'le' ? -Infinity : wanted, operator === 'ge' ? Infinity : wanted];
  return { from, to, isOutside: operator === 'ne' };
}

function textElement(element: DecodedElement | undefined): FoldedText | null {
  return element !== undefined && element !== null && 'raw' in element ? element : null;
}

function isPattern(operator: ComparisonOperator): boolean {
  return operator === 'match' || operator === 'notMatch';
}

function weightOf(operator: ComparisonOperator, literal: Literal): number {
  const share =
    literal.kind === 'list' ? 0.02 * literal.values.length : (shares[positiveOf(operator) ?? operator] ?? 0.5);
  const weight = literal.kind === 'null' ? 0.3 : Math.min(0.9, share);
  return positiveOf(operator) === undefined ? weight : 1 - weight;
}

/** Rough shares of objects that satisfy an operator, seen in published rules and tenants. */
const shares: Readonly<Partial<Record<ComparisonOperator, number>>> = {
  eq: 0.03,
  startsWith: 0.05,
  endsWith: 0.1,
  contains: 0.1,
  match: 0.15,
};

function textKey(reading: string, operator: ComparisonOperator, literal: Literal, onNull: TruthByte): string {
  return `${reading} ${operator} ${onNull} ${literalKey(literal)}`;
}
