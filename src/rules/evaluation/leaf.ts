import { canonicalJson, type EpochMilliseconds, type JsonValue, parseInstant } from '../../base/index.ts';
import type { Semantics } from '../../model/index.ts';
import type { RuleNode } from '../rule-node.ts';
import type { RuleProperty } from '../rule-properties.ts';
import { createElementTest } from './element-test.ts';
import { createTextTest, positiveOf } from './text-test.ts';
import { andBytes, isFalse, isTrue, notByte, orBytes, type TruthByte } from './truth.ts';

/** A condition on one property: prepared once, asked for each distinct encoded value of the property's column. */
export interface Leaf {
  /** Equal for equal conditions at equal times: the key under which truth tables are shared. */
  readonly key: string;
  readonly onNull: TruthByte;
  /** The truth for a value as its column encodes it. */
  test(encoded: string): number;
}

type CompareNode = Extract<RuleNode, { kind: 'compare' }>;
type QuantifiedNode = Extract<RuleNode, { kind: 'quantified' }>;

/** Prepares `Direct Reports for`: the manager column, compared as a GUID. Claim `rules/8.1-direct-reports`. */
export function createManagerLeaf(managerId: string): Leaf {
  const wanted = managerId.toLowerCase();
  return {
    key: `manager ${wanted}`,
    onNull: isFalse,
    test: (encoded) => (encoded.toLowerCase() === wanted ? isTrue : isFalse),
  };
}

/** Prepares a plain comparison at a time. */
export function createComparisonLeaf(node: CompareNode, now: EpochMilliseconds, semantics: Semantics): Leaf {
  const negativeOnNull = semantics['null-negative-operators'] === 'match';
  switch (node.property.type) {
    case 'boolean':
      return createBooleanLeaf(node);
    case 'dateTime':
      return createDateLeaf(node, now);
    case 'stringCollection':
      return createCollectionLeaf(node, negativeOnNull);
    default:
      return createTextLeaf(node, negativeOnNull);
  }
}

/** Prepares `-any` or `-all`: over nothing, any is false and all is true. Claims `rules/6-any-empty`, `rules/6-all-empty`. */
export function createQuantifiedLeaf(node: QuantifiedNode, semantics: Semantics): Leaf {
  const negativeOnNull = semantics['null-negative-operators'] === 'match';
  const test = createElementTest(node.body, negativeOnNull);
  const isAny = node.mode === 'any';
  const empty = isAny ? isFalse : isTrue;
  const combine = isAny ? orBytes : andBytes;
  return {
    key: `${node.mode} ${node.property.name} ${bodyKey(node)} ${negativeOnNull}`,
    onNull: empty,
    test: (encoded) => readElements(encoded).reduce<number>((truth, element) => combine(truth, test(element)), empty),
  };
}

function createTextLeaf(node: CompareNode, negativeOnNull: boolean): Leaf {
  const { test, onNull } = createTextTest(node.operator, node.value, negativeOnNull);
  const key = comparisonKey(node, negativeOnNull);
  if (node.property.isFirstElement !== true) return { key, onNull, test };
  return {
    key: `first ${key}`,
    onNull,
    test: (encoded) => {
      const [first] = readElements(encoded);
      return typeof first === 'string' && first !== '' ? test(first) : onNull;
    },
  };
}

/** Positive: some element satisfies it; negative: none satisfies the positive operator. Claim `rules/6-plain-on-collection`. */
function createCollectionLeaf(node: CompareNode, negativeOnNull: boolean): Leaf {
  const positive = positiveOf(node.operator);
  const { test, onNull } = createTextTest(positive ?? node.operator, node.value, negativeOnNull);
  const some = (encoded: string): number =>
    readElements(encoded).reduce<number>(
      (truth, item) => orBytes(truth, typeof item === 'string' && item !== '' ? test(item) : onNull),
      isFalse,
    );
  return {
    key: `some ${comparisonKey(node, negativeOnNull)}`,
    onNull: positive !== undefined && negativeOnNull ? isTrue : isFalse,
    test: positive === undefined ? some : (encoded) => notByte(some(encoded)),
  };
}

function createBooleanLeaf(node: CompareNode): Leaf {
  const wanted = node.value.kind === 'boolean' ? String(node.value.value) : null;
  const answer = (isEqual: boolean): TruthByte => ((node.operator === 'eq') === isEqual ? isTrue : isFalse);
  return {
    key: comparisonKey(node, false),
    onNull: answer(wanted === null),
    test: (encoded) => answer(encoded === wanted),
  };
}

/** Instants in UTC, inclusive. Claims `rules/6-dates-inclusive`, `rules/6-date-equality`. */
function createDateLeaf(node: CompareNode, now: EpochMilliseconds): Leaf {
  const { operator, value } = node;
  const isEquality = operator === 'eq' || operator === 'ne';
  const wanted = value.kind === 'instant' ? value.value : value.kind === 'now' ? now + value.offset : null;
  const answer = (isEqual: boolean): TruthByte => ((operator === 'eq') === isEqual ? isTrue : isFalse);
  const compare = (instant: number | null): TruthByte => {
    if (isEquality) return answer(instant === wanted);
    if (instant === null || wanted === null) return isFalse;
    return (operator === 'ge' ? instant >= wanted : instant <= wanted) ? isTrue : isFalse;
  };
  return {
    key: `date ${operator} ${wanted ?? 'null'}`,
    onNull: compare(null),
    test: (encoded) => compare(parseInstant(encoded) ?? null),
  };
}

/** The instant at which a date condition on a stored value changes its answer, if that lies after `now`. */
export function crossingOf(node: CompareNode, encoded: string, now: EpochMilliseconds): EpochMilliseconds | undefined {
  if (node.value.kind !== 'now') return undefined;
  const instant = parseInstant(encoded);
  if (instant === undefined) return undefined;
  // -ge holds while now + offset <= instant: it ends one millisecond later. -le holds from instant = now + offset on.
  const crossing = node.operator === 'ge' ? instant - node.value.offset + 1 : instant - node.value.offset;
  return crossing > now ? crossing : undefined;
}

function comparisonKey({ property, operator, value }: CompareNode, negativeOnNull: boolean): string {
  return `${propertyKey(property)} ${operator} ${negativeOnNull} ${canonicalJson(value)}`;
}

function propertyKey(property: RuleProperty): string {
  return `${property.name}:${property.type}`;
}

function bodyKey(node: QuantifiedNode): string {
  return JSON.stringify(node.body, (key, value: unknown) => (key === 'span' ? undefined : value));
}

function readElements(encoded: string): readonly JsonValue[] {
  const value = JSON.parse(encoded) as JsonValue;
  return Array.isArray(value) ? value : [];
}
