import { managerRuleProperty } from '../rule-properties.ts';
import { bodyKey, literalKey } from './literal-key.ts';
import { createLeaf, type LeafNode, type PlanLeaf } from './rule-plan.ts';

type ValuesNode = Exclude<LeafNode, { kind: 'memberOf' }>;

/**
 * Prepared conditions that rules have in common, each held once: of the conditions of many rules two thirds occur elsewhere, and
 * what they share need neither be made nor kept twice.
 */
export class LeafPool {
  readonly #parent: LeafPool | undefined;
  /** By {@link propertyKey}, then by {@link keyOf}: each mention of a directory extension has a property object of its own. */
  readonly #byProperty = new Map<string, Map<string, PlanLeaf>>();
  readonly #memberOf = new Map<string, PlanLeaf>();

  constructor(parent?: LeafPool) {
    this.#parent = parent;
  }

  /** A pool that takes what this one has and keeps to itself what it adds. */
  branch(): LeafPool {
    return new LeafPool(this);
  }

  /** The prepared form of a condition: the same object for equal conditions on the same property. */
  leafOf(node: LeafNode, negativesMatchNull: boolean): PlanLeaf {
    const key = keyOf(node, negativesMatchNull);
    const known = this.#find(node, key);
    if (known !== undefined) return known;
    const leaf = createLeaf(node, negativesMatchNull);
    if (node.kind === 'memberOf') this.#memberOf.set(key, leaf);
    else {
      const property = propertyKey(node);
      const leaves = this.#byProperty.get(property);
      if (leaves === undefined) this.#byProperty.set(property, new Map([[key, leaf]]));
      else leaves.set(key, leaf);
    }
    return leaf;
  }

  #find(node: LeafNode, key: string): PlanLeaf | undefined {
    const own = node.kind === 'memberOf' ? this.#memberOf.get(key) : this.#byProperty.get(propertyKey(node))?.get(key);
    return own ?? (this.#parent === undefined ? undefined : this.#parent.#find(node, key));
  }
}

function propertyKey(node: ValuesNode): string {
  const { object, name } = node.kind === 'directReports' ? managerRuleProperty : node.property;
  return `${object} ${name}`;
}

function keyOf(node: LeafNode, negativesMatchNull: boolean): string {
  switch (node.kind) {
    case 'compare':
      return `${node.operator} ${negativesMatchNull} ${literalKey(node.value)}`;
    case 'quantified':
      return `${node.mode} ${negativesMatchNull} ${bodyKey(node.body)}`;
    case 'directReports':
      return `manager ${node.managerId}`;
    case 'memberOf':
      return node.groupIds.join(' ');
  }
}
