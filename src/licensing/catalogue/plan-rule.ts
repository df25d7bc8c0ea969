import type { ClaimGrade } from '../../model/index.ts';

/**
 * `default`: holds. `optional`: holds only where it is asked for. `off`: does not hold; it is kept for lint, or because it is
 * published and wrong.
 */
export type Enforcement = 'default' | 'optional' | 'off';

/** What every rule says about itself. */
interface RuleHead {
  /** Stable, such as `conflicts/exchange-online`. */
  readonly id: string;
  readonly enforce: Enforcement;
  /** How well it is supported; undefined for rules that users add. */
  readonly grade?: ClaimGrade;
  readonly source: string;
  readonly note?: string;
}

/** Two plans of a published conflict set that other facts contradict (spec licensing 9.4, 9.7). */
export interface SuspectPair {
  readonly servicePlanIds: readonly [string, string];
  /** False unless a user switches it on. */
  readonly isEnforced: boolean;
  readonly why: string;
}

/** No two of the plans can be enabled for one user (spec licensing 9.1), except for suspect pairs. */
export interface ConflictRule extends RuleHead {
  readonly kind: 'conflicts';
  readonly servicePlanIds: readonly string[];
  readonly suspectPairs: readonly SuspectPair[];
}

/** A plan that is enabled needs one of the others to be enabled, from whatever SKU and path (spec licensing 9.2). */
export interface RequirementRule extends RuleHead {
  readonly kind: 'requires';
  readonly servicePlanId: string;
  /** As the source states it. */
  readonly anyOf: readonly string[];
  /** Further plans that must do, because SKUs are sold that have nothing else. */
  readonly catalogueImplied: readonly string[];
}

/** The plans go together, whatever earlier rules say (spec licensing 9.5, 9.6). */
export interface CompatibilityRule extends RuleHead {
  readonly kind: 'compatible';
  readonly servicePlanIds: readonly string[];
}

/** The SKUs exclude each other; which of their plans do is not known. */
export interface SkuConflictRule extends RuleHead {
  readonly kind: 'skuConflicts';
  readonly skuIds: readonly string[];
}

/** A SKU is sold only to holders of another one: a condition of trade, never a reason for a failed assignment. */
export interface SkuPrerequisiteRule extends RuleHead {
  readonly kind: 'skuPrerequisite';
  readonly skuId: string;
  readonly anyOf: readonly string[];
}

/** A statement about which plans or SKUs exclude or need each other (spec licensing 9). Ids are guids in lower case. */
export type PlanRule = ConflictRule | RequirementRule | CompatibilityRule | SkuConflictRule | SkuPrerequisiteRule;
