import { formatInstant } from '../base/index.ts';
import type { CheckedRule, ComparisonOperator, ElementNode, Literal, RuleNode } from './rule-node.ts';

/** Says in plain English whom a rule lets in, one condition per line, indented by nesting. */
export function describeRule(rule: CheckedRule): string {
  const people = rule.object === 'user' ? 'Users' : 'Devices';
  const { root } = rule;
  if (root.kind === 'directReports') return `${people} whose manager is the object ${root.managerId} (one level only).`;
  if (root.kind === 'memberOf')
    return `${people} that are direct members of ${root.groupIds.length === 1 ? 'the group' : 'one of the groups'} ${root.groupIds.join(', ')}.`;
  return [`${people} for which`, ...describeNode(root, 1)].join('\n');
}

function describeNode(node: RuleNode, depth: number): readonly string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return describeList(
        node.kind,
        node.children.map((child) => describeNode(child, depth + 1)),
        depth,
      );
    case 'not':
      return [`${indent(depth)}it is not so that`, ...describeNode(node.child, depth + 1)];
    case 'compare':
      return [
        `${indent(depth)}${node.property.name} ${describeComparison(node.operator, node.value)}${noteOnNull(node.operator, node.value)}`,
      ];
    case 'quantified':
      return [
        `${indent(depth)}${node.mode === 'any' ? 'at least one' : 'every'} entry of ${node.property.name}${node.mode === 'all' ? ' (or there is none)' : ''}`,
        ...describeElement(node.body, depth + 1),
      ];
    case 'memberOf':
      return [`${indent(depth)}they are direct members of ${node.groupIds.join(' or ')}`];
    case 'directReports':
      return [`${indent(depth)}the manager is ${node.managerId}`];
  }
}

function describeElement(node: ElementNode, depth: number): readonly string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return describeList(
        node.kind,
        node.children.map((child) => describeElement(child, depth + 1)),
        depth,
      );
    case 'not':
      return [`${indent(depth)}is not so that`, ...describeElement(node.child, depth + 1)];
    case 'compareElement':
      return [
        `${indent(depth)}${node.field === 'self' ? '' : `has a ${node.field} that `}${describeComparison(node.operator, node.value)}`,
      ];
  }
}

function describeList(kind: 'and' | 'or', parts: readonly (readonly string[])[], depth: number): readonly string[] {
  const heading = kind === 'and' ? 'all of this holds:' : 'at least one of this holds:';
  return [`${indent(depth)}${heading}`, ...parts.flat()];
}

const phrases: Readonly<Record<ComparisonOperator, string>> = {
  eq: 'is',
  ne: 'is not',
  startsWith: 'begins with',
  notStartsWith: 'does not begin with',
  endsWith: 'ends with',
  notEndsWith: 'does not end with',
  contains: 'contains',
  notContains: 'does not contain',
  match: 'matches the pattern',
  notMatch: 'does not match the pattern',
  in: 'is one of',
  notIn: 'is none of',
  le: 'is at or before',
  ge: 'is at or after',
};

function describeComparison(operator: ComparisonOperator, value: Literal): string {
  if (value.kind === 'null') return operator === 'eq' ? 'has no value' : 'has a value';
  return `${phrases[operator]} ${describeLiteral(value)}`;
}

function describeLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'text':
      return `"${literal.value}"`;
    case 'boolean':
      return String(literal.value);
    case 'null':
      return 'nothing';
    case 'list':
      return literal.values.map((value) => `"${value}"`).join(', ');
    case 'instant':
      return formatInstant(literal.value);
    case 'now': {
      const days = Math.abs(literal.offset) / 86_400_000;
      if (literal.offset === 0) return 'now';
      return `${Number(days.toFixed(3))} days ${literal.offset < 0 ? 'ago' : 'from now'}`;
    }
  }
}

/** Negative operators also let in objects without a value, which surprises people. Claims `rules/6-ne-null`. */
function noteOnNull(operator: ComparisonOperator, value: Literal): string {
  const isNegative = operator === 'ne' || operator.startsWith('not');
  return isNegative && value.kind !== 'null' && value.kind !== 'boolean' ? ' (or has no value)' : '';
}

/** Deeper nesting than this is no help to the eye, and would make the text of a hostile rule grow with its square. */
const deepestIndent = 20;

function indent(depth: number): string {
  return '  '.repeat(Math.min(depth, deepestIndent));
}
