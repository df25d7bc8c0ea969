import { invariant } from '../../base/index.ts';
import type { RuleNode } from '../rule-node.ts';
import { managerRuleProperty, type RuleProperty } from '../rule-properties.ts';
import { createComparisonPredicate, createManagerPredicate, createQuantifiedPredicate } from './leaf-predicate.ts';
import { combined, negated, type TimedPredicate } from './predicate.ts';
import { negateScan, type Scan, scanOfComparison, scanOfManager, scanOfQuantified } from './scan.ts';

/** A condition that is looked up: on the values of one property, or on membership of groups. */
export type PlanLeaf =
  | {
      readonly kind: 'values';
      readonly property: RuleProperty;
      readonly predicate: TimedPredicate;
      /** How many values are searched for it together; worked out when first asked for. */
      readonly scan?: () => Scan | undefined;
    }
  | { readonly kind: 'memberOf'; readonly groupIds: readonly string[]; readonly isNegated: boolean };

/** A rule without "not": negation is part of the leaves, where it costs nothing. */
export type PlanNode = PlanLeaf | { readonly kind: 'and' | 'or'; readonly children: readonly PlanNode[] };

/** The leaf that answers a condition of a rule as it stands there. */
export type LeafOf = (node: LeafNode) => PlanLeaf;

/** A node of a rule that is no and, or, not. */
export type LeafNode = Exclude<RuleNode, { kind: 'and' | 'or' | 'not' }>;

/** Prepares one condition. */
export function createLeaf(node: LeafNode, negativesMatchNull: boolean): PlanLeaf {
  switch (node.kind) {
    case 'compare':
      return {
        kind: 'values',
        property: node.property,
        predicate: createComparisonPredicate(node, negativesMatchNull),
        scan: once(() => scanOfComparison(node)),
      };
    case 'quantified':
      return {
        kind: 'values',
        property: node.property,
        predicate: createQuantifiedPredicate(node, negativesMatchNull),
        scan: once(() => scanOfQuantified(node)),
      };
    case 'directReports':
      return {
        kind: 'values',
        property: managerRuleProperty,
        predicate: createManagerPredicate(node.managerId),
        scan: once(() => scanOfManager(node.managerId)),
      };
    case 'memberOf':
      return { kind: 'memberOf', groupIds: node.groupIds.map((id) => id.toLowerCase()), isNegated: false };
  }
}

/** Makes something when it is first asked for, and keeps it: engines ask again for every tenant. */
function once<Made>(make: () => Made): () => Made {
  let kept: { readonly made: Made } | undefined;
  return () => (kept ??= { made: make() }).made;
}

/**
 * Turns a rule into a plan: "not" moves to the leaves, nested lists of one kind become one, and neighbours on the same
 * property become one leaf. All three keep Kleene's truth values. O(size of the rule).
 */
export function createPlan(node: RuleNode, leafOf: LeafOf): PlanNode {
  return planOf(node, leafOf, false, joinNeighbours);
}

/** Like {@link createPlan}, but each condition stays a leaf of its own: what rules have in common can then be seen. */
export function createFormula(node: RuleNode, leafOf: LeafOf): PlanNode {
  return planOf(node, leafOf, false, (_kind, children) => children);
}

type JoinChildren = (kind: 'and' | 'or', children: readonly PlanNode[]) => readonly PlanNode[];

function planOf(node: RuleNode, leafOf: LeafOf, isNegated: boolean, join: JoinChildren): PlanNode {
  switch (node.kind) {
    case 'not':
      return planOf(node.child, leafOf, !isNegated, join);
    case 'and':
    case 'or': {
      const kind = isNegated ? opposites[node.kind] : node.kind;
      const children = node.children.map((child) => planOf(child, leafOf, isNegated, join));
      const flat = children.flatMap((child) => (child.kind === kind ? child.children : [child]));
      return listOf(kind, join(kind, flat));
    }
    default:
      return isNegated ? negateLeaf(leafOf(node)) : leafOf(node);
  }
}

const opposites = { and: 'or', or: 'and' } as const;

function listOf(kind: 'and' | 'or', children: readonly PlanNode[]): PlanNode {
  const [first] = children;
  invariant(first !== undefined, 'a list of conditions is empty');
  return children.length === 1 ? first : { kind, children };
}

const opposite = new WeakMap<PlanLeaf, PlanLeaf>();

/** The opposite of a condition, made once. */
function negateLeaf(leaf: PlanLeaf): PlanLeaf {
  let negatedLeaf = opposite.get(leaf);
  if (negatedLeaf === undefined) {
    negatedLeaf = createOpposite(leaf);
    opposite.set(leaf, negatedLeaf);
  }
  return negatedLeaf;
}

function createOpposite(leaf: PlanLeaf): PlanLeaf {
  if (leaf.kind === 'memberOf') return { ...leaf, isNegated: !leaf.isNegated };
  const { scan } = leaf;
  return {
    ...leaf,
    predicate: negated(leaf.predicate),
    ...(scan === undefined ? {} : { scan: once(() => negatedScan(scan())) }),
  };
}

function negatedScan(scan: Scan | undefined): Scan | undefined {
  return scan === undefined ? undefined : negateScan(scan);
}

type ValuesLeaf = Extract<PlanLeaf, { kind: 'values' }>;

function joinNeighbours(kind: 'and' | 'or', children: readonly PlanNode[]): readonly PlanNode[] {
  const byProperty = new Map<string, ValuesLeaf[]>();
  const joined: (PlanNode | ValuesLeaf[])[] = [];
  for (const child of children) {
    if (child.kind !== 'values') {
      joined.push(child);
      continue;
    }
    const key = child.property.name;
    const group = byProperty.get(key);
    if (group !== undefined) {
      group.push(child);
      continue;
    }
    const started = [child];
    byProperty.set(key, started);
    joined.push(started);
  }
  return joined.map((entry) => (isGroup(entry) ? joinLeaves(kind, entry) : entry));
}

function isGroup(entry: PlanNode | ValuesLeaf[]): entry is ValuesLeaf[] {
  return Array.isArray(entry);
}

function joinLeaves(kind: 'and' | 'or', leaves: readonly ValuesLeaf[]): PlanNode {
  const [first] = leaves;
  invariant(first !== undefined, 'a group of conditions is empty');
  if (leaves.length === 1) return first;
  const predicate = combined(
    kind,
    leaves.map((leaf) => leaf.predicate),
  );
  return { kind: 'values', property: first.property, predicate };
}
