import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { Check } from '../check.ts';
import { nodeKey } from '../node-key.ts';
import { removeCondition } from '../remove-condition.ts';
import { listsOf } from '../rule-walk.ts';

/** The same condition twice in one list. */
export const duplicateCondition: Check = {
  id: 'lint/duplicate-condition',
  needsTenant: false,
  fix: 'keepsMeaning',
  run: ({ rule }) => {
    if (rule === undefined) return [];
    return listsOf(rule.root).flatMap((list) => {
      const seen = new Set<string>();
      return list.children.flatMap((child): Diagnostic[] => {
        const key = nodeKey(child);
        if (!seen.has(key)) {
          seen.add(key);
          return [];
        }
        return [
          createDiagnostic('lint/duplicate-condition', {
            message: 'This condition stands here already.',
            span: child.span,
            hint: 'Remove it.',
            fix: removeCondition(rule.text, list.span, child.span, 'Remove it'),
          }),
        ];
      });
    });
  },
};
