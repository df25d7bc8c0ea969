import { invariant } from '../../base/index.ts';
import { defaultSemantics, type Semantics } from '../../model/index.ts';
import type { CheckedRule, RuleNode } from '../rule-node.ts';
import { propertiesRead } from './properties-read.ts';
import { createFormula, createLeaf, createPlan, type LeafNode, type PlanLeaf, type PlanNode } from './rule-plan.ts';

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
  /** What the evaluator runs; nothing outside the evaluator reads it. */
  readonly plan: PlanNode;
  /** The prepared form of each condition as it stands in the rule, for explanations. */
  readonly leaves: ReadonlyMap<RuleNode, PlanLeaf>;
}

/** Prepares a rule. O(size of the rule); patterns are compiled when first needed. */
export function compileRule(rule: CheckedRule, semantics: Semantics = defaultSemantics): RuleProgram {
  const negativesMatchNull = semantics['null-negative-operators'] === 'match';
  const leaves = new Map<RuleNode, PlanLeaf>();
  collectLeaves(rule.root, (node) => leaves.set(node, createLeaf(node, negativesMatchNull)));
  const plan = createPlan(rule.root, (node) => {
    const leaf = leaves.get(node);
    invariant(leaf !== undefined, 'a condition was not prepared');
    return leaf;
  });
  const all = [...leaves.values()];
  const groupIds = all.flatMap((leaf) => (leaf.kind === 'memberOf' ? leaf.groupIds : []));
  return {
    rule,
    semantics,
    sources: [...new Set(propertiesRead(rule.root).map(({ source }) => source))].toSorted(),
    usesClock: all.some((leaf) => leaf.kind === 'values' && leaf.predicate.usesClock),
    usesMemberOf: all.some(({ kind }) => kind === 'memberOf'),
    groupIds,
    plan,
    leaves,
  };
}

const formulas = new WeakMap<RuleProgram, PlanNode>();

/**
 * The rule without "not" and with every condition apart: what engines that share conditions between rules start from. Made
 * once for a program.
 */
export function formulaOf(program: RuleProgram): PlanNode {
  let formula = formulas.get(program);
  if (formula === undefined) {
    formula = createFormula(program.rule.root, (node) => {
      const leaf = program.leaves.get(node);
      invariant(leaf !== undefined, 'a condition was not prepared');
      return leaf;
    });
    formulas.set(program, formula);
  }
  return formula;
}

function collectLeaves(node: RuleNode, visit: (leaf: LeafNode) => void): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const child of node.children) collectLeaves(child, visit);
      return;
    case 'not':
      collectLeaves(node.child, visit);
      return;
    default:
      visit(node);
  }
}
