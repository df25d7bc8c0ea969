import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { printNode, type RuleNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { nodesOf } from '../rule-walk.ts';

/** `x -eq "a" -and x -eq "b"`. */
export const contradiction: Check = {
  id: 'lint/contradiction',
  needsTenant: false,
  run: ({ rule }) =>
    rule === undefined
      ? []
      : nodesOf(rule.root).flatMap((node) => {
          if (node.kind !== 'and') return [];
          const first = new Map<string, string>();
          return node.children.flatMap((child): Diagnostic[] => {
            const value = exactValue(child);
            if (value === undefined) return [];
            const known = first.get(value.property);
            first.set(value.property, known ?? value.text);
            if (known === undefined || known === value.text) return [];
            return [
              createDiagnostic('lint/contradiction', {
                message: `${value.property} cannot have two values at once: nobody satisfies this.`,
                span: node.span,
                hint: 'Join the two with -or, or use -in.',
              }),
            ];
          });
        }),
};

/** The same condition twice in one list. */
export const duplicateCondition: Check = {
  id: 'lint/duplicate-condition',
  needsTenant: false,
  run: ({ rule }) =>
    rule === undefined
      ? []
      : nodesOf(rule.root).flatMap((node) => {
          if (node.kind !== 'and' && node.kind !== 'or') return [];
          const seen = new Set<string>();
          return node.children.flatMap((child): Diagnostic[] => {
            const key = foldOrdinal(printNode(child));
            if (!seen.has(key)) {
              seen.add(key);
              return [];
            }
            return [
              createDiagnostic('lint/duplicate-condition', {
                message: 'This condition stands here already.',
                span: child.span,
                hint: 'Remove it.',
              }),
            ];
          });
        }),
};

function exactValue(node: RuleNode): { readonly property: string; readonly text: string } | undefined {
  if (node.kind !== 'compare' || node.operator !== 'eq' || node.property.type === 'stringCollection') return undefined;
  const { value, property } = node;
  switch (value.kind) {
    case 'text':
      return { property: property.name, text: foldOrdinal(value.value) };
    case 'boolean':
    case 'instant':
      return { property: property.name, text: String(value.value) };
    case 'null':
      return { property: property.name, text: 'null' };
    default:
      return undefined;
  }
}
