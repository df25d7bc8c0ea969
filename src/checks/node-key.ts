import { foldOrdinal } from '../base/index.ts';
import {
  type ComparisonOperator,
  type ElementNode,
  type Literal,
  printLiteral,
  type RuleNode,
} from '../rules/index.ts';

/** A text that is equal for conditions that say the same: case, order and repetition aside. Patterns keep their case. */
export function nodeKey(node: RuleNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return listKey(node.kind, node.children.map(nodeKey));
    case 'not':
      return `not(${nodeKey(node.child)})`;
    case 'compare':
      return `${node.property.name} ${node.operator} ${literalKey(node.operator, node.value)}`;
    case 'quantified':
      return `${node.property.name} ${node.mode}(${elementKey(node.body)})`;
    case 'memberOf':
      return `memberOf(${node.groupIds.map(foldOrdinal).toSorted().join(' ')})`;
    case 'directReports':
      return `directReports(${node.managerId})`;
  }
}

function elementKey(node: ElementNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return listKey(node.kind, node.children.map(elementKey));
    case 'not':
      return `not(${elementKey(node.child)})`;
    case 'compareElement':
      return `${node.field} ${node.operator} ${literalKey(node.operator, node.value)}`;
  }
}

function listKey(kind: string, keys: readonly string[]): string {
  return `${kind}(${[...new Set(keys)].toSorted().join(', ')})`;
}

/** Upper and lower case differ in a pattern: \d is not \D. */
function literalKey(operator: ComparisonOperator, value: Literal): string {
  if (operator === 'match' || operator === 'notMatch') return printLiteral(value);
  if (value.kind === 'list')
    return [...new Set(value.values.map(foldOrdinal))]
      .toSorted()
      .map((text) => JSON.stringify(text))
      .join(',');
  return value.kind === 'text' ? JSON.stringify(foldOrdinal(value.value)) : printLiteral(value);
}
