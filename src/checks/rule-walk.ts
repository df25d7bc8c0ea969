import type { RuleNode } from '../rules/index.ts';

/** A condition that is no and, or, not. */
export type LeafNode = Exclude<RuleNode, { kind: 'and' | 'or' | 'not' }>;

/** A plain comparison of a property. */
export type CompareNode = Extract<RuleNode, { kind: 'compare' }>;

/** All leaves in source order; `isNegated` under an odd number of -not. */
export function leavesOf(
  root: RuleNode,
  isNegated = false,
): readonly { readonly leaf: LeafNode; readonly isNegated: boolean }[] {
  switch (root.kind) {
    case 'and':
    case 'or':
      return root.children.flatMap((child) => leavesOf(child, isNegated));
    case 'not':
      return leavesOf(root.child, !isNegated);
    default:
      return [{ leaf: root, isNegated }];
  }
}

/** All comparisons in source order. */
export function comparisonsOf(root: RuleNode): readonly CompareNode[] {
  return leavesOf(root).flatMap(({ leaf }) => (leaf.kind === 'compare' ? [leaf] : []));
}

/** All nodes, parents first. */
export function nodesOf(root: RuleNode): readonly RuleNode[] {
  if (root.kind === 'and' || root.kind === 'or') return [root, ...root.children.flatMap(nodesOf)];
  return root.kind === 'not' ? [root, ...nodesOf(root.child)] : [root];
}

/** True when any condition of the rule reads the property. */
export function readsProperty(root: RuleNode, name: string): boolean {
  return leavesOf(root).some(
    ({ leaf }) => (leaf.kind === 'compare' || leaf.kind === 'quantified') && leaf.property.name === name,
  );
}
