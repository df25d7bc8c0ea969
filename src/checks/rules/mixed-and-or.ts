import { differenceRows, unionRows } from '../../base/index.ts';
import { createDiagnostic } from '../../diagnostics/index.ts';
import type { RuleNode } from '../../rules/index.ts';
import type { Check, LintContext } from '../check.ts';
import { nodesOf } from '../rule-walk.ts';
import { countAndNames } from '../words.ts';

type ListNode = Extract<RuleNode, { kind: 'and' | 'or' }>;

/** `a -and b -or c` without parentheses, and for how many people the other reading would differ. */
export const mixedAndOr: Check = {
  id: 'lint/mixed-and-or',
  needsTenant: false,
  run: (context) => {
    const { rule } = context;
    if (rule === undefined) return [];
    return nodesOf(rule.root).flatMap((node) => {
      if (node.kind !== 'or') return [];
      const bare = node.children.filter(
        (child): child is ListNode => child.kind === 'and' && !isBracketed(rule.text, child.span),
      );
      if (bare.length === 0) return [];
      const edits = bare.flatMap(({ span }) => [
        { span: { start: span.start, end: span.start }, newText: '(' },
        { span: { start: span.end, end: span.end }, newText: ')' },
      ]);
      return [
        createDiagnostic('lint/mixed-and-or', {
          message: `-and and -or are mixed without parentheses; -and binds tighter${describeDifference(context, node)}.`,
          span: node.span,
          hint: 'Put parentheses around the parts joined by -and.',
          fix: { title: 'Add the parentheses of the meaning it has', edits },
        }),
      ];
    });
  },
};

function isBracketed(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return /\(\s*$/.test(text.slice(0, start)) && /^\s*\)/.test(text.slice(end));
}

function describeDifference({ people }: LintContext, node: ListNode): string {
  if (people === undefined) return '';
  const [is, would] = [people.evaluate(node).members, people.evaluate(otherReading(node)).members];
  const differing = unionRows(differenceRows(is, would), differenceRows(would, is));
  return `; the two readings differ for ${countAndNames(people, differing)}`;
}

/** The same conditions with -or binding tighter: a new conjunct begins at each -and. */
function otherReading(node: ListNode): RuleNode {
  const groups: RuleNode[][] = [[]];
  for (const child of node.children) {
    const conjuncts = child.kind === 'and' ? child.children : [child];
    for (const [index, conjunct] of conjuncts.entries()) {
      if (index > 0) groups.push([]);
      groups[groups.length - 1]?.push(conjunct);
    }
  }
  const { span } = node;
  return {
    kind: 'and',
    span,
    children: groups.map((children): RuleNode =>
      children.length === 1 && children[0] !== undefined ? children[0] : { kind: 'or', children, span },
    ),
  };
}
