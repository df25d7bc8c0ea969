import { nodeKey } from '../../checks/index.ts';
import { type ElementNode, printElement, printNode, type RuleNode } from '../../rules/index.ts';
import { type LiteralSource, mutateComparison } from './mutate-comparison.ts';

/** One way to get a rule wrong. */
export interface RuleMutation {
  readonly kind:
    'operator' | 'dropped condition' | 'and/or' | 'negation' | 'wider pattern' | 'other value' | 'other quantifier';
  /** What was changed, in words: `-eq became -ne in user.country -eq "DE"`. */
  readonly what: string;
  /** The part of the rule that was changed. */
  readonly span: RuleNode['span'];
  readonly root: RuleNode;
}

type Change<Node> = Omit<RuleMutation, 'root'> & { readonly node: Node };

/**
 * Every rule that differs from `root` in one thing, in source order, none twice: other operators, conditions left out, -and for
 * -or, negations, wider patterns, other values. Some may be rules that the service refuses. O(nodes²).
 */
export function mutateRule(root: RuleNode, literals: LiteralSource): readonly RuleMutation[] {
  const seen = new Set([nodeKey(root)]);
  return changesOf(root, literals).flatMap(({ node, ...rest }) => {
    const key = nodeKey(node);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...rest, root: node }];
  });
}

function changesOf(node: RuleNode, literals: LiteralSource): readonly Change<RuleNode>[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return listChanges(node, (child) => changesOf(child, literals), ruleWords);
    case 'not':
      return [
        { kind: 'negation', what: `-not was removed from ${printNode(node)}`, span: node.span, node: node.child },
        ...changesOf(node.child, literals).map((change) => ({ ...change, node: { ...node, child: change.node } })),
      ];
    case 'compare':
      return mutateComparison(node, `${node.property.object}.${node.property.name}`, literals).map(
        ({ kind, what, operator, value }) => ({ kind, what, span: node.span, node: { ...node, operator, value } }),
      );
    case 'quantified': {
      const mode = node.mode === 'any' ? 'all' : 'any';
      return [
        {
          kind: 'other quantifier',
          what: `-${node.mode} became -${mode} in ${printNode(node)}`,
          span: node.span,
          node: { ...node, mode },
        },
        { kind: 'negation', what: `${printNode(node)} was negated`, span: node.span, node: ruleWords.negate(node) },
        ...elementChanges(node.body, literals, node.property.name).map((change) => ({
          ...change,
          node: { ...node, body: change.node },
        })),
      ];
    }
    case 'memberOf':
      return node.groupIds.length < 2
        ? []
        : node.groupIds.map((id) => ({
            kind: 'other value',
            what: `${id} was left out of the groups of ${printNode(node)}`,
            span: node.span,
            node: { ...node, groupIds: node.groupIds.filter((other) => other !== id) },
          }));
    case 'directReports':
      return literals
        .valuesOf('manager')
        .filter((id) => id.toLowerCase() !== node.managerId)
        .slice(0, 1)
        .map((id) => ({
          kind: 'other value',
          what: `the manager became ${id}`,
          span: node.span,
          node: { ...node, managerId: id.toLowerCase() },
        }));
  }
}

function elementChanges(node: ElementNode, literals: LiteralSource, property: string): readonly Change<ElementNode>[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return listChanges(node, (child) => elementChanges(child, literals, property), elementWords);
    case 'not':
      return [
        { kind: 'negation', what: `-not was removed from ${printElement(node)}`, span: node.span, node: node.child },
        ...elementChanges(node.child, literals, property).map((change) => ({
          ...change,
          node: { ...node, child: change.node },
        })),
      ];
    case 'compareElement': {
      const name = node.field === 'self' ? property : node.field;
      const shown = node.field === 'self' ? '_' : `assignedPlan.${node.field}`;
      return mutateComparison({ ...node, name }, shown, literals).map(({ kind, what, operator, value }) => ({
        kind,
        what,
        span: node.span,
        node: { ...node, operator, value },
      }));
    }
  }
}

/** How lists of a kind of node are built and printed. */
interface ListWords<Node> {
  readonly print: (node: Node) => string;
  readonly join: (kind: 'and' | 'or', children: readonly Node[], span: RuleNode['span']) => Node;
  readonly negate: (node: Node) => Node;
}

const ruleWords: ListWords<RuleNode> = {
  print: printNode,
  join: (kind, children, span) => ({ kind, children, span }),
  negate: (child) => ({ kind: 'not', child, span: child.span }),
};

const elementWords: ListWords<ElementNode> = {
  print: printElement,
  join: (kind, children, span) => ({ kind, children, span }),
  negate: (child) => ({ kind: 'not', child, span: child.span }),
};

interface ListNode<Node> {
  readonly kind: 'and' | 'or';
  readonly children: readonly Node[];
  readonly span: RuleNode['span'];
}

/** Changes of a list: the other operator, each part left out, the whole negated, and changes of its parts. */
function listChanges<Node extends { readonly span: RuleNode['span'] }>(
  list: ListNode<Node>,
  inner: (child: Node) => readonly Change<Node>[],
  { print, join, negate }: ListWords<Node>,
): readonly Change<Node>[] {
  const { kind, children, span } = list;
  const other = kind === 'and' ? 'or' : 'and';
  const make = (parts: readonly Node[], as = kind): Node => {
    const [first] = parts;
    return parts.length === 1 && first !== undefined ? first : join(as, parts, span);
  };
  const whole = make(children);
  return [
    { kind: 'and/or', what: `-${kind} became -${other} in ${print(whole)}`, span, node: make(children, other) },
    { kind: 'negation', what: `${print(whole)} was negated`, span, node: negate(whole) },
    ...children.flatMap((child, index): readonly Change<Node>[] => {
      const rest = children.filter((_, position) => position !== index);
      return [
        { kind: 'dropped condition', what: `${print(child)} was left out`, span: child.span, node: make(rest) },
        ...inner(child).map((change) => ({
          ...change,
          node: make(children.map((old, position) => (position === index ? change.node : old))),
        })),
      ];
    }),
  ];
}
