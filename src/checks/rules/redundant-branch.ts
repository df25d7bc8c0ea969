import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { RuleNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { nodeKey } from '../node-key.ts';
import { removeCondition } from '../remove-condition.ts';
import { type ListNode, listsOf } from '../rule-walk.ts';

/** `a -or (a -and b)` and `a -and (a -or b)`: a part that another part makes needless. */
export const redundantBranch: Check = {
  id: 'lint/redundant-branch',
  needsTenant: false,
  fix: 'keepsMeaning',
  run: ({ rule }) => (rule === undefined ? [] : listsOf(rule.root).flatMap((list) => redundantIn(rule.text, list))),
};

function redundantIn(text: string, list: ListNode): readonly Diagnostic[] {
  const parts = list.children.map((node) => ({ node, keys: partKeys(list, node) }));
  return parts.flatMap(({ node, keys }): Diagnostic[] => {
    const other = parts.find((part) => part.node !== node && isProperSubset(part.keys, keys));
    if (other === undefined) return [];
    const reason = list.kind === 'or' ? 'lets in whom this would let in' : 'keeps out whom this would keep out';
    return [
      createDiagnostic('lint/redundant-branch', {
        message: `This part changes nothing: another one ${reason}.`,
        span: node.span,
        related: [{ message: 'this one', span: other.node.span }],
        hint: 'Remove it, or look at what it was meant to say.',
        fix: removeCondition(text, list.span, node.span, 'Remove it'),
      }),
    ];
  });
}

/** What a part is made of by the other operator: the fewer, the wider an -or branch. */
function partKeys(list: ListNode, node: RuleNode): ReadonlySet<string> {
  const isOpposite = (node.kind === 'and' || node.kind === 'or') && node.kind !== list.kind;
  return new Set(isOpposite ? node.children.map(nodeKey) : [nodeKey(node)]);
}

function isProperSubset(small: ReadonlySet<string>, large: ReadonlySet<string>): boolean {
  return small.size < large.size && [...small].every((key) => large.has(key));
}
