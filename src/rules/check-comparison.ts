import { type CheckContext, report } from './check-context.ts';
import { checkBooleanOperand, checkDateOperand, checkTextOperand, type OperandCheck } from './check-operand.ts';
import type { ParseNode, Reference } from './parse-tree.ts';
import { hintForProperty } from './property-hints.ts';
import type { ComparisonOperator, Literal, RuleNode } from './rule-node.ts';
import {
  findRuleProperty,
  organizationalUnitProperty,
  type RuleObject,
  type RuleProperty,
  type RulePropertyType,
} from './rule-properties.ts';

const equality: readonly ComparisonOperator[] = ['eq', 'ne'];
const textSearch: readonly ComparisonOperator[] = [
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'contains',
  'notContains',
  'match',
  'notMatch',
];
const lists: readonly ComparisonOperator[] = ['in', 'notIn'];

/** Operators of a plain comparison by type of property (spec rules 5.4, claims `rules/5.4-…`). */
const allowedOperators: Readonly<Record<RulePropertyType, readonly ComparisonOperator[]>> = {
  string: [...equality, ...textSearch, ...lists],
  boolean: equality,
  dateTime: [...equality, 'le', 'ge'],
  stringCollection: textSearch,
  objectCollection: [],
  memberOf: [],
};

/** Operators for `_` and the fields of assignedPlan. */
export const elementOperators: readonly ComparisonOperator[] = allowedOperators.string;

type Comparison = Extract<ParseNode, { kind: 'comparison' }>;

/** Checks `property operator value`: property, then operator, then value; the first fault ends it. */
export function checkComparison(context: CheckContext, node: Comparison): RuleNode | undefined {
  const property = resolveProperty(context, node.reference);
  if (property === undefined) return undefined;
  if (node.operator === 'not') return reportNot(context, node);
  const { operator } = node;
  const isOrder = operator === 'le' || operator === 'ge';
  const isTextOrder = isOrder && property.type === 'string' && context.semantics['text-order-operators'] === 'accept';
  if (!allowedOperators[property.type].includes(operator) && !isTextOrder)
    return reportOperator(context, node, property);
  const value = checkOperand(context, property, { operator, value: node.value });
  if (isTextOrder && value !== undefined) {
    report(context, 'rule/text-order', node.operatorSpan, 'Texts are ordered sign by sign: 10.0.9 comes after 10.0.26');
  }
  return value === undefined ? undefined : { kind: 'compare', property, operator, value, span: node.span };
}

/**
 * The property that a reference means. Reports mixed objects, unsupported names and spellings that differ from the
 * documented one.
 */
export function resolveProperty(context: CheckContext, reference: Reference): RuleProperty | undefined {
  const object: RuleObject = reference.object.toLowerCase() === 'device' ? 'device' : 'user';
  if (context.object !== undefined && context.object !== object) {
    return report(
      context,
      'rule/mixed-objects',
      reference.span,
      'The rule cannot contain both user and device properties',
    );
  }
  context.object = object;
  const property = findProperty(context, object, reference.name);
  if (property === undefined) {
    return reportUnsupported(context, object, reference);
  }
  if (property.isAlwaysNull === true) {
    const message = `${property.name} is no longer supported and never has a value`;
    report(context, 'rule/legacy-property', reference.nameSpan, message);
  } else if (!isDocumentedSpelling(property, reference.name)) {
    report(
      context,
      'rule/property-spelling',
      reference.nameSpan,
      `The documented spelling of "${reference.name}" is ${property.name}`,
      {
        fix: { title: 'Use the documented spelling', edits: [{ span: reference.nameSpan, newText: property.name }] },
      },
    );
  }
  return property;
}

function reportUnsupported(context: CheckContext, object: RuleObject, { name, span, nameSpan }: Reference): undefined {
  const { hint, replacement } = hintForProperty(object, name);
  return report(context, 'rule/unsupported-property', span, `Unsupported property '${name}'`, {
    ...(hint === undefined ? {} : { hint }),
    ...(replacement === undefined
      ? {}
      : { fix: { title: `Use ${replacement}`, edits: [{ span: nameSpan, newText: replacement }] } }),
  });
}

/** The documentation spells mailNickName in two ways; both count. */
function isDocumentedSpelling(property: RuleProperty, name: string): boolean {
  return property.name === name || (property.name === 'mailNickName' && name === 'mailNickname');
}

function findProperty({ semantics }: CheckContext, object: RuleObject, name: string): RuleProperty | undefined {
  const isLegacy = object === 'device' && name.toLowerCase() === 'organizationalunit';
  if (isLegacy && semantics['organizational-unit'] === 'null') return organizationalUnitProperty;
  const property = findRuleProperty(object, name);
  return property !== undefined &&
    semantics['property-name-case'] === 'sensitive' &&
    !isDocumentedSpelling(property, name)
    ? undefined
    : property;
}

function checkOperand(context: CheckContext, property: RuleProperty, check: OperandCheck): Literal | undefined {
  if (property.type === 'boolean') return checkBooleanOperand(context, check);
  if (property.type === 'dateTime') return checkDateOperand(context, check);
  return checkTextOperand(context, check);
}

function reportNot(context: CheckContext, node: Comparison): undefined {
  const isNull = node.value.kind === 'null';
  return report(context, 'rule/not-null', node.operatorSpan, 'Invalid operands found for operator -not', {
    hint: isNull ? 'Write -ne null.' : 'Write -ne, or put -not before the whole condition.',
    ...(isNull ? { fix: { title: 'Use -ne', edits: [{ span: node.operatorSpan, newText: '-ne' }] } } : {}),
  });
}

function reportOperator(context: CheckContext, node: Comparison, property: RuleProperty): undefined {
  return report(
    context,
    'rule/operator-not-allowed',
    node.operatorSpan,
    `Operator '-${node.operator}' is not supported on property '${property.name}'`,
    { hint: hintForOperator(node.operator, property) },
  );
}

function hintForOperator(operator: string, property: RuleProperty): string {
  switch (property.type) {
    case 'boolean':
      return `Write ${property.object}.${property.name} -eq true.`;
    case 'dateTime':
      return 'Dates take -eq, -ne, -ge and -le.';
    case 'stringCollection':
      return `Write ${property.object}.${property.name} -any (_ -${operator === 'ne' || operator === 'notIn' ? 'eq' : operator} …).`;
    case 'objectCollection':
      return 'Write user.assignedPlans -any (assignedPlan.servicePlanId -eq "…" -and assignedPlan.capabilityStatus -eq "Enabled").';
    case 'memberOf':
      return `Write ${property.object}.memberOf -any (group.objectId -in ['…']).`;
    case 'string':
      return 'Texts have no order; -ge and -le are for dates. A tolerant reading: --semantics text-order-operators=accept.';
  }
}
