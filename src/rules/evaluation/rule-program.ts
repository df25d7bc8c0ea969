import { defaultSemantics, type Semantics } from '../../model/index.ts';
import type { CheckedRule, RuleNode } from '../rule-node.ts';
import { LeafPool } from './leaf-pool.ts';
import { propertiesRead } from './properties-read.ts';
import { createFormula, createPlan, type LeafNode, type PlanLeaf, type PlanNode } from './rule-plan.ts';

/** A rule made ready for columns, and what it depends on: the key to incremental evaluation. */
export interface RuleProgram {
  readonly rule: CheckedRule;
  readonly semantics: Semantics;
  /** Graph names of the properties that it reads, in ordinal order; directory extensions as written in the rule. */
  readonly sources: readonly string[];
  /** True when the verdict can change with time alone. */
  readonly usesClock: boolean;
  readonly usesMemberOf: boolean;
  /** Groups whose direct members it reads, lower case; empty for all but memberOf rules. */
  readonly groupIds: readonly string[];
  /** What the evaluator of single rules runs; nothing outside it reads it. */
  readonly plan: PlanNode;
  /** The rule without "not" and with every condition apart: what engines start from that share conditions between rules. */
  readonly formula: PlanNode;
  /** The prepared form of each condition as it stands in the rule, for explanations. */
  readonly leaves: ReadonlyMap<RuleNode, PlanLeaf>;
}

/**
 * Prepares a rule. O(size of the rule); patterns are compiled when first needed. Rules that are prepared with one pool share the
 * conditions that they have in common.
 */
export function compileRule(
  rule: CheckedRule,
  semantics: Semantics = defaultSemantics,
  pool: LeafPool = new LeafPool(),
): RuleProgram {
  return new CompiledRule(rule, semantics, pool);
}

const noIds: readonly string[] = [];

/** Engines that evaluate many rules together need the formula alone: the other forms are made when they are first asked for. */
class CompiledRule implements RuleProgram {
  readonly rule: CheckedRule;
  readonly semantics: Semantics;
  readonly usesClock: boolean;
  readonly usesMemberOf: boolean;
  readonly groupIds: readonly string[];
  readonly formula: PlanNode;
  readonly #pool: LeafPool;
  #sources: readonly string[] | undefined;
  #plan: PlanNode | undefined;
  #leaves: ReadonlyMap<RuleNode, PlanLeaf> | undefined;

  constructor(rule: CheckedRule, semantics: Semantics, pool: LeafPool) {
    this.rule = rule;
    this.semantics = semantics;
    this.#pool = pool;
    let usesClock = false;
    let groupIds: readonly string[] | undefined;
    visitLeaves(rule.root, (node) => {
      const leaf = this.#leafOf(node);
      if (leaf.kind === 'memberOf') groupIds = groupIds === undefined ? leaf.groupIds : [...groupIds, ...leaf.groupIds];
      else if (leaf.predicate.usesClock) usesClock = true;
    });
    this.usesClock = usesClock;
    this.usesMemberOf = groupIds !== undefined;
    this.groupIds = groupIds ?? noIds;
    this.formula = createFormula(rule.root, (node) => this.#leafOf(node));
  }

  get sources(): readonly string[] {
    return (this.#sources ??= [...new Set(propertiesRead(this.rule.root).map(({ source }) => source))].toSorted());
  }

  get plan(): PlanNode {
    return (this.#plan ??= createPlan(this.rule.root, (node) => this.#leafOf(node)));
  }

  get leaves(): ReadonlyMap<RuleNode, PlanLeaf> {
    if (this.#leaves === undefined) {
      const leaves = new Map<RuleNode, PlanLeaf>();
      visitLeaves(this.rule.root, (node) => leaves.set(node, this.#leafOf(node)));
      this.#leaves = leaves;
    }
    return this.#leaves;
  }

  #leafOf(node: LeafNode): PlanLeaf {
    return this.#pool.leafOf(node, this.semantics['null-negative-operators'] === 'match');
  }
}

function visitLeaves(node: RuleNode, visit: (leaf: LeafNode) => void): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const child of node.children) visitLeaves(child, visit);
      return;
    case 'not':
      visitLeaves(node.child, visit);
      return;
    default:
      visit(node);
  }
}
