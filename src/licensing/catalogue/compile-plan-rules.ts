import { compareOrdinal } from '../../base/index.ts';
import { groupBy } from './group-by.ts';
import type { ConflictRule, PlanRule, RequirementRule, SkuConflictRule } from './plan-rule.ts';

/** Which rules hold beyond those that hold by default (spec licensing 9.4). */
export interface RuleSelection {
  /** Also the rules marked `optional`. */
  readonly withOptional?: boolean;
  /** Also the suspect pairs of conflict sets. */
  readonly withSuspect?: boolean;
}

/** A requirement in plan indexes. */
export interface CompiledRequirement {
  readonly rule: RequirementRule;
  /** The plan that needs another one. */
  readonly plan: number;
  /** The plans of which one is enough, documented and implied, ascending. */
  readonly anyOf: Uint32Array;
}

/** Two plans that exclude each other; `left` < `right`. */
export interface CompiledConflict {
  readonly rule: ConflictRule;
  readonly left: number;
  readonly right: number;
}

/**
 * The rules that hold, in plan indexes of one catalogue. All lists are in ascending order of indexes, so that what is reported
 * first does not depend on the order of rules.
 */
export interface CompiledPlanRules {
  readonly conflicts: readonly CompiledConflict[];
  readonly requirements: readonly CompiledRequirement[];
  /** SKUs that exclude each other as a whole, in the order of the rules. */
  readonly skuConflicts: readonly SkuConflictRule[];
  /** The plans that the plan excludes, ascending. */
  conflictsOf(plan: number): Uint32Array;
  /** The rule by which two plans exclude each other; undefined when they do not. */
  conflictBetween(one: number, other: number): ConflictRule | undefined;
  /** What the plan needs. */
  requirementsOf(plan: number): readonly CompiledRequirement[];
  /** Requirements that the plan can fulfil: to be looked at when it is taken away. */
  requirementsOn(plan: number): readonly CompiledRequirement[];
}

const noPlans = new Uint32Array(0);
const noRequirements: readonly CompiledRequirement[] = [];

/**
 * Compiles plan rules. A later rule wins over an earlier one: `compatible` takes pairs out of the conflict sets before it, and a
 * conflict set after it puts them back. `indexOf` gives the index of a plan. O(members of sets squared).
 */
export function compilePlanRules(
  rules: readonly PlanRule[],
  indexOf: (servicePlanId: string) => number,
  selection: RuleSelection = {},
): CompiledPlanRules {
  const rulesByPair = new Map<string, CompiledConflict>();
  const requirements: CompiledRequirement[] = [];
  const skuConflicts: SkuConflictRule[] = [];
  for (const rule of rules) {
    if (rule.enforce === 'off' || (rule.enforce === 'optional' && selection.withOptional !== true)) continue;
    if (rule.kind === 'conflicts') {
      const without = suspectKeys(rule, indexOf, selection);
      for (const [left, right] of pairsOf(rule.servicePlanIds.map(indexOf))) {
        if (!without.has(pairKey(left, right))) rulesByPair.set(pairKey(left, right), { rule, left, right });
      }
    } else if (rule.kind === 'compatible') {
      for (const [left, right] of pairsOf(rule.servicePlanIds.map(indexOf))) rulesByPair.delete(pairKey(left, right));
    } else if (rule.kind === 'requires') {
      const anyOf = Uint32Array.from([...rule.anyOf, ...rule.catalogueImplied].map(indexOf)).toSorted();
      requirements.push({ rule, plan: indexOf(rule.servicePlanId), anyOf });
    } else if (rule.kind === 'skuConflicts') skuConflicts.push(rule);
  }
  const conflicts = [...rulesByPair.values()].toSorted((a, b) => a.left - b.left || a.right - b.right);
  requirements.sort((a, b) => a.plan - b.plan || compareOrdinal(a.rule.id, b.rule.id));
  const others = groupBy(
    conflicts.flatMap(({ left, right }) => [[left, right] as const, [right, left] as const]),
    ([plan]) => [plan],
  );
  const ofPlan = groupBy(requirements, ({ plan }) => [plan]);
  const onPlan = groupBy(requirements, ({ anyOf }) => [...anyOf]);
  const conflictsOf = new Map(
    [...others].map(([plan, pairs]) => [plan, Uint32Array.from(pairs, ([, other]) => other).toSorted()]),
  );
  return {
    conflicts,
    requirements,
    skuConflicts,
    conflictsOf: (plan) => conflictsOf.get(plan) ?? noPlans,
    conflictBetween: (one, other) => rulesByPair.get(pairKey(one, other))?.rule,
    requirementsOf: (plan) => ofPlan.get(plan) ?? noRequirements,
    requirementsOn: (plan) => onPlan.get(plan) ?? noRequirements,
  };
}

function suspectKeys(
  rule: ConflictRule,
  indexOf: (servicePlanId: string) => number,
  { withSuspect }: RuleSelection,
): ReadonlySet<string> {
  const pairs = withSuspect === true ? [] : rule.suspectPairs.filter(({ isEnforced }) => !isEnforced);
  return new Set(pairs.map(({ servicePlanIds: [one, other] }) => pairKey(indexOf(one), indexOf(other))));
}

function pairsOf(plans: readonly number[]): readonly (readonly [left: number, right: number])[] {
  const sorted = [...new Set(plans)].toSorted((a, b) => a - b);
  return sorted.flatMap((left, position) => sorted.slice(position + 1).map((right) => [left, right] as const));
}

function pairKey(one: number, other: number): string {
  return `${Math.min(one, other)} ${Math.max(one, other)}`;
}
