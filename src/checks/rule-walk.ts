import type { ElementNode, RuleNode } from '../rules/index.ts';

/** A condition that is no and, or, not. */
export type LeafNode = Exclude<RuleNode, { kind: 'and' | 'or' | 'not' }>;

/** A plain comparison of a property. */
export type CompareNode = Extract<RuleNode, { kind: 'compare' }>;

/** Conditions joined by -and or -or. */
export type ListNode = Extract<RuleNode, { kind: 'and' | 'or' }>;

/** Conditions on one element joined by -and or -or. */
export type ElementListNode = Extract<ElementNode, { kind: 'and' | 'or' }>;

/** A comparison of an element inside -any or -all. */
export type CompareElementNode = Extract<ElementNode, { kind: 'compareElement' }>;

/** A part of a rule; `isNegated` under an odd number of -not. */
export interface Placed<Node> {
  readonly node: Node;
  readonly isNegated: boolean;
}

/** All leaves in source order. */
export function leavesOf(root: RuleNode, isNegated = false): readonly Placed<LeafNode>[] {
  switch (root.kind) {
    case 'and':
    case 'or':
      return root.children.flatMap((child) => leavesOf(child, isNegated));
    case 'not':
      return leavesOf(root.child, !isNegated);
    default:
      return [{ node: root, isNegated }];
  }
}

/** All comparisons of properties in source order. */
export function comparisonsOf(root: RuleNode): readonly CompareNode[] {
  return leavesOf(root).flatMap(({ node }) => (node.kind === 'compare' ? [node] : []));
}

/** All lists, outer ones first. */
export function listsOf(root: RuleNode): readonly ListNode[] {
  if (root.kind === 'and' || root.kind === 'or') return [root, ...root.children.flatMap(listsOf)];
  return root.kind === 'not' ? listsOf(root.child) : [];
}

/** All lists inside a quantifier, outer ones first. */
export function elementListsOf(body: ElementNode): readonly ElementListNode[] {
  if (body.kind === 'and' || body.kind === 'or') return [body, ...body.children.flatMap(elementListsOf)];
  return body.kind === 'not' ? elementListsOf(body.child) : [];
}

/** All comparisons inside a quantifier in source order. */
export function elementsOf(body: ElementNode): readonly CompareElementNode[] {
  if (body.kind === 'compareElement') return [body];
  return body.kind === 'not' ? elementsOf(body.child) : body.children.flatMap(elementsOf);
}

/** True when any condition of the rule reads the property. */
export function readsProperty(root: RuleNode, name: string): boolean {
  return leavesOf(root).some(
    ({ node }) => (node.kind === 'compare' || node.kind === 'quantified') && node.property.name === name,
  );
}

/**
 * What must hold besides `target` whenever `target` decides that the rule holds: the conditions that are joined with it, or
 * with a part around it, by -and (by -or under -not). `target` is found by identity. O(rule).
 */
export function conjoinedWith(root: RuleNode, target: RuleNode, isNegated = false): readonly Placed<RuleNode>[] {
  if (root === target) return [];
  if (root.kind === 'not') return conjoinedWith(root.child, target, !isNegated);
  if (root.kind !== 'and' && root.kind !== 'or') return [];
  const branch = root.children.find((child) => contains(child, target));
  if (branch === undefined) return [];
  const isConjunction = (root.kind === 'and') !== isNegated;
  const siblings = isConjunction ? root.children.filter((child) => child !== branch) : [];
  return [...siblings.map((node) => ({ node, isNegated })), ...conjoinedWith(branch, target, isNegated)];
}

/** A copy of the tree with `target`, found by identity, replaced. */
export function replaceNode(root: RuleNode, target: RuleNode, replacement: RuleNode): RuleNode {
  if (root === target) return replacement;
  switch (root.kind) {
    case 'and':
    case 'or':
      return { ...root, children: root.children.map((child) => replaceNode(child, target, replacement)) };
    case 'not':
      return { ...root, child: replaceNode(root.child, target, replacement) };
    default:
      return root;
  }
}

/** {@link replaceNode} inside a quantifier. */
export function replaceElement(body: ElementNode, target: ElementNode, replacement: ElementNode): ElementNode {
  if (body === target) return replacement;
  if (body.kind === 'compareElement') return body;
  if (body.kind === 'not') return { ...body, child: replaceElement(body.child, target, replacement) };
  return { ...body, children: body.children.map((child) => replaceElement(child, target, replacement)) };
}

function contains(root: RuleNode, target: RuleNode): boolean {
  if (root === target) return true;
  if (root.kind === 'not') return contains(root.child, target);
  return (root.kind === 'and' || root.kind === 'or') && root.children.some((child) => contains(child, target));
}
