import { type ElementNode, printLiteral, printNode, type RuleNode } from '../../rules/index.ts';

/** A rule written as differently from its canonical form as the language allows: no hyphens, shouting, all parentheses. */
export function printLoosely(node: RuleNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.children.map(printLoosely).join(`\n ${node.kind.toUpperCase()}\t`)})`;
    case 'not':
      return `NOT  (${printLoosely(node.child)})`;
    case 'compare': {
      const { property, operator, value } = node;
      return `( ${property.object.toUpperCase()}.${spelling(property.name)} ${operator.toUpperCase()}  ${printLiteral(value)} )`;
    }
    case 'quantified':
      return `${node.property.object}.${spelling(node.property.name)} ${node.mode.toUpperCase()}(${bodyLoosely(node.body)})`;
    case 'memberOf':
    case 'directReports':
      return ` ${printNode(node)} `;
  }
}

function bodyLoosely(node: ElementNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.children.map(bodyLoosely).join(` ${node.kind} `)})`;
    case 'not':
      return `not(${bodyLoosely(node.child)})`;
    case 'compareElement':
      return `(${node.field === 'self' ? '_' : `assignedPlan.${node.field}`} ${node.operator} ${printLiteral(node.value)})`;
  }
}

/** Directory extensions are asked for in the spelling that the tenant has. */
function spelling(name: string): string {
  return name.startsWith('extension_') ? name : name.toUpperCase();
}
