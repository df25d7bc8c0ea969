import type { EpochMilliseconds, JsonObject, JsonValue } from '../../base/index.ts';
import { foldOrdinal, formatInstant } from '../../base/index.ts';
import { elementsOf, type LeafNode } from '../../checks/index.ts';
import { type ElementNode, literalTexts } from '../../rules/index.ts';

/** Values of one property that can tell conditions on it apart. */
export interface PropertyCases {
  /** Told apart as written in rules; likely ones first, null last. */
  readonly values: readonly JsonValue[];
  /** True when no other value can make a combination of the conditions come out otherwise. */
  readonly isComplete: boolean;
}

/** Values that are likelier than something else. */
const likelyOthers: Readonly<Record<string, readonly string[]>> = { userType: ['Guest', 'Member'] };

const plainOperators: ReadonlySet<string> = new Set(['eq', 'ne', 'in', 'notIn']);
const otherText = 'something else';
const otherGuid = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
const mostGroups = 5;

/**
 * Values that matter to conditions on one property: the literals themselves, near misses of them, something else, null. `used`
 * are values that the tenant has. O(literals).
 */
export function casesOfProperty(
  leaves: readonly LeafNode[],
  clock: EpochMilliseconds,
  used: readonly string[],
): PropertyCases {
  const [first] = leaves;
  if (first === undefined) return { values: [null], isComplete: true };
  if (first.kind === 'memberOf') return groupCases(leaves);
  if (first.kind === 'directReports') {
    const ids = leaves.flatMap((leaf) => (leaf.kind === 'directReports' ? [leaf.managerId] : []));
    return { values: [...new Set(ids), otherGuid, null], isComplete: true };
  }
  switch (first.property.type) {
    case 'boolean':
      return { values: [true, false, null], isComplete: true };
    case 'dateTime':
      return dateCases(leaves, clock);
    case 'string':
      return textCases(leaves, used);
    case 'stringCollection':
      return collectionCases(leaves);
    case 'objectCollection':
      return planCases(leaves);
    case 'memberOf':
      return groupCases(leaves);
  }
}

function textCases(leaves: readonly LeafNode[], used: readonly string[]): PropertyCases {
  const compared = leaves.flatMap((leaf) => (leaf.kind === 'compare' ? [leaf] : []));
  const isPlain = compared.length === leaves.length && compared.every(({ operator }) => plainOperators.has(operator));
  const patterns = compared.some(({ operator }) => operator === 'match' || operator === 'notMatch');
  const texts = compared.flatMap(({ value }) => literalTexts(value));
  const others = likelyOthers[compared[0]?.property.name ?? ''] ?? [];
  const near = isPlain ? [] : texts.flatMap((text) => [`${text} x`, `x ${text}`, `x ${text} x`, text.slice(0, -1)]);
  const values = unique([
    ...texts,
    ...near,
    ...(patterns ? [...used, ...texts.map(unescaped)] : []),
    ...others,
    otherText,
  ]);
  return { values: [...values, null], isComplete: isPlain };
}

/** A pattern as a text that it may match. */
function unescaped(pattern: string): string {
  return pattern.replaceAll(/^\^|\$$|\\(?=\W)/g, '').replaceAll('.*', 'x');
}

function dateCases(leaves: readonly LeafNode[], clock: EpochMilliseconds): PropertyCases {
  const literals = leaves.flatMap((leaf) => (leaf.kind === 'compare' ? [leaf.value] : []));
  const moments = literals.flatMap((literal) => {
    if (literal.kind === 'instant') return [literal.value];
    return literal.kind === 'now' ? [clock + literal.offset] : [];
  });
  const sorted = [...new Set(moments)].toSorted((a, b) => a - b);
  const values = sorted.flatMap((moment) => [moment - 1000, moment, moment + 1000]);
  const between = sorted.slice(1).map((moment, index) => Math.floor((moment + (sorted[index] ?? moment)) / 2));
  // With the clock, moving bounds pass fixed ones; what holds now need not hold later.
  const isMixed = new Set(literals.map(({ kind }) => kind).filter((kind) => kind !== 'null')).size > 1;
  const isApart = sorted.every((moment, index) => index === 0 || moment - (sorted[index - 1] ?? 0) > 2000);
  return {
    values: [...unique([...values, ...between].map(formatInstant)), null],
    isComplete: !isMixed && isApart,
  };
}

function collectionCases(leaves: readonly LeafNode[]): PropertyCases {
  const texts = unique(
    leaves.flatMap((leaf) => (leaf.kind === 'quantified' ? elementTexts(leaf.body) : literalsOf(leaf))),
  );
  const near = texts.flatMap((text) => [text, `${text} x`, `x ${text}`]);
  const ones = unique([...near, otherText]).map((text) => [text]);
  const pairs = texts.map((text) => [text, otherText]);
  return { values: [...ones, ...pairs, ...(texts.length > 1 ? [texts] : []), null], isComplete: false };
}

/** Plans with every combination of the states and services that the conditions name. */
function planCases(leaves: readonly LeafNode[]): PropertyCases {
  const elements = leaves.flatMap((leaf) => (leaf.kind === 'quantified' ? elementsOf(leaf.body) : []));
  const named = (field: string): readonly string[] =>
    unique(elements.flatMap((element) => (element.field === field ? literalTexts(element.value) : [])));
  const ids = [...named('servicePlanId'), otherGuid];
  const states = unique([...named('capabilityStatus'), 'Enabled', 'Deleted']);
  const services = [...named('service'), 'SomethingElse'];
  const plans = ids.flatMap((servicePlanId) =>
    states.flatMap((capabilityStatus) =>
      services.map((service): JsonObject => ({ servicePlanId, service, capabilityStatus })),
    ),
  );
  return { values: [...plans.map((plan) => [plan]), null], isComplete: false };
}

/** Every set of the groups that are named; membership in others changes nothing. */
function groupCases(leaves: readonly LeafNode[]): PropertyCases {
  const ids = unique(leaves.flatMap((leaf) => (leaf.kind === 'memberOf' ? leaf.groupIds : [])));
  const few = ids.slice(0, mostGroups);
  const sets = Array.from({ length: 2 ** few.length }, (_, bits) => few.filter((_id, index) => (bits >> index) & 1));
  return { values: sets.toSorted((a, b) => a.length - b.length), isComplete: few.length === ids.length };
}

function literalsOf(leaf: LeafNode): readonly string[] {
  return leaf.kind === 'compare' ? literalTexts(leaf.value) : [];
}

function elementTexts(body: ElementNode): readonly string[] {
  return elementsOf(body).flatMap(({ value }) => literalTexts(value));
}

/** Without empty texts and repetitions, whatever the case. */
function unique(texts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return texts.filter((text) => {
    const key = foldOrdinal(text);
    if (text === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
