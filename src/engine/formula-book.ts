import { formulaOf, type PlanLeaf, type PlanNode, type RuleProgram } from '../rules/index.ts';

import { orderBy } from './order-by.ts';

/** A node of the formulas of many rules; equal parts of different rules are one node. Numbers are indexes into the book. */
export type FormulaNode =
  | { readonly kind: 'leaf'; readonly id: number; readonly leaf: number }
  | { readonly kind: 'and' | 'or'; readonly id: number; readonly children: readonly FormulaNode[] };

/** A condition that occurs in some rules. */
export interface BookLeaf {
  readonly index: number;
  readonly leaf: PlanLeaf;
  /** Equal for equal conditions at every time. */
  readonly key: string;
}

/** The formulas of a list of rules with everything that they share held once. */
export interface FormulaBook {
  readonly leaves: readonly BookLeaf[];
  /** In an order in which children stand before their parents. */
  readonly nodes: readonly FormulaNode[];
  /** Root of each program. */
  readonly roots: readonly FormulaNode[];
  /** Number of other nodes that a node is part of, by its id, and one more if it is a root. */
  readonly uses: Uint32Array;
}

/** Arranges programs. O(conditions of all rules). */
export function createFormulaBook(programs: readonly RuleProgram[]): FormulaBook {
  const leaves: BookLeaf[] = [];
  const leafByKey = new Map<string, FormulaNode>();
  const nodes: FormulaNode[] = [];
  const nodeByKey = new Map<string, FormulaNode>();
  const addLeaf = (leaf: PlanLeaf): FormulaNode => {
    const key = keyOfLeaf(leaf);
    let node = leafByKey.get(key);
    if (node === undefined) {
      const index = leaves.push({ index: leaves.length, leaf, key }) - 1;
      node = { kind: 'leaf', id: nodes.length, leaf: index };
      nodes.push(node);
      leafByKey.set(key, node);
    }
    return node;
  };
  const add = (plan: PlanNode): FormulaNode => {
    if (!('children' in plan)) return addLeaf(plan);
    const parts: FormulaNode[] = [];
    for (const child of plan.children) {
      const part = add(child);
      if (!parts.includes(part)) parts.push(part);
    }
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    const children = orderBy(parts, idOf);
    let key: string = plan.kind;
    for (const { id } of children) key += ` ${id}`;
    let node = nodeByKey.get(key);
    if (node === undefined) {
      node = { kind: plan.kind, id: nodes.length, children };
      nodes.push(node);
      nodeByKey.set(key, node);
    }
    return node;
  };
  const roots = programs.map((program) => add(formulaOf(program)));
  return { leaves, nodes, roots, uses: countUses(nodes, roots) };
}

const idOf = ({ id }: FormulaNode): number => id;

function countUses(nodes: readonly FormulaNode[], roots: readonly FormulaNode[]): Uint32Array {
  const uses = new Uint32Array(nodes.length);
  for (const { id } of new Set(roots)) uses[id] = 1;
  for (const node of nodes)
    if (node.kind !== 'leaf') for (const { id } of node.children) uses[id] = (uses[id] ?? 0) + 1;
  return uses;
}

const keys = new WeakMap<PlanLeaf, string>();

function keyOfLeaf(leaf: PlanLeaf): string {
  let key = keys.get(leaf);
  if (key === undefined) {
    key = makeKey(leaf);
    keys.set(leaf, key);
  }
  return key;
}

/** Moving dates are told apart by how far they lie from the present. */
function makeKey(leaf: PlanLeaf): string {
  if (leaf.kind === 'memberOf') return `memberOf ${leaf.isNegated} ${leaf.groupIds.join(' ')}`;
  const { property, predicate } = leaf;
  return `${property.name} ${predicate.usesClock ? 'now' : ''} ${predicate.at(0).key}`;
}
