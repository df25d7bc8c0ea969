import type { Span } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { Semantics } from '../../model/index.ts';
import { type ComparisonOperator, type Literal, printElement, printNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { elementsOf, leavesOf } from '../rule-walk.ts';
import { type PlainTest, plainTestOf } from '../plain-test.ts';

/** `-match` where a plain operator says the same. */
export const costlyOperator: Check = {
  id: 'lint/costly-operator',
  needsTenant: false,
  fix: 'keepsMeaning',
  run: ({ rule, semantics }) => {
    if (rule === undefined) return [];
    return leavesOf(rule.root).flatMap(({ node }): readonly Diagnostic[] => {
      if (node.kind === 'quantified') {
        return elementsOf(node.body).flatMap((element) =>
          cheaper(
            { ...element, takesEquality: true, print: (plain) => printElement({ ...element, ...plain }) },
            semantics,
          ),
        );
      }
      if (node.kind !== 'compare') return [];
      const takesEquality = node.property.type === 'string';
      return cheaper({ ...node, takesEquality, print: (plain) => printNode({ ...node, ...plain }) }, semantics);
    });
  },
};

interface Comparison {
  readonly operator: ComparisonOperator;
  readonly value: Literal;
}

interface PatternTest extends Comparison {
  readonly span: Span;
  /** Collections as a whole do not take -eq. */
  readonly takesEquality: boolean;
  readonly print: (comparison: Comparison) => string;
}

const negations = {
  startsWith: 'notStartsWith',
  endsWith: 'notEndsWith',
  contains: 'notContains',
  eq: 'ne',
} as const satisfies Readonly<Record<PlainTest['operator'], ComparisonOperator>>;

function cheaper(
  { operator, value, span, takesEquality, print }: PatternTest,
  semantics: Semantics,
): readonly Diagnostic[] {
  if ((operator !== 'match' && operator !== 'notMatch') || value.kind !== 'text') return [];
  const plain = plainTestOf(value.value);
  if (plain === undefined || (plain.operator === 'eq' && !takesEquality)) return [];
  const name = operator === 'match' ? plain.operator : negations[plain.operator];
  // -ne is true for null in every reading, -notMatch only in the default one.
  if (name === 'ne' && semantics['null-negative-operators'] !== 'match') return [];
  const newText = print({ operator: name, value: { kind: 'text', value: plain.text } });
  return [
    createDiagnostic('lint/costly-operator', {
      message: `-${operator} "${value.value}" says no more than -${name} "${plain.text}".`,
      span,
      hint: `Write ${newText}.`,
      fix: { title: `Use -${name}`, edits: [{ span, newText }] },
    }),
  ];
}
