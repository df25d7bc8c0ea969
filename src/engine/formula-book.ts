import type { PlanLeaf, PlanNode, RuleProgram } from '../rules/index.ts';

/** A node of the formulas of many rules; equal parts of different rules are one node. Numbers are indexes into the book. */
export type FormulaNode =
  | { readonly kind: 'leaf'; readonly id: number; readonly leaf: number }
  | { readonly kind: 'and' | 'or'; readonly id: number; readonly children: readonly FormulaNode[] };

type ListNode = Extract<FormulaNode, { kind: 'and' | 'or' }>;

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
  const lists = new ListTable();
  const nodeByLeaf = new Map<PlanLeaf, FormulaNode>();
  const addLeaf = (leaf: PlanLeaf): FormulaNode => {
    // Programs that were made together share their conditions already.
    const known = nodeByLeaf.get(leaf);
    if (known !== undefined) return known;
    const key = keyOfLeaf(leaf);
    let node = leafByKey.get(key);
    if (node === undefined) {
      const index = leaves.push({ index: leaves.length, leaf, key }) - 1;
      node = { kind: 'leaf', id: nodes.length, leaf: index };
      nodes.push(node);
      leafByKey.set(key, node);
    }
    nodeByLeaf.set(leaf, node);
    return node;
  };
  const add = (plan: PlanNode): FormulaNode => {
    if (!('children' in plan)) return addLeaf(plan);
    const parts: FormulaNode[] = [];
    for (const child of plan.children) insertPart(parts, add(child));
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    const known = lists.find(plan.kind, parts);
    if (known !== undefined) return known;
    const node: ListNode = { kind: plan.kind, id: nodes.length, children: parts };
    nodes.push(node);
    lists.add(node);
    return node;
  };
  const roots = programs.map(({ formula }) => add(formula));
  return { leaves, nodes, roots, uses: countUses(nodes, roots) };
}

/** Puts a node into a list without duplicates, ascending by id. Lists are short. */
function insertPart(parts: FormulaNode[], part: FormulaNode): void {
  let at = parts.length;
  for (; at > 0; at--) {
    const before = parts[at - 1];
    if (before === part) return;
    if (before === undefined || before.id < part.id) break;
  }
  parts.splice(at, 0, part);
}

/** Lists of parts by what they consist of: a hash of numbers is quicker than a text of them. */
class ListTable {
  readonly #byHash = new Map<number, ListNode[]>();

  find(kind: ListNode['kind'], children: readonly FormulaNode[]): ListNode | undefined {
    const alike = this.#byHash.get(hashOf(kind, children));
    return alike?.find((node) => node.kind === kind && hasChildren(node, children));
  }

  add(node: ListNode): void {
    const hash = hashOf(node.kind, node.children);
    const alike = this.#byHash.get(hash);
    if (alike === undefined) this.#byHash.set(hash, [node]);
    else alike.push(node);
  }
}

function hashOf(kind: ListNode['kind'], children: readonly FormulaNode[]): number {
  let hash = kind === 'and' ? 0x811c9dc5 : 0x01000193;
  for (const { id } of children) {
    hash = Math.imul(hash ^ id, 0x2c1b3c6d);
    hash ^= hash >>> 15;
  }
  // Small integers are the quickest keys.
  return hash >>> 2;
}

function hasChildren({ children }: ListNode, others: readonly FormulaNode[]): boolean {
  if (children.length !== others.length) return false;
  for (let index = 0; index < children.length; index++) if (children[index] !== others[index]) return false;
  return true;
}

function countUses(nodes: readonly FormulaNode[], roots: readonly FormulaNode[]): Uint32Array {
  const uses = new Uint32Array(nodes.length);
  for (const { id } of roots) uses[id] = 1;
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
