import type { EngineCache } from '../engine/index.ts';
import type { LicenseDeps } from '../licensing/index.ts';
import type { Tenant } from '../model/index.ts';
import type { ChangeLog } from './change-log.ts';
import type { MemberOfGraph } from './member-of-graph.ts';
import type { DynamicState, RuleLoop } from './outcome.ts';
import type { HolderRule, RuleBook } from './rule-book.ts';
import type { RuleIndex } from './rule-index.ts';
import type { SimulationDeps } from './simulation-deps.ts';

/** What a pass knows about a holder. */
export interface HeldRule {
  readonly rule: HolderRule;
  readonly state: DynamicState;
}

/** All dynamic holders after a pass. */
export interface PassResult {
  /** The state that the rules were applied to. */
  readonly tenant: Tenant;
  readonly held: ReadonlyMap<string, HeldRule>;
  /** States that this pass made, in the order in which rules are applied; all of them in a first pass. */
  readonly changed: readonly DynamicState[];
  readonly loops: readonly RuleLoop[];
  /** What memberOf rules read, for causes. */
  readonly graph: MemberOfGraph;
  readonly index: IndexedRules;
}

/** The index of a first pass, and the holders that have had another rule since, or none any more. */
export interface IndexedRules {
  readonly base: RuleIndex;
  readonly replaced: ReadonlySet<string>;
  /** The rules of replaced holders that are evaluated. */
  readonly late: RuleIndex;
}

/** The pass before, and what happened since. */
export interface PreviousPass {
  readonly pass: PassResult;
  readonly changes: ChangeLog;
}

export interface PassDeps extends SimulationDeps {
  readonly engine: EngineCache;
  readonly book: RuleBook;
  readonly licenses: LicenseDeps;
}
