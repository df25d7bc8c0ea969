import { equalRows } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { printNode, type RuleNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { comparisonsOf } from '../rule-walk.ts';

/** `-contains` where -eq, -startsWith or -endsWith gives the same people today. */
export const containsAnchor: Check = {
  id: 'lint/contains-anchor',
  needsTenant: true,
  run: ({ rule, people }) => {
    if (rule === undefined || people === undefined) return [];
    return comparisonsOf(rule.root).flatMap((node): Diagnostic[] => {
      if (
        node.operator !== 'contains' ||
        node.value.kind !== 'text' ||
        node.value.value === '' ||
        node.property.type !== 'string'
      )
        return [];
      const { members } = people.evaluate(node);
      if (members.size === 0) return [];
      for (const operator of ['eq', 'startsWith', 'endsWith'] as const) {
        const better: RuleNode = { ...node, operator };
        if (!equalRows(people.evaluate(better).members, members)) continue;
        const text = printNode(better);
        return [
          createDiagnostic('lint/contains-anchor', {
            message: `-contains finds the same ${members.size} as -${operator} does today, and costs more.`,
            span: node.span,
            hint: `Write ${text} if that is what is meant.`,
            fix: { title: `Use -${operator}`, edits: [{ span: node.span, newText: text }] },
          }),
        ];
      }
      return [];
    });
  },
};
