import fc from 'fast-check';
import { parseInstant } from '../../base/index.ts';
import {
  type CheckedRule,
  type ComparisonOperator,
  type ElementNode,
  findRuleProperty,
  type Literal,
  type PlanField,
  type RuleNode,
  type RuleObject,
  type RuleProperty,
} from '../../rules/index.ts';
import {
  groupIdArbitrary,
  idArbitrary,
  instantTextArbitrary,
  offsetArbitrary,
  rulePatternArbitrary,
  rulePieceArbitrary,
  ruleTextArbitrary,
} from './generate-values.ts';
import { attributeArbitraries } from './generate-subjects.ts';

const span = { start: 0, end: 0 };
const noValue: Literal = { kind: 'null' };

interface Comparison {
  readonly operator: ComparisonOperator;
  readonly value: Literal;
}

/** How deep generated rules nest, and whether they may compare texts by order (an option of the semantics). */
export interface RuleShape {
  readonly maxDepth?: number;
  readonly allowsTextOrder?: boolean;
}

/**
 * Rules as the checker hands them out, about the properties that generated subjects have. They carry no text: print them to
 * get one. Equal neighbours are not merged and lists of one kind may nest, as in no parsed rule.
 */
export function checkedRuleArbitrary(object: RuleObject, shape: RuleShape = {}): fc.Arbitrary<CheckedRule> {
  const alone: fc.Arbitrary<RuleNode> = fc.oneof(
    fc
      .array(groupIdArbitrary, { minLength: 1, maxLength: 3 })
      .map((groupIds) => ({ kind: 'memberOf', object, groupIds, span }) as const),
    ...(object === 'user'
      ? [idArbitrary.map((managerId) => ({ kind: 'directReports', managerId, span }) as const)]
      : []),
  );
  const root = fc.oneof({ weight: 15, arbitrary: ruleNodeArbitrary(object, shape) }, { weight: 1, arbitrary: alone });
  return root.map((node) => ({ text: '', object, root: node }));
}

/** A condition with and, or, not over comparisons and quantifiers. */
export function ruleNodeArbitrary(object: RuleObject, shape: RuleShape = {}): fc.Arbitrary<RuleNode> {
  const leaf = fc.oneof(...propertiesOf(object).map((property) => leafArbitrary(property, shape)));
  return logicArbitrary<RuleNode>(leaf, shape.maxDepth ?? 3);
}

function logicArbitrary<Node>(leaf: fc.Arbitrary<Node>, maxDepth: number): fc.Arbitrary<Node> {
  return fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { maxDepth, depthSize: 'small' },
      { weight: 3, arbitrary: leaf },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 2, maxLength: 4 }))
          .map(([kind, children]) => ({ kind, children, span }) as Node),
      },
      { weight: 2, arbitrary: tie('node').map((child) => ({ kind: 'not', child, span }) as Node) },
    ),
  })).node;
}

function propertiesOf(object: RuleObject): readonly RuleProperty[] {
  return [...Object.keys(attributeArbitraries[object]), 'objectId']
    .map((name) => findRuleProperty(object, name))
    .filter((property) => property !== undefined && property.type !== 'memberOf')
    .filter((property) => property !== undefined);
}

function leafArbitrary(property: RuleProperty, shape: RuleShape): fc.Arbitrary<RuleNode> {
  const compare = ({ operator, value }: Comparison): RuleNode => ({ kind: 'compare', property, operator, value, span });
  switch (property.type) {
    case 'boolean':
      return booleanComparison.map(compare);
    case 'dateTime':
      return dateComparison.map(compare);
    case 'stringCollection':
      return fc.oneof(searchComparison.map(compare), quantified(property, logicArbitrary(elementLeaf('self'), 2)));
    case 'objectCollection':
      return quantified(property, logicArbitrary(planLeaf, 2));
    default: {
      const equals = property.name === 'objectId' ? idComparison : equalityComparison;
      const order = shape.allowsTextOrder === true ? [orderComparison] : [];
      return fc.oneof(equals, nullComparison, searchComparison, listComparison, ...order).map(compare);
    }
  }
}

function quantified(property: RuleProperty, body: fc.Arbitrary<ElementNode>): fc.Arbitrary<RuleNode> {
  return fc
    .tuple(fc.constantFrom('any', 'all'), body)
    .map(([mode, element]) => ({ kind: 'quantified', property, mode, body: element, span }) as const);
}

function elementLeaf(field: 'self' | PlanField): fc.Arbitrary<ElementNode> {
  const values = field === 'self' ? equalityComparison : planComparison;
  return fc
    .oneof(values, nullComparison, searchComparison, listComparison)
    .map(({ operator, value }) => ({ kind: 'compareElement', field, operator, value, span }) as const);
}

const asText = (value: string): Literal => ({ kind: 'text', value });

function comparison(operators: readonly ComparisonOperator[], value: fc.Arbitrary<Literal>): fc.Arbitrary<Comparison> {
  return fc.record({ operator: fc.constantFrom(...operators), value });
}

const nullComparison = comparison(['eq', 'ne'], fc.constant(noValue));
const equalityComparison = comparison(['eq', 'ne'], ruleTextArbitrary.map(asText));
const idComparison = comparison(
  ['eq', 'ne'],
  fc
    .oneof(
      idArbitrary,
      idArbitrary.map((id) => id.toUpperCase()),
    )
    .map(asText),
);
const listComparison = comparison(
  ['in', 'notIn'],
  fc
    .array(fc.oneof(ruleTextArbitrary, idArbitrary, fc.constant('')), { minLength: 1, maxLength: 3 })
    .map((values) => ({ kind: 'list', values }) as const),
);
const searchComparison = fc.oneof(
  {
    weight: 3,
    arbitrary: comparison(
      ['startsWith', 'notStartsWith', 'endsWith', 'notEndsWith', 'contains', 'notContains'],
      rulePieceArbitrary.map(asText),
    ),
  },
  { weight: 1, arbitrary: comparison(['match', 'notMatch'], rulePatternArbitrary.map(asText)) },
);
const orderComparison = comparison(['le', 'ge'], ruleTextArbitrary.map(asText));
const booleanComparison = comparison(
  ['eq', 'ne'],
  fc.oneof(
    fc.boolean().map((value) => ({ kind: 'boolean', value }) as const),
    fc.constant(noValue),
  ),
);
const fixedDate = instantTextArbitrary.map((text) => ({ kind: 'instant', value: parseInstant(text) ?? 0 }) as const);
const dateComparison = fc.oneof(
  comparison(['eq', 'ne'], fc.oneof(fixedDate, fc.constant(noValue))),
  comparison(
    ['le', 'ge'],
    fc.oneof(
      fixedDate,
      offsetArbitrary.map((offset) => ({ kind: 'now', offset }) as const),
    ),
  ),
);
const planComparison = comparison(
  ['eq', 'ne'],
  fc.oneof(fc.constantFrom('Enabled', 'DELETED', 'exchange', 'sco'), idArbitrary).map(asText),
);
const planLeaf = fc.oneof(elementLeaf('servicePlanId'), elementLeaf('service'), elementLeaf('capabilityStatus'));
