import type { Verdict } from '../rule-node.ts';
import { leafTruthAt } from './bound-leaf.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import type { PlanNode } from './rule-plan.ts';
import type { RuleProgram } from './rule-program.ts';
import { andBytes, isFalse, isOpen, isTrue, orBytes, type TruthByte } from './truth.ts';

/** Evaluates a rule for one object, active or not, without preparing tables for the others. O(conditions). */
export function evaluateRow(program: RuleProgram, context: EvaluationContext, row: number): Verdict {
  const truth = truthAt(program.plan, context, row);
  if (truth === isOpen) return 'undecided';
  return truth === isTrue ? 'member' : 'notMember';
}

/** The truth of a plan for one row. Stops at the first part that settles it. */
export function truthAt(node: PlanNode, context: EvaluationContext, row: number): TruthByte {
  if (!('children' in node)) return leafTruthAt(node, context, row);
  const isAnd = node.kind === 'and';
  const settled = isAnd ? isFalse : isTrue;
  let truth: TruthByte = isAnd ? isTrue : isFalse;
  for (const child of node.children) {
    const next = truthAt(child, context, row);
    truth = isAnd ? andBytes(truth, next) : orBytes(truth, next);
    if (truth === settled) return truth;
  }
  return truth;
}
