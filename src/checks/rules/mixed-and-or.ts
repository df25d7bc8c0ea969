import { type Span, unionRows } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { ElementNode, RuleNode } from '../../rules/index.ts';
import type { Check, LintContext } from '../check.ts';
import { compareVerdicts } from '../compare-verdicts.ts';
import { isBracketed } from '../parentheses.ts';
import { elementListsOf, leavesOf, listsOf, replaceElement, replaceNode } from '../rule-walk.ts';
import { countWithUndecided } from '../words.ts';

/** `a -and b -or c` without parentheses, and for how many people the other reading would differ (spec rules 4). */
export const mixedAndOr: Check = {
  id: 'lint/mixed-and-or',
  needsTenant: false,
  fix: 'keepsMeaning',
  run: (context) => {
    const { rule } = context;
    if (rule === undefined) return [];
    const { text, root } = rule;
    const outer = listsOf(root).flatMap((list): readonly Diagnostic[] => {
      const bare = bareParts(text, list);
      const other = regroup<RuleNode>(
        list.children,
        (child) => (child.kind === 'and' && bare.includes(child.span) ? child.children : [child]),
        (kind, children) => ({ kind, children, span: list.span }),
      );
      return bare.length === 0 ? [] : [finding(context, list, { bare, other: replaceNode(root, list, other) })];
    });
    const inner = leavesOf(root).flatMap(({ node: leaf }): readonly Diagnostic[] => {
      if (leaf.kind !== 'quantified') return [];
      return elementListsOf(leaf.body).flatMap((list): readonly Diagnostic[] => {
        const bare = bareParts(text, list);
        const other = regroup<ElementNode>(
          list.children,
          (child) => (child.kind === 'and' && bare.includes(child.span) ? child.children : [child]),
          (kind, children) => ({ kind, children, span: list.span }),
        );
        const meant = replaceNode(root, leaf, { ...leaf, body: replaceElement(leaf.body, list, other) });
        return bare.length === 0 ? [] : [finding(context, list, { bare, other: meant })];
      });
    });
    return [...outer, ...inner];
  },
};

interface Part {
  readonly kind: string;
  readonly span: Span;
}

/** The parts of an -or that are joined by -and and have no parentheses. */
function bareParts(text: string, list: Part & { readonly children: readonly Part[] }): readonly Span[] {
  const parts = list.kind === 'or' ? list.children.filter(({ kind }) => kind === 'and') : [];
  return parts.map(({ span }) => span).filter((span) => !isBracketed(text, span));
}

/** The reading in which -or binds tighter: a new conjunct begins at each -and. */
function regroup<Node>(
  children: readonly Node[],
  partsOf: (child: Node) => readonly Node[],
  join: (kind: 'and' | 'or', children: readonly Node[]) => Node,
): Node {
  const conjuncts: Node[] = [];
  let open: Node[] = [];
  const close = (): void => {
    const [first, ...rest] = open;
    if (first !== undefined) conjuncts.push(rest.length === 0 ? first : join('or', open));
    open = [];
  };
  for (const child of children) {
    for (const [index, part] of partsOf(child).entries()) {
      if (index > 0) close();
      open.push(part);
    }
  }
  close();
  return join('and', conjuncts);
}

interface Readings {
  readonly bare: readonly Span[];
  /** The rule in the other reading. */
  readonly other: RuleNode;
}

function finding(context: LintContext, { span }: Part, { bare, other }: Readings): Diagnostic {
  const edits = bare.flatMap(({ start, end }) => [
    { span: { start, end: start }, newText: '(' },
    { span: { start: end, end }, newText: ')' },
  ]);
  return createDiagnostic('lint/mixed-and-or', {
    message: `-and and -or are mixed without parentheses; -and binds tighter${describeDifference(context, other)}.`,
    span,
    hint: 'Put parentheses around the parts joined by -and.',
    fix: { title: 'Add the parentheses of the meaning it has', edits },
  });
}

function describeDifference({ people, rule }: LintContext, other: RuleNode): string {
  if (people === undefined || rule === undefined) return '';
  const { lost, gained, undecided } = compareVerdicts(people.evaluate(rule.root), people.evaluate(other));
  return `; the two readings differ for ${countWithUndecided(people, unionRows(lost, gained), undecided)}`;
}
