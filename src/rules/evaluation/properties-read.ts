import type { RuleNode } from '../rule-node.ts';
import { managerRuleProperty, type RuleProperty } from '../rule-properties.ts';

/** Every property that a rule reads, each once by its spelling, in source order; memberOf apart. */
export function propertiesRead(root: RuleNode): readonly RuleProperty[] {
  const properties = new Map<string, RuleProperty>();
  collect(root, properties);
  return [...properties.values()];
}

function collect(node: RuleNode, properties: Map<string, RuleProperty>): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const child of node.children) collect(child, properties);
      return;
    case 'not':
      collect(node.child, properties);
      return;
    case 'compare':
    case 'quantified':
      properties.set(node.property.name, node.property);
      return;
    case 'directReports':
      properties.set(managerRuleProperty.name, managerRuleProperty);
      return;
    case 'memberOf':
  }
}
