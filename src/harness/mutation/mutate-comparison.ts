import { foldOrdinal } from '../../base/index.ts';
import { type ComparisonOperator, type Literal, printLiteral } from '../../rules/index.ts';
import { widenPattern } from './widen-pattern.ts';

/** Values that stand in for others: what the tenant's rules and people say about a property. */
export interface LiteralSource {
  /** By name of the property or plan field, most telling first. */
  valuesOf(name: string): readonly string[];
}

/** A comparison with its right side. */
export interface Comparison {
  readonly operator: ComparisonOperator;
  readonly value: Literal;
}

/** A comparison that differs in one thing. */
export interface ComparisonChange extends Comparison {
  readonly kind: 'operator' | 'wider pattern' | 'other value';
  readonly what: string;
}

const opposites: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  eq: 'ne',
  ne: 'eq',
  startsWith: 'notStartsWith',
  notStartsWith: 'startsWith',
  endsWith: 'notEndsWith',
  notEndsWith: 'endsWith',
  contains: 'notContains',
  notContains: 'contains',
  match: 'notMatch',
  notMatch: 'match',
  in: 'notIn',
  notIn: 'in',
  le: 'ge',
  ge: 'le',
};

/** Operators that people mistake for one another, between texts. */
const neighbours: Readonly<Partial<Record<ComparisonOperator, readonly ComparisonOperator[]>>> = {
  eq: ['startsWith', 'contains'],
  ne: ['notStartsWith'],
  startsWith: ['eq', 'contains'],
  endsWith: ['eq', 'contains'],
  contains: ['startsWith', 'eq'],
  notStartsWith: ['ne'],
  notContains: ['notStartsWith'],
};

const day = 86_400_000;

/** The changes of one comparison in a fixed order. `shown` is its left side as printed, `name` the name of its values in the source. */
export function mutateComparison(
  node: Comparison & ({ readonly name: string } | { readonly property: { readonly name: string } }),
  shown: string,
  literals: LiteralSource,
): readonly ComparisonChange[] {
  const { operator, value } = node;
  const name = 'name' in node ? node.name : node.property.name;
  const old = `${shown} -${operator} ${printLiteral(value)}`;
  const operators = [opposites[operator], ...(value.kind === 'text' ? (neighbours[operator] ?? []) : [])];
  return [
    ...operators.map((other): ComparisonChange => ({
      kind: 'operator',
      operator: other,
      value,
      what: `-${operator} became -${other} in ${old}`,
    })),
    ...otherValues(node, name, literals).map(({ kind, literal, words }): ComparisonChange => ({
      kind,
      operator,
      value: literal,
      what: `${words ?? `the value became ${printLiteral(literal)}`} in ${old}`,
    })),
  ];
}

interface OtherValue {
  readonly kind: 'wider pattern' | 'other value';
  readonly literal: Literal;
  readonly words?: string;
}

function otherValues({ operator, value }: Comparison, name: string, literals: LiteralSource): readonly OtherValue[] {
  switch (value.kind) {
    case 'text':
      return operator === 'match' || operator === 'notMatch'
        ? widenPattern(value.value).map((pattern) => ({ kind: 'wider pattern', literal: text(pattern) }))
        : textValues(value.value, literals.valuesOf(name)).map((literal) => ({ kind: 'other value', literal }));
    case 'boolean':
      return [{ kind: 'other value', literal: { kind: 'boolean', value: !value.value } }];
    case 'null':
      return [];
    case 'list':
      return listValues(value.values, literals.valuesOf(name));
    case 'instant':
      return [-day, day].map((offset) => ({
        kind: 'other value',
        literal: { kind: 'instant', value: value.value + offset },
      }));
    case 'now':
      return [-day, day].map((offset) => ({
        kind: 'other value',
        literal: { kind: 'now', offset: value.offset + offset },
      }));
  }
}

/** One value that the tenant uses, and the text without its last letter. */
function textValues(old: string, used: readonly string[]): readonly Literal[] {
  const other = used.find((candidate) => foldOrdinal(candidate) !== foldOrdinal(old));
  return [...(other === undefined ? [] : [text(other)]), ...(old.length > 1 ? [text(old.slice(0, -1))] : [])];
}

function listValues(values: readonly string[], used: readonly string[]): readonly OtherValue[] {
  const held = new Set(values.map(foldOrdinal));
  const other = used.find((candidate) => !held.has(foldOrdinal(candidate)));
  return [
    ...(values.length < 2
      ? []
      : values.map((left): OtherValue => ({
          kind: 'other value',
          literal: { kind: 'list', values: values.filter((value) => value !== left) },
          words: `${printLiteral(text(left))} was left out of the list`,
        }))),
    ...(other === undefined
      ? []
      : [
          {
            kind: 'other value' as const,
            literal: { kind: 'list' as const, values: [...values, other] },
            words: `${printLiteral(text(other))} was added to the list`,
          },
        ]),
  ];
}

function text(value: string): Literal {
  return { kind: 'text', value };
}
