import { foldOrdinal } from '../../base/index.ts';
import { type LeafNode, nodeKey } from '../../checks/index.ts';
import { positiveOf } from '../../rules/index.ts';
import type { Answers, Truth } from './answers.ts';

/** Most conditions whose answers are combined freely. */
const mostFree = 10;

/** A test that the conditions on a property are made of. */
interface BasicTest {
  readonly key: string;
  readonly operator: string;
  readonly text: string;
}

/**
 * Combinations of answers that conditions on one property could give for a value that is none of their literals: every one that
 * is not excluded by what the texts say (what starts with "Sales EMEA" starts with "Sales"). Undefined when there are too many.
 * O(2^conditions), bounded.
 */
export function possibleAnswers(leaves: readonly LeafNode[]): readonly Answers[] | undefined {
  const tests = new Map<string, BasicTest>();
  const parts = leaves.map((leaf) => ({ key: nodeKey(leaf), ...basisOf(leaf) }));
  for (const { test } of parts) if (test !== undefined) tests.set(test.key, test);
  const free = [...tests.values()];
  if (free.length > mostFree) return undefined;
  const found: Answers[] = [];
  for (let bits = 0; bits < 2 ** free.length; bits++) {
    const holds = new Set(free.filter((_, index) => (bits >> index) & 1).map(({ key }) => key));
    if (isExcluded(free, holds)) continue;
    const truth = (isTrue: boolean): Truth => (isTrue ? 'true' : 'false');
    found.push(
      new Map(
        parts.map(({ key, test, isNegative }) => [
          key,
          truth((test !== undefined && holds.has(test.key)) !== isNegative),
        ]),
      ),
    );
  }
  return found;
}

/** The test behind a condition; none for equality, which is false of a value that is no literal. */
function basisOf(leaf: LeafNode): { readonly test: BasicTest | undefined; readonly isNegative: boolean } {
  if (leaf.kind !== 'compare')
    return { test: { key: nodeKey(leaf), operator: leaf.kind, text: '' }, isNegative: false };
  const { operator, value, property } = leaf;
  const positive = positiveOf(operator) ?? operator;
  const isNegative = positive !== operator;
  const isText =
    property.type === 'string' && (value.kind === 'text' || value.kind === 'list' || value.kind === 'null');
  if (isText && (positive === 'eq' || positive === 'in')) return { test: undefined, isNegative };
  if (!isText || value.kind !== 'text') return { test: { key: nodeKey(leaf), operator, text: '' }, isNegative: false };
  // Case matters in a pattern.
  const text = positive === 'match' ? value.value : foldOrdinal(value.value);
  return { test: { key: `${positive} ${text}`, operator: positive, text }, isNegative };
}

function isExcluded(tests: readonly BasicTest[], holds: ReadonlySet<string>): boolean {
  return tests.some(
    (strong) =>
      holds.has(strong.key) && tests.some((weak) => weak !== strong && !holds.has(weak.key) && implies(strong, weak)),
  );
}

function implies(strong: BasicTest, weak: BasicTest): boolean {
  if (weak.operator === 'contains') return isTextTest(strong) && strong.text.includes(weak.text);
  if (strong.operator !== weak.operator) return false;
  if (weak.operator === 'startsWith') return strong.text.startsWith(weak.text);
  return weak.operator === 'endsWith' && strong.text.endsWith(weak.text);
}

function isTextTest({ operator }: BasicTest): boolean {
  return operator === 'contains' || operator === 'startsWith' || operator === 'endsWith';
}
