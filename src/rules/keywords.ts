import type { ComparisonOperator } from './rule-node.ts';

/** Every word of the language that may carry a dash, in the documentation's spelling. */
export type OperatorName = ComparisonOperator | 'and' | 'or' | 'not' | 'any' | 'all' | 'plus' | 'minus';

/** Comparison operators in the documentation's order. */
const comparisonOperators: readonly ComparisonOperator[] = [
  'eq',
  'ne',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'contains',
  'notContains',
  'match',
  'notMatch',
  'in',
  'notIn',
  'le',
  'ge',
];

/** All operators, the words that a misspelt one is compared with. */
export const operatorNames: readonly OperatorName[] = [
  ...comparisonOperators,
  'and',
  'or',
  'not',
  'any',
  'all',
  'plus',
  'minus',
];

const operatorsByLowerCase = new Map(operatorNames.map((name) => [name.toLowerCase(), name]));

/** Finds an operator by its word without dash, in any case (claim `rules/2-operator-spelling`). */
export function findOperator(word: string): OperatorName | undefined {
  return operatorsByLowerCase.get(word.toLowerCase());
}

const comparisonNames: ReadonlySet<string> = new Set(comparisonOperators);

/** True for the operators that stand between a property and a value. */
export function isComparisonOperator(name: OperatorName): name is ComparisonOperator {
  return comparisonNames.has(name);
}

/** Operators of other languages, and what to write instead. Claim `rules/5.4-no-other-operators`. */
export const foreignOperators: Readonly<Record<string, string>> = {
  gt: 'There is no -gt: dates have -ge, texts have no order.',
  lt: 'There is no -lt: dates have -le, texts have no order.',
  like: 'There is no -like: use -startsWith, -endsWith, -contains or -match.',
  notlike: 'There is no -notLike: use -notStartsWith, -notEndsWith, -notContains or -notMatch.',
  xor: 'There is no -xor: write (a -and -not (b)) -or (b -and -not (a)).',
  equals: 'The operator is spelt -eq.',
  is: 'The operator is spelt -eq.',
  isnot: 'The operator is spelt -ne.',
};
