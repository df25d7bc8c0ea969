import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { printNode, type RuleNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { comparisonsOf } from '../rule-walk.ts';

/** `.*`, `^.*$`, `.+`: true for every value on one line. */
export const patternMatchesAll: Check = {
  id: 'lint/pattern-matches-all',
  needsTenant: false,
  fix: 'keepsMeaning',
  run: ({ rule, semantics }) => {
    if (rule === undefined) return [];
    return comparisonsOf(rule.root).flatMap((node): Diagnostic[] => {
      const { operator, value, span, property } = node;
      const isAll = value.kind === 'text' && /^\^?\.[*+]\$?$/.test(value.value);
      if (!isAll || (operator !== 'match' && operator !== 'notMatch')) return [];
      const message =
        operator === 'match'
          ? `This pattern matches every ${property.name}.`
          : `This says that there is no ${property.name}.`;
      const isPlain = property.type === 'string';
      // Where negative operators do not match null, -notMatch here matches nothing at all.
      if (!isPlain || (operator === 'notMatch' && semantics['null-negative-operators'] !== 'match'))
        return [createDiagnostic('lint/pattern-matches-all', { message, span })];
      const better: RuleNode = { ...node, operator: operator === 'match' ? 'ne' : 'eq', value: { kind: 'null' } };
      const newText = printNode(better);
      return [
        createDiagnostic('lint/pattern-matches-all', {
          message,
          span,
          hint: `Write ${newText}.`,
          fix: { title: 'Ask for a value', edits: [{ span, newText }] },
        }),
      ];
    });
  },
};
