import { differenceRows, unionRows } from '../../base/index.ts';
import { labelOf } from '../../directory/index.ts';
import { heldLicensesOf, type LicenseCatalogue, licenseDeps, licensedMembers } from '../../licensing/index.ts';
import { linkedRows, type Semantics } from '../../model/index.ts';
import {
  compileRule,
  createPredicateCache,
  type EvaluationContext,
  evaluateRows,
  type PredicateCache,
  type RowVerdicts,
  type Verdict,
} from '../../rules/index.ts';
import { type Settled, settle } from '../../simulation/index.ts';
import type { LicenseMutant, RuleMutant } from './mutant.ts';

/** Somebody of the tenant for whom a policy and its mutant differ. */
export interface TenantWitness {
  /** By the name that people type. */
  readonly person: string;
  /** A verdict of a rule, or the licenses and plans that the group's SKU comes to. */
  readonly before: string;
  readonly after: string;
}

/** What looking for people needs. */
export interface WitnessDeps {
  readonly semantics: Semantics;
  readonly catalogue?: LicenseCatalogue;
  readonly cache?: PredicateCache;
}

/**
 * The first object of a settled tenant for which a rule and its mutant differ; those for which both are decided come first.
 * O(objects).
 */
export function findRuleWitness(
  { rule, policy }: RuleMutant,
  { tenant }: Settled,
  { semantics, cache = createPredicateCache() }: WitnessDeps,
): TenantWitness | undefined {
  const population = tenant.populations[rule.object];
  const context: EvaluationContext = {
    population,
    now: tenant.clock,
    cache,
    membersOf: (groupId) => {
      const group = tenant.populations.group.rowOf(groupId);
      const links = group === undefined ? undefined : tenant.relations.groupMembers.get(group);
      return { known: linkedRows(links, rule.object), isComplete: group === undefined || links !== undefined };
    },
  };
  const before = evaluateRows(compileRule(policy.rule, semantics), context);
  const after = evaluateRows(compileRule(rule, semantics), context);
  const open = unionRows(before.undecided, after.undecided);
  const moved = unionRows(differenceRows(before.members, after.members), differenceRows(after.members, before.members));
  const doubtful = unionRows(
    differenceRows(before.undecided, after.undecided),
    differenceRows(after.undecided, before.undecided),
  );
  for (const rows of [differenceRows(moved, open), doubtful]) {
    const [row] = rows.toArray();
    if (row === undefined) continue;
    return { person: labelOf(population, row), before: verdictAt(before, row), after: verdictAt(after, row) };
  }
  return undefined;
}

function verdictAt({ members, undecided }: RowVerdicts, row: number): Verdict {
  if (undecided.has(row)) return 'undecided';
  return members.has(row) ? 'member' : 'notMember';
}

/** The first member of a group who holds something else by a mutant of its licenses. O(rules * objects): the tenant is settled. */
export function findLicenseWitness(
  mutant: LicenseMutant,
  { tenant }: Settled,
  deps: WitnessDeps,
): TenantWitness | undefined {
  const members = licensedMembers(tenant, mutant.row);
  if (members === undefined || members.size === 0) return undefined;
  const changed = settle(mutant.apply(), deps).tenant;
  const licenses = licenseDeps(deps.semantics, deps.catalogue);
  const told = (from: typeof tenant, row: number): string => {
    const held = heldLicensesOf(from, row, licenses).find(({ skuId }) => skuId === mutant.skuId);
    if (held === undefined) return 'does not hold it';
    if (held.disabledPlans.length === 0) return 'holds it with all plans';
    const names = held.disabledPlans.map((plan) => licenses.catalogue.planName(plan));
    return `holds it without ${names.join(', ')}`;
  };
  for (const row of members.toArray()) {
    const [before, after] = [told(tenant, row), told(changed, row)];
    if (before !== after) return { person: labelOf(tenant.populations.user, row), before, after };
  }
  return undefined;
}
