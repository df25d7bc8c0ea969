import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { printNode, type RuleNode, literalTexts } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { withParentheses } from '../parentheses.ts';
import { type CompareNode, type ListNode, listsOf } from '../rule-walk.ts';

/** From so many conditions on one property on, a list is worth it. */
const fewestConditions = 3;

/** Several `-eq` (and `-in`) on one property joined by `-or`. */
export const orToIn: Check = {
  id: 'lint/or-to-in',
  needsTenant: false,
  fix: 'keepsMeaning',
  run: ({ rule }) => {
    if (rule === undefined) return [];
    return listsOf(rule.root)
      .filter(({ kind }) => kind === 'or')
      .flatMap((list) => {
        const conditions = list.children.filter(asksForTexts);
        const names = new Set(conditions.map(({ property }) => property.name));
        return [...names]
          .map((name) => conditions.filter(({ property }) => property.name === name))
          .filter((group) => group.length >= fewestConditions)
          .flatMap((group) => finding(rule.text, list, group));
      });
  },
};

/** The list takes the place of the first condition; the parts that stay keep their text and parentheses. */
function finding(text: string, list: ListNode, group: readonly CompareNode[]): readonly Diagnostic[] {
  const [first] = group;
  if (first === undefined) return [];
  const values = group.flatMap(({ value }) => literalTexts(value));
  const folded = values.map(foldOrdinal);
  const distinct = values.filter((_, index) => folded.indexOf(folded[index] ?? '') === index);
  const joined = printNode({ ...first, operator: 'in', value: { kind: 'list', values: distinct } });
  const parts = list.children.flatMap((child) => {
    if (child === first) return [joined];
    const { start, end } = withParentheses(text, list.span, child.span);
    return group.some((other) => other === child) ? [] : [text.slice(start, end)];
  });
  return [
    createDiagnostic('lint/or-to-in', {
      message: `${group.length} conditions on ${first.property.name} joined by -or are one -in.`,
      span: list.span,
      hint: `Write ${joined}.`,
      fix: { title: 'Use -in', edits: [{ span: list.span, newText: parts.join(' -or ') }] },
    }),
  ];
}

/** An empty text in a list is not the same as -eq with it. */
function asksForTexts(node: RuleNode): node is CompareNode {
  if (node.kind !== 'compare' || node.property.type !== 'string') return false;
  return (
    (node.operator === 'eq' && node.value.kind === 'text') ||
    (node.operator === 'in' && node.value.kind === 'list' && !node.value.values.includes(''))
  );
}
